package org.espalier.estimates.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.espalier.model.generate.Split;
import org.espalier.model.network.NetworkProfile;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.run.Arguments;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Settings;

/**
 * The limit ε_w → 0 of one network: every neuron is split into m copies with weights /m ({@link Split}), the mean-field
 * equation (5.1) stays the same, ε_w falls to ε_w/m, and by (4.2) so does the distance of the simulation to the limit,
 *
 * <pre>  |(5.1) − simulation of m copies| ≈ C ε_w / m .</pre>
 *
 * <p>m copies are run with m times the replicas: the standard error falls like 1/m, as the difference does. Cost: m² in
 * potentials, m³ in kicks. Immutable; every method that sets something returns a new value.
 */
public final class Splitting extends Settings<Splitting> {
    private final SynapticNetwork network;
    private final Function<SynapticNetwork, Ensemble> simulation;
    private List<Integer> copies = List.of(1, 2, 4);
    private int replicas = 100;
    private long seed = 1;
    private double level = 0.95;

    private Splitting(SynapticNetwork network, Function<SynapticNetwork, Ensemble> simulation) {
        this.network = Objects.requireNonNull(network, "network");
        this.simulation = Objects.requireNonNull(simulation, "simulation");
    }

    /**
     * {@return the study of a network: 1, 2 and 4 copies, 100 replicas of the first, seed 1, level 0.95}
     *
     * @param network what is split
     * @param simulation the ensemble of a split network; its numbers of replicas and its seed are set here
     */
    public static Splitting of(SynapticNetwork network, Function<SynapticNetwork, Ensemble> simulation) {
        return new Splitting(network, simulation);
    }

    /**
     * Sets the numbers of copies.
     *
     * @param copies at least 1 each, increasing; a rate is fitted to three or more
     */
    public Splitting copies(List<Integer> copies) {
        Arguments.require(!copies.isEmpty(), "splitting: no number of copies; give some, for example 1, 2, 4");
        int last = 0;
        for (int m : copies) {
            Arguments.require(
                    m > last,
                    "splitting: numbers of copies " + copies + " must be at least 1 and increase, for example 1, 2, 4");
            last = m;
        }
        return with(copy -> copy.copies = List.copyOf(copies));
    }

    /**
     * Sets the replicas of one copy; m copies have m times as many.
     *
     * @param replicas at least 2
     */
    public Splitting replicas(int replicas) {
        Arguments.require(replicas >= 2, "splitting: " + replicas + " replicas; an interval needs at least 2");
        return with(copy -> copy.replicas = replicas);
    }

    /**
     * Sets the master seed; each number of copies has numbers of its own.
     *
     * @param seed any number
     */
    public Splitting seed(long seed) {
        return with(copy -> copy.seed = seed);
    }

    /**
     * Sets the family-wise level: of all rows together, and of all fitted rates together.
     *
     * @param level probability, in (0, 1)
     */
    public Splitting level(double level) {
        Arguments.require(level > 0 && level < 1, "splitting: level " + level + " must be in (0, 1), for example 0.95");
        return with(copy -> copy.level = level);
    }

    /**
     * {@return the limit held against a simulation of every splitting}
     *
     * @param limit population rate of (5.1) on the network at the output times; its discretisation error counts
     * @param progress listens, and may stop: numbers of copies that are finished are kept
     */
    public SplittingResult against(Prediction limit, Progress progress) {
        Objects.requireNonNull(limit, "limit");
        double whole = copies.stream().mapToDouble(m -> (double) m * m).sum();
        double done = 0;
        List<SplittingResult.Part> parts = new ArrayList<>();
        Outcome outcome = Outcome.completed(limit.times().last());
        for (int m : copies) {
            SynapticNetwork split = new Split(network, m).generate(seed);
            double from = done / whole;
            double to = (done + (double) m * m) / whole;
            long runs = (long) replicas * m;
            Arguments.require(
                    runs <= Integer.MAX_VALUE,
                    "splitting: " + runs + " replicas of " + m
                            + " copies are too many; ask for fewer replicas or copies");
            EnsembleResult result = simulation
                    .apply(split)
                    .replicas((int) runs)
                    .seed(seed + (m - 1) * 0x9E3779B97F4A7C15L)
                    .run(limit.times(), progress.section(from, to));
            if (!result.outcome().isCompleted()) {
                outcome = result.outcome();
                break;
            }
            parts.add(new SplittingResult.Part(
                    m,
                    split.size(),
                    split.edges(),
                    NetworkProfile.of(split).largestWeight(),
                    Bridge.of(result.rate())
                            .level(level)
                            .among(copies.size())
                            .compare(limit)
                            .rows()));
            done += (double) m * m;
        }
        return new SplittingResult(level, limit.times(), parts, outcome);
    }
}
