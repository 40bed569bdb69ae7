package org.espalier.model.network;

import java.util.Locale;

/**
 * What a network looks like to the mean-field theory, in numbers. With r_i = Σ_j |w_ij| and c_j = Σ_i |w_ij|,
 *
 * <p>C_w = max(sup_i r_i, sup_j c_j), R_w = sup_i r_i, ε_w = max_ij |w_ij|.
 *
 * <p>The theorem is about sequences of networks with C_w bounded and ε_w → 0 (section 1): the numbers of one network say how
 * large the constants in its bounds are, not whether "the" limit exists. Cost of all
 * of it: a few passes over the edges and four sorts of N numbers.
 */
public sealed interface NetworkProfile permits MeasuredProfile {
    /** {@return N} */
    int size();

    /** {@return the number of edges} */
    int edges();

    /** {@return Σ |w_ij|; a number of synapses if weights are counts} */
    double synapses();

    /** {@return the number of edges with w_ij &lt; 0} */
    int negativeEdges();

    /** {@return ε_w} */
    double largestWeight();

    /** {@return Σ_j w_ij} */
    Distribution rowSums();

    /** {@return Σ_i w_ij} */
    Distribution columnSums();

    /** {@return r_i = Σ_j |w_ij|} */
    Distribution absoluteRowSums();

    /** {@return c_j = Σ_i |w_ij|} */
    Distribution absoluteColumnSums();

    /** {@return the number of inputs of each neuron} */
    Distribution inDegrees();

    /** {@return the number of neurons that each neuron projects to} */
    Distribution outDegrees();

    /** {@return the share of the edges j → i for which i → j is an edge too, NaN without edges} */
    double reciprocity();

    /** {@return the weakly and strongly connected components} */
    Components components();

    /** {@return the numbers of a network} */
    static NetworkProfile of(SynapticNetwork network) {
        int n = network.size();
        double[] in = new double[n];
        double[] out = new double[n];
        double largest = 0;
        int negative = 0;
        for (int i = 0; i < n; i++) {
            in[i] = network.rowStart(i + 1) - network.rowStart(i);
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                double weight = network.weight(e);
                out[network.column(e)]++;
                largest = Math.max(largest, Math.abs(weight));
                negative += weight < 0 ? 1 : 0;
            }
        }
        Distribution absoluteRows = Distribution.of(network.absoluteRowSums());
        return new MeasuredProfile(
                n,
                network.edges(),
                absoluteRows.total(),
                negative,
                largest,
                Distribution.of(network.rowSums()),
                Distribution.of(network.columnSums()),
                absoluteRows,
                Distribution.of(network.absoluteColumnSums()),
                Distribution.of(in),
                Distribution.of(out),
                reciprocity(network),
                Components.of(network));
    }

    /** Intersects each row with the same row of the transpose; both are sorted. */
    private static double reciprocity(SynapticNetwork network) {
        SynapticNetwork transposed = network.transposed();
        long mutual = 0;
        for (int i = 0; i < network.size(); i++) {
            int a = network.rowStart(i);
            int b = transposed.rowStart(i);
            int endA = network.rowStart(i + 1);
            int endB = transposed.rowStart(i + 1);
            while (a < endA && b < endB) {
                int difference = network.column(a) - transposed.column(b);
                mutual += difference == 0 ? 1 : 0;
                a += difference <= 0 ? 1 : 0;
                b += difference >= 0 ? 1 : 0;
            }
        }
        return (double) mutual / network.edges();
    }

    /** {@return C_w = max(sup_i r_i, sup_j c_j), the constant of the mean-field scaling: the <i>larger</i> of the suprema} */
    default double cw() {
        return Math.max(rowConstant(), columnConstant());
    }

    /** {@return sup_i r_i + sup_j c_j, the <i>sum</i> of the suprema, which some texts call C_w} */
    default double cwSum() {
        return rowConstant() + columnConstant();
    }

    /** {@return R_w = sup_i Σ_j |w_ij|, the constant of the remainders (4.2)} */
    default double rowConstant() {
        return absoluteRowSums().max();
    }

    /** {@return sup_j Σ_i |w_ij|, the largest absolute column sum} */
    default double columnConstant() {
        return absoluteColumnSums().max();
    }

    /** {@return a sentence, on one line, about what the scaling hypothesis makes of the numbers} */
    default String verdict() {
        double typical = absoluteRowSums().mean();
        if (!(typical > 0)) {
            return "no weights: nothing is coupled";
        }
        return String.format(
                Locale.ROOT,
                "C_w = %.4g is %.3g times the mean absolute row sum %.4g; the largest weight epsilon_w = %.4g is %.3g"
                        + " of it. The theory asks for C_w bounded and epsilon_w small along a sequence of networks.",
                cw(),
                cw() / typical,
                typical,
                largestWeight(),
                largestWeight() / typical);
    }
}
