package org.espalier.model.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.Connectomes;
import org.espalier.model.observable.TreeDensities;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;

class QuasiStableColouringTest {
    private final PlantedNetwork planted =
            PlantedNetwork.of(new SplittableRandom(12), new int[] {300, 200, 100, 50}, 3, 0.0371);

    @Test
    void toleranceIsKept() {
        SynapticNetwork worm = Connectomes.worm().times(1e-3);
        int before = 0;
        for (double tolerance : new double[] {1, 0.1, 0.02, 0.005}) {
            NeuronClasses classes = QuasiStableColouring.withTolerance(worm, tolerance);
            assertThat(Quotient.of(worm, classes).error()).isLessThanOrEqualTo(tolerance);
            assertThat(classes.count()).isGreaterThan(before);
            before = classes.count();
        }
        assertThat(before).isLessThan(419);
    }

    @Test
    void toleranceZeroReachesAnEquitablePartition() {
        NeuronClasses exact = ColourRefinement.coarsest(planted.network());
        assertThat(exact.count()).isEqualTo(4);
        NeuronClasses classes = QuasiStableColouring.withTolerance(planted.network(), 0);
        assertThat(Quotient.of(planted.network(), classes).isEquitable()).isTrue();
        // a finer one at best: splits between unequal neurons only can never join what refinement separates
        for (int i = 0; i < 650; i++) {
            for (int j = 0; j < i; j++) {
                if (classes.of(i) == classes.of(j)) {
                    assertThat(exact.of(i)).isEqualTo(exact.of(j));
                }
            }
        }
    }

    @Test
    void classesReduceTheError() {
        SynapticNetwork worm = Connectomes.worm().times(1e-3);
        double previous = Double.MAX_VALUE;
        RootedTree path = RootedTree.ofLevels(0, 1, 2, 3);
        double exact = TreeDensities.of(worm, 4).of(path);
        double[] gaps = new double[2];
        for (int count : new int[] {1, 4, 16, 64, 256}) {
            NeuronClasses classes = QuasiStableColouring.withClasses(worm, count);
            assertThat(classes.count()).isEqualTo(count);
            Quotient quotient = Quotient.of(worm, classes);
            assertThat(quotient.meanSquareError()).isLessThan(previous);
            previous = quotient.meanSquareError();
            double gap = Math.abs(quotient.densities(4).of(path) / exact - 1);
            gaps[count == 1 ? 0 : 1] = gap;
        }
        assertThat(gaps[1]).isLessThan(0.05 * gaps[0]);
    }

    @Test
    void stopsWhenNothingDeviates() {
        NeuronClasses classes = QuasiStableColouring.withClasses(planted.network(), 500);
        assertThat(classes.count()).isLessThan(20);
        assertThat(Quotient.of(planted.network(), classes).isEquitable()).isTrue();
    }

    /** Two neurons of four, one input: mean 1.5, deviations by hand. */
    @Test
    void errorsByHand() {
        SynapticNetwork network = SynapticNetwork.of(4, new int[] {0, 1}, new int[] {3, 2}, new double[] {2, 4});
        Quotient one = Quotient.of(network, NeuronClasses.of(0, 0, 0, 0));
        assertThat(one.weight(0, 0)).isEqualTo(1.5);
        assertThat(one.error()).isEqualTo(2.5);
        assertThat(one.meanSquareError()).isCloseTo(Math.sqrt((0.25 + 6.25 + 2.25 + 2.25) / 4), within(1e-15));
        assertThat(one.isEquitable()).isFalse();
        Quotient two = Quotient.of(network, NeuronClasses.of(0, 0, 1, 1));
        assertThat(two.weight(0, 1)).isEqualTo(3);
        assertThat(two.weight(1, 0)).isZero();
        assertThat(two.error()).isEqualTo(1);
        assertThat(two.fraction(1)).isEqualTo(0.5);
    }

    @Test
    void refusals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuasiStableColouring.withClasses(planted.network(), 0))
                .withMessageContaining("between 1 and 650");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuasiStableColouring.withTolerance(planted.network(), -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuasiStableColouring.withTolerance(planted.network(), Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Quotient.of(planted.network(), NeuronClasses.of(0, 1)));
    }
}
