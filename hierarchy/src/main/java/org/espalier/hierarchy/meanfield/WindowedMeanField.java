package org.espalier.hierarchy.meanfield;

import org.espalier.hierarchy.numerics.AnchoredWindows;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.RateDerivative;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.run.Arguments;
import org.espalier.run.March;
import org.espalier.run.Progress;
import org.espalier.run.Times;

/** One integration of (5.1) on one grid by Hipparchus. */
final class WindowedMeanField {
    private WindowedMeanField() {}

    static MeanFieldSolution solve(MeanField equation, Grid grid, Times times, Progress progress) {
        requireMemory(equation, grid);
        Integrator integrator = equation.integrator;
        RateTrace trace = new RateTrace(equation.keepRates);
        double[][] tests = MeanFieldMoment.atCentres(grid, equation.tests);
        try (PopulationField field = new PopulationField(equation, grid, null, trace)) {
            AnchoredWindows windows =
                    AnchoredWindows.of(field, integrator, field.start(equation), times, equation.colours.breaks());
            March<MeanFieldMoment> march = March.through(
                    times,
                    windows,
                    () -> {
                        double[] state = windows.state();
                        return MeanFieldMoment.of(
                                equation.coupling,
                                grid,
                                tests,
                                equation.readouts,
                                byPopulation(state, grid.cells()),
                                field.rates(state),
                                field.largestEdge());
                    },
                    progress);
            return new MeanFieldSolution(
                    march,
                    grid,
                    equation.scheme,
                    equation.coupling,
                    equation.readouts,
                    field.driveRange(),
                    equation.step,
                    windows.windows(),
                    trace,
                    integrator,
                    null);
        }
    }

    /** forcing: ∂S_i/∂parameter beside the coupling, null for a factor of the coupling. */
    static RateDerivative differentiate(MeanField equation, double[] forcing, Times times) {
        Arguments.require(
                equation.laws != null, "mean field: no initial law, call startingFrom(law) before derivatives");
        require(equation);
        Grid grid = equation.grid != null
                ? equation.grid
                : equation.integrator(Integrator.fixed()).solve(times).grid();
        requireMemory(equation, grid);
        Integrator integrator = equation.integrator;
        try (PopulationField field = new PopulationField(equation, grid, forcing, new RateTrace(false))) {
            double[] start = field.start(equation);
            AnchoredWindows windows = AnchoredWindows.of(
                    field, integrator, start, new double[start.length], times, equation.colours.breaks());
            March<RateDerivative.Moment> march = March.through(
                    times,
                    windows,
                    () -> new RateDerivative.Moment(
                            averages(equation, field.rates(windows.state())),
                            averages(equation, field.rates(windows.tangent()))),
                    Progress.silent());
            return new RateDerivative(
                    march, equation.readouts.stream().map(Readout::name).toList(), integrator);
        }
    }

    /** Of the population, and of each group that is read out. */
    private static double[] averages(MeanField equation, double[] values) {
        double[] result = new double[1 + equation.readouts.size()];
        result[0] = equation.coupling.mean(values);
        for (int r = 1; r < result.length; r++) {
            result[r] = equation.readouts.get(r - 1).average(values);
        }
        return result;
    }

    /** Refuses what an integrator of Hipparchus cannot do. */
    static void require(MeanField equation) {
        Integrator integrator = equation.integrator;
        Arguments.require(
                !integrator.isFixed(),
                "mean field: derivatives are secondary states of Hipparchus' integrators; call integrator(…) with one"
                        + " of them");
        Arguments.require(
                equation.place == null,
                "mean field: the integrator " + integrator + " keeps no checkpoints; use fixed steps");
        Arguments.require(
                equation.kicks == Kicks.DRIFT,
                "mean field: kicks as " + equation.kicks + " are for fixed steps, not for the integrator "
                        + integrator);
        Arguments.require(
                equation.scheme != Scheme.CHARACTERISTICS,
                "mean field: the scheme CHARACTERISTICS moves its cells by fixed steps, not by the integrator "
                        + integrator + "; use the Fitted scheme");
        Arguments.require(
                LateEffects.areNone(equation.parts, equation.colours),
                "mean field: refractory times and delays look back in time, which the integrator " + integrator
                        + " does not; use fixed steps");
        Arguments.require(
                equation.scheme == Scheme.FITTED || equation.colours.isFreeOfKicks(),
                "mean field: Poisson kicks from outside need the Fitted scheme, not " + equation.scheme);
    }

    private static void requireMemory(MeanField equation, Grid grid) {
        double unknowns = (double) equation.coupling.size() * grid.cells();
        Arguments.requireMemory(
                8 * unknowns * equation.integrator.arrays(),
                unknowns,
                "mean field: " + equation.coupling.size() + " populations on " + grid.cells() + " cells by "
                        + equation.integrator,
                "take classes, fewer cells, or fixed steps");
    }

    private static double[][] byPopulation(double[] state, int cells) {
        double[][] masses = new double[state.length / cells][cells];
        for (int i = 0; i < masses.length; i++) {
            System.arraycopy(state, i * cells, masses[i], 0, cells);
        }
        return masses;
    }
}
