package org.espalier.study;

import java.util.Arrays;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.Snapshot;
import org.espalier.run.Times;

/** A dear observable, measured at some of the output times alone and 0 at the others. */
record AtTimes(Observable observable, Times times) implements Observable {
    @Override
    public String name() {
        return observable.name() + " at " + times;
    }

    @Override
    public int count() {
        return observable.count();
    }

    @Override
    public void measure(Snapshot state, double[] values, int offset) {
        for (double time : times.values()) {
            if (Math.abs(state.time() - time) <= 1e-9 * Math.max(1, Math.abs(time))) {
                observable.measure(state, values, offset);
                return;
            }
        }
        Arrays.fill(values, offset, offset + count(), 0);
    }
}
