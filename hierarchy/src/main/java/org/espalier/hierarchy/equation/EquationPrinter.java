package org.espalier.hierarchy.equation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.espalier.trees.Branch;
import org.espalier.trees.RootedTree;

/**
 * Writes the terms of a system. The local terms of a vertex are gathered into A_n where the vertex has them all; everything
 * else is written term by term.
 */
final class EquationPrinter {
    private final TreeSystem system;
    private final Notation to;

    EquationPrinter(TreeSystem system, Notation notation) {
        this.system = system;
        this.to = notation;
    }

    /** • for the single vertex, brackets around the subtrees of a root, a raised power of an edge above 1; a forest without brackets. */
    static String name(RootedTree tree) {
        if (tree.order() == 1) {
            return "•";
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Branch, Integer> child : tree.branches().entrySet()) {
            String name = name(child.getKey().subtree());
            text.append((child.getKey().power() == 2 ? name + "²" : name).repeat(child.getValue()));
        }
        return ObservableFamily.first(tree) == 1 ? text.toString() : "[" + text + "]";
    }

    String system() {
        List<String> equations = new ArrayList<>();
        equations.add(definition());
        for (TreeEquation equation : system.equations()) {
            equations.add(equation(equation));
        }
        if (system.isExact() && system.neuron().kickFactor() != 0) {
            if (system.maxOrder() > 1) {
                equations.add(resetRemainder());
            }
            equations.add(jumpRemainder());
        }
        return to.document(equations);
    }

    /** A_n u = the local terms of vertex n. */
    private String definition() {
        String n = to.name("n");
        String variable = to.sub(to.name("v"), n);
        List<Term> local =
                system.equations().get(0).terms().stream().filter(isLocal()).toList();
        List<String> parts = new ArrayList<>();
        for (Term term : local) {
            parts.add(local(
                    term,
                    variable,
                    to.name("u"),
                    to.row(
                            to.name("u"),
                            to.sign("("),
                            to.name("…"),
                            to.sign(","),
                            to.name("w"),
                            to.sign(","),
                            to.name("…"),
                            to.sign(")")),
                    parts.isEmpty()));
        }
        return to.equation(
                to.row(to.sub(to.name("A"), n), to.gap(), to.name("u")), List.of(to.row(parts.toArray(String[]::new))));
    }

    private static Predicate<Term> isLocal() {
        return term ->
                !(term instanceof Term.Coupling) && !(term instanceof Term.Kick) && !(term instanceof Term.Remainder);
    }

    private String local(Term term, String variable, String function, String moved, boolean first) {
        String minus = first && to instanceof UnicodeNotation ? "−" : to.sign("−");
        if (term instanceof Term.Transport) {
            return to.row(
                    minus,
                    to.sub(to.name("∂"), variable),
                    to.sign("("),
                    to.name("b"),
                    to.sign("("),
                    variable,
                    to.sign(")"),
                    to.gap(),
                    function,
                    to.sign(")"));
        }
        if (term instanceof Term.Diffusion) {
            return to.row(
                    to.sign("+"),
                    to.fraction(to.sup(to.name("σ"), to.number("2")), to.number("2")),
                    to.gap(),
                    to.sub(to.sup(to.name("∂"), to.number("2")), variable),
                    to.gap(),
                    function);
        }
        if (term instanceof Term.Loss) {
            return to.row(minus, to.name("ν"), to.sign("("), variable, to.sign(")"), to.gap(), function);
        }
        return to.row(
                to.sign("+"),
                reset(),
                to.sign("("),
                variable,
                to.sign(")"),
                to.gap(),
                to.name("∫"),
                to.name("ν"),
                to.sign("("),
                to.name("w"),
                to.sign(")"),
                to.gap(),
                moved,
                to.gap(),
                to.name("d"),
                to.name("w"));
    }

    private String reset() {
        return system.neuron().reset() == 0 ? to.sub(to.name("δ"), to.number("0")) : to.sub(to.name("δ"), resetValue());
    }

    private String resetValue() {
        return to.sub(to.name("v"), to.name("r"));
    }

