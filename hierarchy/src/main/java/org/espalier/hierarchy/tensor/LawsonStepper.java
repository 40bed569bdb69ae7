package org.espalier.hierarchy.tensor;

import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.RungeKuttaTableau;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.run.checkpoint.Fingerprint;

/**
 * Lawson's form of the classical Runge–Kutta method ({@link RungeKuttaTableau}): stages u_i = e^{c_i hA} y + h Σ_j a_ij e^{(c_i − c_j) hA} N(u_j), the
 * exponentials on all axes. Its nodes are 0, ½, ½, 1, so that one matrix E = e^{hA/2}, applied four times, does:
 *
 * <pre>  u_2 = E y + h/2 E k_1,  u_3 = E y + h/2 k_2,  u_4 = E(E y + h k_3),
 *   y' = E(E y + h/6 E k_1 + h/3 (k_2 + k_3)) + h/6 k_4 .</pre>
 */
final class LawsonStepper {
    /** Arrays of the length of the state that a step needs besides it. */
    static final int ARRAYS = 4;

    /** Sums of two such arrays in a step. */
    static final int COMBINATIONS = 7;

    private final TensorProgram program;
    private final ColourOperators operators;
    private AxisExponential[] exponentials;
    private final double[] result;
    private final double[] slope;
    private final double[] base;
    private final double[] stage;
    private final double[] sum;
    private AxisMatrix[] half;
    private int piece;
    private long combined;
    private double preparedStep = Double.NaN;

    LawsonStepper(TensorProgram program, ColourOperators operators) {
        this.program = program;
        this.operators = operators;
        exponentials = AxisExponential.of(operators.from(0));
        result = RungeKuttaTableau.classical().b();
        slope = new double[program.unknowns()];
        base = new double[program.unknowns()];
        stage = new double[program.unknowns()];
        sum = new double[program.unknowns()];
    }

    /** Multiplications and additions so far. */
    long operations() {
        return program.operations() + combined;
    }

    /** The equations with their closure, and the operators on one variable. */
    void addTo(Fingerprint print) {
        program.addTo(print.part("equations, kicks and closure"));
        print.part("neuron and grid");
        for (AxisExponential exponential : exponentials) {
            print.add((Object) exponential.generator());
        }
        if (operators.breaks().length > 0) {
            print.part("inputs");
        }
        for (double time : operators.breaks()) {
            print.add(time);
            for (VertexOperators own : operators.from(time)) {
                print.add((Object) own.generator());
            }
        }
        program.addOperatorsTo(print);
    }

    /** The next time at which operators change; steps end there. */
    double nextBreak(double time) {
        return operators.nextBreak(time);
    }

    /** Takes the operators of a time, up to the next break. */
    void enter(double time) {
        int other = operators.pieceAt(time);
        if (other != piece) {
            piece = other;
            exponentials = AxisExponential.of(operators.from(time));
            preparedStep = Double.NaN;
        }
    }

    void step(double[] y, double h) {
        if (h != preparedStep) {
            half = AxisExponential.of(exponentials, h / 2);
            preparedStep = h;
        }
        program.couple(y, slope);
        System.arraycopy(y, 0, base, 0, y.length);
        program.onAllAxes(half, base);
        program.onAllAxes(half, slope);
        combine(sum, base, h * result[0], slope);
        combine(stage, base, h / 2, slope);
        program.couple(stage, slope);
        combine(sum, sum, h * result[1], slope);
        combine(stage, base, h / 2, slope);
        program.couple(stage, slope);
        combine(sum, sum, h * result[2], slope);
        combine(stage, base, h, slope);
        program.onAllAxes(half, stage);
        program.couple(stage, slope);
        program.onAllAxes(half, sum);
        combine(y, sum, h * result[3], slope);
        combined += 2L * COMBINATIONS * y.length;
    }

    /** target = u + factor · x. */
    private static void combine(double[] target, double[] u, double factor, double[] x) {
        for (int k = 0; k < target.length; k++) {
            target[k] = u[k] + factor * x[k];
        }
    }
}
