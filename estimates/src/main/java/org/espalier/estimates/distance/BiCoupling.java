package org.espalier.estimates.distance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.espalier.estimates.weaknorms.LineDistribution;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;

/**
 * The bi-coupling distance of two networks with symmetric kernels: over couplings γ of their class shares p and q, with
 * (T_γ g)_A = Σ_B γ_AB g_B / p_A,
 *
 * <pre>d² = min_γ ‖W T_γ − T_γ W̃‖²_HS + λ Σ_AB γ_AB c_AB ,   ‖C‖²_HS = Σ_AB p_A C_AB² / q_B ,</pre>
 *
 * the defect of the overlay in the Hilbert-Schmidt norm from L²(q) to L²(p), plus the optimal transport of the laws of
 * the classes (c_AB = squared Wasserstein-1 distance of f_A and f̃_B; left out if no laws are given). With λ = 0 it is 0
 * exactly for fractionally isomorphic networks: those that trees cannot tell apart.
 *
 * <p>d is a pseudometric: d(A, C) ≤ d(A, B) + d(B, C) by T_γ T_γ', as T_γ is a contraction, and the transport costs of glued
 * couplings obey Minkowski's inequality.
 *
 * <p>The program is convex and quadratic. Up to KK' = 1024 unknowns it is solved by an interior-point method, a dozen or
 * two factorisations of order KK'; beyond, or where that stops short of the wanted gap, by conditional gradients with
 * pairwise steps and exact line search, whose steps cost a transport problem and two products of K×K' matrices each.
 * Either way the linear minimisation over couplings, an optimal transport problem, certifies the result by a duality gap:
 * the optimum lies between value − gap and value.
 */
@Experimental
public final class BiCoupling {
    /** Largest number of entries held in corners: 128 MB. */
    private static final int ENTRIES = 1 << 24;
    /** Largest number of unknowns of the interior-point method. */
    private static final int UNKNOWNS = 1024;

    private final SymmetricKernel first;
    private final SymmetricKernel second;
    private final double[] p;
    private final double[] q;
    private final double[][] w;
    private final double[][] v;
    private final double[][] cost;

    private BiCoupling(SymmetricKernel first, SymmetricKernel second, double[][] cost) {
        this.first = first;
        this.second = second;
        p = first.shares();
        q = second.shares();
        w = first.weights();
        v = second.weights();
        this.cost = cost;
    }

    /**
     * {@return the program for two kernels with equal laws in all classes}
     *
     * @param first W
     * @param second W̃
     */
    public static BiCoupling between(SymmetricKernel first, SymmetricKernel second) {
        return new BiCoupling(first, second, new double[first.size()][second.size()]);
    }

    /**
     * {@return the program with laws, the overlay plus transport}
     *
     * @param firstLaws f_A, one a class
     * @param secondLaws f̃_B
     * @param factor λ ≥ 0
     */
    public BiCoupling withLaws(List<LineDistribution> firstLaws, List<LineDistribution> secondLaws, double factor) {
        Arguments.require(
                firstLaws.size() == p.length && secondLaws.size() == q.length && factor >= 0,
                "bi-coupling: " + firstLaws.size() + " and " + secondLaws.size() + " laws for " + p.length + " and "
                        + q.length + " classes, factor " + factor + " must be ≥ 0");
        double[][] prices = new double[p.length][q.length];
        for (int a = 0; a < p.length; a++) {
            for (int b = 0; b < q.length; b++) {
                double distance = firstLaws.get(a).wasserstein(secondLaws.get(b));
                prices[a][b] = factor * distance * distance;
            }
        }
        return new BiCoupling(first, second, prices);
    }

    /**
     * The solution.
     *
     * @param squared the value reached, an upper bound of d²
     * @param gap duality gap: d² ≥ squared − gap
     * @param steps number of steps taken
     * @param coupling γ, [A][B]
     */
    public record Result(double squared, double gap, int steps, double[][] coupling) {
        /** Copies the coupling. */
        public Result {
            coupling = copy(coupling);
        }

        /** {@return the distance reached, √squared} */
        public double distance() {
            return Math.sqrt(Math.max(0, squared));
        }

