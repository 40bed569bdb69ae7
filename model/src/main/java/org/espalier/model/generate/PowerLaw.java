package org.espalier.model.generate;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * Hubs within the mean-field scaling: in- and out-degrees with tails P(degree &gt; x) ~ x^(−γ), drawn independently, and
 * weights w_ij = J / max(in-degree of i, out-degree of j). Row and column sums are then at most |J|, so C_w ≤ |J| however
 * heavy the tails, and ε_w ≤ |J| / (smallest in-degree) ≈ |J| γ / ((γ−1) d). Cost: O(N d).
 *
 * @param size N ≥ 10
 * @param exponent γ &gt; 1
 * @param meanDegree d, the mean in-degree, at least 1 and at most N/10
 * @param coupling J
 */
public record PowerLaw(int size, double exponent, double meanDegree, double coupling) implements NetworkGenerator {
    /** Checks the parameters. */
    public PowerLaw {
        Draws.size("power law", size, 10);
        Arguments.between("power law", "exponent", exponent, 1.0001, 100);
        Arguments.between("power law", "mean degree", meanDegree, 1, size / 10.0);
        Arguments.finite("power law", "coupling J", coupling);
    }

    @Override
    public SynapticNetwork generate(long seed) {
        UniformRandomProvider random = Draws.stream(seed);
        double[] in = paretoQuantiles(random);
        double[] out = paretoQuantiles(random);
        double scale = meanDegree * size / Arrays.stream(in).sum();
        SharedStateDiscreteSampler presynaptic = AliasMethodDiscreteSampler.of(random, out);
        int[] inDegrees = new int[size];
        int[][] rows = new int[size][];
        int[] outDegrees = new int[size];
        int[] lastRow = new int[size];
        Arrays.fill(lastRow, -1);
        for (int i = 0; i < size; i++) {
            inDegrees[i] = (int) Math.max(1, Math.min(size / 4, Math.round(scale * in[i])));
            int[] row = new int[inDegrees[i]];
            int[] filled = new int[1];
            Draws.partners(i, row.length, presynaptic, lastRow, j -> {
                row[filled[0]++] = j;
                outDegrees[j]++;
            });
            rows[i] = row;
        }
        NetworkBuilder builder = NetworkBuilder.ofSize(size, (int) Math.min(size * meanDegree, 1 << 30));
        for (int i = 0; i < size; i++) {
            for (int j : rows[i]) {
                builder.connect(j, i, coupling / Math.max(inDegrees[i], outDegrees[j]));
            }
        }
        return builder.build();
    }

    /** The N quantiles of a Pareto law, so that the largest hub does not depend on luck, in random order. */
    private double[] paretoQuantiles(UniformRandomProvider random) {
        int[] order = Draws.permutation(size, random);
        double[] result = new double[size];
        for (int i = 0; i < size; i++) {
            result[i] = FastMath.pow((order[i] + 0.5) / size, -1 / exponent);
        }
        return result;
    }
}
