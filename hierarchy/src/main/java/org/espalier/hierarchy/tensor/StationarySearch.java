package org.espalier.hierarchy.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.trees.RootedTree;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/**
 * Where a closed hierarchy y' = L y + N(y) rests, L = Σ_n A_n the local terms and N the couplings: the fixed point of Duhamel's formula
 *
 * <pre>  y = e^{∞L} y(0) + ∫_0^∞ e^{sL} N(y) ds .</pre>
 *
 * <p>The integral is that of a first window, by the rule of Gauss and Legendre, doubled until nothing is added: e^{sL} is e^{sA} on every
 * axis, which no eigenvectors are needed for. The couplings of the vanishing closure only lead from larger to smaller trees: then as
 * many iterations as there are orders give the solution. Otherwise the fixed point is extrapolated from the last iterates (Anderson).
 */
final class StationarySearch {
    /** Arrays of the length of the state. */
    static final int ARRAYS = 10 + 2 * Extrapolation.DEPTH;

    private static final int NODES = 10;
    private static final int MOST_DOUBLINGS = 60;
    private static final int MOST_ITERATIONS = 300;
    private static final double SETTLED = 1e-14;
    private static final double TOLERANCE = 1e-11;
    private static final double LARGEST = 1e100;

    private final TensorProgram program;
    private final double[] weights = new double[NODES];
    private final AxisMatrix[][] early = new AxisMatrix[NODES][];
    private final List<AxisMatrix[]> doublings = new ArrayList<>();
    private final AxisMatrix[] limit;
    private final double[] sum;
    private final double[] moved;
    private int iterations;

    StationarySearch(TensorProgram program, VertexOperators[] operators, int maxOrder) {
        this.program = program;
        AxisExponential[] exponentials = AxisExponential.of(operators);
        double fastest = Arrays.stream(operators)
                .mapToDouble(VertexOperators::fastest)
                .max()
                .orElseThrow();
        double window = 4 / (Math.max(fastest, 1e-12) * maxOrder);
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES, 0, window);
        for (int k = 0; k < NODES; k++) {
            double point = rule.getPoint(k);
            weights[k] = rule.getWeight(k);
            early[k] = AxisExponential.of(exponentials, point);
        }
        RealMatrix[] powers = Arrays.stream(exponentials)
                .map(exponential -> new Array2DRowRealMatrix(exponential.of(window), false))
                .toArray(RealMatrix[]::new);
        double change = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MOST_DOUBLINGS && change > SETTLED; k++) {
            doublings.add(matrices(powers));
            change = 0;
            for (int a = 0; a < powers.length; a++) {
                RealMatrix power = powers[a];
                powers[a] = new Array2DRowRealMatrix(
                        exponentials[a].conserving(power.multiply(power).getData()), false);
                change = Math.max(change, powers[a].subtract(power).getNorm1() / Math.max(1, power.getNorm1()));
            }
        }
        if (change > SETTLED) {
            throw new IllegalArgumentException(
                    "stationary state: without coupling the neuron does not settle, e^{tA} still" + " changes by "
                            + change + " from t = " + window * Math.pow(2, MOST_DOUBLINGS - 1) + " to twice that");
        }
        limit = matrices(powers);
        sum = new double[program.unknowns()];
        moved = new double[program.unknowns()];
    }

    private static AxisMatrix[] matrices(RealMatrix... powers) {
        return Arrays.stream(powers)
                .map(power -> AxisMatrix.of(finite(power).getData()))
                .toArray(AxisMatrix[]::new);
    }

    private static RealMatrix finite(RealMatrix power) {
        if (!(power.getNorm1() < LARGEST)) {
            throw new IllegalArgumentException(
                    "stationary state: without coupling the neuron does not settle, e^{tA} grows without a bound");
        }
        return power;
    }

    int iterations() {
        return iterations;
    }

    /** Takes the state to the fixed point. */
    Outcome settle(double[] y, boolean triangular, Progress progress) {
        program.onAllAxes(limit, y);
        double[] base = y.clone();
        double[] next = new double[y.length];
        Extrapolation extrapolation = triangular ? null : new Extrapolation(scales(base));
        double change = Double.POSITIVE_INFINITY;
        for (iterations = 0; iterations < MOST_ITERATIONS && !(change < TOLERANCE); iterations++) {
            if (!progress.goOn((double) iterations / MOST_ITERATIONS)) {
                return new Outcome(
                        Outcome.Kind.CANCELLED, 0, "stopped after " + iterations + " iterations by the user");
            }
            program.couple(y, next);
            integrate(next);
            for (int k = 0; k < next.length; k++) {
                next[k] += base[k];
            }
            change = change(y, next);
            if (!(change < LARGEST)) {
                return new Outcome(
                        Outcome.Kind.BLEW_UP,
                        0,
                        "stationary state: the iteration left all bounds: the coupling is too strong for this closure");
            }
            if (extrapolation == null || change < TOLERANCE) {
                System.arraycopy(next, 0, y, 0, y.length);
            } else {
                extrapolation.advance(y, next);
            }
        }
        return change < TOLERANCE
                ? Outcome.completed(Double.POSITIVE_INFINITY)
                : new Outcome(
                        Outcome.Kind.NOT_CONVERGED,
                        0,
                        "stationary state: the observables still change by " + change + " of their size after "
                                + iterations + " iterations: no stationary state was found with this closure");
    }

    /** c becomes ∫_0^∞ e^{sL} c ds; what does not decay, of mass 0 up to rounding, is left out. */
    private void integrate(double[] c) {
        System.arraycopy(c, 0, moved, 0, c.length);
        program.onAllAxes(limit, moved);
        for (int k = 0; k < c.length; k++) {
            c[k] -= moved[k];
        }
        Arrays.fill(sum, 0);
        for (int node = 0; node < NODES; node++) {
            System.arraycopy(c, 0, moved, 0, c.length);
            program.onAllAxes(early[node], moved);
            for (int k = 0; k < c.length; k++) {
                sum[k] += weights[node] * moved[k];
            }
        }
        for (AxisMatrix[] doubling : doublings) {
            System.arraycopy(sum, 0, moved, 0, c.length);
            program.onAllAxes(doubling, moved);
            for (int k = 0; k < c.length; k++) {
                sum[k] += moved[k];
            }
        }
        System.arraycopy(sum, 0, c, 0, c.length);
    }

    /** The largest change of an observable, as a part of its absolute sum. */
    private double change(double[] y, double[] next) {
        double worst = 0;
        for (RootedTree tree : program.trees()) {
            int from = program.offset(tree);
            int until = from + program.power(TensorProgram.variables(tree));
            double difference = 0;
            double total = 0;
            for (int k = from; k < until; k++) {
                difference += Math.abs(next[k] - y[k]);
                total += Math.abs(next[k]);
            }
            if (!(total < LARGEST)) {
                return Double.POSITIVE_INFINITY;
            }
            worst = Math.max(worst, total == 0 ? difference : difference / total);
        }
        return worst;
    }

    /** 1/(absolute sum of the observable) for each unknown, so that small trees count as much as large ones. */
    private double[] scales(double[] base) {
        double[] scales = new double[base.length];
        for (RootedTree tree : program.trees()) {
            int from = program.offset(tree);
            int until = from + program.power(TensorProgram.variables(tree));
            double total = 0;
            for (int k = from; k < until; k++) {
                total += Math.abs(base[k]);
            }
            Arrays.fill(scales, from, until, total > 0 ? 1 / total : 1);
        }
        return scales;
    }
}
