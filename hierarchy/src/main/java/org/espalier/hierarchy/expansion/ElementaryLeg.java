package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.RungeKuttaTableau;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;

/**
 * Equal steps of the trees to the next output time, change of the operators or jump of an input, as few as are stable.
 *
 * @param stepper the trees
 * @param operators by colour of the root
 * @param inputs what acts from outside beside them; null for nothing
 * @param grid the cells, null without
 * @param largestStep bound of the steps
 * @param past what comes back later; null if nothing does
 * @param breaks where a step ends because something comes back
 * @param corners at which of them the rates get another slope
 */
record ElementaryLeg(
        TreeStepper stepper,
        ColourOperators operators,
        StageInputs inputs,
        Grid grid,
        double largestStep,
        TreePast past,
        double[] breaks,
        double[] corners)
        implements March.Leg {
    private static final int TIMES_LOOKED_AT = 32;

    @Override
    public Outcome advance(double from, double until, Progress progress) {
        double t = from;
        while (t < until) {
            VertexOperators[] present = operators.from(t);
            if (operators.breaks().length > 0) {
                stepper.continueWith(present);
            }
            double end = Math.min(until, operators.nextBreak(t));
            if (inputs != null) {
                end = Math.min(end, inputs.nextBreak(t));
            }
            for (double at : breaks) {
                end = at > t ? Math.min(end, at) : end;
            }
            double span = end - t;
            long count = March.steps(span, largest(present, t, end));
            for (long n = 0; n < count; n++) {
                double now = t + span * n / count;
                if (!progress.goOn((now - from) / (until - from))) {
                    return Outcome.cancelled(now);
                }
                if (inputs != null) {
                    for (double[] drives : stepper.drives()) {
                        Arrays.fill(drives, 0);
                    }
                    inputs.addTo(stepper, now, n + 1 == count ? end - now : span / count);
                }
                if (past != null) {
                    past.open(now, span / count);
                }
                stepper.step(span / count);
                if (past != null) {
                    boolean last = n + 1 == count;
                    past.close(
                            last ? end : t + span * (n + 1) / count,
                            stepper.endRates(),
                            last && Arrays.binarySearch(corners, end) >= 0);
                }
            }
            t = end;
        }
        return ElementaryState.judged(stepper.state(), operators.size(), grid, until);
    }

    private double largest(VertexOperators[] present, double t, double end) {
        double fastest = 1e-12;
        for (VertexOperators own : present) {
            fastest = Math.max(fastest, own.fastest());
        }
        if (inputs != null) {
            double current = 0;
            double kicks = 0;
            for (int n = 0; n < TIMES_LOOKED_AT; n++) {
                double left = t + (end - t) * n / TIMES_LOOKED_AT;
                double right = t + (end - t) * (n + 1) / TIMES_LOOKED_AT;
                current = Math.max(current, inputs.largestCurrent(left, right));
                kicks = Math.max(kicks, inputs.kickRate(left, right));
            }
            // transport by central differences adds |S|/width on the imaginary axis
            fastest += 1.1 * current / grid.width() + 2 * kicks;
        }
        return Math.min(largestStep, RungeKuttaTableau.CLASSICAL_STABLE / fastest);
    }
}
