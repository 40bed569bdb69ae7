package org.espalier.estimates.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;
import org.espalier.estimates.energy.EnergyConstants;
import org.espalier.estimates.remainders.WeightScaling;
import org.espalier.model.network.NetworkProfile;
import org.espalier.model.network.ScalingTrend;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.FunctionFacts;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;

/** The audit of a network, a neuron and an initial law against the mean-field theorem of [JZ], hypothesis by hypothesis. */
public final class MeanFieldAudit {
    private static final String THEOREM = "[JZ], section 5";
    private static final double LEVEL = 0.95;
    /** Exponents below this count as no trend: J(N−1)/N, bounded, shows 0.02 between N = 20 and 320. */
    private static final double FLAT = 0.05;

    private final List<Audit.Entry> entries = new ArrayList<>();

    private MeanFieldAudit() {}

    /**
     * Audits one network.
     *
     * @param network the network
     * @param neuron the neuron
     * @param law the law of every potential at time 0
     * @return the audit
     */
    public static Audit of(SynapticNetwork network, Neuron neuron, InitialLaw law) {
        MeanFieldAudit audit = new MeanFieldAudit();
        WeightScaling scaling = WeightScaling.of(network);
        audit.oneNetwork(network, scaling);
        audit.neuron(neuron);
        audit.law(law);
        audit.limit(neuron);
        return audit.result(network.size() + " neurons, " + network.edges() + " edges");
    }

    /**
     * Audits a sequence of networks N → ∞.
     *
     * @param networks at least three networks of different sizes
     * @param neuron the neuron
     * @param law the law of every potential at time 0
     * @return the audit
     */
    public static Audit ofSequence(List<SynapticNetwork> networks, Neuron neuron, InitialLaw law) {
        if (networks.size() < 3) {
            throw new IllegalArgumentException(
                    "audit: a sequence of " + networks.size() + " networks; a trend needs at least 3");
        }
        MeanFieldAudit audit = new MeanFieldAudit();
        audit.sequence(networks);
        audit.neuron(neuron);
        audit.law(law);
        audit.limit(neuron);
        return audit.result(networks.size() + " networks of " + networks.get(0).size() + " to "
                + networks.get(networks.size() - 1).size() + " neurons");
    }

    private void add(String hypothesis, String source, Finding finding) {
        entries.add(new Audit.Entry(hypothesis, source, finding));
    }

    private void oneNetwork(SynapticNetwork network, WeightScaling scaling) {
        add(
                "C_w ≤ C along N → ∞",
                THEOREM,
                new Finding.Undecided(String.format(
                        Locale.ROOT,
                        "one network only; here C_w = %.4g (rows %.4g at neuron %s, columns %.4g at neuron %s; the sum"
                                + " convention gives %.4g)",
                        scaling.constant(),
                        scaling.rowConstant(),
                        network.label(scaling.widestRow()),
                        scaling.columnConstant(),
                        network.label(scaling.widestColumn()),
                        scaling.sumConstant())));
        add(
                "ε_w → 0",
                THEOREM,
                new Finding.Undecided(String.format(
                        Locale.ROOT,
                        "one network only; here ε_w = max|w| = %.3g, %.2g of C_w: the remainders (4.2) are of this"
                                + " relative size, not zero",
                        scaling.largestWeight(),
                        scaling.largestWeight() / scaling.constant())));
        add("w_ii = 0", "section 1", new Finding.Satisfied("no self-loop is stored"));
    }

    private void sequence(List<SynapticNetwork> networks) {
        ScalingTrend trend =
                ScalingTrend.of(networks.stream().map(NetworkProfile::of).toList());
        double quantile = TDistribution.of(networks.size() - 2.0).inverseSurvivalProbability((1 - LEVEL) / 2);
        double half = quantile * trend.cw().standardError();
        String text = String.format(
                Locale.ROOT,
                "C_w ~ N^%.3g ± %.2g (95 %%) over these sizes",
                trend.cw().exponent(),
                half);
        double exponent = trend.cw().exponent();
        add(
                "C_w ≤ C along N → ∞",
                THEOREM,
                exponent - half > FLAT
                        ? new Finding.Violated(text)
                        : exponent + half < FLAT
                                ? new Finding.Satisfied(text + "; a trend, not a proof")
                                : new Finding.Undecided(text));
        half = quantile * trend.largestWeight().standardError();
        exponent = trend.largestWeight().exponent();
        text = String.format(Locale.ROOT, "ε_w ~ N^%.3g ± %.2g (95 %%) over these sizes", exponent, half);
        add(
                "ε_w → 0",
                THEOREM,
                exponent + half < 0
                        ? new Finding.Satisfied(text + "; a trend, not a proof")
                        : exponent - half > -FLAT
                                ? new Finding.Violated(text + ": it does not fall")
                                : new Finding.Undecided(text));
        add("w_ii = 0", "section 1", new Finding.Satisfied("no self-loop is stored"));
    }

