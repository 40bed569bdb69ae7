package org.espalier.estimates.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.espalier.bbgky.kernel.KernelFacts;
import org.espalier.bbgky.kernel.TorusKernel;

/** The audit of a kernel on the torus against the norm hierarchy (10.2). */
public final class KernelAudit {
    private static final String SOURCE = "(10.2), [BJS]";

    private KernelAudit() {}

    /**
     * Audits a kernel.
     *
     * @param kernel K
     * @param noise σ
     * @param exponent p
     * @return the audit
     */
    public static Audit of(TorusKernel kernel, double noise, double exponent) {
        KernelFacts facts = kernel.facts();
        double conjugate = exponent / (exponent - 1);
        List<Audit.Entry> entries = new ArrayList<>();
        entries.add(new Audit.Entry(
                "σ > 0",
                SOURCE,
                noise > 0 ? new Finding.Satisfied("σ = " + number(noise)) : new Finding.Violated("σ = " + noise)));
        entries.add(new Audit.Entry(
                "2 ≤ p < ∞",
                SOURCE,
                exponent >= 2 && !Double.isInfinite(exponent)
                        ? new Finding.Satisfied("p = " + number(exponent))
                        : new Finding.Violated("p = " + exponent)));
        entries.add(new Audit.Entry("K ∈ L^p', 1/p + 1/p' = 1", SOURCE, integrable(kernel, conjugate)));
        boolean free = facts.divergenceFree();
        entries.add(new Audit.Entry(
                "div K = 0",
                SOURCE,
                free
                        ? kernel.dimension() == 1
                                ? new Finding.Violated("d = 1: div K = 0 means that K is constant")
                                : new Finding.Satisfied("as a distribution")
                        : new Finding.Violated("‖(div K)_−‖_∞ ≤ " + number(facts.negativeDivergence()))));
        if (!free) {
            entries.add(new Audit.Entry(
                    "(div K)_− bounded, for the estimate with the divergence term at finite N",
                    "section 10",
                    Double.isFinite(facts.negativeDivergence())
                            ? new Finding.Satisfied("‖(div K)_−‖_∞ ≤ " + number(facts.negativeDivergence()))
                            : new Finding.Violated("the negative part of div K has no bound")));
        }
        if (facts.regularisation() > 0) {
            entries.add(new Audit.Entry(
                    "K is the singular kernel of its name",
                    "section 10",
                    new Finding.Violated(
                            "smoothed at length " + number(facts.regularisation()) + ": constants depend on it")));
        }
        long violated = entries.stream()
                .filter(entry -> entry.finding() instanceof Finding.Violated)
                .count();
        return new Audit(
                "kernel " + facts.name() + ", d = " + kernel.dimension(),
                entries,
                violated == 0
                        ? "The divergence-free estimate applies."
                        : "The divergence-free estimate does not apply as stated; see what is violated.");
    }

    private static Finding integrable(TorusKernel kernel, double conjugate) {
        KernelFacts facts = kernel.facts();
        if (!(conjugate >= 1) || Double.isInfinite(conjugate)) {
            return new Finding.Undecided("p' = " + conjugate + " has no meaning here");
        }
        if (!facts.integrable(conjugate)) {
            return new Finding.Violated(String.format(
                    Locale.ROOT,
                    "p' = %.4g, and K is in L^q for q < %.4g only; any p > %.4g would do",
                    conjugate,
                    facts.integrability(),
                    facts.integrability() / (facts.integrability() - 1)));
        }
        return new Finding.Satisfied(
                String.format(Locale.ROOT, "‖K‖_{L^%.4g} = %.4g", conjugate, kernel.norm(conjugate)));
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.4g", x);
    }
}
