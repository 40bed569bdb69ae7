package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.hipparchus.ode.nonstiff.ClassicalRungeKuttaIntegrator;

/**
 * Explicit Runge–Kutta steps of the lowered system, with the tableau of Hipparchus' classical integrator. Allocates nothing
 * after construction.
 */
final class TreeStepper {
    /** The classical method is stable on the negative real axis down to −2.785. */
    static final double STABLE = 2.7;

    private final TreeProgram program;
    private final VertexOperators operators;
    private final double kickFactor;
    private final int size;
    private final double[][] weights;
    private final double[] result;
    private final double[][] slopes;
    private final double[] stage;
    private final double[] rates;
    private final double[] pushed;
    private final double[] state;

    TreeStepper(TreeProgram program, VertexOperators operators, double[] start, double kickFactor) {
        this.program = program;
        this.operators = operators;
        this.kickFactor = kickFactor;
        size = operators.size();
        ClassicalRungeKuttaIntegrator tableau = new ClassicalRungeKuttaIntegrator(1);
        weights = tableau.getA();
        result = tableau.getB();
        int unknowns = Math.multiplyExact(program.size(), size);
        slopes = new double[result.length][unknowns];
        stage = new double[unknowns];
        state = new double[unknowns];
        rates = new double[program.size()];
        pushed = new double[size];
        System.arraycopy(start, 0, state, 0, size);
    }

    double[] state() {
        return state;
    }

    void step(double h) {
        slope(state, slopes[0]);
        for (int s = 1; s < result.length; s++) {
            combine(h, weights[s - 1], s, stage);
            slope(stage, slopes[s]);
        }
        combine(h, result, result.length, state);
    }

    /** target = state + h Σ_j a_j slope_j. */
    private void combine(double h, double[] a, int count, double[] target) {
        double[] from = state;
        for (int j = 0; j < count; j++) {
            if (a[j] != 0) {
                double factor = h * a[j];
                double[] slope = slopes[j];
                for (int k = 0; k < target.length; k++) {
                    target[k] = from[k] + factor * slope[k];
                }
                from = target;
            }
        }
    }

    private void slope(double[] y, double[] dy) {
        for (int n = 0; n < program.size(); n++) {
            rates[n] = operators.rate(y, n * size);
        }
        for (int n = 0; n < program.size(); n++) {
            Arrays.fill(pushed, 0);
            for (int pair = program.start(n); pair < program.start(n + 1); pair++) {
                double drive = kickFactor * rates[program.child(pair)];
                int rest = program.rest(pair) * size;
                for (int k = 0; k < size; k++) {
                    pushed[k] += drive * y[rest + k];
                }
            }
            operators.apply(y, n * size, rates[n], pushed, dy);
        }
    }
}
