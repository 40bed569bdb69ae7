package org.espalier.estimates.weaknorms;

import java.util.Arrays;
import java.util.List;
import org.espalier.run.Arguments;
import org.espalier.run.sampling.Estimate;

/**
 * Estimates ‖E μ_1 − ν‖² from independent random measures μ_1, …, μ_R with one law, without bias: the U-statistic
 *
 * <pre>U = 1/(R(R−1)) Σ_{r≠s} h_rs ,   h_rs = ⟨μ_r − ν, μ_s − ν⟩ .</pre>
 *
 * <p>A sample of a law is the case μ_r = δ_{X_r}; a replica of a network is μ_r = (1/N) Σ_i w_T(i) δ_{V_i}. The plug-in
 * estimate, which keeps r = s, is too large by E‖μ_1 − E μ_1‖²/R.
 *
 * <p>The standard error is that of Hoeffding's decomposition, Var U = 2/(R(R−1)) (2(R−2) ζ_1 + ζ_2), ζ_1 = Cov(h_12,
 * h_13), ζ_2 = Var h_12. It covers the degenerate case E μ_1 = ν too, where ζ_1 = 0, U falls like 1/R and its law is a
 * centred sum of χ², skewed to the right: the interval then holds its level for two sides together, not for each,
 * and errs on the wide side, since the estimate of ζ_1 is cut at 0.
 */
public final class UnbiasedDistance {
    private UnbiasedDistance() {}

    /**
     * {@return an estimate of ‖law of X − ν‖² from samples of X}
     *
     * @param samples [sample][axis], independent, at least 4
     * @param reference ν
     */
    public static Estimate ofSamples(double[][] samples, SignedMeasure reference, WeakNorm norm) {
        return ofReplicas(Arrays.stream(samples).map(SignedMeasure::dirac).toList(), reference, norm);
    }

    /**
     * {@return an estimate of ‖E μ_1 − ν‖² from independent replicas of a random measure}
     *
     * @param replicas μ_1..μ_R, at least 4
     * @param reference ν
     */
    public static Estimate ofReplicas(List<SignedMeasure> replicas, SignedMeasure reference, WeakNorm norm) {
        int n = replicas.size();
        Arguments.require(n >= 4, "unbiased distance: ", n, " replicas, at least 4 are needed");
        WeakNorm plain = WeakNorm.unweighted();
        SignedMeasure nu = reference.weighted(norm.a());
        List<SignedMeasure> mu =
                replicas.stream().map(replica -> replica.weighted(norm.a())).toList();
        double own = plain.inner(nu, nu);
        double[] cross = mu.stream().mapToDouble(m -> plain.inner(m, nu)).toArray();
        return ofPairs(n, (r, s) -> plain.inner(mu.get(r), mu.get(s)) - cross[r] - cross[s] + own);
    }

    /** h_rs for r &gt; s. */
    interface Pairs {
        double at(int r, int s);
    }

    /** From the row sums Σ_s h_rs, Σ_{r≠s} h_rs and Σ_{r≠s} h_rs², by the unbiased estimators of ζ_1 and ζ_2. */
    static Estimate ofPairs(int n, Pairs pairing) {
        double[] rows = new double[n];
        double total = 0;
        double squares = 0;
        for (int r = 0; r < n; r++) {
            for (int s = 0; s < r; s++) {
                double h = pairing.at(r, s);
                rows[r] += h;
                rows[s] += h;
                total += 2 * h;
                squares += 2 * h * h;
            }
        }
        double pairs = (double) n * (n - 1);
        double value = total / pairs;
        double rowSquares = 0;
        for (double row : rows) {
            rowSquares += row * row;
        }
        // E h_12 h_13, E h_12², and (E h)² from pairs of pairs with no index in common
        double shared = (rowSquares - squares) / (pairs * (n - 2));
        double second = squares / pairs;
        double disjoint = (total * total - 4 * (rowSquares - squares) - 2 * squares) / (pairs * (n - 2) * (n - 3));
        double variance = 2 / pairs * (2 * (n - 2) * Math.max(0, shared - disjoint) + Math.max(0, second - disjoint));
        return new Estimate(value, Math.sqrt(variance), n);
    }
}
