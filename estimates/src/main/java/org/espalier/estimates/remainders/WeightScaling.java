package org.espalier.estimates.remainders;

import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Experimental;

/**
 * The numbers of a network that the theorems ask for: R_w = sup_i Σ_j |w_ij|, the same for columns, ε_w = max|w_ij|.
 *
 * @param rowConstant R_w, largest absolute row sum (input of one neuron)
 * @param widestRow the neuron that attains it
 * @param columnConstant largest absolute column sum (output of one neuron)
 * @param widestColumn the neuron that attains it
 * @param largestWeight ε_w
 */
@Experimental
public record WeightScaling(
        double rowConstant, int widestRow, double columnConstant, int widestColumn, double largestWeight) {
    /** {@return the constants of a network} */
    public static WeightScaling of(SynapticNetwork network) {
        double[] rows = network.absoluteRowSums();
        double[] columns = network.absoluteColumnSums();
        int row = widest(rows);
        int column = widest(columns);
        double largest = 0;
        for (int e = 0; e < network.edges(); e++) {
            largest = Math.max(largest, Math.abs(network.weight(e)));
        }
        return new WeightScaling(rows[row], row, columns[column], column, largest);
    }

    private static int widest(double[] sums) {
        int widest = 0;
        for (int i = 1; i < sums.length; i++) {
            widest = sums[i] > sums[widest] ? i : widest;
        }
        return widest;
    }

    /** {@return C_w = max of the two constants, as in [JZ]} */
    public double constant() {
        return Math.max(rowConstant, columnConstant);
    }

    /** {@return the sum of the two constants, the other convention in use, row constant + column constant} */
    public double sumConstant() {
        return rowConstant + columnConstant;
    }
}
