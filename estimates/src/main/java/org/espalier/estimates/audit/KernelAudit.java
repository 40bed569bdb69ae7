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
     * @param noise σ ≥ 0
     * @param exponent p, a number
     */
    public static Audit of(TorusKernel kernel, double noise, double exponent) {
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("audit: noise σ = " + noise + " must be finite and ≥ 0");
        }
        if (Double.isNaN(exponent)) {
            throw new IllegalArgumentException("audit: exponent p = NaN; give a number, 2 for instance");
        }
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
                        ? new Finding.Satisfied(
                                kernel.dimension() == 1 ? "K is constant, all it can be in d = 1" : "as a distribution")
                        : new Finding.Violated(
                                kernel.dimension() == 1
                                        ? "d = 1, and K is not constant"
                                        : "div K is not 0; a gradient or an attractive part")));
        if (!free) {
            entries.add(new Audit.Entry(
                    "(div K)_− bounded, for the estimate with the divergence term at finite N",
                    "section 10",
                    Double.isFinite(facts.negativeDivergence())
                            ? new Finding.Satisfied("‖(div K)_−‖_∞ ≤ " + number(facts.negativeDivergence()))
                            : new Finding.Violated("the negative part of div K has no bound: an atom or a pole")));
        }
        long violated = entries.stream()
                .filter(entry -> entry.finding() instanceof Finding.Violated)
                .count();
        String conclusion;
        if (violated == 0) {
            conclusion = "The divergence-free estimate applies";
        } else if (violated == 1 && !free && Double.isFinite(facts.negativeDivergence())) {
            conclusion = "The divergence-free estimate does not apply; the one with the divergence term does";
        } else {
            conclusion = "The estimate does not apply as stated; see what is violated";
        }
        if (facts.regularisation() > 0) {
            entries.add(new Audit.Entry(
                    "K is the singular kernel of its name",
                    "section 10",
                    new Finding.Violated(
                            "smoothed at length " + number(facts.regularisation()) + ": constants depend on it")));
            conclusion += ", to the kernel as smoothed, not to the singular one";
        }
        return new Audit("kernel " + facts.name() + ", d = " + kernel.dimension(), entries, conclusion + ".");
    }

    private static Finding integrable(TorusKernel kernel, double conjugate) {
        KernelFacts facts = kernel.facts();
        if (!(conjugate >= 1) || Double.isInfinite(conjugate)) {
            return new Finding.Undecided("p' = " + conjugate + " has no meaning here");
        }
        if (!facts.integrable(conjugate)) {
            return Finding.violated(
                    "p' = %.4g, and K is in L^q for q < %.4g only; any p > %.4g would do",
                    conjugate, facts.integrability(), facts.integrability() / (facts.integrability() - 1));
        }
        return Finding.satisfied("‖K‖_{L^%.4g} = %.4g", conjugate, kernel.norm(conjugate));
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.4g", x);
    }
}
