package org.espalier.model.generate;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * A <b>synthetic</b> connectome: log-normal in- and out-degrees with a given correlation, and log-normal numbers of
 * synapses. It has the sizes and the degree statistics of a measured one and nothing else of it: no cell types, no
 * geometry, no reciprocity.
 *
 * <p>Each neuron draws a pair of correlated normals (X, Y). Its in-degree is proportional to exp(s_in X), rounded, such
 * that all of them add up to the number of edges; its inputs are drawn without repetition with probabilities proportional
 * to exp(s_out Y) of the presynaptic neuron. Weights are counts ⌈exp(μ + s Z)⌉. Cost: O(edges); the size of a fly's brain
 * takes seconds.
 *
 * @param size N ≥ 2
 * @param edges number of edges, at most a quarter of N (N−1)
 * @param inSpread s_in ≥ 0, standard deviation of the logarithm of the in-degree
 * @param outSpread s_out ≥ 0, standard deviation of the logarithm of the out-degree
 * @param correlation of the two logarithms, in [−1, 1]
 * @param withoutInput fraction of the neurons that receive nothing, in [0, 1)
 * @param withoutOutput fraction of the neurons that project to nothing, in [0, 1)
 * @param synapsesPerEdge mean number of synapses of an edge, &gt; 1
 * @param synapseSpread s &gt; 0, standard deviation of the logarithm of the number of synapses before rounding up
 */
public record SyntheticConnectome(
        int size,
        int edges,
        double inSpread,
        double outSpread,
        double correlation,
        double withoutInput,
        double withoutOutput,
        double synapsesPerEdge,
        double synapseSpread)
        implements NetworkGenerator {
    private static final String NAME = "synthetic connectome";

    /** Checks the parameters. */
    public SyntheticConnectome {
        Draws.size(NAME, size, 2);
        Arguments.between(NAME, "number of edges", edges, 1, Math.floor(0.25 * size * (size - 1)));
        Arguments.between(NAME, "spread of in-degrees", inSpread, 0, 3);
        Arguments.between(NAME, "spread of out-degrees", outSpread, 0, 3);
        Arguments.between(NAME, "correlation", correlation, -1, 1);
        Arguments.between(NAME, "fraction without input", withoutInput, 0, 0.9);
        Arguments.between(NAME, "fraction without output", withoutOutput, 0, 0.9);
        Arguments.between(NAME, "synapses per edge", synapsesPerEdge, 1.01, 1e6);
        Arguments.between(NAME, "spread of synapses", synapseSpread, 1e-3, 3);
    }

    /**
     * The size of a fly's brain: 138 639 neurons, 15.1 million edges, 54.5 million synapses on average, degree statistics
     * measured on public degree tables (standard deviations of log in-degree 1.11 and log out-degree 1.01, correlation
     * 0.66, 6 % of the neurons without input). Synthetic.
     */
    public static SyntheticConnectome fly() {
        return new SyntheticConnectome(138_639, 15_100_000, 1.11, 1.01, 0.66, 0.06, 0, 3.61, 1);
    }

    /** The size of a worm's nervous system: 419 cells, 4 647 edges, with similar degree statistics. Synthetic. */
    public static SyntheticConnectome worm() {
        return new SyntheticConnectome(419, 4_647, 0.77, 0.57, 0.45, 0, 0.29, 5.8, 1);
    }

    @Override
    public SynapticNetwork generate(long seed) {
        UniformRandomProvider random = Draws.stream(seed);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        double[] in = new double[size];
        double[] out = new double[size];
        double independent = FastMath.sqrt(1 - correlation * correlation);
        for (int i = 0; i < size; i++) {
            double x = normal.sample();
            double y = correlation * x + independent * normal.sample();
            in[i] = FastMath.exp(inSpread * x);
            out[i] = FastMath.exp(outSpread * y);
        }
        silence(in, withoutInput, random);
        silence(out, withoutOutput, random);
        int[] degrees = degrees(in, out);
        SharedStateDiscreteSampler presynaptic = AliasMethodDiscreteSampler.of(random, out);
        double location = location();
        NetworkBuilder builder = NetworkBuilder.ofSize(size, edges);
        int[] lastRow = new int[size];
        Arrays.fill(lastRow, -1);
        for (int i = 0; i < size; i++) {
            int post = i;
            Draws.partners(
                    i,
                    degrees[i],
                    presynaptic,
                    lastRow,
                    j -> builder.connect(
                            j, post, FastMath.ceil(FastMath.exp(location + synapseSpread * normal.sample()))));
        }
        return builder.build();
    }

    private void silence(double[] propensity, double fraction, UniformRandomProvider random) {
        for (int i : Draws.distinct((int) Math.round(fraction * size), size, -1, random)) {
            propensity[i] = 0;
        }
    }

    /** Whole in-degrees that add up to the number of edges, none beyond half of the possible partners. */
    private int[] degrees(double[] in, double[] out) {
        int partners = (int) Arrays.stream(out).filter(p -> p > 0).count();
        int limit = Math.max(1, (partners - 1) / 2);
        double low = 0;
        double high = 1;
        while (total(in, high, limit) < edges) {
            high *= 2;
            if (high > 1e12) {
                throw new IllegalArgumentException(NAME + ": " + edges + " edges do not fit " + size
                        + " neurons with at most " + limit + " inputs each; ask for fewer edges");
            }
        }
        for (int step = 0; step < 200 && high - low > 1e-15 * high; step++) {
            double middle = 0.5 * (low + high);
            if (total(in, middle, limit) < edges) {
                low = middle;
            } else {
                high = middle;
            }
        }
        int[] result = new int[size];
        long sum = 0;
        for (int i = 0; i < size; i++) {
            result[i] = degree(in[i], high, limit);
            sum += result[i];
        }
        // rounding: at most a few too many, taken from neurons with several inputs
        for (int i = 0; sum > edges; i = (i + 1) % size) {
            if (result[i] > 1) {
                result[i]--;
                sum--;
            }
        }
        return result;
    }

    private static long total(double[] in, double scale, int limit) {
        long sum = 0;
        for (double value : in) {
            sum += degree(value, scale, limit);
        }
        return sum;
    }

    private static int degree(double propensity, double scale, int limit) {
        return (int) Math.min(limit, Math.round(propensity * scale));
    }

    /** The μ for which ⌈exp(μ + s Z)⌉ has the mean asked for: E⌈X⌉ = 1 + Σ_{k≥1} P(X &gt; k), by bisection. */
    private double location() {
        double low = -20;
        double high = FastMath.log(synapsesPerEdge) + 1;
        for (int step = 0; step < 60; step++) {
            double middle = 0.5 * (low + high);
            if (meanCount(middle) < synapsesPerEdge) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double meanCount(double location) {
        double mean = 1;
        int exact = 2000;
        for (int k = 1; k <= exact; k++) {
            mean += upperTail((FastMath.log(k) - location) / synapseSpread);
        }
        // beyond, E⌈X⌉ − X is 1/2 on average: ∫_K^∞ P(X > x) dx = E X 1{X > K} − K P(X > K)
        double z = (FastMath.log(exact) - location) / synapseSpread;
        double expectation = FastMath.exp(location + 0.5 * synapseSpread * synapseSpread);
        return mean + expectation * upperTail(z - synapseSpread) - (exact + 0.5) * upperTail(z);
    }

    private static double upperTail(double z) {
        return 0.5 * org.hipparchus.special.Erf.erfc(z / FastMath.sqrt(2.0));
    }
}
