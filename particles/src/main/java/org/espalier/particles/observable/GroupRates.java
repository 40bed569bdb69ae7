package org.espalier.particles.observable;

import java.util.List;
import org.espalier.model.system.NeuronGroup;

/**
 * The rate of each of some groups: the mean of ν(V_i(t)) over its neurons, one value a group. Groups may overlap.
 *
 * @param groups in the order of the values, at least one
 */
public record GroupRates(List<NeuronGroup> groups) implements Observable {
    /** Copies the groups. */
    public GroupRates {
        groups = List.copyOf(groups);
    }

    /**
     * {@return the rates of groups}
     *
     * @param groups at least one
     */
    public static GroupRates of(List<NeuronGroup> groups) {
        return new GroupRates(groups);
    }

    @Override
    public String name() {
        return "rates of groups " + groups.stream().map(NeuronGroup::name).toList();
    }

    @Override
    public int count() {
        return groups.size();
    }

    @Override
    public double event(int component, int neurons, double supremum) {
        return supremum / groups.get(component).size();
    }

    @Override
    public void measure(Snapshot state, double[] values, int offset) {
        for (int g = 0; g < groups.size(); g++) {
            NeuronGroup group = groups.get(g);
            double sum = 0;
            for (int k = 0; k < group.size(); k++) {
                sum += state.intensity(group.member(k));
            }
            values[offset + g] = sum / group.size();
        }
    }
}
