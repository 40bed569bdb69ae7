package org.espalier.bbgky.marginals;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.bbgky.spectral.SpectralLaw;
import org.espalier.run.Outcome;
import org.espalier.run.Times;

/** The marginals f_1..f_n at the output times that were reached. */
public final class MarginalSolution {
    private final MarginalSystem system;
    private final Times times;
    private final List<double[]> states;
    private final Outcome outcome;

    MarginalSolution(MarginalSystem system, Times times, List<double[]> states, Outcome outcome) {
        this.system = system;
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

    /** {@return how the run ended} */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * {@return the solution at every n-th output time, from the first on, a view with fewer times}
     *
     * @param stride n ≥ 1
     */
    public MarginalSolution every(int stride) {
        Times kept = Times.of(IntStream.range(0, times.count())
                .filter(k -> k % stride == 0)
                .mapToDouble(times::at)
                .toArray());
        List<double[]> some = IntStream.range(0, states.size())
                .filter(k -> k % stride == 0)
                .mapToObj(states::get)
                .toList();
        return new MarginalSolution(system, kept, some, outcome);
    }

    /**
     * {@return f_k at one time}
     *
     * @param k 1 to n
     * @param time index of a time that was reached
     */
    public Marginal marginal(int k, int time) {
        if (k < 1 || k > system.order()) {
            throw new IllegalArgumentException(
                    "marginals: f_" + k + " is not there; k must lie in 1.." + system.order());
        }
        return new Marginal(system, states.get(time), k);
    }

    /**
     * {@return f_1 at one time as a density}
     *
     * @param time index of a time that was reached
     */
    public SpectralLaw density(int time) {
        int count = system.modes().count();
        double[] re = new double[count];
        double[] im = new double[count];
        for (int n = 0; n < count; n++) {
            double[] c = system.coefficient(states.get(time), system.modes().vector(n));
            re[n] = c[0];
            im[n] = c[1];
        }
        return new SpectralLaw(system.modes().dimension(), system.modes().reach(), re, im);
    }

    /**
     * {@return how far f_{k+1} is from having f_k as its marginal: the largest |c_{k+1}(m, 0) − c_k(m)| over single modes m in
     * the first place} Zero without a closure; a closure breaks it at the top.
     *
     * @param k 1 to n−1
     * @param time index of a time that was reached
     */
    public double compatibilityDefect(int k, int time) {
        int[] zero = new int[system.modes().dimension()];
        double worst = 0;
        for (int n = 0; n < system.modes().count(); n++) {
            int[][] shorter = new int[k][];
            int[][] longer = new int[k + 1][];
            java.util.Arrays.fill(shorter, zero);
            java.util.Arrays.fill(longer, zero);
            shorter[0] = system.modes().vector(n);
            longer[0] = shorter[0];
            if (k > 1) { // the opposite mode as well, so that translation-invariant states are seen
                shorter[1] = system.modes().vector(system.modes().count() - 1 - n);
                longer[1] = shorter[1];
            }
            double[] a = system.coefficient(states.get(time), shorter);
            double[] b = system.coefficient(states.get(time), longer);
            worst = Math.max(worst, Math.hypot(a[0] - b[0], a[1] - b[1]));
        }
        return worst;
    }
}
