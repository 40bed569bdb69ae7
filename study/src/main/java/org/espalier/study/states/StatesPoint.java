package org.espalier.study.states;

import java.util.List;
import org.espalier.hierarchy.states.StationaryState;

/**
 * The stationary states of a study, or of one point along its varied number.
 *
 * @param value of the varied number, NaN if none varies
 * @param states by increasing population rate, each with the rates of the groups that are read out
 * @param trouble why they are not known; empty if they are
 */
public record StatesPoint(double value, List<GroupedState> states, String trouble) {
    /** Copies the list. */
    public StatesPoint {
        states = List.copyOf(states);
    }

    /**
     * A state with the rates of groups.
     *
     * @param groups rates of the groups that are read out, in their order
     */
    public record GroupedState(StationaryState state, List<Double> groups) {
        /** Copies the list. */
        public GroupedState {
            groups = List.copyOf(groups);
        }
    }
}
