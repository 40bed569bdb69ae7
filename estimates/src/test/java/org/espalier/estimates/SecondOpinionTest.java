package org.espalier.estimates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.analysis.integration.SimpsonIntegrator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.ode.nonstiff.GraggBulirschStoerIntegrator;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.apache.commons.math3.stat.regression.GLSMultipleLinearRegression;
import org.espalier.bbgky.norms.ChainClosure;
import org.espalier.bbgky.norms.ChainSolution;
import org.espalier.bbgky.norms.NormChain;
import org.espalier.estimates.bridge.SampledRate;
import org.espalier.estimates.convergence.ConstantIntensityMoments;
import org.espalier.estimates.energy.EnergyConstants;
import org.espalier.estimates.energy.WeightedSpace;
import org.espalier.estimates.weaknorms.Gaussian;
import org.espalier.estimates.weaknorms.LineDistribution;
import org.espalier.estimates.weaknorms.LineMeasure;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;

/** What other libraries and our own rules compute, once more by Commons Math: integrators, quadrature, special functions, fits. */
class SecondOpinionTest {
    private static FirstOrderDifferentialEquations equations(int dimension, Slopes slopes) {
        return new FirstOrderDifferentialEquations() {
            @Override
            public int getDimension() {
                return dimension;
            }

            @Override
            public void computeDerivatives(double t, double[] y, double[] d) {
                slopes.at(y, d);
            }
        };
    }

    private interface Slopes {
        void at(double[] y, double[] d);
    }

    /** The chain itself by extrapolation, where the solver takes logarithms of it by Dormand and Prince. */
    @Test
    void theNormChainByExtrapolation() {
        Times times = Times.of(0.1, 0.25, 0.4);
        int order = 6;
        NormChain infinite = NormChain.of(0.3, 0.7);
        for (NormChain chain : List.of(infinite, infinite.withParticles(20).withDivergence(0.5))) {
            for (ChainClosure closure : List.of(ChainClosure.vanishing(), ChainClosure.power())) {
                ChainSolution solution = chain.solve(order, 1.4, closure, times);
                assertThat(solution.outcome().isCompleted()).isTrue();
                double[] y = new double[order];
                Arrays.setAll(y, k -> Math.pow(1.4, k + 1));
                double from = 0;
                for (int t = 0; t < times.count(); t++) {
                    new GraggBulirschStoerIntegrator(1e-8, 0.1, 1e-12, 1e-12)
                            .integrate(
                                    equations(order, (x, d) -> {
                                        double last = closure instanceof ChainClosure.Vanishing
                                                ? 0
                                                : Math.pow(x[order - 1], (order + 1.0) / order);
                                        for (int k = 1; k <= order; k++) {
                                            d[k - 1] = chain.growth(k) * x[k - 1]
                                                    + chain.coupling(k) * (k < order ? x[k] : last);
                                        }
                                    }),
                                    from,
                                    y,
                                    times.at(t),
                                    y);
                    from = times.at(t);
                    for (int k = 1; k <= order; k++) {
                        assertThat(solution.log(k, t)).isCloseTo(Math.log(y[k - 1]), within(1e-9));
                    }
                }
            }
        }
    }

