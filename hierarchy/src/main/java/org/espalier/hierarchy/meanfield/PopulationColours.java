package org.espalier.hierarchy.meanfield;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.system.Colour;
import org.espalier.model.system.Colouring;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.run.checkpoint.Fingerprint;

/**
 * The operator A_a(t) of every population.
 *
 * @param kinds the different ones
 * @param of index of that of each population; null for all of one kind
 */
record PopulationColours(List<DrivenNeuron> kinds, int[] of) {
    private static final int TIMES_LOOKED_AT = 512;

    static PopulationColours same(Neuron neuron) {
        return new PopulationColours(List.of(DrivenNeuron.free(neuron)), null);
    }

    /** Those of populations that have colours of a colouring. */
    static PopulationColours of(Colouring colouring, int[] of) {
        return new PopulationColours(
                colouring.colours().stream().map(Colour::driven).toList(), of);
    }

    /** Those of populations with a colour each. */
    static PopulationColours of(List<Colour> colours) {
        List<DrivenNeuron> kinds =
                colours.stream().map(Colour::driven).distinct().toList();
        return new PopulationColours(
                kinds,
                colours.stream()
                        .mapToInt(colour -> kinds.indexOf(colour.driven()))
                        .toArray());
    }

    int kind(int population) {
        return of == null ? 0 : of[population];
    }

    /** The neuron of a population. */
    Neuron neuron(int population) {
        return kinds.get(kind(population)).neuron();
    }

    /** What neurons are made of and what acts on them, in parts; which population is of which kind. */
    void addTo(Fingerprint print, InitialLaws laws) {
        Neurons.byNeuron(kinds.stream().map(DrivenNeuron::neuron).toList()).addTo(print.part("neuron"), laws);
        print.part("inputs").add((Object) of);
        kinds.forEach(kind -> kind.addInputsTo(print));
    }

    NeuronOnGrid[] on(Grid grid) {
        return kinds.stream().map(kind -> NeuronOnGrid.of(kind.neuron(), grid)).toArray(NeuronOnGrid[]::new);
    }

    /** The same on a grid that ends at a threshold. */
    NeuronOnGrid[] below(Grid grid) {
        return kinds.stream()
                .map(kind -> NeuronOnGrid.absorbing(kind.neuron(), grid))
                .toArray(NeuronOnGrid[]::new);
    }

    /** Whether there is one neuron model on which nothing acts. */
    boolean isOneFree() {
        return kinds.size() == 1
                && kinds.get(0).equals(DrivenNeuron.free(kinds.get(0).neuron()));
    }

    boolean isFreeOfKicks() {
        return kinds.stream().allMatch(kind -> kind.kicks().isEmpty());
    }

    /** Times at which an input jumps, increasing. */
    double[] breaks() {
        return kinds.stream()
                .flatMapToDouble(kind -> Arrays.stream(kind.breaks()))
                .distinct()
                .sorted()
                .toArray();
    }

    /** Smallest and largest current of a kind up to a time, mean Poisson kicks and 0 included: at breaks, before them, and between. */
    double[] currents(int kind, double until) {
        DrivenNeuron driven = kinds.get(kind);
        double[] range = {0, 0};
        DoubleStream.concat(
                        IntStream.rangeClosed(0, TIMES_LOOKED_AT).mapToDouble(k -> until * k / TIMES_LOOKED_AT),
                        Arrays.stream(driven.breaks()).flatMap(t -> DoubleStream.of(t, Math.nextDown(t))))
                .filter(t -> t >= 0 && t <= until)
                .forEach(t -> {
                    double current = driven.current(t);
                    for (DrivenNeuron.Kicks kicks : driven.kicks()) {
                        current += kicks.rate().at(t) * kicks.size().at(t);
                    }
                    range[0] = Math.min(range[0], current);
                    range[1] = Math.max(range[1], current);
                });
        return range;
    }

    /** Largest variance λ(t) u(t)² that Poisson kicks add to that of the noise of a kind, per unit of time. */
    double kickVariance(int kind, double until) {
        return IntStream.rangeClosed(0, TIMES_LOOKED_AT)
                .mapToDouble(k -> until * k / TIMES_LOOKED_AT)
                .map(t -> kinds.get(kind).kicks().stream()
                        .mapToDouble(kicks ->
                                kicks.rate().at(t) * Math.pow(kicks.size().at(t), 2))
                        .sum())
                .max()
                .orElse(0);
    }
}
