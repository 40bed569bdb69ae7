package org.espalier.particles.spiking;

import java.io.IOException;
import java.util.Arrays;
import org.espalier.run.checkpoint.Transfer;

/**
 * Kicks that were sent and have not arrived: for every lane of delays the neurons that fired, in the order of arrival, and kicks from outside that
 * will come within the present step. Memory: 12 bytes a spike that is on its way in a lane.
 */
final class KicksUnderway {
    private final DelayLanes lanes;
    private final Lane[] queues;
    private final Lane outside = new Lane();
    private double[] sizes = new double[16];
    private int first = -1;

    /** Neurons and times, a ring. */
    private static final class Lane {
        private double[] times = new double[16];
        private int[] neurons = new int[16];
        private int head;
        private int count;

        void add(double time, int neuron) {
            if (count == times.length) {
                double[] moreTimes = new double[2 * count];
                int[] moreNeurons = new int[2 * count];
                for (int k = 0; k < count; k++) {
                    moreTimes[k] = times[at(k)];
                    moreNeurons[k] = neurons[at(k)];
                }
                times = moreTimes;
                neurons = moreNeurons;
                head = 0;
            }
            int place = count++;
            for (;
                    place > 0 && times[at(place - 1)] > time;
                    place--) { // hardly ever: spikes come in the order of their times
                times[at(place)] = times[at(place - 1)];
                neurons[at(place)] = neurons[at(place - 1)];
            }
            times[at(place)] = time;
            neurons[at(place)] = neuron;
        }

        private int at(int k) {
            return head + k & times.length - 1;
        }

        double first() {
            return count == 0 ? Double.POSITIVE_INFINITY : times[head];
        }

        void remove() {
            head = at(1);
            count--;
        }

        void pass(Transfer state) throws IOException {
            double[] due = new double[count];
            int[] senders = new int[count];
            for (int k = 0; k < count; k++) {
                due[k] = times[at(k)];
                senders[k] = neurons[at(k)];
            }
            int kept = state.whole(count);
            due = Arrays.copyOf(due, kept);
            senders = Arrays.copyOf(senders, kept);
            state.numbers(due);
            state.numbers(senders);
            head = 0;
            count = 0;
            for (int k = 0; k < kept; k++) {
                add(due[k], senders[k]);
            }
        }
    }

    /** No lanes: kicks from outside alone. */
    KicksUnderway(DelayLanes lanes) {
        this.lanes = lanes;
        this.queues = new Lane[lanes == null ? 0 : lanes.count()];
        Arrays.setAll(queues, lane -> new Lane());
    }

    /** A neuron fires: its kicks set out in all lanes whose delay is not 0. */
    void send(int neuron, double time) {
        for (int lane = 0; lane < queues.length; lane++) {
            if (lanes.delay(lane) > 0 && lanes.uses(neuron, lane)) {
                queues[lane].add(time + lanes.delay(lane), neuron);
            }
        }
        first = -1;
    }

    /** A kick from outside will come; no earlier than those that are waiting. */
    void expect(int target, double time, double size) {
        if (outside.count == 0) {
            outside.head = 0;
        }
        outside.add(time, target);
        sizes = sizes.length < outside.times.length ? Arrays.copyOf(sizes, outside.times.length) : sizes;
        sizes[outside.at(outside.count - 1)] = size;
        first = -1;
    }

    /** When the next kick arrives, infinite if there is none. */
    double next() {
        if (first < 0) {
            first = queues.length;
            for (int lane = 0; lane < queues.length; lane++) {
                if (queues[lane].first() < queue(first).first()) {
                    first = lane;
                }
            }
        }
        return queue(first).first();
    }

    private Lane queue(int k) {
        return k == queues.length ? outside : queues[k];
    }

    /** Whether the next kick comes from outside. */
    boolean isFromOutside() {
        next();
        return first == queues.length;
    }

    /** The lane in which the next kick arrives. */
    int lane() {
        return first;
    }

    /** The neuron that sent the next kick, or that is kicked from outside. */
    int neuron() {
        return queue(first).neurons[queue(first).head];
    }

    /** The size of the next kick, if it comes from outside. */
    double size() {
        return sizes[outside.head];
    }

    /** The next kick has arrived. */
    void remove() {
        queue(first).remove();
        first = -1;
    }

    /** Between two steps: none is expected from outside. */
    void pass(Transfer state) throws IOException {
        for (Lane lane : queues) {
            lane.pass(state);
        }
        first = -1;
    }
}