    private void neuron(Neuron neuron) {
        FunctionFacts rate = neuron.intensity().facts();
        add("ν bounded", THEOREM + "; (4.2)", bounded("ν", rate));
        add("ν smooth", THEOREM, smooth("ν", rate));
        FunctionFacts drift = neuron.drift().facts();
        add("b bounded", THEOREM, bounded("b", drift));
        add("b smooth", THEOREM, smooth("b", drift));
        add(
                "σ > 0",
                THEOREM,
                neuron.noise() > 0
                        ? new Finding.Satisfied(String.format(Locale.ROOT, "σ = %.4g", neuron.noise()))
                        : new Finding.Violated("σ = 0"));
    }

    private static Finding bounded(String name, FunctionFacts facts) {
        double bound = facts.bound();
        if (Double.isNaN(bound)) {
            return new Finding.Undecided("no bound of " + name + " is known; give it in its facts");
        }
        return Double.isInfinite(bound)
                ? new Finding.Violated(String.format(
                        Locale.ROOT,
                        "inf %s = %s, sup %s = %s; outside the theorem as stated",
                        name,
                        number(facts.infimum()),
                        name,
                        number(facts.supremum())))
                : new Finding.Satisfied(String.format(Locale.ROOT, "sup|%s| = %.4g", name, bound));
    }

    private static Finding smooth(String name, FunctionFacts facts) {
        if (Double.isInfinite(facts.lipschitz())) {
            return new Finding.Violated(name + " is not Lipschitz");
        }
        if (Double.isNaN(facts.lipschitz()) || facts.derivative().isEmpty()) {
            return new Finding.Undecided("the derivative of " + name + " is not known; give it in its facts");
        }
        return new Finding.Satisfied(
                String.format(Locale.ROOT, "sup|%s'| = %.4g; higher derivatives not checked", name, facts.lipschitz()));
    }

    private static String number(double x) {
        return Double.isInfinite(x) ? x > 0 ? "∞" : "−∞" : String.format(Locale.ROOT, "%.4g", x);
    }

    /** Exponential decay: certain for a normal law; for others only the quantiles to 1e-12 can be looked at. */
    private void law(InitialLaw law) {
        Finding finding;
        double far =
                Math.max(Math.abs(law.quantile(1e-12) - law.mean()), Math.abs(law.quantile(1 - 1e-12) - law.mean()));
        double near =
                Math.max(Math.abs(law.quantile(1e-6) - law.mean()), Math.abs(law.quantile(1 - 1e-6) - law.mean()));
        if (law instanceof Normal normal) {
            finding = new Finding.Satisfied(
                    String.format(Locale.ROOT, "normal, s = %.4g: faster than any exponential", normal.deviation()));
        } else if (!(law.variance() > 0)) {
            finding = new Finding.Violated("the law is a point mass: no density, and no finite norm in section 9");
        } else {
            finding = new Finding.Undecided(String.format(
                    Locale.ROOT,
                    "of %s only quantiles can be looked at: probability 1e-6 beyond %.3g from the mean, 1e-12 beyond %.3g"
                            + " (an exponential tail doubles, a heavier one does more)",
                    law.getClass().getSimpleName(),
                    near,
                    far));
        }
        add("fast decay of the law at time 0", THEOREM, finding);
    }

    private void limit(Neuron neuron) {
        add(
                "τ_N(T)(0) → τ_∞(T)(0) for all T",
                THEOREM,
                new Finding.Undecided("a statement about a sequence and its limit; a convergence study measures it"));
        add(
                "(5.1) has a smooth, fast decaying solution",
                THEOREM,
                new Finding.Undecided("not checked: a statement about the limit, not about data"));
        Finding finding;
        try {
            double a = 0.5;
            EnergyConstants constants = EnergyConstants.of(neuron, a);
            finding = new Finding.Satisfied(String.format(
                    Locale.ROOT,
                    "at a = %.2g: sup(−b' + 2abv/√(1+v²)) = %.3g, c0 = %.4g, c1 = %.4g",
                    a,
                    constants.drift(),
                    constants.c0(),
                    constants.c1()));
        } catch (IllegalArgumentException refused) {
            finding = neuron.noise() > 0
                            && !Double.isInfinite(neuron.intensity().facts().bound())
                            && neuron.drift().facts().derivative().isEmpty()
                    ? new Finding.Undecided(refused.getMessage())
                    : new Finding.Violated(refused.getMessage());
        }
        add("constants of the weighted energy estimate are finite", "section 9, (9.3)", finding);
    }

    private Audit result(String subject) {
        List<String> violated = named(Finding.Violated.class);
        List<String> open = named(Finding.Undecided.class);
        String conclusion = violated.isEmpty()
                ? "No hypothesis is violated; the theorem applies if what is undecided holds ("
                        + String.join("; ", open)
                        + ")."
                : "The theorem does not apply as stated: " + String.join("; ", violated) + ". Undecided: "
                        + (open.isEmpty() ? "nothing" : String.join("; ", open))
                        + ".";
        return new Audit(subject, entries, conclusion);
    }

    private List<String> named(Class<? extends Finding> kind) {
        return entries.stream()
                .filter(entry -> kind.isInstance(entry.finding()))
                .map(Audit.Entry::hypothesis)
                .toList();
    }
}
