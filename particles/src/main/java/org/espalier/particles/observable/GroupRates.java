package org.espalier.particles.observable;

import java.util.List;
import org.espalier.model.system.NeuronGroup;

/** The rate of each of some groups: the mean of ν(V_i(t)) over its neurons, one value a group. Groups may overlap. */
public final class GroupRates implements Observable {
    private final List<NeuronGroup> groups;

    private GroupRates(List<NeuronGroup> groups) {
        this.groups = List.copyOf(groups);
    }

    /**
     * {@return the rates of groups}
     *
     * @param groups at least one
     */
    public static GroupRates of(List<NeuronGroup> groups) {
        return new GroupRates(groups);
    }

    /** {@return the groups, in the order of the values} */
    public List<NeuronGroup> groups() {
        return groups;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupRates that && groups.equals(that.groups);
    }

    @Override
    public int hashCode() {
        return groups.hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
