package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.hierarchy.numerics.AnchoredSystem;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.run.Outcome;
import org.espalier.trees.RootedTree;

/** A closed hierarchy as differential equations; stiff is A on every axis. */
final class TensorField implements AnchoredSystem {
    /** Exponentials that are kept: windows of one length ask for the same ones again. */
    private static final int KEPT = 64;

    private final TensorProgram program;
    private final ColourOperators operators;
    private final double begin;
    private final int axes;
    private AxisExponential[] exponentials;
    private double fastest;
    private int piece = -1;
    private final Map<Double, AxisMatrix[]> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Double, AxisMatrix[]> eldest) {
            return size() > KEPT;
        }
    };

    /** Its time 0 is a time of the operators. */
    TensorField(TensorProgram program, ColourOperators operators, double begin) {
        this.program = program;
        this.operators = operators;
        this.begin = begin;
        axes = program.trees().stream().mapToInt(TensorProgram::variables).max().orElseThrow();
        enter(0);
    }

    /** The times at which operators change, from its time 0. */
    double[] breaks() {
        return Arrays.stream(operators.breaks())
                .map(time -> time - begin)
                .filter(time -> time > 0)
                .toArray();
    }

    private void enter(double t) {
        // breaks() has lost some digits: a window begins at one of them
        int other = operators.pieceAt(begin + t + 1e-12 * Math.max(1, begin + t));
        if (other != piece) {
            piece = other;
            VertexOperators[] present =
                    operators.from(other == 0 ? 0 : operators.breaks()[other - 1]);
            exponentials = AxisExponential.of(present);
            fastest = axes
                    * Arrays.stream(present)
                            .mapToDouble(VertexOperators::fastest)
                            .max()
                            .orElseThrow();
            kept.clear();
        }
    }

    @Override
    public int dimension() {
        return program.unknowns();
    }

    /** Blocks of few unknowns must not drown among those of many: their unknowns are watched the more closely. */
    @Override
    public void sizes(double[] sizes) {
        double mean = (double) program.unknowns() / program.trees().size();
        double fire = Math.max(1, program.largestIntensity());
        for (RootedTree tree : program.trees()) {
            int from = program.offset(tree);
            int length = program.power(TensorProgram.variables(tree));
            Arrays.fill(sizes, from, from + length, 1 / (fire * Math.sqrt(length * mean)));
        }
    }

    @Override
    public double anchor(double t, double[] y) {
        enter(t);
        return fastest;
    }

    @Override
    public void propagate(double time, double[] y) {
        program.onAllAxes(kept.computeIfAbsent(time, span -> AxisExponential.of(exponentials, span)), y);
    }

    @Override
    public void rest(double t, double[] y, double[] out) {
        program.couple(y, out);
    }

    @Override
    public Outcome look(double t, double[] y) {
        return Outcome.completed(t);
    }
}
