package org.espalier.estimates.remainders;

/** A test function φ of k potentials, one a vertex of a tree, with its first derivatives. */
public interface TestFunction {
    /**
     * Evaluates φ.
     *
     * @param v potentials, in the order of the vertices; not to be changed or kept
     * @return φ(v)
     */
    double at(double[] v);

    /**
     * Evaluates a derivative.
     *
     * @param n vertex, from 0
     * @param v potentials
     * @return ∂_nφ(v)
     */
    double slope(int n, double[] v);

    /**
     * Bounds the first derivatives.
     *
     * @return ‖∇φ‖ = max_n sup |∂_nφ|, infinite if there is no bound
     */
    double gradientBound();

    /**
     * Bounds the second derivatives.
     *
     * @return ‖∇²φ‖ = max_{m,n} sup |∂_m∂_nφ|, infinite if there is no bound
     */
    double hessianBound();

    /**
     * The function Σ v_l.
     *
     * @return φ with ‖∇φ‖ = 1, ‖∇²φ‖ = 0
     */
    static TestFunction sum() {
        return new TestFunction() {
            @Override
            public double at(double[] v) {
                double sum = 0;
                for (double x : v) {
                    sum += x;
                }
                return sum;
            }

            @Override
            public double slope(int n, double[] v) {
                return 1;
            }

            @Override
            public double gradientBound() {
                return 1;
            }

            @Override
            public double hessianBound() {
                return 0;
            }
        };
    }

    /**
     * The function ½(Σ v_l)².
     *
     * @return φ with ‖∇²φ‖ = 1 and no bound on ∇φ
     */
    static TestFunction halfSquare() {
        TestFunction sum = sum();
        return new TestFunction() {
            @Override
            public double at(double[] v) {
                double s = sum.at(v);
                return 0.5 * s * s;
            }

            @Override
            public double slope(int n, double[] v) {
                return sum.at(v);
            }

            @Override
            public double gradientBound() {
                return Double.POSITIVE_INFINITY;
            }

            @Override
            public double hessianBound() {
                return 1;
            }
        };
    }

    /**
     * The function Π_l sin(a_l v_l + c_l).
     *
     * @param frequencies a_l, one a vertex
     * @param phases c_l
     * @return φ with ‖∇φ‖ ≤ max|a_l| and ‖∇²φ‖ ≤ max|a_l|²
     */
    static TestFunction waves(double[] frequencies, double[] phases) {
        double[] a = frequencies.clone();
        double[] c = phases.clone();
        double largest = 0;
        for (double frequency : a) {
            largest = Math.max(largest, Math.abs(frequency));
        }
        double bound = largest;
        return new TestFunction() {
            @Override
            public double at(double[] v) {
                double product = 1;
                for (int l = 0; l < a.length; l++) {
                    product *= Math.sin(a[l] * v[l] + c[l]);
                }
                return product;
            }

            @Override
            public double slope(int n, double[] v) {
                double product = a[n];
                for (int l = 0; l < a.length; l++) {
                    product *= l == n ? Math.cos(a[l] * v[l] + c[l]) : Math.sin(a[l] * v[l] + c[l]);
                }
                return product;
            }

            @Override
            public double gradientBound() {
                return bound;
            }

            @Override
            public double hessianBound() {
                return bound * bound;
            }
        };
    }
}
