package org.espalier.particles.spiking;

import java.io.IOException;
import java.util.List;
import org.espalier.model.system.Input;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.run.random.GaussianStream;

/**
 * Poisson kicks from outside, one after the other at their exact times: those of a group come when the expected number ∫λ |group| dt has grown by
 * an exponential variable.
 */
final class OutsideKicks {
    private final List<Source> sources;
    private final GaussianStream random;
    private Source first;

    private static final class Source {
        private final Input.PoissonKicks kicks;
        private final LinearResponse.Reader expected;
        private double level;
        private double due = Double.NaN;

        Source(Motions.Expected source) {
            this.kicks = source.kicks();
            this.expected = source.number().reader();
        }

        double next(double last) {
            if (Double.isNaN(due)) {
                double found = expected.reaching(level, last);
                if (found > last) {
                    return Double.POSITIVE_INFINITY;
                }
                due = found;
            }
            return due;
        }
    }

    OutsideKicks(List<Motions.Expected> expected, GaussianStream random) {
        this.random = random;
        this.sources = expected.stream().map(Source::new).toList();
        for (Source source : sources) {
            source.level = random.exponential() / source.kicks.group().size();
        }
    }

    /** When the next one comes, infinite if none does until some last time. */
    double next(double last) {
        double soonest = Double.POSITIVE_INFINITY;
        for (Source source : sources) {
            double time = source.next(last);
            if (time < soonest) {
                soonest = time;
                first = source;
            }
        }
        return soonest;
    }

    /** The size of the one that was found to be next. */
    double size() {
        return first.kicks.size().at(first.due);
    }

    /** Draws the neuron that the next one meets, and then the one after. */
    int take() {
        int members = first.kicks.group().size();
        int target = first.kicks.group().member((int) (random.random().nextDouble() * members));
        first.level += random.exponential() / members;
        first.due = Double.NaN;
        return target;
    }

    void pass(Transfer state) throws IOException {
        state.streams(random);
        for (Source source : sources) {
            source.level = state.number(source.level);
            source.due = Double.NaN;
        }
    }
}
