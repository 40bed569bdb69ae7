package org.espalier.hierarchy.tensor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.hierarchy.numerics.AnchoredSystem;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.run.Outcome;
import org.espalier.trees.RootedTree;

/** A closed hierarchy as differential equations; stiff is A on every axis. */
final class TensorField implements AnchoredSystem {
    /** Exponentials that are kept: windows of one length ask for the same ones again. */
    private static final int KEPT = 64;

    private final TensorProgram program;
    private final AxisExponential exponential;
    private final double fastest;
    private final Map<Double, AxisMatrix> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Double, AxisMatrix> eldest) {
            return size() > KEPT;
        }
    };

    TensorField(TensorProgram program, VertexOperators operators) {
        this.program = program;
        exponential = new AxisExponential(operators.generator());
        fastest = operators.fastest()
                * program.trees().stream()
                        .mapToInt(TensorProgram::variables)
                        .max()
                        .orElseThrow();
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
        return fastest;
    }

    @Override
    public void propagate(double time, double[] y) {
        program.onAllAxes(kept.computeIfAbsent(time, span -> AxisMatrix.of(exponential.of(span))), y);
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