        /** {@return the certified lower bound, √(squared − gap), 0 if that is negative} */
        public double lowerBound() {
            return Math.sqrt(Math.max(0, squared - gap));
        }

        /** {@return the coupling, a copy of γ} */
        @Override
        public double[][] coupling() {
            return copy(coupling);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Result result
                    && squared == result.squared
                    && gap == result.gap
                    && steps == result.steps
                    && Arrays.deepEquals(coupling, result.coupling);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(coupling);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "bi-coupling distance in [%.3g, %.3g]", lowerBound(), distance());
        }
    }

    /**
     * {@return the solution to a duality gap, which may be larger after 2000 steps}
     *
     * @param gap wanted gap of d², positive
     */
    public Result solve(double gap) {
        return solve(gap, 2000);
    }

    /**
     * {@return the solution to a duality gap or a number of steps}
     *
     * @param gap wanted gap of d², positive
     * @param maxSteps largest number of steps of conditional gradients; 0: the interior-point method alone
     */
    public Result solve(double gap, int maxSteps) {
        Arguments.require(gap > 0, "bi-coupling: gap ", gap, " must be > 0");
        double[][] gamma = independent();
        double[][] slope = gradient(defect(gamma));
        if (p.length * q.length > UNKNOWNS || dot(slope, gamma) - dot(slope, Transport.solve(slope, p, q)) <= gap) {
            return conditionalGradients(gamma, gap, maxSteps, 0);
        }
        InteriorPoint interior = interiorPoint();
        double[] solution = interior.solve(flat(gamma), gap);
        return conditionalGradients(coupling(solution), gap, maxSteps, interior.steps());
    }

    /** The nearby matrix whose sums are p and q to rounding: what is too much is scaled down, what is missing added. */
    private double[][] coupling(double[] x) {
        double[][] gamma = new double[p.length][q.length];
        double[] missing = q.clone();
        double total = 0;
        double[] rows = new double[p.length];
        for (int a = 0; a < p.length; a++) {
            for (int b = 0; b < q.length; b++) {
                gamma[a][b] = Math.max(0, x[a * q.length + b]);
                rows[a] += gamma[a][b];
            }
            rows[a] = Math.min(1, p[a] / rows[a]);
        }
        for (int b = 0; b < q.length; b++) {
            double column = 0;
            for (int a = 0; a < p.length; a++) {
                gamma[a][b] *= rows[a];
                column += gamma[a][b];
            }
            for (int a = 0; column > q[b] && a < p.length; a++) {
                gamma[a][b] *= q[b] / column;
            }
            missing[b] = Math.max(0, q[b] - column);
            total += missing[b];
        }
        for (int a = 0; a < p.length && total > 0; a++) {
            double left = Math.max(0, p[a] - Arrays.stream(gamma[a]).sum());
            for (int b = 0; b < q.length; b++) {
                gamma[a][b] += left * missing[b] / total;
            }
        }
        return gamma;
    }

    /** The second method alone: for large kernels, and to check the first. */
    Result conditionalGradients(double gap, int maxSteps) {
        return conditionalGradients(independent(), gap, maxSteps, 0);
    }

    private double[][] independent() {
        double[][] gamma = new double[p.length][q.length];
        for (int a = 0; a < p.length; a++) {
            for (int b = 0; b < q.length; b++) {
                gamma[a][b] = p[a] * q[b];
            }
        }
        return gamma;
    }

    private InteriorPoint interiorPoint() {
        int n = p.length * q.length;
        double[] linear = flat(cost);
        double[][] hessian = new double[n][];
        for (int i = 0; i < n; i++) {
            double[][] unit = new double[p.length][q.length];
            unit[i / q.length][i % q.length] = 1;
            hessian[i] = flat(gradient(defect(unit)));
            for (int j = 0; j < n; j++) {
                hessian[i][j] -= linear[j];
            }
        }
        return new InteriorPoint(hessian, linear, p, q);
    }

    private double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }

    private Result conditionalGradients(double[][] start, double gap, int maxSteps, int before) {
        double[][] gamma = copy(start);
        List<double[][]> corners = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        corners.add(copy(gamma));
        shares.add(1.0);
        for (int step = 0; ; step++) {
            double[][] defect = defect(gamma);
            double value = square(defect) + dot(cost, gamma);
            double[][] gradient = gradient(defect);
            double[][] toward = Transport.solve(gradient, p, q);
            double now = dot(gradient, gamma) - dot(gradient, toward);
            if (now <= gap || step == maxSteps) {
                return new Result(value, Math.max(0, now), before + step, gamma);
            }
            // pairwise step: from the worst corner in use to the best corner of all
            int worst = 0;
            for (int c = 1; c < corners.size(); c++) {
                if (dot(gradient, corners.get(c)) > dot(gradient, corners.get(worst))) {
                    worst = c;
                }
            }
            double[][] away = corners.get(worst);
            double[][] direction = new double[p.length][q.length];
            for (int a = 0; a < p.length; a++) {
                for (int b = 0; b < q.length; b++) {
                    direction[a][b] = toward[a][b] - away[a][b];
                }
            }
            double curvature = square(defect(direction));
            double slope = -dot(gradient, direction);
            double length =
                    Math.min(shares.get(worst), curvature > 0 ? slope / (2 * curvature) : Double.POSITIVE_INFINITY);
            move(corners, shares, worst, toward, length);
            for (int a = 0; a < p.length; a++) {
                for (int b = 0; b < q.length; b++) {
                    gamma[a][b] = Math.max(0, gamma[a][b] + length * direction[a][b]);
                }
            }
            if (corners.size() > ENTRIES / (p.length * q.length)) {
                // too many to hold: the iterate itself is a coupling, and starts a new set
                corners.clear();
                shares.clear();
                corners.add(copy(gamma));
                shares.add(1.0);
            }
        }
    }

    private static void move(
            List<double[][]> corners, List<Double> shares, int worst, double[][] toward, double length) {
        int at = -1;
        for (int c = 0; c < corners.size(); c++) {
            if (Arrays.deepEquals(corners.get(c), toward)) {
                at = c;
            }
        }
        if (at < 0) {
            corners.add(toward);
            shares.add(length);
        } else {
            shares.set(at, shares.get(at) + length);
        }
        double left = shares.get(worst) - length;
        if (left > 1e-15) {
            shares.set(worst, left);
        } else {
            corners.remove(worst);
            shares.remove(worst);
        }
    }

    /** C = W T − T W̃, entries C_AB of (Cg)_A = Σ_B C_AB g_B. */
    private double[][] defect(double[][] gamma) {
        double[][] c = new double[p.length][q.length];
        for (int a = 0; a < p.length; a++) {
            for (int other = 0; other < p.length; other++) {
                double factor = w[a][other] / p[other];
                if (factor != 0) {
                    for (int b = 0; b < q.length; b++) {
                        c[a][b] += factor * gamma[other][b];
                    }
                }
            }
            for (int other = 0; other < q.length; other++) {
                double factor = gamma[a][other] / p[a];
                if (factor != 0) {
                    for (int b = 0; b < q.length; b++) {
                        c[a][b] -= factor * v[other][b];
                    }
                }
            }
        }
        return c;
    }

    private double square(double[][] c) {
        double sum = 0;
        for (int a = 0; a < p.length; a++) {
            for (int b = 0; b < q.length; b++) {
                sum += p[a] * c[a][b] * c[a][b] / q[b];
            }
        }
        return sum;
    }

    private double[][] gradient(double[][] c) {
        double[][] g = copy(cost);
        for (int a = 0; a < p.length; a++) {
            for (int b = 0; b < q.length; b++) {
                double r = 2 * p[a] * c[a][b] / q[b];
                for (int other = 0; other < p.length; other++) {
                    g[other][b] += w[a][other] / p[other] * r;
                }
                for (int other = 0; other < q.length; other++) {
                    g[a][other] -= r * v[other][b] / p[a];
                }
            }
        }
        return g;
    }

    private static double dot(double[][] x, double[][] y) {
        double sum = 0;
        for (int a = 0; a < x.length; a++) {
            for (int b = 0; b < x[a].length; b++) {
                sum += x[a][b] * y[a][b];
            }
        }
        return sum;
    }

    private static double[][] copy(double[][] matrix) {
        return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }
}
