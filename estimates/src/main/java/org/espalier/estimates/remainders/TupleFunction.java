package org.espalier.estimates.remainders;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.espalier.run.Experimental;

/** A test function φ of k potentials, one a vertex of a tree, with its first derivatives. */
@Experimental
public interface TupleFunction {
    /**
     * {@return φ(v)}
     *
     * @param v potentials, in the order of the vertices; not to be changed or kept
     */
    double at(double[] v);

    /**
     * {@return a derivative, ∂_nφ(v)}
     *
     * @param n vertex, from 0
     * @param v potentials
     */
    double slope(int n, double[] v);

    /** {@return ‖∇φ‖ = max_n sup |∂_nφ|, infinite if there is no bound} */
    double gradientBound();

    /** {@return ‖∇²φ‖ = max_{m,n} sup |∂_m∂_nφ|, infinite if there is no bound} */
    double hessianBound();

    /**
     * {@return a function with what is known of it}
     *
     * @param value φ
     * @param slope ∂_nφ of vertex n and the potentials
     * @param gradientBound ‖∇φ‖
     * @param hessianBound ‖∇²φ‖
     */
    static TupleFunction of(
            ToDoubleFunction<double[]> value,
            ToDoubleBiFunction<Integer, double[]> slope,
            double gradientBound,
            double hessianBound) {
        return new TupleFunction() {
            @Override
            public double at(double[] v) {
                return value.applyAsDouble(v);
            }

            @Override
            public double slope(int n, double[] v) {
                return slope.applyAsDouble(n, v);
            }

            @Override
            public double gradientBound() {
                return gradientBound;
            }

            @Override
            public double hessianBound() {
                return hessianBound;
            }
        };
    }

    /** {@return Σ v_l, with ‖∇φ‖ = 1, ‖∇²φ‖ = 0} */
    static TupleFunction sum() {
        return of(TupleFunction::total, (n, v) -> 1, 1, 0);
    }

    /** {@return ½(Σ v_l)², with ‖∇²φ‖ = 1 and no bound on ∇φ} */
    static TupleFunction halfSquare() {
        return of(v -> 0.5 * total(v) * total(v), (n, v) -> total(v), Double.POSITIVE_INFINITY, 1);
    }

    private static double total(double[] v) {
        double sum = 0;
        for (double x : v) {
            sum += x;
        }
        return sum;
    }

    /**
     * {@return Π_l sin(a_l v_l + c_l), with ‖∇φ‖ ≤ max|a_l| and ‖∇²φ‖ ≤ max|a_l|²}
     *
     * @param frequencies a_l, one a vertex
     * @param phases c_l
     */
    static TupleFunction waves(double[] frequencies, double[] phases) {
        double[] a = frequencies.clone();
        double[] c = phases.clone();
        double bound = Arrays.stream(a).map(Math::abs).max().orElse(0);
        return of(v -> product(1, a, c, v, -1), (n, v) -> product(a[n], a, c, v, n), bound, bound * bound);
    }

    private static double product(double factor, double[] a, double[] c, double[] v, int cosine) {
        double product = factor;
        for (int l = 0; l < a.length; l++) {
            double angle = a[l] * v[l] + c[l];
            product *= l == cosine ? Math.cos(angle) : Math.sin(angle);
        }
        return product;
    }
}
