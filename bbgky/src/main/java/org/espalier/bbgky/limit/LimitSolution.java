package org.espalier.bbgky.limit;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.spectral.SpectralLaw;
import org.espalier.run.Outcome;
import org.espalier.run.Times;

/** The density f(t) of the limit at the output times that were reached. */
public final class LimitSolution {
    private final TorusKernel kernel;
    private final double noise;
    private final Times times;
    private final List<SpectralLaw> states;
    private final Outcome outcome;

    LimitSolution(TorusKernel kernel, double noise, Times times, List<SpectralLaw> states, Outcome outcome) {
        this.kernel = kernel;
        this.noise = noise;
        this.times = times;
        this.states = List.copyOf(states);
        this.outcome = outcome;
    }

    /** {@return the times asked for} */
    public Times times() {
        return times;
    }

    /** {@return how many of them were reached, number of states} */
    public int reached() {
        return states.size();
    }

    /**
     * {@return the solution at every n-th output time, from the first on, a view with fewer times}
     *
     * @param stride n ≥ 1
     */
    public LimitSolution every(int stride) {
        List<SpectralLaw> kept = IntStream.range(0, states.size())
                .filter(k -> k % stride == 0)
                .mapToObj(states::get)
                .toList();
        return new LimitSolution(kernel, noise, thinned(times, stride), kept, outcome);
    }

    private static Times thinned(Times times, int stride) {
        return Times.of(IntStream.range(0, times.count())
                .filter(k -> k % stride == 0)
                .mapToDouble(times::at)
                .toArray());
    }

    /**
     * {@return f at one time}
     *
     * @param time index of a time that was reached
     */
    public SpectralLaw state(int time) {
        return states.get(time);
    }

    /** {@return how the run ended} */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * {@return the free energy σ²/2 ∫ f ln f + ½ ∫∫ W(x−y) f(x) f(y), which never grows; K must be a gradient}
     *
     * @param time index of a time that was reached
     */
    public double freeEnergy(int time) {
        return FreeEnergy.of(kernel, noise, states.get(time));
    }

    /**
     * {@return −dF/dt = ∫ |σ²/2 ∇f − (K⋆f) f|² / f, the dissipation, ≥ 0}
     *
     * @param time index of a time that was reached
     */
    public double dissipation(int time) {
        return FreeEnergy.dissipation(kernel, noise, states.get(time));
    }
}
