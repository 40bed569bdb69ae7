package org.espalier.study.method;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.espalier.hierarchy.expansion.DriveClasses;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Progress;
import org.espalier.run.Times;

/**
 * What a method leaves out of (5.1), told by the equation itself on many more classes, or on all neurons if they are few: the difference on
 * the same cells and in the same scheme, so that it is the method's own, and on top of it what half as many classes change, which is more
 * than the classes still leave out. It shares no expansion with the method, no order and no partition: where a method's own differences
 * vanish by an identity or cancel, this one does not.
 */
final class ManyClasses {
    private static final int FEWEST = 64;
    private static final int TIMES_AS_MANY = 4;

    /** Of the drives between steps, which the method integrates in another way. */
    private static final double STEPS = 400;

    private final MethodProblem problem;
    private final MeanField many;
    private final MeanField half;

    private ManyClasses(MethodProblem problem, MeanField many, MeanField half) {
        this.problem = problem;
        this.many = many;
        this.half = half;
    }

    /**
     * Classes for a method that has so many itself.
     *
     * @param classes number of the method's classes
     */
    static ManyClasses of(MethodProblem problem, int classes) {
        double horizon = problem.times().last();
        int neurons = problem.system().size();
        int few = Math.min(neurons, Math.max(FEWEST, TIMES_AS_MANY * classes));
        int colours = problem.system().colouring().count();
        int most = Math.max(few, Math.min(neurons, 2 * colours));
        MeanField all = MeanField.of(problem.system());
        if (most == neurons) {
            return new ManyClasses(problem, prepared(problem, all), null);
        }
        int[] own = DriveClasses.of(problem.system(), horizon, Math.max(colours, most / 4));
        MeanField many = MeanField.of(problem.system(), DriveClasses.refined(problem.system(), horizon, own, most));
        MeanField half = MeanField.of(
                problem.system(), DriveClasses.refined(problem.system(), horizon, own, Math.max(colours, most / 2)));
        return new ManyClasses(problem, prepared(problem, many), prepared(problem, half));
    }

    private static MeanField prepared(MethodProblem problem, MeanField equation) {
        return equation.step(Math.min(problem.timeStep(), problem.times().last() / STEPS))
                .threads(problem.threads())
                .estimatingError(false);
    }

    /** Solutions that differ from a method's in what it leaves out; half is null if the first is that of all neurons. */
    record Told(MeanFieldSolution many, MeanFieldSolution half) {
        /** What a population rate leaves out at each time, NaN where the classes do not tell. */
        double[] leftOut(double[] rate) {
            return leftOut(rate, many.populationRate(), half == null ? null : half.populationRate());
        }

        double[] leftOut(int readout, double[] rate) {
            return leftOut(rate, many.readoutRate(readout), half == null ? null : half.readoutRate(readout));
        }

        private static double[] leftOut(double[] rate, double[] reference, double[] fewer) {
            double[] result = new double[rate.length];
            Arrays.setAll(
                    result,
                    k -> Math.abs(rate[k] - reference[k]) + (fewer == null ? 0 : Math.abs(reference[k] - fewer[k])));
            return result;
        }
    }

    /**
     * Solves in the Split scheme on cells such as those of a method, of the same width and with the same faces, on as many as the drives
     * of the classes need. Kicks from outside need the Fitted scheme, whose errors are others: a part of the method's grid error is then told
     * twice.
     */
    Told split(Grid like, Progress progress) {
        if (problem.system().features().contains(Feature.POISSON_KICKS)) {
            return fitted(like.width(), progress);
        }
        Grid own = many.covering(problem.drives().stretched(1.2), problem.times(), like.width());
        double from = Math.min(own.left(), like.left());
        int below = (int) Math.ceil((like.left() - from) / like.width() - 1e-6);
        int above = (int) Math.max(0, Math.ceil((own.right() - like.right()) / like.width() - 1e-6));
        Grid cells = new Grid(like.left() - below * like.width(), like.width(), like.cells() + below + above);
        return told(equation -> equation.scheme(Scheme.SPLIT).on(cells), progress);
    }

    /** Solves by the Fitted scheme on cells of a width. */
    Told fitted(double width, Progress progress) {
        return told(equation -> equation.cellWidth(width), progress);
    }

    private Told told(UnaryOperator<MeanField> discretised, Progress progress) {
        Times times = problem.times();
        MeanFieldSolution reference = discretised.apply(many).solve(times, progress.section(0, 0.6));
        return new Told(
                reference, half == null ? null : discretised.apply(half).solve(times, progress.section(0.6, 1)));
    }
}
