package org.espalier.estimates.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.espalier.estimates.convergence.ScalingTrend;
import org.espalier.estimates.energy.EnergyConstants;
import org.espalier.estimates.energy.LawDensity;
import org.espalier.estimates.energy.WeightedSpace;
import org.espalier.estimates.remainders.WeightScaling;
import org.espalier.model.network.NetworkProfile;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.FunctionFacts;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;

/** The audit of a network, a neuron and an initial law against the mean-field theorem of [JZ], hypothesis by hypothesis. */
public final class MeanFieldAudit {
    private static final String THEOREM = "[JZ], section 5";
    private static final String ENERGY = "section 9, (9.3)";
    private static final double LEVEL = 0.95;
    /** Exponents below this count as no trend: J(N−1)/N, bounded, shows 0.02 between N = 20 and 320. */
    private static final double FLAT = 0.05;

    private final List<Audit.Entry> entries = new ArrayList<>();

    private MeanFieldAudit() {}

    /**
     * Audits one network.
     *
     * @param law the law of every potential at time 0
     */
    public static Audit of(SynapticNetwork network, Neuron neuron, InitialLaw law) {
        MeanFieldAudit audit = new MeanFieldAudit();
        WeightScaling scaling = WeightScaling.of(network);
        audit.oneNetwork(network, scaling);
        audit.neuron(neuron);
        audit.law(law);
        audit.limit();
        audit.energy(neuron);
        return audit.result(network.size() + " neurons, " + network.edges() + " edges");
    }

    /**
     * Audits a system: every neuron model and every initial law in it, and what acts on the neurons or comes late, which the theorem as
     * stated does not have.
     *
     * @param system network, models, laws, inputs
     */
    public static Audit of(NetworkSystem system) {
        SynapticNetwork network = system.network();
        MeanFieldAudit audit = new MeanFieldAudit();
        audit.oneNetwork(network, WeightScaling.of(network));
        audit.each(system, system.neurons()::of, audit::neuron);
        audit.each(system, system.laws()::of, audit::law);
        for (Feature feature : system.features()) {
            if (feature != Feature.TYPES && feature != Feature.LAWS) {
                audit.add(
                        "no " + feature.words().replaceFirst("^an? ", ""),
                        THEOREM,
                        new Finding.Violated("the system has " + feature.words() + ", the theorem as stated does not"));
            }
        }
        audit.limit();
        audit.each(system, system.neurons()::of, audit::energy);
        return audit.result(network.size() + " neurons, " + network.edges() + " edges");
    }

    /** Judges each of the different values once; with several, entries say of how many neurons they are and which is the first. */
    private <V> void each(NetworkSystem system, IntFunction<V> values, Consumer<V> judge) {
        Map<V, Integer> first = new LinkedHashMap<>();
        Map<V, Integer> count = new LinkedHashMap<>();
        for (int i = 0; i < system.size(); i++) {
            first.putIfAbsent(values.apply(i), i);
            count.merge(values.apply(i), 1, Integer::sum);
        }
        first.forEach((value, neuron) -> {
            int from = entries.size();
            judge.accept(value);
            if (first.size() > 1) {
                String whose = " (" + count.get(value) + (count.get(value) == 1 ? " neuron, as " : " neurons, as ")
                        + system.network().label(neuron) + ")";
                entries.subList(from, entries.size())
                        .replaceAll(
                                entry -> new Audit.Entry(entry.hypothesis() + whose, entry.source(), entry.finding()));
            }
        });
    }

