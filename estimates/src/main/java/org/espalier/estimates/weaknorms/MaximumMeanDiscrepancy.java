package org.espalier.estimates.weaknorms;

import java.util.Objects;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.espalier.run.sampling.Estimate;

/**
 * The maximum mean discrepancy MMD²(P, Q) = E k(X,X') + E k(Y,Y') − 2 E k(X,Y) of two laws for a positive definite kernel,
 * estimated without bias from samples (Gretton et al., JMLR 13 (2012) 723-773, eq. (4), paired form).
 *
 * <p>With the kernel {@link #laplace()} it is the square of the distance in H^{-1}⊗k.
 */
@Experimental
public final class MaximumMeanDiscrepancy {
    private final Kernel kernel;

    private MaximumMeanDiscrepancy(Kernel kernel) {
        this.kernel = kernel;
    }

    /** A positive definite function of two points of R^k. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * {@return k(x, y) = k(y, x)}
         *
         * @param x a point
         * @param y another
         */
        double at(double[] x, double[] y);
    }

    /**
     * {@return the discrepancy of any kernel}
     *
     * @param kernel symmetric and positive definite
     */
    public static MaximumMeanDiscrepancy of(Kernel kernel) {
        return new MaximumMeanDiscrepancy(Objects.requireNonNull(kernel, "kernel"));
    }

    /** {@return the discrepancy of the kernel Π_l ½ e^{−|x_l−y_l|}, that of H^{-1}⊗k} */
    public static MaximumMeanDiscrepancy laplace() {
        return of((x, y) -> {
            double sum = 0;
            for (int l = 0; l < x.length; l++) {
                sum += Math.abs(x[l] - y[l]);
            }
            return Math.scalb(Math.exp(-sum), -x.length);
        });
    }

    /**
     * {@return the discrepancy of the kernel e^{−|x−y|²/(2 s²)}}
     *
     * @param bandwidth s &gt; 0
     */
    public static MaximumMeanDiscrepancy gaussian(double bandwidth) {
        Arguments.positive("MMD", "bandwidth", bandwidth);
        return of((x, y) -> {
            double sum = 0;
            for (int l = 0; l < x.length; l++) {
                sum += (x[l] - y[l]) * (x[l] - y[l]);
            }
            return Math.exp(-sum / (2 * bandwidth * bandwidth));
        });
    }

    /**
     * {@return an estimate of MMD²(P, Q) from two independent samples of the same size, the U-statistic of h = k(x_r,x_s) +
     * k(y_r,y_s) − k(x_r,y_s) − k(x_s,y_r)}
     *
     * @param x [sample][axis] of P, at least 4
     * @param y [sample][axis] of Q, as many
     */
    public Estimate squared(double[][] x, double[][] y) {
        int n = x.length;
        Arguments.require(
                n >= 4 && y.length == n,
                "MMD: samples of sizes " + n + " and " + y.length + " must have one size, at least 4");
        return UnbiasedDistance.ofPairs(
                n,
                (r, s) ->
                        kernel.at(x[r], x[s]) + kernel.at(y[r], y[s]) - kernel.at(x[r], y[s]) - kernel.at(x[s], y[r]));
    }
}
