package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.LateTimes;
import org.espalier.hierarchy.numerics.RungeKuttaTableau;
import org.espalier.model.system.Colour;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;

/** Steps to the next output time or jump of an input; the largest step follows the drives and grows from a small first one. */
final class TypedLeg implements March.Leg {
    /** The first step, as a fraction of the stable one: nothing is known yet of how the drives move. */
    private static final double FIRST_STEP = 1.0 / 256;

    private final TreeStepper stepper;
    private final StageInputs inputs;
    private final Grid cells;
    private final ClassWeights weights;
    private final Equation61 program;
    private final double[] breaks;
    private final double[] corners;
    private final double shortest;
    private final TreePast past; // null if all happens at once
    private final double[] arriving;
    private final double operatorsFastest;
    private final double smallest;
    private final DriveHistory history = new DriveHistory();
    private final double step;
    private final double kickFactor;
    private double growing;

    TypedLeg(
            TreeStepper stepper,
            FiniteVolumeMatrices[] operators,
            List<Colour> byClass,
            Grid cells,
            ClassWeights.Summed summed,
            NetworkSystem system,
            int[] classes,
            double step,
            Times times) {
        this.stepper = stepper;
        this.step = step;
        kickFactor = system.kickFactor();
        inputs = new StageInputs(byClass, cells);
        this.cells = cells;
        weights = summed.weights();
        program = summed.program();
        LateTimes late = LateTimes.of(system);
        breaks = late.breaks(times);
        corners = late.corners(times);
        shortest = late.shortest();
        past = TreePast.of(program, system, classes, stepper.endRates());
        stepper.remembering(past);
        arriving = new double[byClass.size()];
        operatorsFastest = Arrays.stream(operators)
                .mapToDouble(FiniteVolumeMatrices::fastest)
                .max()
                .orElseThrow();
        history.add(0, weights.drives(program, past, stepper.endRates(), kickFactor));
        smallest = Math.min(step, RungeKuttaTableau.CLASSICAL_STABLE / operatorsFastest) * FIRST_STEP;
        growing = smallest;
    }

    @Override
    public Outcome advance(double from, double until, Progress progress) {
        double t = from;
        while (t < until) {
            if (!progress.goOn((t - from) / (until - from))) {
                return Outcome.cancelled(t);
            }
            double largest = Arrays.stream(present()).map(Math::abs).max().orElse(0);
            if (!(largest < 1e6)) {
                return TreeField.leftRadius(t, largest);
            }
            double now = t;
            double end = Math.min(
                    until,
                    Arrays.stream(breaks).filter(at -> at > now).findFirst().orElse(Double.POSITIVE_INFINITY));
            // transport by central differences adds |S|/width on the imaginary axis
            double fastest = operatorsFastest + 1.1 * (largest + inputs.largestCurrent(t, end)) / cells.width();
            growing = Math.min(
                    Math.min(
                            Math.min(step, shortest),
                            RungeKuttaTableau.CLASSICAL_STABLE / (fastest + 2 * inputs.kickRate(t, end))),
                    2 * growing);
            double left = end - t;
            double count = Math.ceil(left / growing - 1e-9);
            double h = count <= 1 ? left : left / count;
            setStages(t, h);
            stepper.step(h);
            t = count <= 1 ? end : t + h;
            history.add(t, weights.drives(program, past, stepper.endRates(), kickFactor));
            boolean corner = t == end && Arrays.binarySearch(corners, t) >= 0;
            if (past != null) {
                past.close(t, stepper.endRates(), corner);
            }
            if (corner) {
                history.restart();
                growing = smallest;
            }
        }
        return ElementaryState.judged(stepper.state(), cells.cells(), cells, until);
    }

    /** The drives at present. */
    double[] present() {
        double[] drives = history.newest().clone();
        Arrays.setAll(drives, a -> drives[a] + arriving[a]);
        return drives;
    }

    /** Drives and jumps at the stages of a step. */
    private void setStages(double t, double h) {
        double[] nodes = RungeKuttaTableau.classical().c();
        if (past != null) {
            past.open(t, h);
        }
        for (int s = 0; s < nodes.length + 1; s++) {
            double[] drives = stepper.drives()[s];
            history.extrapolate(t + (s == 0 ? 0 : nodes[s - 1]) * h, drives);
            if (past != null) {
                System.arraycopy(weights.late(program, past, s, kickFactor), 0, arriving, 0, arriving.length);
                Arrays.setAll(drives, a -> drives[a] + arriving[a]);
            }
        }
        inputs.addTo(stepper, t, h);
    }
}