    /**
     * Audits a sequence of networks N → ∞.
     *
     * @param networks at least three networks of different sizes
     * @param law the law of every potential at time 0
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
        audit.limit();
        audit.energy(neuron);
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
                Finding.undecided(
                        "one network only; here C_w = %.4g (rows %.4g at neuron %s, columns %.4g at neuron %s; the sum"
                                + " convention gives %.4g)",
                        scaling.constant(),
                        scaling.rowConstant(),
                        network.label(scaling.widestRow()),
                        scaling.columnConstant(),
                        network.label(scaling.widestColumn()),
                        scaling.sumConstant()));
        add(
                "ε_w → 0",
                THEOREM,
                Finding.undecided(
                        "one network only; here ε_w = max|w| = %.3g, %.2g of C_w: the remainders (4.2) are of this"
                                + " relative size, not zero",
                        scaling.largestWeight(), scaling.largestWeight() / scaling.constant()));
        add("w_ii = 0", "section 1", new Finding.Satisfied("no self-loop is stored"));
    }

    private void sequence(List<SynapticNetwork> networks) {
        ScalingTrend trend =
                ScalingTrend.of(networks.stream().map(NetworkProfile::of).toList());
        double half = trend.cw().halfWidth(LEVEL);
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
        half = trend.largestWeight().halfWidth(LEVEL);
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
                neuron.noise() > 0 ? Finding.satisfied("σ = %.4g", neuron.noise()) : new Finding.Violated("σ = 0"));
    }

    private static Finding bounded(String name, FunctionFacts facts) {
        double bound = facts.bound();
        if (Double.isNaN(bound)) {
            return new Finding.Undecided("no bound of " + name + " is known; give it in its facts");
        }
        return Double.isInfinite(bound)
                ? Finding.violated(
                        "inf %s = %s, sup %s = %s; outside the theorem as stated",
                        name, number(facts.infimum()), name, number(facts.supremum()))
                : Finding.satisfied("sup|%s| = %.4g", name, bound);
    }

    private static Finding smooth(String name, FunctionFacts facts) {
        if (Double.isInfinite(facts.lipschitz())) {
            return new Finding.Violated(name + " is not Lipschitz");
        }
        if (Double.isNaN(facts.lipschitz()) || facts.derivative().isEmpty()) {
            return new Finding.Undecided("the derivative of " + name + " is not known; give it in its facts");
        }
        return Finding.satisfied("sup|%s'| = %.4g; higher derivatives not checked", name, facts.lipschitz());
    }

    private static String number(double x) {
        return Double.isInfinite(x) ? x > 0 ? "∞" : "−∞" : String.format(Locale.ROOT, "%.4g", x);
    }

    private void law(InitialLaw law) {
        Optional<LawDensity> density = LawDensity.of(law);
        add("fast decay of the law at time 0", THEOREM, decay(law, density));
        Finding finding;
        if (density.isEmpty()) {
            finding = new Finding.Undecided("of " + law.getClass().getSimpleName()
                    + " only the distribution function is known, not whether it has a density");
        } else if (density.get().atoms() > 0) {
            finding = Finding.violated(
                    "atoms of total mass %.4g: no L² norm is finite at time 0; the weak norms are",
                    density.get().atoms());
        } else {
            // an exponent that every tail bears
            double a = Math.min(0.5, 0.5 * density.get().decay());
            finding = Finding.satisfied(
                    "‖f‖² = %.4g in the weight of exponent a = %.3g", new WeightedSpace(a).squared(law), a);
        }
        add("density of the law at time 0 in weighted L²", ENERGY, finding);
    }

    private static Finding decay(InitialLaw law, Optional<LawDensity> density) {
        if (density.isEmpty()) {
            double[] far = new double[2];
            for (int k = 0; k < 2; k++) {
                double p = k == 0 ? 1e-6 : 1e-12;
                far[k] = Math.max(Math.abs(law.quantile(p) - law.mean()), Math.abs(law.quantile(1 - p) - law.mean()));
            }
            return Finding.undecided(
                    "of %s only quantiles can be looked at: probability 1e-6 beyond %.3g from the mean, 1e-12 beyond %.3g"
                            + " (an exponential tail doubles, a heavier one does more)",
                    law.getClass().getSimpleName(), far[0], far[1]);
        }
        LawDensity f = density.get();
        if (Double.isFinite(f.decay())) {
            return Finding.satisfied("exponential tail of rate %.4g: E e^{a|V|} is finite for a below it", f.decay());
        }
        if (f.isBounded()) {
            return Finding.satisfied("all mass in [%.4g, %.4g]", f.lower(), f.upper());
        }
        return new Finding.Satisfied(
                law instanceof Normal normal
                        ? String.format(
                                Locale.ROOT, "normal, s = %.4g: faster than any exponential", normal.deviation())
                        : "tails of normal laws: faster than any exponential");
    }

    private void limit() {
        add(
                "τ_N(T)(0) → τ_∞(T)(0) for all T",
                THEOREM,
                new Finding.Undecided("a statement about a sequence and its limit; a convergence study measures it"));
        add(
                "(5.1) has a smooth, fast decaying solution",
                THEOREM,
                new Finding.Undecided("not checked: a statement about the limit, not about data"));
    }

    private void energy(Neuron neuron) {
        Finding finding;
        try {
            double a = 0.5;
            EnergyConstants constants = EnergyConstants.of(neuron, a);
            finding = Finding.satisfied(
                    "at a = %.2g: sup(−b' + 2abv/√(1+v²)) = %.3g, c0 = %.4g, c1 = %.4g",
                    a, constants.drift(), constants.c0(), constants.c1());
        } catch (IllegalArgumentException refused) {
            finding = neuron.noise() > 0
                            && !Double.isInfinite(neuron.intensity().facts().bound())
                            && neuron.drift().facts().derivative().isEmpty()
                    ? new Finding.Undecided(refused.getMessage())
                    : new Finding.Violated(refused.getMessage());
        }
        add("constants of the weighted energy estimate are finite", ENERGY, finding);
    }

    /** The theorem and the energy estimate of section 9 are judged apart: the latter asks for more. */
    private Audit result(String subject) {
        List<String> violated = named(Finding.Violated.class, false);
        List<String> open = named(Finding.Undecided.class, false);
        List<String> energy = named(Finding.Violated.class, true);
        String conclusion = violated.isEmpty()
                ? "No hypothesis is violated; the theorem applies if what is undecided holds ("
                        + String.join("; ", open)
                        + ")."
                : "The theorem does not apply as stated: " + String.join("; ", violated) + ". Undecided: "
                        + (open.isEmpty() ? "nothing" : String.join("; ", open))
                        + ".";
        if (!energy.isEmpty()) {
            conclusion += " The energy estimate does not apply: " + String.join("; ", energy) + ".";
        }
        return new Audit(subject, entries, conclusion);
    }

    private List<String> named(Class<? extends Finding> kind, boolean energy) {
        return entries.stream()
                .filter(entry ->
                        kind.isInstance(entry.finding()) && entry.source().equals(ENERGY) == energy)
                .map(Audit.Entry::hypothesis)
                .toList();
    }
}
