package org.espalier.hierarchy.equation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.system.Colouring;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.model.system.NeuronGroup;

/**
 * A colour of neurons in print (section 12).
 *
 * @param name what it is called
 * @param driven what its neurons are, and what acts on them
 * @param neurons how many there are, 0 if that is not known
 */
public record NamedColour(String name, DrivenNeuron driven, int neurons) {
    /** Checks that all is given. */
    public NamedColour {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(driven, "driven");
    }

    /**
     * {@return a colour on which nothing acts from outside}
     *
     * @param name what it is called
     * @param neuron what its neurons are
     */
    public static NamedColour of(String name, Neuron neuron) {
        return new NamedColour(name, DrivenNeuron.free(neuron), 0);
    }

    /**
     * {@return the colours of a system, called by the group or type that has just their neurons; of what is left the only one is called rest,
     * several rest 1, rest 2 and so on}
     *
     * @param system models, laws and inputs
     * @param more groups that may give names, beside those that receive inputs, are silenced or read out
     * @throws IllegalArgumentException if the system has a refractory time or delays
     */
    public static List<NamedColour> of(NetworkSystem system, List<NeuronGroup> more) {
        return of(system, system.colouring(), more);
    }

    /**
     * {@return the same with a finer colouring of the system}
     *
     * @param system models, laws and inputs
     * @param colouring of its neurons
     * @param more groups that may give names, beside those that receive inputs, are silenced or read out
     * @throws IllegalArgumentException if the system has a refractory time or delays
     */
    public static List<NamedColour> of(NetworkSystem system, Colouring colouring, List<NeuronGroup> more) {
        system.refuseUnless("equations", Feature.TYPES, Feature.LAWS, Feature.CURRENTS, Feature.POISSON_KICKS);
        int[] of = colouring.byNeuron();
        List<NeuronGroup> groups = Stream.of(
                        more, system.inputs().stream().map(Input::group).toList(), system.silenced(), system.readouts())
                .flatMap(List::stream)
                .toList();
        List<String> names = new ArrayList<>();
        int nameless = 0;
        for (int colour = 0; colour < colouring.count(); colour++) {
            int own = colour;
            int[] members =
                    IntStream.range(0, of.length).filter(i -> of[i] == own).toArray();
            String name = groups.stream()
                    .filter(group -> Arrays.equals(group.members(), members))
                    .map(NeuronGroup::name)
                    .findFirst()
                    .orElseGet(() -> type(system, members));
            names.add(names.contains(name) ? "" : name);
            nameless += names.get(colour).isEmpty() ? 1 : 0;
        }
        List<NamedColour> result = new ArrayList<>();
        int number = 0;
        for (int colour = 0; colour < colouring.count(); colour++) {
            String name = names.get(colour);
            if (name.isEmpty()) {
                number++;
                name = nameless == 1 && !names.contains("rest") ? "rest" : "rest " + number;
            }
            int own = colour;
            result.add(new NamedColour(name, colouring.colour(colour).driven(), (int)
                    Arrays.stream(of).filter(a -> a == own).count()));
        }
        return result;
    }

    /** The type of a network that has just these neurons; empty if there is none. */
    private static String type(NetworkSystem system, int... members) {
        if (system.network().types().isEmpty()) {
            return "";
        }
        int type = system.network().type(members[0]);
        boolean same = Arrays.stream(members).allMatch(i -> system.network().type(i) == type);
        long all = IntStream.range(0, system.size())
                .filter(i -> system.network().type(i) == type)
                .count();
        return same && all == members.length ? system.network().types().get(type) : "";
    }
}
