package org.espalier.estimates.multiplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.weaknorms.Dirac;
import org.espalier.estimates.weaknorms.Gaussian;
import org.espalier.estimates.weaknorms.LineMeasure;
import org.espalier.estimates.weaknorms.SignedMeasure;
import org.espalier.estimates.weaknorms.WeakNorm;
import org.junit.jupiter.api.Test;

/**
 * The multiplier estimate (9.2) and the commutators on random data, with a companion for every hypothesis. The
 * inequalities hold for every draw: no probability of failure.
 */
class MultiplierInequalityTest {
    /** Random trigonometric polynomials: best constant ≤ sharp bound ≤ simple bound, and not far below sup|ν|. */
    @Test
    void bestConstantStaysBelowTheBounds() {
        SplittableRandom random = new SplittableRandom(71);
        double closest = 0;
        for (int trial = 0; trial < 40; trial++) {
            double[] amplitude = random.doubles(3, -1, 1).toArray();
            double[] phase = random.doubles(3, 0, 6).toArray();
            int[] mode = {random.nextInt(1, 4), random.nextInt(4, 8), random.nextInt(1, 16)};
            double shift = random.nextDouble(-1, 1);
            DoubleUnaryOperator nu = x -> shift
                    + amplitude[0] * Math.sin(mode[0] * x + phase[0])
                    + amplitude[1] * Math.sin(mode[1] * x + phase[1])
                    + amplitude[2] * Math.sin(mode[2] * x + phase[2]);
            DoubleUnaryOperator slope = x -> mode[0] * amplitude[0] * Math.cos(mode[0] * x + phase[0])
                    + mode[1] * amplitude[1] * Math.cos(mode[1] * x + phase[1])
                    + mode[2] * amplitude[2] * Math.cos(mode[2] * x + phase[2]);
            MultiplierBound bound = new MultiplierBound(supremum(nu), supremum(slope));
            double best = BestConstant.onTorus(nu, slope, 2 * Math.PI, 600);
            assertThat(best).isLessThanOrEqualTo(bound.sharp());
            assertThat(bound.sharp()).isLessThanOrEqualTo(bound.simple());
            assertThat(best).isGreaterThan(0.9 * bound.supremum());
            closest = Math.max(closest, best / bound.sharp());
        }
        assertThat(closest).isGreaterThan(0.6);
    }

    /** Scan of 40 000 points; between them a polynomial of degree 15 rises by less than 1e-6 of itself. */
    private static double supremum(DoubleUnaryOperator f) {
        double largest = 0;
        for (int k = 0; k < 40000; k++) {
            largest = Math.max(largest, Math.abs(f.applyAsDouble(2 * Math.PI * k / 40000)));
        }
        return largest * (1 + 1e-6);
    }

    /** Not Lipschitz: a ramp of height 1 over width h, whose slope is 0 almost everywhere as h → 0, has C ~ h^{−1/2}. */
    @Test
    void aJumpHasNoConstant() {
        double before = 0;
        for (double h : new double[] {0.1, 0.01, 0.001}) {
            double best = BestConstant.onLine(
                    x -> Math.min(1, Math.max(0, x / h)), x -> x > 0 && x < h ? 1 / h : 0, -1, 1, (int)
                            Math.rint(20 / h));
            assertThat(best).isLessThanOrEqualTo(new MultiplierBound(1, 1 / h).sharp());
            // the bound with the slope that the limit has almost everywhere
            assertThat(best).isGreaterThan(new MultiplierBound(1, 0).sharp());
            if (before > 0) {
                assertThat(best / before).isBetween(0.9 * Math.sqrt(10), 1.1 * Math.sqrt(10));
            }
            before = best;
        }
    }

    /** Not bounded: ν = x, slope 1, with sup|ν| = 1 as on [−1, 1]: the constant grows with the window. */
    @Test
    void anUnboundedMultiplierHasNoConstant() {
        double claimed = new MultiplierBound(1, 1).sharp();
        assertThat(BestConstant.onLine(x -> x, x -> 1, -1, 1, 400)).isLessThan(claimed);
        assertThat(BestConstant.onLine(x -> x, x -> 1, -4, 4, 800)).isGreaterThan(claimed);
        assertThat(BestConstant.onLine(x -> x, x -> 1, -16, 16, 3200))
                .isGreaterThan(12)
                .isLessThan(new MultiplierBound(16, 1).sharp());
    }

