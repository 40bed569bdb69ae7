package org.espalier.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.espalier.model.network.NetworkProfile;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;

class MadeToMeasureTest {
    /** The smallest and the fullest networks, and 200 sizes and degrees, seed 1. */
    @Test
    void regularNetworksAreRegular() {
        checkRegular(2, 1, 0);
        checkRegular(40, 1, -1);
        checkRegular(40, 39, Long.MAX_VALUE);
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 200; trial++) {
            int size = random.nextInt(2, 41);
            checkRegular(size, random.nextInt(1, size), random.nextLong());
        }
    }

    private static void checkRegular(int size, int k, long seed) {
        SynapticNetwork network = new Regular(size, k, 0.5).generate(seed);
        NetworkProfile profile = NetworkProfile.of(network);
        assertThat(profile.inDegrees().min()).isEqualTo(k);
        assertThat(profile.inDegrees().max()).isEqualTo(k);
        assertThat(profile.outDegrees().min()).isEqualTo(k);
        assertThat(profile.outDegrees().max()).isEqualTo(k);
        assertThat(profile.cw()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void powerLawStaysWithinTheScaling() {
        List<NetworkProfile> profiles = IntStream.of(1000, 4000, 16000)
                .mapToObj(n -> NetworkProfile.of(new PowerLaw(n, 1.5, Math.sqrt(n) / 4, 0.8).generate(9)))
                .toList();
        for (NetworkProfile profile : profiles) {
            assertThat(profile.cw()).isLessThanOrEqualTo(0.8 + 1e-12).isGreaterThan(0.5);
            assertThat(profile.inDegrees().max())
                    .isGreaterThan(20 * profile.inDegrees().quantile(0.5));
        }
        // the tail of the in-degrees has the exponent asked for; Hill's estimate of 320 of 16000, rounded and cut at
        // N/4
        assertThat(profiles.get(2).inDegrees().tailExponent(0.02)).isCloseTo(1.5, within(0.15));
        // smallest in-degree ~ d/3 ~ sqrt(N): eps_w ~ N^-1/2, up to rounding
        double fall = profiles.get(2).largestWeight() / profiles.get(0).largestWeight();
        assertThat(Math.log(fall) / Math.log(16)).isCloseTo(-0.5, within(0.15));
    }

    @Test
    void ringAndSmallWorld() {
        SynapticNetwork ring = SmallWorld.ring(20, 4, 1).generate(0);
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 20; j++) {
                int distance = Math.min(Math.floorMod(i - j, 20), Math.floorMod(j - i, 20));
                assertThat(ring.weight(i, j)).isEqualTo(distance == 1 || distance == 2 ? 0.25 : 0);
            }
        }
        SynapticNetwork world = new SmallWorld(2000, 10, 0.3, 1).generate(1);
        assertThat(world.edges()).isEqualTo(20_000);
        assertThat(NetworkProfile.of(world).reciprocity()).isEqualTo(1);
        long moved = 0;
        for (int i = 0; i < 2000; i++) {
            for (int e = world.rowStart(i); e < world.rowStart(i + 1); e++) {
                int distance = Math.floorMod(i - world.column(e), 2000);
                moved += Math.min(distance, 2000 - distance) > 5 ? 1 : 0;
            }
        }
        // binomial: 10000 connections, each moved with probability 0.3, deviation 46; 5 deviations
        assertThat(moved / 2.0).isCloseTo(3000, within(240.0));
    }

    /** 20 partitions into each number of classes from 1 to 5, seed 2. */
    @Test
    void plantedPartitionsAreRowEquitable() {
        SplittableRandom random = new SplittableRandom(2);
        for (int trial = 0; trial < 100; trial++) {
            checkPlanted(random.nextLong(), 1 + trial % 5);
        }
    }

    private static void checkPlanted(long seed, int k) {
        java.util.Random random = new java.util.Random(seed);
        int[] sizes = random.ints(k, 1, 12).toArray();
        int[][] inputs = new int[k][k];
        int[][] synapses = new int[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                inputs[a][b] = random.nextInt(sizes[b] + (a == b ? 0 : 1));
                synapses[a][b] = inputs[a][b] == 0 ? 0 : inputs[a][b] + random.nextInt(20);
                synapses[a][b] *= random.nextBoolean() ? 1 : -1;
            }
        }
        SynapticNetwork network =
                PlantedEquitable.of(sizes, inputs, synapses, 0.25).generate(seed);
        for (int i = 0; i < network.size(); i++) {
            int a = Integer.parseInt(network.label(i).split("\\.")[0]);
            double[] sums = new double[k];
            int[] edges = new int[k];
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int b = Integer.parseInt(network.label(network.column(e)).split("\\.")[0]);
                sums[b] += network.weight(e);
                edges[b]++;
            }
            for (int b = 0; b < k; b++) {
                assertThat(sums[b]).isEqualTo(0.25 * synapses[a][b]);
                assertThat(edges[b]).isEqualTo(inputs[a][b]);
            }
        }
    }

    @Test
    void denseKernelIsTheKernel() {
        SynapticNetwork network = KernelNetwork.dense(50, (x, y) -> x - 2 * y).generate(0);
        assertThat(network.weight(3, 7)).isCloseTo((3.5 / 50 - 2 * 7.5 / 50) / 49, within(1e-16));
    }

    @Test
    void sampledKernelsActLikeTheirKernel() {
        // a density with a jump, and two atoms, one of them moving with xi
        MeasureKernel kernel = new MeasureKernel() {
            @Override
            public double density(double xi, double zeta) {
                return zeta < xi ? 1 : -0.5;
            }

            @Override
            public List<Atom> atoms(double xi) {
                return List.of(new Atom(1 - xi, 0.7), new Atom(0, -0.3));
            }
        };
        int n = 4000;
        KernelNetwork generator = KernelNetwork.sparse(n, kernel, 200, 1).atRandomPlaces();
        SynapticNetwork network = generator.generate(5);
        double[] places = generator.places(5);
        double[] image = new double[n];
        network.multiply(Arrays.stream(places).map(Math::cos).toArray(), image);
        double worst = 0;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            double xi = places[i];
            double exact = Math.sin(xi) - 0.5 * (Math.sin(1) - Math.sin(xi)) + 0.7 * Math.cos(1 - xi) - 0.3;
            worst = Math.max(worst, Math.abs(image[i] - exact));
            mean += (image[i] - exact) / n;
        }
        // one row: 200 candidates of weight 1/200, deviation below 0.07, so 4000 rows stay within 5.5 deviations;
        // their mean: 0.0011 from sampling and about 1/sqrt(N) = 0.016 from sharing atoms at the ends and random places
        assertThat(worst).isLessThan(0.4);
        assertThat(mean).isCloseTo(0, within(0.02));
        NetworkProfile profile = NetworkProfile.of(network);
        assertThat(profile.largestWeight()).isLessThan(0.7 / 64 + 1.0 / 200 + 1e-9);
        assertThatThrownBy(() -> KernelNetwork.sparse(100, (x, y) -> 3, 10, 1).generate(1))
                .hasMessageContaining("exceeds the bound 1.0");
        assertThatThrownBy(() -> KernelNetwork.dense(10, (x, y) -> 1 / (x - x)).generate(1))
                .hasMessageContaining("must be finite");
    }

    @Test
    void atomsAreSharedAmongTheNearest() {
        MeasureKernel kernel = new MeasureKernel() {
            @Override
            public double density(double xi, double zeta) {
                return 0;
            }

            @Override
            public List<Atom> atoms(double xi) {
                return List.of(new Atom(0.5, 2));
            }
        };
        SynapticNetwork network =
                KernelNetwork.dense(10, kernel).sharingAtomsAmong(4).generate(0);
        // places .05 .15 … .95; the four nearest to .5 are 3, 4, 5, 6; neuron 4 takes another one for itself
        for (int j = 0; j < 10; j++) {
            assertThat(network.weight(0, j)).isEqualTo(j >= 3 && j <= 6 ? 0.5 : 0);
        }
        assertThat(network.weight(4, 4)).isZero();
        assertThat(network.rowSums()[4]).isEqualTo(2);
    }

    @Test
    void rankOne() {
        double[] a = {1, 2, 0};
        double[] b = {3, 0, -1};
        SynapticNetwork network = RankOne.network(a, b);
        SynapticNetwork kernel = RankOne.kernel(a, b);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(kernel.weight(i, j) + 0.0).isEqualTo(a[i] * b[j] + 0.0);
                assertThat(network.weight(i, j) + 0.0).isEqualTo(i == j ? 0 : a[i] * b[j] + 0.0);
            }
        }
        assertThat(kernel.hasSelfLoops()).isTrue();
        assertThat(kernel.transposed().weight(2, 0)).isEqualTo(-1);
    }

    @Test
    void splitKeepsWhatTheLimitSees() {
        SynapticNetwork network = new ErdosRenyi(20, 4, 1).generate(2);
        SynapticNetwork split = new Split(network, 3).generate(0);
        assertThat(split.size()).isEqualTo(60);
        assertThat(split.edges()).isEqualTo(9 * network.edges());
        assertThat(split.hasSelfLoops()).isFalse();
        assertThat(NetworkProfile.of(split).largestWeight())
                .isCloseTo(NetworkProfile.of(network).largestWeight() / 3, within(1e-15));
        double[] x = new double[20];
        double[] y = new double[20];
        double[] copies = new double[60];
        double[] image = new double[60];
        Arrays.setAll(x, i -> Math.sin(i));
        Arrays.setAll(copies, i -> x[i / 3]);
        network.multiply(x, y);
        split.multiply(copies, image);
        for (int i = 0; i < 60; i++) {
            assertThat(image[i]).isCloseTo(y[i / 3], within(1e-14));
        }
        assertThat(split.label(7)).isEqualTo("2/1");
    }

    @Test
    void shuffleKeepsDegreesAndOutgoingStrengths() {
        SynapticNetwork network = SyntheticConnectome.worm().generate(3).times(0.5);
        SynapticNetwork shuffled = new DegreePreservingShuffle(network, 10).generate(1);
        assertThat(shuffled.edges()).isEqualTo(network.edges());
        assertThat(shuffled.columnSums()).isEqualTo(network.columnSums());
        int shared = 0;
        for (int i = 0; i < network.size(); i++) {
            assertThat(shuffled.rowStart(i)).isEqualTo(network.rowStart(i));
            assertThat(shuffled.transposed().rowStart(i))
                    .isEqualTo(network.transposed().rowStart(i));
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                shared += shuffled.weight(i, network.column(e)) != 0 ? 1 : 0;
            }
        }
        // a random graph of these degrees shares some edges by chance, not most
        assertThat(shared).isLessThan(network.edges() / 4).isPositive();
        assertThat(shuffled.rowSums()).isNotEqualTo(network.rowSums());
        assertThatThrownBy(() ->
                        new DegreePreservingShuffle(RankOne.kernel(new double[] {1, 1}, new double[] {1, 1}), 1))
                .hasMessageContaining("self-loops");
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new Regular(5, 5, 1)).hasMessageContaining("degree = 5.0 must be in [1.0, 4.0]");
        assertThatThrownBy(() -> new SmallWorld(10, 3, 0, 1)).hasMessageContaining("3 neighbours");
        assertThatThrownBy(() -> new PowerLaw(100, 0.5, 3, 1)).hasMessageContaining("exponent = 0.5");
        assertThatThrownBy(() -> new Split(new ErdosRenyi(1000, 500, 1).generate(1), 100))
                .hasMessageContaining("number of edges");
        assertThatThrownBy(() -> PlantedEquitable.of(new int[] {3}, new int[][] {{3}}, new int[][] {{3}}, 1))
                .hasMessageContaining("from class 0 to a neuron of class 0");
        assertThatThrownBy(() -> RankOne.network(new double[2], new double[3])).hasMessageContaining("must agree");
    }
}
