package org.espalier.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynapticNetworkTest {
    private static double[][] matrix(int n, double filled, boolean floats, long seed) {
        Random random = new Random(seed);
        double[][] w = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j && random.nextDouble() < filled) {
                    w[i][j] = floats ? random.nextInt(20) - 10 : random.nextGaussian();
                }
            }
        }
        return w;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void agreesWithItsMatrix(boolean floats) {
        int n = 37;
        double[][] w = matrix(n, 0.3, floats, 11);
        SynapticNetwork network = SynapticNetwork.ofMatrix(w);
        assertThat(network.isSingle()).isEqualTo(floats);
        double[] x = new Random(5).doubles(n).toArray();
        double[] y = new double[n];
        double[] z = new double[n];
        network.multiply(x, y);
        network.transposed().multiply(x, z);
        double[] rows = network.rowSums();
        double[] columns = network.columnSums();
        double[] absoluteRows = network.absoluteRowSums();
        double[] absoluteColumns = network.absoluteColumnSums();
        for (int i = 0; i < n; i++) {
            double product = 0;
            double transposedProduct = 0;
            double row = 0;
            double column = 0;
            double absoluteRow = 0;
            double absoluteColumn = 0;
            for (int j = 0; j < n; j++) {
                assertThat(network.weight(i, j)).isEqualTo(w[i][j]);
                assertThat(network.transposed().weight(j, i)).isEqualTo(w[i][j]);
                product += w[i][j] * x[j];
                transposedProduct += w[j][i] * x[j];
                row += w[i][j];
                column += w[j][i];
                absoluteRow += Math.abs(w[i][j]);
                absoluteColumn += Math.abs(w[j][i]);
            }
            assertThat(y[i]).isCloseTo(product, within(1e-13));
            assertThat(z[i]).isCloseTo(transposedProduct, within(1e-13));
            assertThat(rows[i]).isCloseTo(row, within(1e-12));
            assertThat(columns[i]).isCloseTo(column, within(1e-12));
            assertThat(absoluteRows[i]).isCloseTo(absoluteRow, within(1e-12));
            assertThat(absoluteColumns[i]).isCloseTo(absoluteColumn, within(1e-12));
        }
        assertThat(network.transposed().transposed()).isSameAs(network);
        int[] starts = new int[n + 1];
        int[] cols = new int[network.edges()];
        double[] weights = new double[network.edges()];
        for (int i = 0; i <= n; i++) {
            starts[i] = network.rowStart(i);
        }
        for (int e = 0; e < cols.length; e++) {
            cols[e] = network.column(e);
            weights[e] = network.weight(e);
        }
        assertThat(SynapticNetwork.ofRows(starts, cols, weights)).isEqualTo(network);
        assertThat(NetworkGraph.toNetwork(NetworkGraph.of(network)).weight(3, 4))
                .isEqualTo(w[3][4]);
    }

    @Test
    void factorIsKeptInDoublePrecision() {
        SynapticNetwork network = SynapticNetwork.of(2, new int[] {1}, new int[] {0}, new double[] {3});
        SynapticNetwork scaled = network.times(1.0 / 7).times(-2);
        assertThat(scaled.isSingle()).isTrue();
        assertThat(scaled.weight(0)).isEqualTo(1.0 / 7 * -2 * 3);
        network.transposed();
        assertThat(network.times(5).transposed().weight(0, 1)).isEqualTo(15);
        assertThat(network.times(5).transposed().transposed().weight(1, 0)).isEqualTo(15);
        assertThat(network.labelled("a", "b").transposed().label(1)).isEqualTo("b");
        assertThat(scaled.absoluteRowSums()[1]).isEqualTo(-scaled.weight(1, 0));
        assertThat(scaled.absoluteColumnSums()[0]).isEqualTo(-scaled.weight(1, 0));
        assertThat(network.weight(0)).isEqualTo(3);
        assertThatThrownBy(() -> network.times(Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void duplicatesAddUpInDoubleWhereFloatsDoNotSuffice() {
        SynapticNetwork network = NetworkBuilder.ofSize(3, 0)
                .duplicates(Duplicates.SUM)
                .with(0, 1, 16777216)
                .with(2, 1, 5)
                .with(0, 1, 1)
                .with(0, 2, 0.5)
                .build();
        assertThat(network.weight(1, 0)).isEqualTo(16777217);
        assertThat(network.weight(1, 2)).isEqualTo(5);
        assertThat(network.weight(2, 0)).isEqualTo(0.5);
        assertThat(network.edges()).isEqualTo(3);
        assertThat(network.isSingle()).isFalse();
    }

    @Test
    void refusals() {
        int[] zero = {0};
        int[] one = {1};
        double[] w = {1};
        assertThatThrownBy(() -> SynapticNetwork.of(0, zero, one, w)).hasMessageContaining("0 neurons");
        assertThatThrownBy(() -> SynapticNetwork.of(1, zero, one, w)).hasMessageContaining("indices run from 0 to 0");
        assertThatThrownBy(() -> SynapticNetwork.of(2, one, one, w)).hasMessageContaining("self-loop at neuron 1");
        assertThatThrownBy(() -> SynapticNetwork.of(2, one, zero, new double[] {Double.NaN}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> SynapticNetwork.of(2, new int[] {1, 1}, new int[] {0, 0}, new double[] {1, 2}))
                .isInstanceOf(DuplicateEdgeException.class)
                .hasMessageContaining("two edges from neuron 0 to neuron 1");
        assertThatThrownBy(() -> SynapticNetwork.ofRows(new int[] {0, 2, 1}, one, w))
                .hasMessageContaining("must lie between");
    }

    @Test
    void undirectedGraphConnectsBothWays() {
        Graph<String, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
        graph.addVertex("a");
        graph.addVertex("b");
        graph.addVertex("c");
        graph.addEdge("a", "b");
        SynapticNetwork network = NetworkGraph.toNetwork(graph);
        assertThat(network.edges()).isEqualTo(2);
        assertThat(network.weight(0, 1)).isEqualTo(1);
        assertThat(network.weight(1, 0)).isEqualTo(1);
        assertThat(network.label(2)).isEqualTo("c");
    }

    @Test
    void typesAndLabels() {
        SynapticNetwork network = SynapticNetwork.of(3, new int[] {1}, new int[] {0}, new double[] {1})
                .typed("L1", "L2", "L1")
                .labelled("x", "y", "z");
        assertThat(network.types()).containsExactly("L1", "L2");
        assertThat(network.type(2)).isZero();
        assertThat(network.times(2).label(2)).isEqualTo("z");
        assertThat(network.transposed().type(1)).isEqualTo(1);
        assertThatThrownBy(() -> network.typed("a")).hasMessageContaining("1 types for 3 neurons");
    }

    @Test
    void signs() {
        double[][] w = {{0, -1, 2}, {3, 0, 1}, {1, -4, 0}};
        SynapticNetwork network = SynapticNetwork.ofMatrix(w);
        assertThat(Signs.excitatory().of(network).weight(0, 1)).isEqualTo(1);
        assertThat(Signs.majorityOfNeuron()
                        .of(SynapticNetwork.ofMatrix(new double[][] {{0, -1, 2}, {-3, 0, 1}, {1, 4, 0}}))
                        .weight(2, 0))
                .isEqualTo(-1);
        SynapticNetwork large = SynapticNetwork.ofMatrix(matrix(200, 0.2, true, 3));
        SynapticNetwork signed = Signs.inhibitory(0.25, 7).of(large);
        int inhibitory = 0;
        for (int j = 0; j < 200; j++) {
            SynapticNetwork outgoing = signed.transposed();
            double sign = 0;
            for (int e = outgoing.rowStart(j); e < outgoing.rowStart(j + 1); e++) {
                if (sign == 0) {
                    sign = Math.signum(outgoing.weight(e));
                }
                assertThat(Math.signum(outgoing.weight(e))).as("Dale").isIn(sign, 0.0);
            }
            inhibitory += sign < 0 ? 1 : 0;
        }
        assertThat(inhibitory).isEqualTo(50);
        assertThat(Signs.inhibitory(0.25, 7).of(large)).isEqualTo(signed);
        assertThat(Signs.inhibitory(0.25, 8).of(large)).isNotEqualTo(signed);
    }

    @Test
    void scalings() {
        SynapticNetwork network = SynapticNetwork.ofMatrix(new double[][] {{0, -1, 2}, {3, 0, 1}, {1, -4, 0}});
        // absolute row sums 3, 4, 5; absolute column sums 4, 5, 3
        assertThat(Scaling.meanRowSum(0.5).factor(network)).isEqualTo(0.5 / 4);
        assertThat(Scaling.maxRowSum(0.5).factor(network)).isEqualTo(0.1);
        assertThat(Scaling.cw(2).factor(network.transposed())).isEqualTo(0.4);
        assertThat(Scaling.none().factor(network)).isEqualTo(1);
        SynapticNetwork silent = SynapticNetwork.of(2, new int[0], new int[0], new double[0]);
        assertThatThrownBy(() -> Scaling.cw(1).factor(silent)).hasMessageContaining("no weights to scale");
        assertThatThrownBy(() -> Scaling.cw(-1)).hasMessageContaining("-1.0");
    }
}
