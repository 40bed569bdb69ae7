package org.espalier.estimates.remainders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.FunctionFacts;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Test;

/**
 * (4.2) on random data, and a companion for every hypothesis. The inequalities hold for every draw: these tests have no
 * probability of failure.
 */
class RemainderBoundTest {
    private static final int N = 8;
    private static final RootedTree EDGE = RootedTree.ofLevels(0, 1);

    /** Complete graph, ν ≡ 4: both bounds nearly attained, so that a hypothesis broken by a fifth shows. */
    private static final Neuron SHARP = new Neuron(new LinearLeak(1, 1), 0.4, new ConstantIntensity(4), 0, 1);

    private static double[][] complete() {
        double[][] w = new double[N][N];
        for (int i = 0; i < N; i++) {
            Arrays.fill(w[i], 0.5 / N);
            w[i][i] = 0;
        }
        return w;
    }

    private static double[] potentials(double v) {
        double[] all = new double[N];
        Arrays.fill(all, v);
        return all;
    }

    /** Signed weights, hubs whose column sums are N − 1 times the row sums, kick factors of both signs, trees to order 4. */
    @Test
    void randomData() {
        SplittableRandom random = new SplittableRandom(9);
        List<RootedTree> trees = RootedTrees.upTo(4).toList();
        double reset = 0;
        double jump = 0;
        for (int trial = 0; trial < 800; trial++) {
            int n = 4 + random.nextInt(3);
            double size = Math.exp(random.nextDouble(-2, 1));
            double[][] w = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    w[i][j] = i != j && random.nextInt(3) > 0 ? size * random.nextDouble(-1, 1) : 0;
                }
                if (trial % 4 == 0) {
                    // everybody listens to neuron 0 alone
                    w[i] = new double[n];
                    w[i][0] = i == 0 ? 0 : size;
                }
            }
            Neuron neuron = new Neuron(
                    new LinearLeak(1, 1),
                    0.4,
                    Sigmoid.of(Math.exp(random.nextDouble(-1, 2)), random.nextDouble(-1, 1), 0.2),
                    random.nextDouble(-1, 1),
                    random.nextDouble(-2, 2));
            RootedTree tree = trees.get(trial % trees.size());
            int k = tree.order();
            TupleFunction phi = TupleFunction.waves(
                    random.doubles(k, -2, 2).toArray(), random.doubles(k, 0, 3).toArray());
            Remainders remainders = Remainders.of(RemaindersTest.network(w), neuron, tree, phi);
            Remainder value = remainders.at(random.doubles(n, -1, 3).toArray());
            RemainderBound bound = remainders.bound();
            assertThat(Math.abs(value.reset())).isLessThanOrEqualTo(bound.reset() * (1 + 1e-12));
            assertThat(Math.abs(value.jump())).isLessThanOrEqualTo(bound.jump() * (1 + 1e-12));
            reset = Math.max(reset, bound.reset() > 0 ? Math.abs(value.reset()) / bound.reset() : 0);
            jump = Math.max(jump, bound.jump() > 0 ? Math.abs(value.jump()) / bound.jump() : 0);
        }
        // the draws are not idle
        assertThat(reset).isGreaterThan(0.1);
        assertThat(jump).isGreaterThan(0.1);
    }

    /** Where nothing is broken: the ratios of the complete graph, Π (N−j)/(N−1), N = 8. */
    @Test
    void completeGraphIsAdmissible() {
        assertThat(reset(SHARP, WeightScaling.of(RemaindersTest.network(complete())), TupleFunction.sum(), 0.3))
                .isCloseTo(1, within(1e-12));
        assertThat(jump(SHARP, WeightScaling.of(RemaindersTest.network(complete())), TupleFunction.halfSquare(), 0.3))
                .isCloseTo(6.0 / 7, within(1e-12));
    }

    private static double reset(Neuron neuron, WeightScaling scaling, TupleFunction phi, double v) {
        Remainders remainders = Remainders.of(RemaindersTest.network(complete()), neuron, EDGE, phi);
        return Math.abs(remainders.at(potentials(v)).reset())
                / RemainderBound.of(scaling, neuron, 2, phi).reset();
    }

    private static double jump(Neuron neuron, WeightScaling scaling, TupleFunction phi, double v) {
        Remainders remainders = Remainders.of(RemaindersTest.network(complete()), neuron, EDGE, phi);
        return Math.abs(remainders.at(potentials(v)).jump())
                / RemainderBound.of(scaling, neuron, 2, phi).jump();
    }

    /** ν(v) = max(v, 0) with ‖ν‖ = 4 taken from [0, 4]: beyond, both ratios grow with v. */
    @Test
    void unboundedIntensity() {
        Intensity ramp = new Intensity() {
            @Override
            public double at(double v) {
                return Math.max(v, 0);
            }

            @Override
            public FunctionFacts facts() {
                return new FunctionFacts(0, 4, 1, Optional.of((DoubleUnaryOperator) v -> v > 0 ? 1 : 0));
            }
        };
        WeightScaling scaling = WeightScaling.of(RemaindersTest.network(complete()));
        for (double v : new double[] {2, 3.9}) {
            assertThat(reset(SHARP.intensity(ramp), scaling, TupleFunction.sum(), v))
                    .isLessThan(1);
            assertThat(jump(SHARP.intensity(ramp), scaling, TupleFunction.halfSquare(), v))
                    .isLessThan(1);
        }
        for (double v : new double[] {5, 50}) {
            assertThat(reset(SHARP.intensity(ramp), scaling, TupleFunction.sum(), v))
                    .isGreaterThan(v / 4.1);
            assertThat(jump(SHARP.intensity(ramp), scaling, TupleFunction.halfSquare(), v))
                    .isGreaterThan(v / 4.8);
        }
    }

    /** R_w taken for 0.8 of what it is, and ε_w. */
    @Test
    void understatedWeights() {
        WeightScaling scaling = WeightScaling.of(RemaindersTest.network(complete()));
        WeightScaling rows =
                new WeightScaling(0.8 * scaling.rowConstant(), 0, scaling.columnConstant(), 0, scaling.largestWeight());
        WeightScaling largest =
                new WeightScaling(scaling.rowConstant(), 0, scaling.columnConstant(), 0, 0.8 * scaling.largestWeight());
        for (WeightScaling understated : new WeightScaling[] {rows, largest}) {
            assertThat(reset(SHARP, understated, TupleFunction.sum(), 0.3)).isGreaterThan(1.2);
            assertThat(jump(SHARP, understated, TupleFunction.halfSquare(), 0.3))
                    .isGreaterThan(1.05);
        }
    }

    /** φ = max(s, 0), s = Σ v_l: Lipschitz but not C², its second derivatives 0 almost everywhere. */
    @Test
    void testFunctionWithAKink() {
        TupleFunction kink = new TupleFunction() {
            @Override
            public double at(double[] v) {
                return Math.max(0, Arrays.stream(v).sum());
            }

            @Override
            public double slope(int n, double[] v) {
                return Arrays.stream(v).sum() > 0 ? 1 : 0;
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
        Remainders remainders = Remainders.of(RemaindersTest.network(complete()), SHARP, EDGE, kink);
        assertThat(remainders.bound().jump()).isZero();
        assertThat(remainders.at(potentials(-1e-3)).jump()).isGreaterThan(0.01);
        // the reset remainder asks for one derivative only
        assertThat(Math.abs(remainders.at(potentials(-1e-3)).reset()))
                .isLessThanOrEqualTo(remainders.bound().reset());
    }

    /** φ whose derivatives are larger than it says. */
    @Test
    void understatedDerivatives() {
        TupleFunction steep = scaled(TupleFunction.sum());
        TupleFunction curved = scaled(TupleFunction.halfSquare());
        WeightScaling scaling = WeightScaling.of(RemaindersTest.network(complete()));
        assertThat(reset(SHARP, scaling, steep, 0.3)).isGreaterThan(1.2);
        assertThat(jump(SHARP, scaling, curved, 0.3)).isGreaterThan(1.05);
    }

    /** 1.25 φ with the bounds of φ. */
    private static TupleFunction scaled(TupleFunction phi) {
        return new TupleFunction() {
            @Override
            public double at(double[] v) {
                return 1.25 * phi.at(v);
            }

            @Override
            public double slope(int n, double[] v) {
                return 1.25 * phi.slope(n, v);
            }

            @Override
            public double gradientBound() {
                return phi.gradientBound();
            }

            @Override
            public double hessianBound() {
                return phi.hessianBound();
            }
        };
    }

    /** w_ii ≠ 0: the neuron that fires kicks itself after its reset, at first order already for the single vertex. */
    @Test
    void selfLoop() {
        double[][] looped = new double[N][N];
        for (int i = 0; i < N; i++) {
            looped[i][i] = 0.5;
        }
        WeightScaling diagonal = new WeightScaling(0.5, 0, 0.5, 0, 0.5);
        RemainderBound bound = RemainderBound.of(diagonal, SHARP, 1, TupleFunction.sum());
        assertThat(bound.reset() + bound.jump()).isZero();
        assertThat(Math.abs(new DenseGenerator(looped, SHARP, RootedTree.single(), TupleFunction.sum(), false)
                        .remainder(potentials(0.3))))
                .isGreaterThan(0.1);
        // a curved φ: the jump bound is not 0, and too small
        TupleFunction wave = TupleFunction.waves(new double[] {0.5}, new double[] {0});
        RemainderBound curved = RemainderBound.of(diagonal, SHARP, 1, wave);
        assertThat(Math.abs(
                        new DenseGenerator(looped, SHARP, RootedTree.single(), wave, false).remainder(potentials(0.3))))
                .isGreaterThan(curved.reset() + curved.jump());
    }

    /** Repeated indices: both leaves of a cherry on one neuron are reset together, an effect without any ε_w. */
    @Test
    void repeatedIndices() {
        Neuron neuron = SHARP.intensity(Sigmoid.of(4, 1, 0.2));
        RootedTree cherry = RootedTree.ofLevels(0, 1, 1);
        TupleFunction product = TupleFunction.waves(new double[] {0.1, 0.1, 0.1}, new double[] {1.5, 0, 0});
        double[][] pair = {{0, 0.05}, {0, 0}};
        RemainderBound bound = RemainderBound.of(WeightScaling.of(RemaindersTest.network(pair)), neuron, 3, product);
        double[] two = {1, 9};
        assertThat(Math.abs(new DenseGenerator(pair, neuron, cherry, product, false).remainder(two)))
                .isLessThanOrEqualTo(bound.reset() + bound.jump());
        assertThat(Math.abs(new DenseGenerator(pair, neuron, cherry, product, true).remainder(two)))
                .isGreaterThan(bound.reset() + bound.jump());
    }
}