    String equation(TreeEquation equation) {
        RootedTree tree = equation.tree();
        String observable = to.sub(to.name("τ"), to.tree(tree));
        List<String> lines = new ArrayList<>();
        String generator;
        int variables = ObservableFamily.variables(tree);
        if (variables == 1) {
            generator = to.sub(to.name("A"), to.number("1"));
        } else {
            generator = to.row(
                    to.sum(to.row(to.name("n"), to.sign("="), to.number("1")), to.number(Integer.toString(variables))),
                    to.sub(to.name("A"), to.name("n")));
        }
        lines.add(to.row(generator, to.gap(), observable));
        equation.couplings().forEach(coupling -> lines.add(coupling(tree, coupling)));
        equation.kicks().forEach(kick -> lines.add(kick(tree, kick)));
        List<String> remainders = new ArrayList<>();
        for (Term term : equation.terms()) {
            if (term instanceof Term.Remainder remainder) {
                remainders.add(to.row(to.sign("+"), remainder(remainder, tree)));
            }
        }
        if (!remainders.isEmpty()) {
            lines.add(to.row(remainders.toArray(String[]::new)));
        }
        return to.equation(to.row(to.sub(to.name("∂"), to.name("t")), to.gap(), observable), lines);
    }

    private String variable(RootedTree tree, int vertex) {
        return to.sub(to.name("v"), to.number(Integer.toString(vertex + 1 - ObservableFamily.first(tree))));
    }

    /** −α ∂_{v_n} ∫ν(w) τ_{T+n}(arguments) dw: the axes of τ_{T+n} in its own order, so that the relabelling is seen. */
    private String coupling(RootedTree tree, Term.Coupling coupling) {
        String[] arguments = new String[coupling.grown().order()];
        for (int vertex = 0; vertex <= tree.order(); vertex++) {
            arguments[coupling.relabelling().of(vertex)] =
                    vertex == tree.order() ? to.name("w") : variable(tree, vertex);
        }
        return to.row(derivative(tree, coupling.vertex(), coupling.power(), ""), integral(coupling.grown(), arguments));
    }

    /** c (−α ∂_{v_to})^q δ_{v_r}(v_from) ∫ν(w) τ_S(arguments) dw. */
    private String kick(RootedTree tree, Term.Kick kick) {
        String[] arguments = new String[kick.source().order()];
        for (int vertex = ObservableFamily.first(tree); vertex < tree.order(); vertex++) {
            arguments[kick.relabelling().of(vertex)] = vertex == kick.from() ? to.name("w") : variable(tree, vertex);
        }
        boolean inverse = kick.coefficient() < 1;
        String coefficient =
                to.number(Long.toString(Math.round(inverse ? 1 / kick.coefficient() : kick.coefficient())));
        if (inverse) {
            coefficient = to.fraction(to.number("1"), coefficient);
        }
        return to.row(
                derivative(tree, kick.to(), kick.power(), kick.coefficient() == 1 ? "" : coefficient),
                reset(),
                to.sign("("),
                variable(tree, kick.from()),
                to.sign(")"),
                to.gap(),
                integral(kick.source(), arguments));
    }

    private String derivative(RootedTree tree, int vertex, int power, String coefficient) {
        String sign = to.sign(power == 1 ? "−" : "+");
        String alpha = system.neuron().kickFactor() == 1 ? "" : to.name("α");
        String partial = to.name("∂");
        if (power > 1) {
            String exponent = to.number(Integer.toString(power));
            alpha = alpha.isEmpty() ? "" : to.sup(alpha, exponent);
            partial = to.sup(partial, exponent);
        }
        return to.row(
                sign,
                coefficient,
                coefficient.isEmpty() ? "" : to.gap(),
                alpha,
                to.sub(partial, variable(tree, vertex)),
                to.gap());
    }

