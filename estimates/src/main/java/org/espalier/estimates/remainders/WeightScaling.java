package org.espalier.estimates.remainders;

import org.espalier.model.network.SynapticNetwork;

/**
 * The numbers of a network that the theorems ask for: R_w = sup_i Σ_j |w_ij|, the same for columns, ε_w = max|w_ij|.
 *
 * @param rowConstant R_w, largest absolute row sum (input of one neuron)
 * @param widestRow the neuron that attains it
 * @param columnConstant largest absolute column sum (output of one neuron)
 * @param widestColumn the neuron that attains it
 * @param largestWeight ε_w
 */
public record WeightScaling(
        double rowConstant, int widestRow, double columnConstant, int widestColumn, double largestWeight) {
    /**
     * Measures a network.
     *
     * @param network the network
     * @return its constants
     */
    public static WeightScaling of(SynapticNetwork network) {
        int n = network.size();
        double[] columns = new double[n];
        int widestRow = 0;
        double rowConstant = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double row = 0;
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                double w = Math.abs(network.weight(e));
                row += w;
                columns[network.column(e)] += w;
                largest = Math.max(largest, w);
            }
            if (row > rowConstant) {
                rowConstant = row;
                widestRow = i;
            }
        }
        int widestColumn = 0;
        for (int j = 1; j < n; j++) {
            if (columns[j] > columns[widestColumn]) {
                widestColumn = j;
            }
        }
        return new WeightScaling(rowConstant, widestRow, columns[widestColumn], widestColumn, largest);
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
