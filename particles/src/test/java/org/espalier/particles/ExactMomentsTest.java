package org.espalier.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.PotentialProducts;
import org.espalier.particles.observable.Potentials;
import org.espalier.particles.observable.TestFunction;
import org.espalier.particles.observable.TreeObservables;
import org.espalier.particles.spiking.Driver;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;

/**
 * Constant intensity: all first and second moments and the law of one neuron at t = 1.5, exact values from the closed
 * linear equations of the moments and from the Poisson-driven characteristic function.
 */
class ExactMomentsTest {
    private static final double[] MEANS = {.514219, .582587, .582587, .856057};
    private static final double[][] COVARIANCES = {
        {.533396, -.248705, .192964, -.127717},
        {-.248705, .469314, -.219874, -.028980},
        {.192964, -.219874, .665830, .066075},
        {-.127717, -.028980, .066075, .770428}
    };

    private final Potentials potentials = new Potentials(4);
    private final PotentialProducts products = new PotentialProducts(4);

    private static Observable cosine(int neuron, double theta) {
        return Observable.of("cos", state -> Math.cos(theta * state.potential(neuron)));
    }

    private static Observable sine(int neuron, double theta) {
        return Observable.of("sin", state -> Math.sin(theta * state.potential(neuron)));
    }

    private void check(Driver driver, long seed) {
        Observable[] waves = {cosine(0, 1), sine(0, 1), cosine(0, 2.5), sine(0, 2.5), cosine(2, 1), sine(2, 1)};
        TreeObservables edge = TreeObservables.injective(
                ConstantIntensity.network(), List.of(TestFunction.moment(1)), List.of(RootedTree.ofLevels(0, 1)));
        double[] exactWaves = {.695673, .337142, .295146, .121623, .648234, .340234};
        EnsembleResult result = Ensemble.of(
                        ConstantIntensity.neuron(ConstantIntensity.bounded(1.5)),
                        ConstantIntensity.network(),
                        ConstantIntensity.LAW)
                .driver(driver)
                .replicas(150_000)
                .seed(seed)
                .timeStep(0.025)
                .threads(2)
                .observing(potentials, products)
                .observing(waves)
                .observing(edge)
                .run(Times.of(1.5));
        // 21 quantities together at 99 %: fails by chance for one seed in 100. The step's bias is below 2e-4,
        // a tenth of a standard error
        double level = 1 - 0.01 / 21;
        for (int i = 0; i < 4; i++) {
            inside(result.observed(potentials, i).at(0), MEANS[i], level);
            for (int j = i; j < 4; j++) {
                inside(
                        result.observed(products, products.index(i, j)).at(0),
                        COVARIANCES[i][j] + MEANS[i] * MEANS[j],
                        level);
            }
        }
        // ⟨τ_N(edge), v ⊗ v⟩ = (1/N) Σ w_ij (C_ij + m_i m_j)
        double exactEdge = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                exactEdge += ConstantIntensity.W[i][j] * (COVARIANCES[i][j] + MEANS[i] * MEANS[j]) / 4;
            }
        }
        inside(result.observed(edge, 0).at(0), exactEdge, level);
        for (int k = 0; k < waves.length; k++) {
            inside(result.observed(waves[k], 0).at(0), exactWaves[k], level);
        }
    }

    private static void inside(Estimate estimate, double exact, double level) {
        assertThat(estimate.mean()).isCloseTo(exact, within(estimate.halfWidth(level)));
        // an interval too wide to tell anything would be no test
        assertThat(estimate.halfWidth(level)).isLessThan(0.025);
    }

    @Test
    void timeStepped() {
        check(Driver.TIME_STEPPED, 1);
    }

    @Test
    void eventDriven() {
        check(Driver.EVENT_DRIVEN, 2);
    }
}
