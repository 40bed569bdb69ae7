package org.espalier.particles;

import java.util.Locale;

/**
 * What a run will cost.
 *
 * @param bytes peak memory of the network with its transpose, trajectories and accumulated values, within about a fifth; without the Java machine
 *     itself, about 60 MB
 * @param neuronUpdates number of times a potential is moved by one step; 0 for event-driven trajectories
 * @param candidates expected number of candidate spikes of bounded intensity; 0 if the intensity has no known supremum
 */
public record Forecast(long bytes, double neuronUpdates, double candidates) {
    /**
     * Refuses what does not fit.
     *
     * @param limit bytes there are
     * @throws IllegalArgumentException if the run needs more, with both numbers
     */
    public void requireWithin(long limit) {
        if (bytes > limit) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "ensemble: needs about %d MB of memory, %d MB are there; raise the Java heap (-Xmx), use fewer threads"
                            + " or output times, or observe less",
                    bytes >> 20,
                    limit >> 20));
        }
    }
}