    private String integral(RootedTree source, String[] arguments) {
        List<String> listed = new ArrayList<>();
        for (int axis = ObservableFamily.first(source); axis < arguments.length; axis++) {
            if (!listed.isEmpty()) {
                listed.add(to.sign(","));
            }
            listed.add(arguments[axis]);
        }
        return to.row(
                to.name("∫"),
                to.name("ν"),
                to.sign("("),
                to.name("w"),
                to.sign(")"),
                to.gap(),
                to.sub(to.name("τ"), to.tree(source)),
                to.sign("("),
                to.row(listed.toArray(String[]::new)),
                to.sign(")"),
                to.gap(),
                to.name("d"),
                to.name("w"));
    }

    private String remainder(Term.Remainder remainder, RootedTree tree) {
        String kind = to.word(remainder.kind().name().toLowerCase(Locale.ROOT));
        return to.row(to.sub(to.name("R"), kind), to.sign("("), to.tree(tree), to.sign(")"));
    }

    /** ⟨R_reset(T), φ⟩ = 1/N Σ_i w_T(i) Σ_m E[ν(V_{i_m}) (φ(V_i + α w[i][i_m], m := v_r) − φ(V_i, m := v_r))]. */
    private String resetRemainder() {
        String m = to.name("m");
        String kicker = to.sub(to.name("i"), m);
        String place = to.row(m, to.sign(":="), resetValue());
        return to.equation(
                pairing("reset"),
                List.of(to.row(
                        average(),
                        to.sum(m, ""),
                        to.name("E"),
                        to.sign("("),
                        to.name("ν"),
                        to.sign("("),
                        to.sub(to.name("V"), kicker),
                        to.sign(")"),
                        to.sign("("),
                        test(to.row(potential(), to.sign("+"), kick(kicker), to.sign(","), place)),
                        to.sign("−"),
                        test(to.row(potential(), to.sign(","), place)),
                        to.sign(")"),
                        to.sign(")"))));
    }

    /** ⟨R_jump(T), φ⟩ = 1/N Σ_i w_T(i) Σ_{j∉i} E[ν(V_j) (φ(V_i + α w[i][j]) − φ(V_i) − α Σ_n w[i_n][j] ∂_n φ(V_i))]. */
    private String jumpRemainder() {
        String j = to.name("j");
        String n = to.name("n");
        return to.equation(
                pairing("jump"),
                List.of(to.row(
                        average(),
                        to.sum(to.row(j, to.sign("∉"), to.name("i")), ""),
                        to.name("E"),
                        to.sign("("),
                        to.name("ν"),
                        to.sign("("),
                        to.sub(to.name("V"), j),
                        to.sign(")"),
                        to.sign("("),
                        test(to.row(potential(), to.sign("+"), kick(j))),
                        to.sign("−"),
                        test(potential()),
                        to.sign("−"),
                        factor(),
                        to.sum(n, ""),
                        to.sub(to.name("w"), to.row(to.sub(to.name("i"), n), to.sign(","), j)),
                        to.gap(),
                        to.sub(to.name("∂"), n),
                        to.gap(),
                        test(potential()),
                        to.sign(")"),
                        to.sign(")"))));
    }

    private String pairing(String kind) {
        return to.row(
                to.sign("⟨"),
                to.sub(to.name("R"), to.word(kind)),
                to.sign("("),
                to.name("T"),
                to.sign(")"),
                to.sign(","),
                to.name("φ"),
                to.sign("⟩"));
    }

    private String average() {
        return to.row(
                to.fraction(to.number("1"), to.name("N")),
                to.gap(),
                to.sum(to.name("i"), ""),
                to.sub(to.name("w"), to.name("T")),
                to.sign("("),
                to.name("i"),
                to.sign(")"),
                to.gap());
    }

    private String potential() {
        return to.sub(to.name("V"), to.name("i"));
    }

    private String factor() {
        return system.neuron().kickFactor() == 1 ? "" : to.name("α");
    }

    private String kick(String from) {
        return to.row(factor(), to.sub(to.name("w"), to.row(to.name("i"), to.sign(","), from)));
    }

    private String test(String argument) {
        return to.row(to.name("φ"), to.sign("("), argument, to.sign(")"));
    }
}
