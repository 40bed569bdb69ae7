package org.espalier.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.espalier.model.generate.AllToAll;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.io.Connectomes;
import org.espalier.model.io.NetworkReader;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkProfileTest {
    @Test
    void smallNetworkByHand() {
        SynapticNetwork network =
                SynapticNetwork.ofMatrix(new double[][] {{0, -1, 2, 0}, {3, 0, 1, 0}, {0, -4, 0, 0}, {0, 0, 0, 0}});
        NetworkProfile profile = NetworkProfile.of(network);
        assertThat(profile.edges()).isEqualTo(5);
        assertThat(profile.negativeEdges()).isEqualTo(2);
        assertThat(profile.synapses()).isEqualTo(11);
        assertThat(profile.largestWeight()).isEqualTo(4);
        assertThat(profile.rowConstant()).isEqualTo(4);
        assertThat(profile.columnConstant()).isEqualTo(5);
        assertThat(profile.cw()).isEqualTo(5);
        assertThat(profile.cwSum()).isEqualTo(9);
        assertThat(profile.rowSums().min()).isEqualTo(-4);
        assertThat(profile.columnSums().min()).isEqualTo(-5);
        assertThat(profile.inDegrees().max()).isEqualTo(2);
        assertThat(profile.outDegrees().max()).isEqualTo(2);
        assertThat(profile.outDegrees().sorted()).containsExactly(0, 1, 2, 2);
        // mutual: 0 and 1, 1 and 2; not mutual: 2 -> 0
        assertThat(profile.reciprocity()).isEqualTo(0.8);
        assertThat(profile.components()).isEqualTo(new Components(2, 3, 2, 3));
        assertThat(profile.verdict()).contains("C_w = 5");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void componentsAgreeWithJGraphT(long seed) {
        SynapticNetwork network = new ErdosRenyi(300, 1.2, 1).generate(seed);
        var graph = NetworkGraph.of(network);
        var weak = new ConnectivityInspector<>(graph).connectedSets();
        var strong = new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets();
        assertThat(NetworkProfile.of(network).components())
                .isEqualTo(new Components(
                        weak.size(),
                        weak.stream().mapToInt(java.util.Set::size).max().orElse(0),
                        strong.size(),
                        strong.stream().mapToInt(java.util.Set::size).max().orElse(0)));
    }

    @Test
    void worm() {
        NetworkProfile profile = NetworkProfile.of(NetworkReader.automatic()
                .where("Type", "chemical")
                .read(Connectomes.worm())
                .network());
        assertThat(profile.synapses()).isEqualTo(26_914);
        assertThat(profile.largestWeight()).isEqualTo(142);
        // counted by an independent script
        assertThat(profile.outDegrees().sorted()[120]).isZero();
        assertThat(profile.outDegrees().sorted()[121]).isPositive();
    }

    @Test
    void allToAllHasBoundedRowSums() {
        NetworkProfile profile = NetworkProfile.of(new AllToAll(100, 0.9).generate(0));
        assertThat(profile.cw()).isCloseTo(0.9 * 99 / 100, within(1e-14));
    }

    @Test
    void distribution() {
        Distribution d = Distribution.of(4, 1, 3, 2);
        assertThat(d.mean()).isEqualTo(2.5);
        assertThat(d.deviation()).isCloseTo(Math.sqrt(1.25), within(1e-15));
        assertThat(d.quantile(0)).isEqualTo(1);
        assertThat(d.quantile(0.5)).isEqualTo(2.5);
        assertThat(d.quantile(1)).isEqualTo(4);
        assertThat(d.topShare(0.25)).isEqualTo(0.4);
        // quantiles of a Pareto law P(X > x) = x^-2.5: Hill's estimate of 200 of 10000 is within 1 % of 2.5
        double[] pareto = IntStream.range(0, 10_000)
                .mapToDouble(k -> Math.pow(1 - (k + 0.5) / 10_000, -1 / 2.5))
                .toArray();
        assertThat(Distribution.of(pareto).tailExponent(0.02)).isCloseTo(2.5, within(0.025));
        double[] exponential = IntStream.range(0, 10_000)
                .mapToDouble(k -> -Math.log(1 - (k + 0.5) / 10_000))
                .toArray();
        Distribution light = Distribution.of(exponential);
        assertThat(light.tailExponent(0.001)).isGreaterThan(1.5 * light.tailExponent(0.1));
    }
}
