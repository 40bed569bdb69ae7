package org.espalier.hierarchy.expansion;

import java.util.List;
import org.espalier.hierarchy.numerics.AnchoredWindows;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.RateDerivative;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.system.Colour;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.run.March;
import org.espalier.run.Progress;
import org.espalier.run.Times;

/**
 * A typed expansion on one grid, to be integrated by Hipparchus.
 *
 * @param byClass what acts on each class
 */
record TypedWindows(
        NetworkSystem system,
        Grid cells,
        List<Colour> byClass,
        VertexOperators[] operators,
        ClassWeights weights,
        ClassWeights.Summed summed,
        Integrator integrator,
        int threads) {
    private TreeField field() {
        return new TreeField(
                summed.program(),
                ColourOperators.of(operators),
                system.neurons().of(0).kickFactor(),
                summed.weights(),
                byClass.stream().map(Colour::driven).toList(),
                cells,
                threads);
    }

    private List<String> readouts() {
        return system.readouts().stream().map(NeuronGroup::name).toList();
    }

    TypedSolution solve(double[][] start, Times times, Progress progress) {
        try (TreeField field = field()) {
            AnchoredWindows windows = AnchoredWindows.of(field, integrator, field.start(start), times, field.breaks());
            March<TypedMoment> march = March.through(
                    times,
                    windows.judged((t, state) -> ElementaryState.judged(state, cells.cells(), cells, t)),
                    () -> {
                        double[] rates = field.rates(windows.state());
                        return TypedMoment.of(
                                summed.program(),
                                summed.weights(),
                                cells,
                                windows.state(),
                                rates,
                                field.meanDrives(rates));
                    },
                    progress);
            return new TypedSolution(march, cells, weights, readouts(), integrator, null);
        }
    }

    /** With respect to a factor of all weights. */
    RateDerivative differentiate(double[][] start, Times times) {
        try (TreeField field = field()) {
            double[] state = field.start(start);
            AnchoredWindows windows =
                    AnchoredWindows.of(field, integrator, state, new double[state.length], times, field.breaks());
            March<RateDerivative.Moment> march = March.through(
                    times,
                    windows,
                    () -> new RateDerivative.Moment(
                            summed.weights().rates(field.rates(windows.state())),
                            summed.weights().rates(field.rates(windows.tangent()))),
                    Progress.silent());
            return new RateDerivative(march, readouts(), integrator);
        }
    }
}