    /** All first and second moments of six neurons as one system of 27 equations, seed 5. */
    @Test
    void theSecondMomentsAsOneSystem() {
        int n = 6;
        double beta = 0.8;
        double kappa = 0.6;
        double lambda = 1.5;
        double noise = 0.4;
        double reset = -0.2;
        double kick = 1.3;
        SplittableRandom random = new SplittableRandom(5);
        double[][] w = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                w[i][j] = i == j || random.nextInt(3) == 0 ? 0 : random.nextDouble(-0.5, 0.7);
            }
        }
        double[] start = new double[n + n * n];
        for (int i = 0; i < n; i++) {
            start[i] = 0.3;
            start[n + i * n + i] = 0.09;
        }
        Slopes slopes = (y, d) -> {
            for (int i = 0; i < n; i++) {
                double drive = Arrays.stream(w[i]).sum();
                d[i] = beta + lambda * (kick * drive + reset) - (kappa + lambda) * y[i];
                for (int j = 0; j < n; j++) {
                    double common = 0;
                    for (int l = 0; l < n; l++) {
                        common += kick * kick * w[i][l] * w[j][l];
                    }
                    d[n + i * n + j] = i == j
                            ? -(2 * kappa + lambda) * y[n + i * n + i]
                                    + lambda * Math.pow(y[i] - reset, 2)
                                    + noise * noise
                                    + lambda * common
                            : -2 * (kappa + lambda) * y[n + i * n + j]
                                    + lambda
                                            * (common
                                                    + kick * w[i][j] * (reset - y[j])
                                                    + kick * w[j][i] * (reset - y[i]));
                }
            }
        };
        Neuron neuron = new Neuron(new LinearLeak(beta, kappa), noise, new ConstantIntensity(lambda), reset, kick);
        ConstantIntensityMoments moments = ConstantIntensityMoments.of(SynapticNetwork.ofMatrix(w), neuron, 0.3, 0.09);
        for (double time : new double[] {0.1, 1.5, 6}) {
            double[] y = new double[start.length];
            new DormandPrince853Integrator(1e-8, 0.5, 1e-13, 1e-13)
                    .integrate(equations(start.length, slopes), 0, start, time, y);
            double second = 0;
            double edge = 0;
            for (int i = 0; i < n; i++) {
                second += (y[n + i * n + i] + y[i] * y[i]) / n;
                for (int j = 0; j < n; j++) {
                    edge += w[i][j] * (y[n + i * n + j] + y[i] * y[j]) / n;
                }
            }
            assertThat(moments.secondMoment(time)).isCloseTo(second, within(1e-11));
            assertThat(moments.edgeMoment(time)).isCloseTo(edge, within(1e-11));
        }
        // without leak and spikes: Brownian motion
        Neuron free = new Neuron(new LinearLeak(beta, 0), noise, new ConstantIntensity(0), reset, kick);
        assertThat(ConstantIntensityMoments.of(SynapticNetwork.ofMatrix(w), free, 0.3, 0.09)
                        .secondMoment(2))
                .isCloseTo(0.09 + 0.16 * 2 + 1.9 * 1.9, within(1e-14));
    }

    private static double adaptive(UnivariateFunction f, double... ends) {
        double sum = 0;
        for (int k = 0; k + 1 < ends.length; k++) {
            sum += new IterativeLegendreGaussIntegrator(12, 1e-13, 1e-13).integrate(1_000_000, f, ends[k], ends[k + 1]);
        }
        return sum;
    }

    @Test
    void integralsByAdaptiveQuadrature() {
        NormalDistribution normal = new NormalDistribution(0.2, 0.8);
        for (double x : new double[] {-3, -0.4, 0.2, 1.7}) {
            double potential = adaptive(y -> 0.5 * Math.exp(-Math.abs(x - y)) * normal.density(y), -8, x, 8);
            assertThat(new Gaussian(0.2, 0.8).potential(x)).isCloseTo(potential, within(1e-13));
            double kink = Math.max(-0.5, Math.min(0.7, x));
            double parabola = 0;
            for (double[] part : new double[][] {{-0.5, kink}, {kink, 0.7}}) {
                parabola += part[0] == part[1]
                        ? 0
                        : new SimpsonIntegrator(1e-12, 1e-14, 3, 30)
                                .integrate(1_000_000, y -> 0.5 * Math.exp(-Math.abs(x - y)) * y * y, part[0], part[1]);
            }
            assertThat(LineMeasure.density(v -> v * v, -0.5, 0.7, 0.25).potential(x))
                    .isCloseTo(parabola, within(1e-11));
        }
        Neuron neuron = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
        double a = 0.7;
        double square = adaptive(
                v -> Math.pow(neuron.intensity().at(v), 2) * Math.exp(-2 * a * Math.sqrt(1 + v * v)),
                -40,
                -4,
                0,
                1,
                2,
                6,
                40);
        assertThat(EnergyConstants.couplingSquare(neuron, a)).isCloseTo(square, within(1e-11));
        double norm = adaptive(
                v -> Math.pow(normal.density(v), 2) * Math.exp(2 * a * Math.sqrt(1 + v * v)), -12, -2, 0, 2, 12);
        assertThat(new WeightedSpace(a).squared(Normal.of(0.2, 0.8))).isCloseTo(norm, within(1e-11));
    }

    /** Those that the sums over the torus use, by Commons Math; the error functions also by their integrals. */
    @Test
    void specialFunctions() {
        for (double x = 0.05; x < 6; x += 0.35) {
            double z = x;
            double tail = adaptive(t -> 2 / Math.sqrt(Math.PI) * Math.exp(-t * t), z, z + 2, z + 8);
            assertThat(Erf.erfc(x)).isCloseTo(tail, within(1e-13 * Math.max(tail, 1e-3)));
            assertThat(Erf.erf(x)).isCloseTo(org.apache.commons.math3.special.Erf.erf(x), within(1e-14));
            for (double order : new double[] {0.3, 1.5, 2.75}) {
                assertThat(Gamma.regularizedGammaQ(order, x))
                        .isCloseTo(org.apache.commons.math3.special.Gamma.regularizedGammaQ(order, x), within(1e-13));
                double gamma = Math.exp(Gamma.logGamma(order));
                double upper =
                        adaptive(t -> Math.pow(t, order - 1) * Math.exp(-t), z, z + 1, z + 4, z + 12, z + 60) / gamma;
                assertThat(Gamma.regularizedGammaQ(order, x)).isCloseTo(upper, within(1e-11));
                assertThat(Gamma.regularizedGammaP(order, x)).isCloseTo(1 - upper, within(1e-11));
            }
        }
    }

    /** Distances of two samples, and of a sample and a normal law, against the statistics of the test of the same name. */
    @Test
    void kolmogorovSmirnovDistances() {
        SplittableRandom random = new SplittableRandom(3);
        KolmogorovSmirnovTest oracle = new KolmogorovSmirnovTest();
        NormalDistribution normal = new NormalDistribution(0.4, 0.5);
        for (int trial = 0; trial < 30; trial++) {
            double[] a = random.doubles(random.nextInt(3, 40)).toArray();
            double[] b = random.doubles(random.nextInt(3, 40), 0.2, 1.2).toArray();
            LineDistribution law = LineDistribution.ofSample(a);
            assertThat(law.kolmogorovSmirnov(LineDistribution.ofSample(b)))
                    .isCloseTo(oracle.kolmogorovSmirnovStatistic(a, b), within(1e-14));
            assertThat(law.kolmogorovSmirnov(normal::cumulativeProbability))
                    .isCloseTo(oracle.kolmogorovSmirnovStatistic(normal, a), within(1e-14));
        }
    }

    /** The rate of sampled differences against generalised least squares with the covariance of their logarithms. */
    @Test
    void sampledRatesByGeneralisedLeastSquares() {
        SplittableRandom random = new SplittableRandom(11);
        for (int trial = 0; trial < 30; trial++) {
            int n = random.nextInt(3, 8);
            double[] x = new double[n];
            double[][] rows = new double[n][1];
            double[] logs = new double[n];
            double[][] covariance = new double[n][n];
            List<Estimate> differences = new ArrayList<>();
            for (int k = 0; k < n; k++) {
                x[k] = Math.pow(2, -k);
                double d = (random.nextBoolean() ? 1 : -1) * 0.3 * x[k] * random.nextDouble(0.8, 1.2);
                double error = Math.abs(d) * random.nextDouble(0.01, 0.2);
                differences.add(new Estimate(d, error, 100));
                rows[k][0] = Math.log(x[k]);
                logs[k] = Math.log(Math.abs(d));
                covariance[k][k] = Math.pow(error / d, 2);
            }
            GLSMultipleLinearRegression oracle = new GLSMultipleLinearRegression();
            oracle.newSampleData(logs, rows, covariance);
            SampledRate rate = SampledRate.of(x, differences);
            assertThat(rate.exponent()).isCloseTo(oracle.estimateRegressionParameters()[1], within(1e-11));
            assertThat(rate.prefactor()).isCloseTo(Math.exp(oracle.estimateRegressionParameters()[0]), within(1e-11));
            assertThat(rate.standardError())
                    .isCloseTo(Math.sqrt(oracle.estimateRegressionParametersVariance()[1][1]), within(1e-11));
            assertThat(rate.misfit()).isCloseTo(oracle.estimateErrorVariance() * (n - 2), within(1e-9));
        }
    }
}
