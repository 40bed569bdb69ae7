package org.espalier.estimates.convergence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.espalier.estimates.remainders.WeightScaling;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.run.Settings;

/** Distances to a limit along a family of networks, one network (or several draws) a size. Immutable. */
@Experimental
public final class ConvergenceStudy extends Settings<ConvergenceStudy> {
    private final Family family;
    private int[] sizes = {20, 40, 80, 160};
    private int draws = 1;
    private Map<String, Discrepancy> measures = Map.of();

    private ConvergenceStudy(Family family) {
        this.family = Objects.requireNonNull(family, "family");
    }

    /** A family of networks N → ∞. */
    @FunctionalInterface
    public interface Family {
        /**
         * Draws the network of one size.
         *
         * @param size N
         * @param seed fixes what is random
         * @return a network, usually of N neurons
         */
        SynapticNetwork draw(int size, long seed);
    }

    /** Starts a study with sizes 20, 40, 80, 160 and one draw each. */
    public static ConvergenceStudy of(Family family) {
        return new ConvergenceStudy(family);
    }

    /**
     * {@return this study with other sizes}
     *
     * @param values N, at least two different
     */
    public ConvergenceStudy sizes(int... values) {
        Arguments.require(values.length >= 2, "convergence: ", values.length, " sizes, at least 2 are needed");
        return with(copy -> copy.sizes = values.clone());
    }

    /**
     * {@return this study with several draws a size; every draw is one point of the fit}
     *
     * @param count at least 1
     */
    public ConvergenceStudy draws(int count) {
        return with(copy -> copy.draws = Arguments.atLeast("convergence", "draws", count, 1));
    }

    /**
     * {@return this study with one more distance}
     *
     * @param name how the result calls it
     * @param measure the distance of a network to the limit
     */
    public ConvergenceStudy measuring(String name, Discrepancy measure) {
        Map<String, Discrepancy> more = new LinkedHashMap<>(measures);
        more.put(name, Objects.requireNonNull(measure, "measure"));
        return with(copy -> copy.measures = more);
    }

    /**
     * {@return what the study measures, a row for each network}
     *
     * @param seed of the first draw; the others follow
     */
    public Result run(long seed) {
        Arguments.require(!measures.isEmpty(), "convergence: nothing is measured; add a distance");
        List<Row> rows = new ArrayList<>();
        for (int size : sizes) {
            for (int draw = 0; draw < draws; draw++) {
                SynapticNetwork network = family.draw(size, seed + draw);
                Map<String, Double> values = new LinkedHashMap<>();
                measures.forEach((name, measure) -> values.put(name, measure.of(network)));
                rows.add(new Row(network.size(), WeightScaling.of(network), values));
            }
        }
        return new Result(rows);
    }

    /**
     * One network of the sequence.
     *
     * @param size N
     * @param scaling its C_w and ε_w
     * @param distances by name
     */
    public record Row(int size, WeightScaling scaling, Map<String, Double> distances) {
        /** Copies the map. */
        public Row {
            distances = Map.copyOf(distances);
        }
    }

    /**
     * The measured distances.
     *
     * @param rows in the order of sizes
     */
    public record Result(List<Row> rows) {
        /** Copies the list. */
        public Result {
            rows = List.copyOf(rows);
        }

        /**
         * {@return the fit of distance ~ N^r}
         *
         * @param name of the distance
         */
        public PowerFit fit(String name) {
            return PowerFit.of(rows.stream().mapToDouble(Row::size).toArray(), distances(name));
        }

        /**
         * {@return the fit of distance ~ ε_w^r}
         *
         * @param name of the distance
         */
        public PowerFit fitInLargestWeight(String name) {
            return PowerFit.of(
                    rows.stream()
                            .mapToDouble(row -> row.scaling.largestWeight())
                            .toArray(),
                    distances(name));
        }

        /**
         * {@return the distances of one name, one a row}
         *
         * @param name of the distance
         */
        public double[] distances(String name) {
            return rows.stream()
                    .mapToDouble(
                            row -> Objects.requireNonNull(row.distances.get(name), () -> "no distance named " + name))
                    .toArray();
        }
    }
}
