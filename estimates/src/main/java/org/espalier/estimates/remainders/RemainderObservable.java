package org.espalier.estimates.remainders;

import java.util.Arrays;
import java.util.Objects;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.Snapshot;
import org.espalier.run.Experimental;

/**
 * The remainders of (4.1) as an observable of a simulation: the seven values are child to parent, parent to child,
 * lateral, self-energy, common input, R_reset and R_jump, tested with φ. Their ensemble means are the exact remainders of
 * the particle system at that time, with intervals.
 *
 * @param remainders network, neuron, tree and test function
 */
@Experimental
public record RemainderObservable(Remainders remainders) implements Observable {
    /** Index of ⟨R_reset, φ⟩. */
    public static final int RESET = 5;

    /** Index of ⟨R_jump, φ⟩. */
    public static final int JUMP = 6;

    /** Checks that it is there. */
    public RemainderObservable {
        Objects.requireNonNull(remainders, "remainders");
    }

    @Override
    public String name() {
        return "remainders of (4.1)";
    }

    @Override
    public int count() {
        return 7;
    }

    @Override
    public void measure(Snapshot state, double[] values, int offset) {
        double[] potentials = new double[state.size()];
        Arrays.setAll(potentials, state::potential);
        System.arraycopy(remainders.at(potentials).values(), 0, values, offset, count());
    }
}