    /** ‖νμ‖ ≤ C ‖μ‖ in 1, 2, 3 variables, ν = B + A sin(ωx + c) acting on any one of them, μ random signed atoms. */
    @Test
    void randomMeasures() {
        SplittableRandom random = new SplittableRandom(72);
        double largest = 0;
        for (int trial = 0; trial < 600; trial++) {
            int k = 1 + trial % 3;
            int axis = random.nextInt(k);
            double a = random.nextDouble(-1, 1);
            double b = random.nextDouble(-1, 1);
            double omega = Math.exp(random.nextDouble(-1, 3));
            double c = random.nextDouble(0, 6);
            DoubleUnaryOperator nu = x -> b + a * Math.sin(omega * x + c);
            double bound = new MultiplierBound(Math.abs(a) + Math.abs(b), Math.abs(a) * omega).sharp();
            double ratio = ratio(random, k, axis, 4 / omega, nu);
            assertThat(ratio).isLessThanOrEqualTo(bound * (1 + 1e-9));
            largest = Math.max(largest, ratio / bound);
        }
        assertThat(largest).isGreaterThan(0.8);
    }

    /** ‖νμ‖/‖μ‖ for 2 to 6 random signed atoms within a width. */
    private static double ratio(SplittableRandom random, int k, int axis, double width, DoubleUnaryOperator nu) {
        SignedMeasure mu = null;
        SignedMeasure image = null;
        for (int r = 2 + random.nextInt(5); r > 0; r--) {
            LineMeasure[] point = new LineMeasure[k];
            double at = 0;
            for (int l = 0; l < k; l++) {
                double x = random.nextDouble(-width, width);
                point[l] = Dirac.at(x);
                at = l == axis ? x : at;
            }
            SignedMeasure term = SignedMeasure.product(point).times(random.nextDouble(-1, 1));
            mu = mu == null ? term : mu.plus(term);
            SignedMeasure scaled = term.times(nu.applyAsDouble(at));
            image = image == null ? scaled : image.plus(scaled);
        }
        return WeakNorm.unweighted().of(image) / WeakNorm.unweighted().of(mu);
    }

    /** Each hypothesis of ‖νμ‖ ≤ C ‖μ‖ broken alone. */
    @Test
    void eachHypothesisOfTheMeasureFormIsNeeded() {
        WeakNorm norm = WeakNorm.unweighted();
        // ν Lipschitz: a jump, slope 0 elsewhere; a dipole across it
        SignedMeasure dipole = SignedMeasure.dirac(1e-3).minus(SignedMeasure.dirac(-1e-3));
        assertThat(norm.of(SignedMeasure.dirac(1e-3)) / norm.of(dipole))
                .isGreaterThan(10 * new MultiplierBound(1, 0).sharp());
        // ν bounded: ν = x, slope 1, sup|ν| taken for 1; one atom far out
        assertThat(norm.of(SignedMeasure.dirac(9.0).times(9)) / norm.of(SignedMeasure.dirac(9.0)))
                .isGreaterThan(new MultiplierBound(1, 1).sharp());
        // one variable at a time: ν = cos(ω(x_1 + x_2)), μ = the checkerboard Σ (−1)^{i+j} δ ⊗ δ on its zeros and peaks
        double omega = 8;
        SignedMeasure alternating = null;
        SignedMeasure constant = null;
        for (int i = -20; i <= 20; i++) {
            SignedMeasure atom = SignedMeasure.dirac(i * Math.PI / omega);
            SignedMeasure signed = atom.times(i % 2 == 0 ? 1 : -1);
            alternating = alternating == null ? signed : alternating.plus(signed);
            constant = constant == null ? atom : constant.plus(atom);
        }
        double single = norm.of(constant) / norm.of(alternating);
        double bound = new MultiplierBound(1, omega).sharp();
        // on one variable alone the bound holds; both norms are those of product measures, so that the ratio is a
        // square
        assertThat(single).isLessThan(bound);
        assertThat(single * single).isGreaterThan(2 * bound);
    }

