package org.espalier.bbgky.norms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormChainTest {
    private static final double A = 0.7;
    private static final double M = 1.4;

    /** Exact values: N = 12, a = 0.7, M = 1.4, t = 0.9, k = 1: 3.558635; N = ∞: 11.864407. */
    @Test
    void finiteChainAgainstItsPolynomial() {
        NormChain chain = NormChain.of(0, A).withParticles(12);
        assertThat(Math.exp(chain.logPolynomial(1, 0.9, M, 12))).isCloseTo(3.558635, within(5e-7));
        assertThat(chain.majorant(M).at(0.9)).isCloseTo(11.864407, within(5e-7));
        ChainSolution solution = chain.solve(12, M, ChainClosure.vanishing(), Times.of(0, 0.3, 0.9));
        for (int k = 1; k <= 12; k++) {
            assertThat(solution.log(k, 0)).isCloseTo(k * Math.log(M), within(1e-13));
            for (int n = 1; n < 3; n++) {
                assertThat(solution.log(k, n))
                        .isCloseTo(chain.logPolynomial(k, solution.times().at(n), M, 12), within(1e-11));
            }
        }
        assertThat(solution.outcome().isCompleted()).isTrue();
    }

    /** The infinite chain with the power closure: 1e-10 relative up to 0.99 T*, T* to 1e-8, every sign of c0. */
    @ParameterizedTest
    @CsvSource({"0, 1.4, 12", "0, 1e80, 40", "0.8, 1.4, 12", "-0.5, 1.4, 12", "-0.95, 1.4, 6", "3, 20, 30"})
    void powerClosureIsTheMajorant(double c0, double initial, int order) {
        NormChain chain = NormChain.of(c0, A);
        Majorant majorant = chain.majorant(initial);
        double end = majorant.blowUpTime();
        ChainSolution solution = chain.solve(
                order, initial, ChainClosure.power(), Times.of(0.1 * end, 0.5 * end, 0.9 * end, 0.99 * end, 1.2 * end));
        assertThat(solution.blowUpTime().getAsDouble()).isCloseTo(end, within(1e-8 * end));
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.BLEW_UP);
        assertThat(solution.reached()).isEqualTo(4);
        for (int n = 0; n < 4; n++) {
            for (int k = 1; k <= order; k++) {
                double exact = k * majorant.log(solution.times().at(n));
                assertThat(solution.log(k, n)).as("k = %d, n = %d", k, n).isCloseTo(exact, within(1e-10));
            }
        }
    }

    @Test
    void noBlowUpWhenDampingWins() {
        NormChain chain = NormChain.of(-1.2, A);
        assertThat(chain.majorant(M).blowUpTime()).isInfinite();
        ChainSolution solution = chain.solve(8, M, ChainClosure.power(), Times.of(1, 20));
        assertThat(solution.outcome().isCompleted()).isTrue();
        assertThat(solution.blowUpTime()).isEmpty();
        assertThat(solution.log(3, 1)).isCloseTo(3 * chain.majorant(M).log(20), within(1e-9));
    }

    /** Vanishing and a-priori closures against closed forms, c0 ≠ 0, and their limit of orders. */
    @Test
    void otherClosures() {
        double t = 0.5;
        NormChain chain = NormChain.of(0.3, A);
        Majorant majorant = chain.majorant(M);
        for (int order : new int[] {1, 2, 5, 30}) {
            ChainSolution vanishing = chain.solve(order, M, ChainClosure.vanishing(), Times.of(t));
            assertThat(vanishing.log(1, 0)).isCloseTo(chain.logPolynomial(1, t, M, order), within(1e-11));
            double gap = majorant.at(t) - vanishing.value(1, 0);
            assertThat(gap).isPositive().isLessThanOrEqualTo(majorant.truncationError(order, t) * (1 + 1e-9));
            // c0 = 0, constant B: y_n = M^n + n a B t
            ChainSolution bound = NormChain.of(0, A).solve(order, M, ChainClosure.bound(2), Times.of(t));
            assertThat(bound.value(order, 0))
                    .isCloseTo(Math.pow(M, order) + order * A * Math.exp(2) * t, within(1e-10 * Math.pow(M, order)));
        }
        assertThat(chain.majorant(M).truncationError(chain.majorant(M).orderFor(1e-6, t), t))
                .isLessThan(1e-6);
        assertThat(chain.majorant(M).truncationError(chain.majorant(M).orderFor(1e-6, t) - 1, t))
                .isGreaterThan(1e-6);
    }

    /** With divergence: the exponential of the chain's matrix, and the bound y' = δy + ay². */
    @Test
    void divergenceTermAgainstMatrixExponential() {
        int n = 5;
        double delta = 0.9;
        double t = 0.4;
        NormChain chain = NormChain.of(0.1, A).withParticles(n).withDivergence(delta);
        RealMatrix matrix = MatrixUtils.createRealMatrix(n, n);
        for (int k = 1; k <= n; k++) {
            matrix.setEntry(k - 1, k - 1, 0.1 * k + delta * k * (k - 1) / n);
            if (k < n) {
                matrix.setEntry(k - 1, k, A * k * Math.pow((double) (n - k) / n, 2));
            }
        }
        double[] start = new double[n];
        for (int k = 1; k <= n; k++) {
            start[k - 1] = Math.pow(M, k);
        }
        double[] exact = MatrixUtils.matrixExponential(matrix.scalarMultiply(t)).operate(start);
        ChainSolution solution = chain.solve(n, M, ChainClosure.vanishing(), Times.of(t));
        for (int k = 1; k <= n; k++) {
            assertThat(solution.value(k, 0)).isCloseTo(exact[k - 1], within(1e-10 * exact[k - 1]));
            assertThat(solution.log(k, 0)).isLessThan(k * chain.majorant(M).log(t));
        }
    }

    /** y_1^N = M[1/(1−x) − 2x/((1−x)³N) + …] where N ≫ (1−x)^−2, and not where N is small beside it. */
    @Test
    void expansionInOneOverN() {
        double x = 0.5;
        double t = x / (A * M);
        double previous = 0;
        for (int number : new int[] {200, 400, 800}) {
            double exact = Math.exp(NormChain.of(0, A).withParticles(number).logPolynomial(1, t, M, number));
            double leading = M * (1 / (1 - x) - 2 * x / (Math.pow(1 - x, 3) * number));
            double error = Math.abs(exact - leading) * number * number;
            if (previous > 0) {
                assertThat(error / previous)
                        .as("the remainder is of order 1/N²")
                        .isBetween(0.85, 1.15);
            }
            previous = error;
        }
        double late = 0.97;
        int number = 100; // (1−x)^−2 = 1111: outside
        double exact = Math.exp(NormChain.of(0, A).withParticles(number).logPolynomial(1, late / (A * M), M, number));
        double leading = M * (1 / (1 - late) - 2 * late / (Math.pow(1 - late, 3) * number));
        assertThat(leading).as("the expansion is useless there").isNegative();
        assertThat(exact).isPositive();
    }

    /** 4M/(1−x) x^n is the integral of the iterated chain: ∫ n a^n (t−s)^(n−1) 4 y(s)^(n+1) ds by quadrature. */
    @Test
    void uniquenessEstimate() {
        Majorant majorant = new Majorant(0, A, M);
        double t = 0.6;
        int n = 4;
        double sum = 0;
        int points = 20000;
        for (int k = 0; k < points; k++) {
            double s = t * (k + 0.5) / points;
            sum += n * Math.pow(A, n) * Math.pow(t - s, n - 1) * 4 * Math.pow(majorant.at(s), n + 1) * t / points;
        }
        assertThat(majorant.uniqueness(n, t)).isCloseTo(sum, within(1e-7 * sum));
    }

    @Test
    void refusals() {
        assertThatThrownBy(() -> NormChain.of(0, -1)).hasMessageContaining("c1 = -1");
        assertThatThrownBy(() -> NormChain.of(0, 1).withParticles(3).solve(4, 2, ChainClosure.power(), Times.of(1)))
                .hasMessageContaining("at most N = 3");
        assertThatThrownBy(() -> new Majorant(0, 1, 2).orderFor(1e-3, 0.6)).hasMessageContaining("T* = 0.5");
    }
}
