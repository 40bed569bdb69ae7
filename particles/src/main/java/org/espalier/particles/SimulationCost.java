package org.espalier.particles;

import java.util.Locale;
import java.util.Optional;
import org.espalier.run.Arguments;

/**
 * What a run will cost.
 *
 * @param bytes peak memory of the network with its transpose, trajectories and accumulated values, within about a fifth; without the Java machine
 *     itself, about 60 MB
 * @param neuronUpdates number of times a potential is moved by one step; 0 for event-driven trajectories
 * @param candidates expected number of candidate spikes of bounded intensity; 0 if the intensity has no known supremum
 */
public record SimulationCost(long bytes, double neuronUpdates, double candidates) {
    private static final double UPDATE = 25e-9;
    private static final double CANDIDATE = 30e-9;
    private static final double DAY = 86_400;

    /**
     * {@return the rough time of one thread in seconds, without the delivery of spikes; within a factor of three on a
     * machine of 2020 to 2026}
     */
    public double seconds() {
        return UPDATE * neuronUpdates + CANDIDATE * candidates;
    }

    /**
     * {@return the rough time as a text if somebody should think twice, for example "about 3.2 days"; empty for less
     * than a day}
     *
     * @param threads how many share the work
     */
    public Optional<String> longTime(int threads) {
        double days = seconds() / threads / DAY;
        return days > 1 ? Optional.of(String.format(Locale.ROOT, "about %.3g days", days)) : Optional.empty();
    }

    /**
     * Refuses what nobody will wait for: more than a year.
     *
     * @param threads how many share the work
     * @throws IllegalArgumentException if the run takes longer, with the numbers
     */
    public void requireTime(int threads) {
        if (!(seconds() / threads < 365 * DAY)) {
            throw Arguments.refusal(
                    "simulation: %.3g moves of a potential and %.3g candidate spikes take about %.3g years; lower the last"
                            + " of time.outputs, the replicas or the maximum of the intensity, or take a longer time step",
                    neuronUpdates, candidates, seconds() / threads / (365 * DAY));
        }
    }

    /**
     * Refuses what does not fit.
     *
     * @param limit bytes there are
     * @throws IllegalArgumentException if the run needs more, with both numbers
     */
    public void requireWithin(long limit) {
        if (bytes > limit) {
            throw Arguments.refusal(
                    "ensemble: needs about %d MB of memory, %d MB are there; raise the Java heap (-Xmx), use fewer threads"
                            + " or output times, or observe less",
                    bytes >> 20, limit >> 20);
        }
    }
}
