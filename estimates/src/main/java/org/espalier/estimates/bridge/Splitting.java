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
import org.espalier.run.Outcome;
import org.espalier.run.Progress;

/**
 * The limit ε_w → 0 of one network: every neuron is split into m copies with weights /m ({@link Split}), the mean-field
 * equation (5.1) stays the same, ε_w falls to ε_w/m, and by (4.2) so does the distance of the simulation to the limit,
 *
 * <pre>  |(5.1) − simulation of m copies| ≈ C ε_w / m .</pre>
 *
 * <p>m copies are run with m times the replicas: the standard error falls like 1/m, as the difference does. Cost: m² in
 * potentials, m³ in kicks. Immutable; every method that sets something returns a new value.
 */
public final class Splitting {
    private final SynapticNetwork network;
    private final Function<SynapticNetwork, Ensemble> simulation;
    private final List<Integer> copies;
    private final int replicas;
    private final long seed;
    private final double level;

    private Splitting(
            SynapticNetwork network,
            Function<SynapticNetwork, Ensemble> simulation,
            List<Integer> copies,
            int replicas,
            long seed,
            double level) {
        this.network = network;
        this.simulation = simulation;
        this.copies = copies;
        this.replicas = replicas;
        this.seed = seed;
        this.level = level;
    }

    /**
     * {@return the study of a network: 1, 2 and 4 copies, 100 replicas of the first, seed 1, level 0.95}
     *
     * @param network what is split
     * @param simulation the ensemble of a split network; its numbers of replicas and its seed are set here
     */
    public static Splitting of(SynapticNetwork network, Function<SynapticNetwork, Ensemble> simulation) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(simulation, "simulation");
        return new Splitting(network, simulation, List.of(1, 2, 4), 100, 1, 0.95);
    }

    /**
     * Sets the numbers of copies.
     *
     * @param copies at least 1 each, increasing; a rate is fitted to three or more
     */
    public Splitting copies(List<Integer> copies) {
        int last = 0;
        for (int m : copies) {
            if (m <= last) {
                throw new IllegalArgumentException("splitting: numbers of copies " + copies
                        + " must be at least 1 and increase, for example 1, 2, 4");
            }
            last = m;
        }
        if (copies.isEmpty()) {
            throw new IllegalArgumentException("splitting: no number of copies; give some, for example 1, 2, 4");
        }
        return new Splitting(network, simulation, List.copyOf(copies), replicas, seed, level);
    }

    /**
     * Sets the replicas of one copy; m copies have m times as many.
     *
     * @param replicas at least 2
     */
    public Splitting replicas(int replicas) {
        if (replicas < 2) {
            throw new IllegalArgumentException("splitting: " + replicas + " replicas; an interval needs at least 2");
        }
        return new Splitting(network, simulation, copies, replicas, seed, level);
    }

    /**
     * Sets the master seed; each number of copies has numbers of its own.
     *
     * @param seed any number
     */
    public Splitting seed(long seed) {
        return new Splitting(network, simulation, copies, replicas, seed, level);
    }

    /**
     * Sets the family-wise level: of all rows together, and of all fitted rates together.
     *
     * @param level probability, in (0, 1)
     */
    public Splitting level(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("splitting: level " + level + " must be in (0, 1), for example 0.95");
        }
        return new Splitting(network, simulation, copies, replicas, seed, level);
    }

    /**
     * Simulates every splitting and holds the limit against it.
     *
     * @param limit population rate of (5.1) on the network at the output times; its discretisation error counts
     * @param progress listens, and may stop: numbers of copies that are finished are kept
     * @return comparisons and rates
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
            if (runs > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("splitting: " + runs + " replicas of " + m
                        + " copies are too many; ask for fewer replicas or copies");
            }
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
