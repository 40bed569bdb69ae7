package org.espalier.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.espalier.model.io.Networks;
import org.espalier.model.network.NetworkProfile;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomNetworksTest {
    @Test
    void allToAll() {
        SynapticNetwork network = new AllToAll(10, -0.5).generate(0);
        assertThat(network.edges()).isEqualTo(90);
        assertThat(network.weight(3, 4)).isEqualTo(-0.05);
        assertThat(network.weight(3, 3)).isZero();
        assertThatThrownBy(() -> new AllToAll(100_000, 1)).hasMessageContaining("46000");
    }

    @Test
    void erdosRenyi() {
        int n = 3000;
        double degree = 20;
        SynapticNetwork network = new ErdosRenyi(n, degree, 0.7).generate(5);
        // binomial number of edges: mean 60000, deviation 244; 5 deviations fail once in 2e6 seeds
        assertThat(network.edges()).isBetween(60_000 - 1220, 60_000 + 1220);
        NetworkProfile profile = NetworkProfile.of(network);
        assertThat(profile.rowSums().mean()).isCloseTo(0.7, within(0.7 * 1220 / 60_000));
        assertThat(profile.largestWeight()).isEqualTo(0.7 / 20);
        // in- and out-degrees are binomial with variance 19.87; the sample variance of 3000 deviates by 0.52
        assertThat(Math.pow(profile.inDegrees().deviation(), 2)).isCloseTo(19.87, within(2.6));
        assertThat(Math.pow(profile.outDegrees().deviation(), 2)).isCloseTo(19.87, within(2.6));
        assertThat(new ErdosRenyi(n, degree, 0.7).generate(5)).isEqualTo(network);
        assertThat(new ErdosRenyi(n, degree, 0.7).generate(6)).isNotEqualTo(network);
        assertThat(new ErdosRenyi(5, 4, 1).generate(1).edges()).isEqualTo(20);
    }

    @Test
    void stochasticBlock() {
        int[] sizes = {200, 400};
        double[][] p = {{0.3, 0.1}, {0, 0.5}};
        double[][] j = {{1, -2}, {0, 0.25}};
        SynapticNetwork network = StochasticBlock.of(sizes, p, j).generate(3);
        int[][] edges = new int[2][2];
        double[][] sums = new double[2][2];
        for (int i = 0; i < 600; i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int a = network.type(i);
                int b = network.type(network.column(e));
                edges[a][b]++;
                sums[a][b] += network.weight(e) / sizes[a];
            }
        }
        // binomial counts 11940, 8000, 79800: five deviations
        assertThat(edges[0][0]).isBetween(11_940 - 460, 11_940 + 460);
        assertThat(edges[0][1]).isBetween(8_000 - 425, 8_000 + 425);
        assertThat(edges[1][0]).isZero();
        assertThat(edges[1][1]).isBetween(79_800 - 1000, 79_800 + 1000);
        assertThat(sums[0][0]).isCloseTo(1, within(0.04));
        assertThat(sums[0][1]).isCloseTo(-2, within(0.11));
        assertThat(sums[1][1]).isCloseTo(0.25, within(0.004));
        assertThatThrownBy(() -> StochasticBlock.of(sizes, p, new double[][] {{1, 1}, {1, 1}}))
                .hasMessageContaining("coupling 1,0 = 1.0 needs edges");
    }

    @Test
    void syntheticConnectomeHasTheStatisticsAskedFor() {
        // a fly's brain at a tenth of its size: the statistics do not depend on it
        SyntheticConnectome law = new SyntheticConnectome(13_864, 1_510_000, 1.11, 1.01, 0.66, 0.06, 0, 3.61, 1);
        SynapticNetwork network = law.generate(2);
        assertThat(network.edges()).isEqualTo(1_510_000);
        NetworkProfile profile = NetworkProfile.of(network);
        assertThat(profile.synapses() / network.edges()).isCloseTo(3.61, within(0.02));
        double[] in = IntStream.range(0, network.size())
                .mapToDouble(i -> network.rowStart(i + 1) - network.rowStart(i))
                .toArray();
        double[] out = new double[network.size()];
        for (int e = 0; e < network.edges(); e++) {
            out[network.column(e)]++;
        }
        long silent = IntStream.range(0, in.length).filter(i -> in[i] == 0).count();
        assertThat(silent / (double) in.length).isCloseTo(0.06, within(0.005));
        double[] x = IntStream.range(0, in.length)
                .filter(i -> in[i] > 0 && out[i] > 0)
                .mapToDouble(i -> Math.log(in[i]))
                .toArray();
        double[] y = IntStream.range(0, in.length)
                .filter(i -> in[i] > 0 && out[i] > 0)
                .mapToDouble(i -> Math.log(out[i]))
                .toArray();
        // sampling error of a deviation of 13000 values: 0.007; of a correlation: 0.005; rounding adds a little
        assertThat(deviation(x)).isCloseTo(1.11, within(0.04));
        assertThat(deviation(y)).isCloseTo(1.01, within(0.04));
        assertThat(correlation(x, y)).isCloseTo(0.66, within(0.03));
        assertThat(law.generate(2)).isEqualTo(network);
    }

    /**
     * Degree tables of the thresholded release of a fly's connectome, 3.7 million edges: quantiles 5, 25, 50, 75, 95, 99 % of
     * the in-degree are 0, 7, 14, 26, 96, 215, of the out-degree 2, 9, 17, 31, 75, 170. A log-normal law with the measured
     * deviations comes near all of them; 25 % (or 2) is how near.
     */
    @Test
    void degreesLikeThoseOfAFly() {
        SynapticNetwork network =
                new SyntheticConnectome(138_639, 3_700_000, 1.11, 1.01, 0.66, 0.06, 0, 3.61, 1).generate(1);
        NetworkProfile profile = NetworkProfile.of(network);
        double[] p = {0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
        double[] in = {0, 7, 14, 26, 96, 215};
        double[] out = {2, 9, 17, 31, 75, 170};
        for (int k = 0; k < p.length; k++) {
            assertThat(profile.inDegrees().quantile(p[k])).isCloseTo(in[k], within(Math.max(2, 0.25 * in[k])));
            assertThat(profile.outDegrees().quantile(p[k])).isCloseTo(out[k], within(Math.max(2, 0.25 * out[k])));
        }
    }

    @Test
    @Tag("slow")
    void theSizeOfAFly(@TempDir Path folder) {
        SynapticNetwork network = SyntheticConnectome.fly().generate(1);
        assertThat(network.size()).isEqualTo(138_639);
        assertThat(network.edges()).isEqualTo(15_100_000);
        assertThat(network.isSingle()).isTrue();
        NetworkProfile profile = NetworkProfile.of(network);
        // 54.5 million synapses
        assertThat(profile.synapses()).isCloseTo(54.5e6, within(0.2e6));
        Networks.write(network, folder.resolve("fly.espalier"));
        assertThat(Networks.read(folder.resolve("fly.espalier"))).isEqualTo(network);
        Networks.write(network, folder.resolve("fly.csv"));
        SynapticNetwork read = Networks.read(folder.resolve("fly.csv"));
        assertThat(read.edges()).isEqualTo(network.edges());
        double[] sums = read.rowSums();
        double[] expected = network.rowSums();
        for (int i = 0; i < read.size(); i++) {
            assertThat(sums[i]).isEqualTo(expected[Integer.parseInt(read.label(i))]);
        }
    }

    @Test
    void syntheticWorm() {
        SynapticNetwork network = SyntheticConnectome.worm().generate(1);
        assertThat(network.size()).isEqualTo(419);
        assertThat(network.edges()).isEqualTo(4647);
        NetworkProfile profile = NetworkProfile.of(network);
        assertThat(profile.outDegrees().sorted()[(int) (0.28 * 419)]).isZero();
        assertThat(profile.synapses() / 4647).isCloseTo(5.8, within(0.6));
    }

    private static double deviation(double... x) {
        return Math.sqrt(covariance(x, x));
    }

    private static double correlation(double[] x, double[] y) {
        return covariance(x, y) / deviation(x) / deviation(y);
    }

    private static double covariance(double[] x, double[] y) {
        double meanX =
                IntStream.range(0, x.length).mapToDouble(k -> x[k]).average().orElseThrow();
        double meanY =
                IntStream.range(0, y.length).mapToDouble(k -> y[k]).average().orElseThrow();
        return IntStream.range(0, x.length)
                .mapToDouble(k -> (x[k] - meanX) * (y[k] - meanY))
                .average()
                .orElseThrow();
    }
}
