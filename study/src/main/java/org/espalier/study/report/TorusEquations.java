package org.espalier.study.report;

import java.util.ArrayList;
import java.util.List;
import org.espalier.hierarchy.equation.Notation;
import org.espalier.study.torus.MarginalPlan;

/** The equations of a study on the torus, in any notation. */
final class TorusEquations {
    private final Notation n;
    private final MarginalPlan plan;

    TorusEquations(Notation notation, MarginalPlan plan) {
        this.n = notation;
        this.plan = plan;
    }

    /** (10.1) for k = 1..n and the closure. */
    String hierarchy() {
        List<String> equations = new ArrayList<>();
        for (int k = 1; k <= plan.order(); k++) {
            String left = n.row(derivative(), f(k));
            List<String> terms = new ArrayList<>();
            if (k > 1) {
                terms.add(n.row(
                        n.sign("−"),
                        n.fraction(n.number("1"), n.name("N")),
                        n.sum(n.row(n.name("i"), n.sign("≠"), n.name("j"), n.sign("≤"), n.number("" + k)), ""),
                        divergence(),
                        n.sign("("),
                        kernel(n.sub(n.name("x"), n.name("j"))),
                        f(k),
                        n.sign(")")));
            }
            terms.add(n.row(
                    n.sign("−"),
                    n.fraction(n.row(n.name("N"), n.sign("−"), n.number("" + k)), n.name("N")),
                    upTo(k),
                    divergence(),
                    n.sign("∫"),
                    kernel(n.name("y")),
                    f(k + 1),
                    n.sign("("),
                    n.sign("·"),
                    n.sign(","),
                    n.name("y"),
                    n.sign(")"),
                    n.name("d"),
                    n.name("y")));
            terms.add(n.row(
                    n.sign("+"),
                    n.fraction(n.sup(n.name("σ"), n.number("2")), n.number("2")),
                    upTo(k),
                    n.sub(n.sign("Δ"), n.name("i")),
                    f(k)));
            equations.add(n.equation(left, terms));
        }
        equations.add(closure());
        return n.document(equations);
    }

    /** ∂_t f + ∇·((K⋆f) f) = σ²/2 Δ f. */
    String limit() {
        String left = n.row(derivative(), n.name("f"));
        return n.document(List.of(n.equation(
                left,
                List.of(n.row(
                        n.sign("−"),
                        n.sign("∇"),
                        n.sign("·"),
                        n.sign("("),
                        n.sign("("),
                        n.name("K"),
                        n.sign("⋆"),
                        n.name("f"),
                        n.sign(")"),
                        n.name("f"),
                        n.sign(")"),
                        n.sign("+"),
                        n.fraction(n.sup(n.name("σ"), n.number("2")), n.number("2")),
                        n.sign("Δ"),
                        n.name("f"))))));
    }

    private String closure() {
        int top = plan.order() + 1;
        return switch (plan.closure()) {
            case VANISHING -> n.equation(f(top), List.of(n.number("0")));
            case CHAOS -> n.equation(f(top), List.of(n.row(f(top - 1), n.sign("⊗"), f(1))));
            case CUMULANT -> n.equation(n.sub(n.name("κ"), n.number("" + top)), List.of(n.number("0")));
            case KIRKWOOD ->
                n.equation(
                        n.sub(n.name("f"), n.number("" + top)),
                        List.of(n.word(
                                plan.order() == 2
                                        ? "Kirkwood superposition of the pairs"
                                        : "Kirkwood superposition of pairs and triples")));
        };
    }

    private String derivative() {
        return n.sub(n.sign("∂"), n.name("t"));
    }

    private String f(int k) {
        return n.sub(n.name("f"), n.number("" + k));
    }

    private String upTo(int k) {
        return n.sum(n.row(n.name("i"), n.sign("≤"), n.number("" + k)), "");
    }

    private String divergence() {
        return n.row(n.sub(n.sign("∇"), n.name("i")), n.sign("·"));
    }

    private String kernel(String other) {
        return n.row(n.name("K"), n.sign("("), n.sub(n.name("x"), n.name("i")), n.sign("−"), other, n.sign(")"));
    }
}
