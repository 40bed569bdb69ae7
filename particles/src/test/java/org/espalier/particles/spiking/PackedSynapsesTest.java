package org.espalier.particles.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;

/** Packed synapses kick to the last bit as the network does, or are not packed. */
class PackedSynapsesTest {
    private static SynapticNetwork network(int size, int degree, boolean single, IntToDoubleFunction weight) {
        SplittableRandom random = new SplittableRandom(size);
        int[] starts = new int[size + 1];
        int[] columns = new int[size * degree];
        float[] floats = new float[size * degree];
        double[] doubles = new double[size * degree];
        for (int i = 0; i < size; i++) {
            // rows of many lengths, none among them, and the last neuron a target of every row that is long enough
            int length = random.nextInt(degree);
            starts[i + 1] = starts[i] + length;
            int at = -1;
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                int left = starts[i + 1] - e;
                at += 1 + random.nextInt(Math.max(1, (size - 1 - at - left) / left));
                at = left == 1 && length > degree / 2 ? size - 1 : at;
                columns[e] = at;
                doubles[e] = at == i ? 0 : weight.applyAsDouble(random.nextInt(1 << 20));
                floats[e] = (float) doubles[e];
            }
        }
        int edges = starts[size];
        int[] used = Arrays.copyOf(columns, edges);
        return single
                ? SynapticNetwork.takingOver(starts, used, Arrays.copyOf(floats, edges))
                : SynapticNetwork.takingOver(starts, used, Arrays.copyOf(doubles, edges));
    }

    private static double[] potentials(int size) {
        return new SplittableRandom(9).doubles(size, -1, 1).toArray();
    }

    /** What a spike of neuron i does, from the weights of the rows. */
    private static double[] kicked(SynapticNetwork rows, int i, double factor) {
        double[] v = potentials(rows.size());
        for (int e = rows.rowStart(i); e < rows.rowStart(i + 1); e++) {
            v[rows.column(e)] += factor * rows.storedWeight(e);
        }
        return v;
    }

    private static void sameKicks(SynapticNetwork rows) {
        PackedSynapses packed = PackedSynapses.of(rows);
        assertThat(packed).isNotNull();
        assertThat(packed.bytes()).isEqualTo(4L * rows.edges());
        for (int i = 0; i < rows.size(); i += 1 + rows.size() / 200) {
            double[] v = potentials(rows.size());
            packed.deliver(rows.rowStart(i), rows.rowStart(i + 1), v, 0.37);
            assertThat(Arrays.equals(v, kicked(rows, i, 0.37))).isTrue();
        }
    }

    @Test
    void countsAndEqualWeightsAreExact() {
        // sizes about a power of two: one more bit for the target
        for (int size : new int[] {2, 63, 64, 65, 1023, 1024, 1025}) {
            for (boolean single : new boolean[] {false, true}) {
                sameKicks(network(size, Math.min(size, 40), single, k -> k % 801 - 400));
                sameKicks(network(size, Math.min(size, 40), single, k -> k % 2 == 0 ? 0.01 : -0.01));
                sameKicks(network(size, Math.min(size, 40), single, k -> k % 3 - 1));
            }
        }
    }

    @Test
    void theLargestMultipleFits() {
        // 1024 neurons: 10 bits for the target, 22 for the multiple and its sign
        int most = (1 << 21) - 1;
        sameKicks(network(1024, 40, false, k -> k % 2 == 0 ? most : -most));
        assertThat(PackedSynapses.of(network(1024, 40, false, k -> k % 2 == 0 ? 1 : most + 1)))
                .isNull();
        assertThat(PackedSynapses.of(network(1024, 40, false, k -> k % 2 == 0 ? 1 : -most - 1)))
                .isNull();
    }

    @Test
    void otherWeightsAreLeft() {
        assertThat(PackedSynapses.of(network(300, 40, false, k -> 0.1 + k * 1e-7)))
                .isNull();
        // 3 × 0.1 is not the double 0.3
        assertThat(PackedSynapses.of(network(300, 40, false, k -> k % 2 == 0 ? 0.1 : 0.3)))
                .isNull();
    }

    @Test
    void largeNetworksKickTheSameEitherWay() {
        SynapticNetwork counts = network(50_000, 60, true, k -> k % 9 - 4).times(0.05);
        SynapticNetwork others = network(50_000, 60, true, k -> 0.1 + k * 1e-7).times(0.05);
        for (SynapticNetwork network : new SynapticNetwork[] {counts, others}) {
            Synapses synapses = Synapses.of(network, 0.7);
            assertThat(synapses.areLarge()).isTrue();
            assertThat(synapses.packedBytes()).isEqualTo(network == counts ? 4L * network.edges() : 0);
            SynapticNetwork outgoing = network.transposed();
            for (int i = 0; i < network.size(); i += 500) {
                double[] v = potentials(network.size());
                synapses.deliver(i, v, 1.3);
                assertThat(Arrays.equals(v, kicked(outgoing, i, 1.3 * (0.7 * outgoing.factor()))))
                        .isTrue();
            }
        }
        // a small one is left as it is
        assertThat(Synapses.of(network(1000, 60, true, k -> 1), 1).packedBytes())
                .isZero();
    }
}
