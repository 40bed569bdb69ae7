package org.espalier.study.report;

import java.util.ArrayList;
import java.util.List;
import org.espalier.hierarchy.equation.NamedColour;
import org.espalier.hierarchy.equation.Notation;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.study.Study;
import org.espalier.study.StudyResult;
import org.espalier.study.torus.MarginalPlan;
import org.espalier.trees.TreeFamily;

/**
 * The equations of a study, of neurons or on the torus.
 *
 * @param n how they are written
 */
record Equations(Notation n) {
    private static final int SHOWN_ORDER = 3;
    private static final int MOST_TERMS = 100;

    /** The hierarchy as the program holds it, for the first orders; with several colours of neurons after what these are. */
    String hierarchy(StudyResult result) {
        Study study = result.study();
        int order = Math.min(SHOWN_ORDER, study.hierarchy().maxOrder());
        if (study.isOfOneModel()) {
            return TreeSystem.of(study.neuron(), order).print(n);
        }
        List<NamedColour> colours = NamedColour.of(study.problem(result.network()), study.groups(result.network()));
        while (order > 1 && terms(order, colours.size()) > MOST_TERMS) {
            order--;
        }
        TreeSystem system = TreeSystem.of(colours, order);
        return colours.size() == 1 ? system.print(n) : system.printNeuron(n) + system.print(n);
    }

    /** The number of couplings up to an order: each vertex of each tree with each colour. */
    private static double terms(int order, int colours) {
        double sum = 0;
        for (int k = 1; k <= order; k++) {
            sum += k * colours * TreeFamily.plain().withTypes(colours).count(k).doubleValue();
        }
        return sum;
    }

    /**
     * (5.1): ∂_t f_i = −∂_v((b + S_i) f_i) + σ²/2 ∂_v² f_i − ν f_i + δ_{v_r} ∫ν f_i, S_i = α Σ_j w_ij ∫ν f_j; with several colours A^{a(i)} f_i −
     * S_i ∂_v f_i.
     */
    String meanField(boolean oneModel) {
        if (!oneModel) {
            String own = n.sup(n.name("A"), n.write("a ( i )"));
            String rate = n.write(
                    "α # w_# ∫ # f_j", n.sum(n.name("j"), ""), n.write("i j"), n.sub(n.name("ν"), n.write("a ( j )")));
            return n.document(List.of(
                    n.equation(n.write("∂_t f_i"), List.of(n.write("# f_i − S_i ∂_v f_i", own))),
                    n.equation(n.write("S_i"), List.of(rate))));
        }
        return n.document(List.of(
                n.equation(
                        n.write("∂_t f_i"),
                        List.of(n.write(
                                "− ∂_v ( ( b + S_i ) f_i ) + σ^2/2 ∂^2_v f_i − ν f_i + δ_# ∫ ν f_i", n.write("v_r")))),
                n.equation(
                        n.write("S_i"), List.of(n.write("α # w_# ∫ ν f_j", n.sum(n.name("j"), ""), n.write("i j"))))));
    }

    /** (5.4): resets after τ_i, kicks after d_ij; at a threshold the flux through it (5.3). */
    String lateMeanField(boolean threshold) {
        String back = n.write("δ_# r_i ( t − τ_i )", n.write("v_r"));
        String density = threshold
                ? n.write("− ∂_v ( ( b + S_i ) f_i ) + σ^2/2 ∂^2_v f_i + #", back)
                : n.write("− ∂_v ( ( b + S_i ) f_i ) + σ^2/2 ∂^2_v f_i − ν f_i + #", back);
        String rate = threshold ? n.write("− σ^2/2 ∂_v f_i ( t , θ )") : n.write("∫ ν f_i");
        String kicks = n.write("α # w_# r_j ( t − d_# )", n.sum(n.name("j"), ""), n.write("i j"), n.write("i j"));
        return n.document(List.of(
                n.equation(n.write("∂_t f_i"), List.of(density)),
                n.equation(n.write("r_i"), List.of(rate)),
                n.equation(n.write("S_i"), List.of(kicks))));
    }

    /** The rate by trees: ∫ν τ(•) = Σ_T t(T)/σ(T) ∫ν F_T over |T| ≤ n. */
    String expansion() {
        String sum = n.sum(n.write("| T | # n", n.sign("≤")), "");
        String share = n.fraction(n.write("t ( T )"), n.write("σ ( T )"));
        return n.document(List.of(n.equation(n.write("∫ ν τ ( • )"), List.of(n.write("# # ∫ ν F_T", sum, share)))));
    }

    /** (10.1) for k = 1..n and the closure. */
    String marginals(MarginalPlan plan) {
        List<String> equations = new ArrayList<>();
        for (int k = 1; k <= plan.order(); k++) {
            String all = n.sum(n.write("i # " + k, n.sign("≤")), "");
            List<String> terms = new ArrayList<>();
            if (k > 1) {
                String pairs = n.sum(n.write("i ≠ j # " + k, n.sign("≤")), "");
                terms.add(n.write("− 1/N # # ( K ( x_i − x_j ) f_" + k + " )", pairs, divergence()));
            }
            terms.add(n.write(
                    "− # # # ∫ K ( x_i − y ) f_" + (k + 1) + " ( # , y ) d y",
                    n.fraction(n.write("N − " + k), n.name("N")),
                    all,
                    divergence(),
                    n.sign("·")));
            terms.add(n.write("+ σ^2/2 # #_i f_" + k, all, n.sign("Δ")));
            equations.add(n.equation(n.write("∂_t f_" + k), terms));
        }
        equations.add(closure(plan));
        return n.document(equations);
    }

    /** ∂_t f + ∇·((K⋆f) f) = σ²/2 Δ f. */
    String marginalLimit() {
        return n.document(List.of(n.equation(
                n.write("∂_t f"),
                List.of(n.write(
                        "− # # ( ( K # f ) f ) + σ^2/2 # f", n.sign("∇"), n.sign("·"), n.sign("⋆"), n.sign("Δ"))))));
    }

    private String divergence() {
        return n.write("#_i #", n.sign("∇"), n.sign("·"));
    }

    private String closure(MarginalPlan plan) {
        int top = plan.order() + 1;
        String last = n.write("f_" + top);
        return switch (plan.closure()) {
            case VANISHING -> n.equation(last, List.of(n.number("0")));
            case CHAOS -> n.equation(last, List.of(n.write("f_" + (top - 1) + " # f_1", n.sign("⊗"))));
            case CUMULANT -> n.equation(n.write("κ_" + top), List.of(n.number("0")));
            case KIRKWOOD ->
                n.equation(
                        last,
                        List.of(n.word(
                                plan.order() == 2
                                        ? "Kirkwood superposition of the pairs"
                                        : "Kirkwood superposition of pairs and triples")));
        };
    }
}
