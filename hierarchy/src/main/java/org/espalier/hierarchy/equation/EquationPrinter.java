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

    private boolean isColoured() {
        return system.colours().size() > 1;
    }

    /** The name of a tree: with several colours that of each vertex, [ ] around its subtrees. */
    private String tree(RootedTree tree) {
        if (!isColoured()) {
            return to.tree(tree);
        }
        String root = to.label(system.colours().get(tree.type(0)).name());
        if (tree.order() == 1) {
            return root;
        }
        List<String> parts = new ArrayList<>(List.of(root, to.sign("[")));
        for (int child : tree.children(0)) {
            if (parts.size() > 2) {
                parts.add(to.sign(","));
            }
            parts.add(tree(tree.subtree(child)));
        }
        parts.add(to.sign("]"));
        return to.row(parts.toArray(String[]::new));
    }

    /** A symbol with the name of a colour as its index, where there are several. */
    private String of(String symbol, int colour) {
        return isColoured()
                ? to.sub(to.write(symbol), to.label(system.colours().get(colour).name()))
                : to.write(symbol);
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
        for (int colour = 0; colour < system.colours().size(); colour++) {
            equations.add(definition(colour));
        }
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

    /** A_n u = the local terms of vertex n, of a colour. */
    private String definition(int colour) {
        String variable = to.write("v_n");
        RootedTree single = RootedTree.single(colour);
        List<Term> local = system.equation(single).orElseThrow().terms().stream()
                .filter(isLocal())
                .toList();
        List<String> parts = new ArrayList<>();
        for (Term term : local) {
            parts.add(local(term, colour, variable, to.name("u"), to.write("u ( … , w , … )"), parts.isEmpty()));
        }
        return to.equation(
                to.write("# ~ u", generator(colour, to.name("n"))), List.of(to.row(parts.toArray(String[]::new))));
    }

    /** A_n, with several colours the name of one as its exponent. */
    private String generator(int colour, String index) {
        return isColoured()
                ? to.sub(
                        to.sup(
                                to.name("A"),
                                to.label(system.colours().get(colour).name())),
                        index)
                : to.sub(to.name("A"), index);
    }

    private static Predicate<Term> isLocal() {
        return term ->
                !(term instanceof Term.Coupling) && !(term instanceof Term.Kick) && !(term instanceof Term.Remainder);
    }

    private String local(Term term, int colour, String variable, String function, String moved, boolean first) {
        String minus = first && to instanceof UnicodeNotation ? "−" : to.sign("−");
        if (term instanceof Term.Transport) {
            return to.write("# ∂_# ( # ( # ) ~ # )", minus, variable, of("b", colour), variable, function);
        }
        if (term instanceof Term.Current) {
            return to.write("− # ( t ) ~ ∂_# ~ #", of("I", colour), variable, function);
        }
        if (term instanceof Term.OutsideKicks kicks) {
            boolean several = system.colours().get(colour).driven().kicks().size() > 1;
            String source = several ? to.number(Integer.toString(kicks.source() + 1)) : "";
            String jump = to.write("# − # ( t )", variable, indexed("u", colour, source));
            return to.write(
                    "+ # ( t ) ( # ( … , # , … ) − # )", indexed("λ", colour, source), function, jump, function);
        }
        if (term instanceof Term.Diffusion) {
            return to.write("+ # ~ ∂^2_# ~ #", diffusion(colour), variable, function);
        }
        if (term instanceof Term.Loss) {
            return to.write("# # ( # ) ~ #", minus, of("ν", colour), variable, function);
        }
        return to.write("+ # ( # ) ~ ∫ # ( w ) ~ # ~ d w", reset(colour), variable, of("ν", colour), moved);
    }

    private String diffusion(int colour) {
        return to.fraction(to.sup(of("σ", colour), to.number("2")), to.number("2"));
    }

    /** A symbol of a colour, and of one of several sources. */
    private String indexed(String symbol, int colour, String source) {
        if (source.isEmpty()) {
            return of(symbol, colour);
        }
        String name = to.label(system.colours().get(colour).name());
        return to.sub(to.name(symbol), isColoured() ? to.row(name, to.sign(","), source) : source);
    }

    private String reset() {
        return system.neuron().reset() == 0 ? to.write("δ_0") : to.write("δ_#", to.write("v_r"));
    }

    private String reset(int colour) {
        NamedColour own = system.colours().get(colour);
        return own.driven().neuron().reset() == 0
                ? to.write("δ_0")
                : to.write("δ_#", NeuronPrinter.resetValue(to, isColoured() ? own.name() : ""));
    }

    String equation(TreeEquation equation) {
        RootedTree tree = equation.tree();
        String observable = to.write("τ_#", tree(tree));
        List<String> lines = new ArrayList<>();
        int variables = ObservableFamily.variables(tree);
        String generator;
        if (isColoured()) {
            List<String> parts = new ArrayList<>();
            for (int vertex = 0; vertex < variables; vertex++) {
                String one = generator(tree.type(vertex), to.number(Integer.toString(vertex + 1)));
                parts.add(vertex == 0 ? one : to.write("+ #", one));
            }
            generator = to.row(parts.toArray(String[]::new));
            generator = variables == 1 ? generator : to.write("( # )", generator);
        } else {
            generator = variables == 1
                    ? to.write("A_1")
                    : to.write("# A_n", to.sum(to.write("n = 1"), to.number(Integer.toString(variables))));
        }
        lines.add(to.write("# ~ #", generator, observable));
        equation.couplings().forEach(coupling -> lines.add(coupling(tree, coupling)));
        equation.kicks().forEach(kick -> lines.add(kick(tree, kick)));
        List<String> remainders = new ArrayList<>();
        for (Term term : equation.terms()) {
            if (term instanceof Term.Remainder remainder) {
                remainders.add(to.write("+ #", remainder(remainder, tree)));
            }
        }
        if (!remainders.isEmpty()) {
            lines.add(to.row(remainders.toArray(String[]::new)));
        }
        return to.equation(to.write("∂_t ~ #", observable), lines);
    }

    private String variable(RootedTree tree, int vertex) {
        return to.write("v_#", to.number(Integer.toString(vertex + 1 - ObservableFamily.first(tree))));
    }

    /** −α ∂_{v_n} ∫ν(w) τ_{T+n}(arguments) dw: the axes of τ_{T+n} in its own order, so that the relabelling is seen. */
    private String coupling(RootedTree tree, Term.Coupling coupling) {
        String[] arguments = new String[coupling.grown().order()];
        for (int vertex = 0; vertex <= tree.order(); vertex++) {
            arguments[coupling.relabelling().of(vertex)] =
                    vertex == tree.order() ? to.name("w") : variable(tree, vertex);
        }
        return to.row(
                derivative(tree, coupling.vertex(), coupling.power(), ""),
                integral(coupling.grown(), coupling.colour(), arguments));
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
        return to.write(
                "# # ( # ) ~ #",
                derivative(tree, kick.to(), kick.power(), kick.coefficient() == 1 ? "" : coefficient),
                reset(),
                variable(tree, kick.from()),
                integral(kick.source(), 0, arguments));
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

    private String integral(RootedTree source, int colour, String[] arguments) {
        List<String> listed = new ArrayList<>();
        for (int axis = ObservableFamily.first(source); axis < arguments.length; axis++) {
            if (!listed.isEmpty()) {
                listed.add(to.sign(","));
            }
            listed.add(arguments[axis]);
        }
        return to.write(
                "∫ # ( w ) ~ τ_# ( # ) ~ d w", of("ν", colour), tree(source), to.row(listed.toArray(String[]::new)));
    }

    private String remainder(Term.Remainder remainder, RootedTree tree) {
        String kind = to.word(remainder.kind().name().toLowerCase(Locale.ROOT));
        return to.write("R_# ( # )", kind, tree(tree));
    }

    /** ⟨R_reset(T), φ⟩ = 1/N Σ_i w_T(i) Σ_m E[ν(V_{i_m}) (φ(V_i + α w[i][i_m], m := v_r) − φ(V_i, m := v_r))]. */
    private String resetRemainder() {
        String kicker = to.write("i_m");
        // the neuron that fires has the colour of its vertex
        String place = isColoured()
                ? to.write("m := #", to.sub(to.name("v"), to.write("r , # ( m )", to.name("a"))))
                : to.write("m := v_r");
        return to.equation(
                pairing("reset"),
                List.of(to.write(
                        "# # E ( # ( V_# ) ( # − # ) )",
                        average(),
                        to.sum(to.name("m"), ""),
                        isColoured() ? to.sub(to.name("ν"), to.write("a ( m )")) : to.name("ν"),
                        kicker,
                        test(to.write("V_i + # , #", kick(kicker), place)),
                        test(to.write("V_i , #", place)))));
    }

    /** ⟨R_jump(T), φ⟩ = 1/N Σ_i w_T(i) Σ_{j∉i} E[ν(V_j) (φ(V_i + α w[i][j]) − φ(V_i) − α Σ_n w[i_n][j] ∂_n φ(V_i))]. */
    private String jumpRemainder() {
        String here = test(to.write("V_i"));
        return to.equation(
                pairing("jump"),
                List.of(to.write(
                        "# # E ( # ( V_j ) ( # − # − # # w_# ~ ∂_n ~ # ) )",
                        average(),
                        to.sum(to.write("j ∉ i"), ""),
                        isColoured() ? to.sub(to.name("ν"), to.write("a ( j )")) : to.name("ν"),
                        test(to.write("V_i + #", kick(to.name("j")))),
                        here,
                        factor(),
                        to.sum(to.name("n"), ""),
                        to.write("i_n , j"),
                        here)));
    }

    private String pairing(String kind) {
        return to.write("⟨ R_# ( T ) , φ ⟩", to.word(kind));
    }

    private String average() {
        return to.write("1/N ~ # w_T ( i ) ~", to.sum(to.name("i"), ""));
    }

    private String factor() {
        return system.neuron().kickFactor() == 1 ? "" : to.name("α");
    }

    private String kick(String from) {
        return to.write("# w_#", factor(), to.write("i , #", from));
    }

    private String test(String argument) {
        return to.write("φ ( # )", argument);
    }
}
