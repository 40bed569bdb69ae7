package org.espalier.bbgky.marginals;

import java.util.Arrays;
import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.run.Arguments;
import org.espalier.run.March;
import org.espalier.run.Solution;

/** The marginals f_1..f_n at the output times that were reached; each is named by its index. */
public final class MarginalSolution implements Solution {
    private final MarginalSystem system;
    private final March<double[]> march;

    MarginalSolution(MarginalSystem system, March<double[]> march) {
        this.system = system;
        this.march = march;
    }

    @Override
    public March<double[]> march() {
        return march;
    }

    /**
     * {@return the solution at every n-th output time, from the first on, a view with fewer times}
     *
     * @param stride n ≥ 1
     */
    public MarginalSolution every(int stride) {
        return new MarginalSolution(system, march.every(stride));
    }

    /**
     * {@return f_k at one time}
     *
     * @param k 1 to n
     * @param time index of the time
     */
    public Marginal marginal(int k, int time) {
        Arguments.require(
                k >= 1 && k <= system.order(), "marginals: f_", k, " is not there; k must lie in 1..", system.order());
        return new Marginal(system, march.at(time), k);
    }

    /**
     * {@return f_1 at one time as a density}
     *
     * @param time index of the time
     */
    public SpectralLaw density(int time) {
        int count = system.modes().count();
        double[] re = new double[count];
        double[] im = new double[count];
        for (int n = 0; n < count; n++) {
            double[] c = system.coefficient(march.at(time), system.modes().vector(n));
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
     * @param time index of the time
     */
    public double compatibilityDefect(int k, int time) {
        int[] zero = new int[system.modes().dimension()];
        double worst = 0;
        for (int n = 0; n < system.modes().count(); n++) {
            int[][] shorter = new int[k][];
            int[][] longer = new int[k + 1][];
            Arrays.fill(shorter, zero);
            Arrays.fill(longer, zero);
            shorter[0] = system.modes().vector(n);
            longer[0] = shorter[0];
            if (k > 1) { // the opposite mode as well, so that translation-invariant states are seen
                shorter[1] = system.modes().vector(system.modes().count() - 1 - n);
                longer[1] = shorter[1];
            }
            double[] a = system.coefficient(march.at(time), shorter);
            double[] b = system.coefficient(march.at(time), longer);
            worst = Math.max(worst, Math.hypot(a[0] - b[0], a[1] - b[1]));
        }
        return worst;
    }
}
