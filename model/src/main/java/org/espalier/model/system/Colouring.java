package org.espalier.model.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The colour of every neuron of a system: the coarsest partition by model, initial law, inputs,
 * refractory time and kind of delays. Colours are numbered by first appearance.
 */
public final class Colouring {
    private final List<Colour> colours;
    private final int[] colourOf;

    private Colouring(List<Colour> colours, int[] colourOf) {
        this.colours = List.copyOf(colours);
        this.colourOf = colourOf;
    }

    /** Neurons of one colour also have the same delays to and from all others. */
    private record Delayed(Colour colour, int kind) {}

    static Colouring of(NetworkSystem system) {
        int size = system.size();
        List<Input> acting =
                system.inputs().stream().filter(input -> !input.isZero()).toList();
        List<List<Input>> received = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            received.add(new ArrayList<>(0));
        }
        for (Input input : acting) {
            for (int i : input.group().members()) {
                received.get(i).add(input);
            }
        }
        Map<Delayed, Integer> index = new LinkedHashMap<>();
        int[] colourOf = new int[size];
        for (int i = 0; i < size; i++) {
            List<Signal> currents = new ArrayList<>();
            List<DrivenNeuron.Kicks> kicks = new ArrayList<>();
            for (Input input : received.get(i)) {
                if (input instanceof Input.Current current) {
                    currents.add(current.signal());
                } else if (input instanceof Input.PoissonKicks poisson) {
                    kicks.add(new DrivenNeuron.Kicks(poisson.rate(), poisson.size()));
                }
            }
            Colour colour = new Colour(
                    new DrivenNeuron(system.neurons().of(i), currents, kicks, system.refractoryOf(i)),
                    system.laws().of(i));
            int kind = system.delays().kind(system.network(), i);
            Integer known = index.putIfAbsent(new Delayed(colour, kind), index.size());
            colourOf[i] = known == null ? index.size() - 1 : known;
        }
        return new Colouring(index.keySet().stream().map(Delayed::colour).toList(), colourOf);
    }

    /**
     * {@return a finer colouring, in which neurons of one colour are of one group or of none: groups are then unions of colours} What colours are
     * made of may repeat.
     *
     * @param groups any sets of neurons
     */
    public Colouring refined(List<NeuronGroup> groups) {
        Map<List<Integer>, Integer> index = new LinkedHashMap<>();
        List<Colour> finer = new ArrayList<>();
        int[] of = new int[colourOf.length];
        for (int i = 0; i < of.length; i++) {
            List<Integer> key = new ArrayList<>();
            key.add(colourOf[i]);
            for (NeuronGroup group : groups) {
                key.add(group.contains(i) ? 1 : 0);
            }
            Integer known = index.putIfAbsent(key, index.size());
            of[i] = known == null ? index.size() - 1 : known;
            if (known == null) {
                finer.add(colours.get(colourOf[i]));
            }
        }
        return new Colouring(finer, of);
    }

    /** {@return the number of colours, at least 1} */
    public int count() {
        return colours.size();
    }

    /** {@return the colours, in order of first appearance} */
    public List<Colour> colours() {
        return colours;
    }

    /**
     * {@return one colour}
     *
     * @param colour number, 0..count−1
     */
    public Colour colour(int colour) {
        return colours.get(colour);
    }

    /**
     * {@return the number of the colour of a neuron}
     *
     * @param neuron index
     */
    public int of(int neuron) {
        return colourOf[neuron];
    }

    /** {@return the colour of every neuron, a copy} */
    public int[] byNeuron() {
        return colourOf.clone();
    }

    /**
     * {@return the colour of each class of a partition that lies within the colours}
     *
     * @param classes class of each neuron, 0..K−1, none empty
     * @throws IllegalArgumentException if a class is empty or holds neurons of two colours
     */
    public int[] ofClasses(int[] classes) {
        if (classes.length != colourOf.length) {
            throw new IllegalArgumentException(
                    "classes: " + classes.length + " for a network of " + colourOf.length + " neurons");
        }
        int[] member = new int[Arrays.stream(classes).max().orElse(-1) + 1];
        Arrays.fill(member, -1);
        for (int i = 0; i < classes.length; i++) {
            int first = member[classes[i]];
            if (first < 0) {
                member[classes[i]] = i;
            } else if (colourOf[first] != colourOf[i]) {
                throw new IllegalArgumentException(
                        "classes: neurons " + first + " and " + i + " of class " + classes[i]
                                + " differ in model, initial law, inputs, refractory time or delays; a class must lie within one colour");
            }
        }
        for (int a = 0; a < member.length; a++) {
            if (member[a] < 0) {
                throw new IllegalArgumentException("classes: class " + a + " of " + member.length + " is empty");
            }
        }
        return Arrays.stream(member).map(i -> colourOf[i]).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Colouring that
                && colours.equals(that.colours)
                && Arrays.equals(colourOf, that.colourOf);
    }

    @Override
    public int hashCode() {
        return 31 * colours.hashCode() + Arrays.hashCode(colourOf);
    }

    @Override
    public String toString() {
        return "Colouring[" + colours.size() + (colours.size() == 1 ? " colour" : " colours") + " of " + colourOf.length
                + " neurons]";
    }
}
