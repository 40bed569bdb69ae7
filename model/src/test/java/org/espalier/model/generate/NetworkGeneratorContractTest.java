package org.espalier.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.espalier.contract.Providers;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every generator promises. */
class NetworkGeneratorContractTest {
    private static final MeasureKernel DIFFERENCE = (x, y) -> x - y;
    private static final SynapticNetwork WORM = SyntheticConnectome.worm().generate(4);

    private static final List<Supplier<NetworkGenerator>> RANDOM = List.of(
            () -> new ErdosRenyi(100, 5, 1),
            () -> new ErdosRenyi(100, 5, 2),
            () -> new PowerLaw(200, 1.5, 6, 1),
            () -> new Regular(50, 7, 1),
            () -> new SmallWorld(60, 6, 0.2, 1),
            SyntheticConnectome::worm,
            () -> StochasticBlock.of(
                    new int[] {30, 40}, new double[][] {{0.2, 0.3}, {0.1, 0}}, new double[][] {{1, 2}, {3, 0}}),
            () -> StochasticBlock.of(
                    new int[] {30, 40}, new double[][] {{0.2, 0.3}, {0.2, 0}}, new double[][] {{1, 2}, {3, 0}}),
            () -> PlantedEquitable.of(
                    new int[] {20, 30}, new int[][] {{3, 4}, {5, 0}}, new int[][] {{6, -8}, {7, 0}}, 0.1),
            () -> PlantedEquitable.of(
                    new int[] {20, 30}, new int[][] {{3, 4}, {5, 0}}, new int[][] {{6, -8}, {7, 0}}, 0.2),
            () -> KernelNetwork.sparse(100, DIFFERENCE, 10, 1),
            () -> KernelNetwork.dense(30, FormulaKernel.of("x*y", Map.of())).atRandomPlaces(),
            () -> new Graphon(40, FormulaKernel.of("a*x*y", Map.of("a", 1.0)), 8, 1, false),
            () -> new DegreePreservingShuffle(WORM, 2));

    private static final List<Supplier<NetworkGenerator>> DETERMINED = List.of(
            () -> new AllToAll(20, -1),
            () -> SmallWorld.ring(60, 6, 1),
            () -> new RankOne(12, "1 + g*x", "exp(-x)", Map.of("g", 2.0)),
            () -> new RankOne(12, "1 + g*x", "exp(-x)", Map.of("g", 3.0)),
            () -> KernelNetwork.dense(30, DIFFERENCE),
            () -> KernelNetwork.dense(30, DIFFERENCE).sharingAtomsAmong(7),
            () -> new Graphon(40, FormulaKernel.of("x*y", Map.of()), 0, 1, false),
            () -> new Split(WORM, 2));

    static Stream<NetworkGenerator> random() {
        return RANDOM.stream().map(Supplier::get);
    }

    static Stream<NetworkGenerator> determined() {
        return DETERMINED.stream().map(Supplier::get);
    }

    @Test
    void everyGeneratorIsHere() {
        Providers.checkComplete(
                NetworkGenerator.class, Stream.concat(random(), determined()).toList());
    }

    @Test
    void generatorsAreValues() {
        List<Supplier<NetworkGenerator>> all = new ArrayList<>(RANDOM);
        all.addAll(DETERMINED);
        Providers.checkValues(all);
    }

    @ParameterizedTest
    @MethodSource("random")
    void seedsFixEverything(NetworkGenerator generator) {
        SynapticNetwork network = generator.generate(42);
        assertThat(generator.generate(42)).isEqualTo(network);
        assertThat(generator.generate(43)).isNotEqualTo(network);
        check(network);
    }

    @ParameterizedTest
    @MethodSource("determined")
    void withoutRandomnessSeedsDoNotMatter(NetworkGenerator generator) {
        SynapticNetwork network = generator.generate(42);
        assertThat(generator.generate(43)).isEqualTo(network);
        check(network);
    }

    /** Particles can be simulated on it: something is coupled, nothing to itself, by finite weights. */
    private static void check(SynapticNetwork network) {
        assertThat(network.hasSelfLoops()).isFalse();
        assertThat(network.edges()).isPositive();
        for (int e = 0; e < network.edges(); e++) {
            assertThat(network.weight(e)).isFinite();
        }
    }
}
