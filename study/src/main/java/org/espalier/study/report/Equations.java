package org.espalier.study.report;

import java.util.List;
import org.espalier.hierarchy.equation.Notation;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.study.Study;

/** The equations of a study, in any notation. */
final class Equations {
    private static final int SHOWN_ORDER = 3;

    private Equations() {}

    /** The hierarchy as the program holds it, for the first orders. */
    static String hierarchy(Study study, Notation notation) {
        return TreeSystem.of(
                        study.neuron(), Math.min(SHOWN_ORDER, study.hierarchy().maxOrder()))
                .print(notation);
    }

    /** (5.1): ∂_t f_i = −∂_v((b + S_i) f_i) + σ²/2 ∂_v² f_i − ν f_i + δ_{v_r} ∫ν f_i, S_i = α Σ_j w_ij ∫ν f_j. */
    static String meanField(Notation n) {
        String f = n.sub(n.name("f"), n.name("i"));
        String drive = n.sub(n.name("S"), n.name("i"));
        String left = n.row(n.sub(n.sign("∂"), n.name("t")), f);
        String transport = n.row(
                n.sign("−"),
                n.sub(n.sign("∂"), n.name("v")),
                n.sign("("),
                n.sign("("),
                n.name("b"),
                n.sign("+"),
                drive,
                n.sign(")"),
                f,
                n.sign(")"));
        String diffusion = n.row(
                n.sign("+"),
                n.fraction(n.sup(n.name("σ"), n.number("2")), n.number("2")),
                n.sup(n.sub(n.sign("∂"), n.name("v")), n.number("2")),
                f);
        String firing = n.row(
                n.sign("−"),
                n.name("ν"),
                f,
                n.sign("+"),
                n.sub(n.name("δ"), n.sub(n.name("v"), n.name("r"))),
                n.sign("∫"),
                n.name("ν"),
                f);
        String driven = n.row(
                n.name("α"),
                n.sum(n.name("j"), ""),
                n.sub(n.name("w"), n.row(n.name("i"), n.name("j"))),
                n.sign("∫"),
                n.name("ν"),
                n.sub(n.name("f"), n.name("j")));
        return n.document(List.of(
                n.equation(left, List.of(n.row(transport, diffusion, firing))), n.equation(drive, List.of(driven))));
    }

    /** The rate by trees: ∫ν τ(•) = Σ_T t(T)/σ(T) ∫ν F_T over |T| ≤ n. */
    static String expansion(Notation n) {
        String left = n.row(n.sign("∫"), n.name("ν"), n.name("τ"), n.sign("("), n.sign("•"), n.sign(")"));
        String tree = n.name("T");
        String term = n.row(
                n.sum(n.row(n.sign("|"), tree, n.sign("|"), n.sign("≤"), n.name("n")), ""),
                n.fraction(
                        n.row(n.name("t"), n.sign("("), tree, n.sign(")")),
                        n.row(n.name("σ"), n.sign("("), tree, n.sign(")"))),
                n.sign("∫"),
                n.name("ν"),
                n.sub(n.name("F"), tree));
        return n.document(List.of(n.equation(left, List.of(term))));
    }
}
