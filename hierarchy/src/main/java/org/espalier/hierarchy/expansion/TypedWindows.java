package org.espalier.hierarchy.expansion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.hierarchy.numerics.AnchoredWindows;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.LateTimes;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.RateDerivative;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.system.Colour;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.run.Arguments;
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
        ClassWeights weights,
        Integrator integrator,
        int threads) {
    TypedWindows {
        Arguments.require(
                LateTimes.of(system).late().length == 0,
                "typed expansion: refractory times and delays look back in time, which the integrator " + integrator
                        + " does not; use fixed steps");
    }

    /** By class. */
    static FiniteVolumeMatrices[] operators(Grid cells, List<Colour> byClass) {
        Map<Neuron, FiniteVolumeMatrices> matrices = new HashMap<>();
        return byClass.stream()
                .map(colour -> matrices.computeIfAbsent(
                        colour.driven().neuron(), own -> FiniteVolumeMatrices.of(NeuronOnGrid.of(own, cells))))
                .toArray(FiniteVolumeMatrices[]::new);
    }

    static double[][] start(Grid cells, List<Colour> byClass) {
        return byClass.stream().map(colour -> cells.masses(colour.law())).toArray(double[][]::new);
    }

    private TreeField field(ClassWeights.Summed summed) {
        return new TreeField(
                summed.program(),
                ColourOperators.of(operators(cells, byClass)),
                system.neurons().of(0).kickFactor(),
                summed.weights(),
                byClass.stream().map(Colour::driven).toList(),
                cells,
                threads);
    }

    private List<String> readouts() {
        return system.readouts().stream().map(NeuronGroup::name).toList();
    }

    TypedSolution solve(Times times, Progress progress) {
        ClassWeights.Summed summed = weights.summed(new Equation61(weights.trees()));
        try (TreeField field = field(summed)) {
            AnchoredWindows windows =
                    AnchoredWindows.of(field, integrator, field.start(start(cells, byClass)), times, field.breaks());
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
    RateDerivative differentiate(Times times) {
        ClassWeights.Summed summed = weights.summed(new Equation61(weights.trees()));
        try (TreeField field = field(summed)) {
            double[] state = field.start(start(cells, byClass));
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
