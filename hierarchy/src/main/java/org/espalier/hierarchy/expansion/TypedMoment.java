package org.espalier.hierarchy.expansion;

import org.espalier.hierarchy.numerics.Grid;

/** What a typed expansion shows at one time. */
record TypedMoment(
        double rate,
        double lastOrder,
        double mass,
        double pairs,
        double[] density,
        double[] drives,
        double[] readouts,
        double[][] groups) {
    static TypedMoment of(
            Equation61 program, ClassWeights weights, Grid grid, double[] state, double[] rates, double[] drives) {
        int cells = grid.cells();
        double[] density = new double[cells];
        double total = 0;
        double last = 0;
        for (int n = 0; n < program.size(); n++) {
            double weight = weights.mean(n);
            total += weight * rates[n];
            if (n >= program.end(program.maxOrder() - 1)) {
                last += weight * rates[n];
            }
            for (int c = 0; c < cells; c++) {
                density[c] += weight * state[n * cells + c];
            }
        }
        double mass = 0;
        for (int c = 0; c < cells; c++) {
            mass += density[c];
            density[c] /= grid.width();
        }
        double[] readouts = new double[weights.readouts().length];
        double[][] groups = new double[readouts.length][cells];
        for (int r = 0; r < readouts.length; r++) {
            for (int n = 0; n < program.size(); n++) {
                double weight = weights.readouts()[r][n];
                readouts[r] += weight * rates[n];
                for (int c = 0; c < cells; c++) {
                    groups[r][c] += weight * state[n * cells + c] / grid.width();
                }
            }
        }
        return new TypedMoment(total, last, mass, pairs(program, weights, rates), density, drives, readouts, groups);
    }

    /** Mean of r_i Σ_j w_ij r_j: c^a and w̃ apart, the latter up to the largest order. */
    private static double pairs(Equation61 program, ClassWeights weights, double[] rates) {
        double[] drives = weights.drives(rates, 1);
        double sum = 0;
        for (int n = 0; n < program.size(); n++) {
            double ends = drives[program.type(n)] * rates[n];
            for (int pair = program.start(n); pair < program.start(n + 1); pair++) {
                ends += program.coefficient(pair) * rates[program.child(pair)] * rates[program.rest(pair)];
            }
            sum += weights.mean(n) * ends;
        }
        return sum;
    }
}
