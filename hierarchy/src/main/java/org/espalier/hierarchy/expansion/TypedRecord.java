package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.run.Outcome;
import org.espalier.run.Times;

/** Collects what a typed expansion shows at the output times. */
final class TypedRecord {
    private final Times times;
    private final Grid grid;
    private final Equation61 program;
    private final ClassWeights weights;
    private final double[] rate;
    private final double[] lastOrder;
    private final double[] mass;
    private final double[] pairs;
    private final double[][] densities;
    private final double[][] drives;
    private int finished;

    TypedRecord(Times times, Grid grid, Equation61 program, ClassWeights weights) {
        this.times = times;
        this.grid = grid;
        this.program = program;
        this.weights = weights;
        rate = new double[times.count()];
        lastOrder = new double[times.count()];
        mass = new double[times.count()];
        pairs = new double[times.count()];
        Arrays.fill(pairs, Double.NaN);
        Arrays.fill(rate, Double.NaN);
        Arrays.fill(lastOrder, Double.NaN);
        Arrays.fill(mass, Double.NaN);
        densities = new double[times.count()][];
        drives = new double[times.count()][];
    }

    void add(int k, double[] state, double[] rates, double[] classDrives) {
        int cells = grid.cells();
        double[] density = new double[cells];
        double total = 0;
        double last = 0;
        for (int n = 0; n < program.size(); n++) {
            double weight = weights.mean(n);
            total += weight * rates[n];
            if (program.trees().get(n).order() == program.maxOrder()) {
                last += weight * rates[n];
            }
            for (int c = 0; c < cells; c++) {
                density[c] += weight * state[n * cells + c];
            }
        }
        double sum = 0;
        for (int c = 0; c < cells; c++) {
            sum += density[c];
            density[c] /= grid.width();
        }
        rate[k] = total;
        pairs[k] = pairs(rates);
        lastOrder[k] = last;
        mass[k] = sum;
        densities[k] = density;
        drives[k] = classDrives;
        finished = k + 1;
    }

    /** Mean of r_i Σ_j w_ij r_j: c^a and w̃ apart, the latter up to the largest order. */
    private double pairs(double[] rates) {
        double[] drives = weights.drives(rates, 1);
        double sum = 0;
        for (int n = 0; n < program.size(); n++) {
            double ends = drives[program.trees().get(n).type(0)] * rates[n];
            for (int pair = program.start(n); pair < program.start(n + 1); pair++) {
                ends += rates[program.child(pair)] * rates[program.rest(pair)];
            }
            sum += weights.mean(n) * ends;
        }
        return sum;
    }

    TypedSolution finish(Outcome outcome) {
        return new TypedSolution(
                outcome,
                times,
                grid,
                finished,
                program.maxOrder(),
                program.size(),
                weights.pruned(),
                weights.prunedWeight(),
                rate,
                lastOrder,
                mass,
                pairs,
                densities,
                drives,
                null);
    }
}