    /** Both mollified commutators on random atoms: never violated, and not idle. */
    @Test
    void commutatorsOnRandomData() {
        SplittableRandom random = new SplittableRandom(73);
        double[] largest = new double[2];
        for (int trial = 0; trial < 60; trial++) {
            double epsilon = Math.exp(random.nextDouble(-3, 1));
            double omega = Math.exp(random.nextDouble(-1, 2));
            double phase = random.nextDouble(0, 6);
            double[] x = random.doubles(1 + random.nextInt(5), -2, 2).toArray();
            double[] m = random.doubles(x.length, -1, 1).toArray();
            DoubleUnaryOperator nu = v -> Math.sin(omega * v + phase);
            MollifiedCommutator[] both = {MollifiedCommutator.of(nu, epsilon), MollifiedCommutator.half(nu, epsilon)};
            for (int form = 0; form < 2; form++) {
                double ratio = both[form].norm(x, m) / both[form].bound(x, m, omega);
                assertThat(ratio).isLessThan(1);
                largest[form] = Math.max(largest[form], ratio);
            }
        }
        assertThat(largest[0]).isGreaterThan(0.2);
        assertThat(largest[1]).isGreaterThan(0.2);
    }

    /** ν must be Lipschitz, by its own constant: a jump, and a slope understated, break both forms. */
    @Test
    void commutatorsNeedTheSlope() {
        double[] atom = {-1e-4};
        double[] mass = {1};
        DoubleUnaryOperator jump = x -> x < 0 ? x : 1 + x;
        for (MollifiedCommutator form :
                new MollifiedCommutator[] {MollifiedCommutator.of(jump, 0.01), MollifiedCommutator.half(jump, 0.01)}) {
            assertThat(form.norm(atom, mass)).isGreaterThan(3 * form.bound(atom, mass, 1));
        }
        DoubleUnaryOperator steep = x -> 10 * x;
        for (MollifiedCommutator form :
                new MollifiedCommutator[] {MollifiedCommutator.of(steep, 0.3), MollifiedCommutator.half(steep, 0.3)}) {
            assertThat(form.norm(atom, mass))
                    .isLessThan(form.bound(atom, mass, 10))
                    .isGreaterThan(form.bound(atom, mass, 1));
        }
    }

    /**
     * Closed forms of the half kernel: one atom and ν = x, ‖w‖² = (2/π²ε²) ∫ x² K_0(x/ε)² dx = ε/16; ν = cos 2x, one
     * atom, ε = 1, by Fourier transform (Parseval, independent quadrature).
     */
    @Test
    void halfKernel() {
        assertThat(MollifiedCommutator.half(x -> x, 0.3).norm(new double[] {0.4}, new double[] {2}))
                .isCloseTo(2 * Math.sqrt(0.3 / 16), within(1e-9));
        assertThat(MollifiedCommutator.half(x -> Math.cos(2 * x), 1).norm(new double[] {0}, new double[] {1}))
                .isCloseTo(PARSEVAL, within(1e-8));
        // K_ε ⋆ K_ε = L_ε: the right sides are one number times the two constants
        double[] x = {0.1, 0.4};
        double[] m = {1, -2};
        double ratio = MollifiedCommutator.half(v -> v, 0.5).bound(x, m, 1)
                / MollifiedCommutator.of(v -> v, 0.5).bound(x, m, 1);
        double asinh = Math.log(1 + Math.sqrt(2));
        assertThat(ratio)
                .isCloseTo((1 + (1 / Math.sqrt(2) + 0.5 * asinh) / Math.PI) / (0.5 * Math.sqrt(5)), within(1e-13));
        // the energy on the right at ε = 1 is the norm of H^{-1}
        SignedMeasure mu =
                SignedMeasure.dirac(0.1).minus(SignedMeasure.dirac(0.4).times(2));
        assertThat(MollifiedCommutator.of(v -> v, 1).bound(x, m, 1))
                .isCloseTo(0.5 * Math.sqrt(5) * WeakNorm.unweighted().of(mu), within(1e-13));
        assertThat(WeakNorm.unweighted().of(SignedMeasure.product(new Gaussian(0, 1))))
                .isPositive();
    }

    private static final double PARSEVAL = 0.275740056519;
}
