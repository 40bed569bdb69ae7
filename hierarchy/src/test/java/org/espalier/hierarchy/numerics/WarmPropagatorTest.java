package org.espalier.hierarchy.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import org.espalier.hierarchy.Allocations;
import org.espalier.hierarchy.Connectome;
import org.espalier.model.neuron.Normal;
import org.junit.jupiter.api.Test;

class WarmPropagatorTest {
    /** The step of one neuron of (5.1), which is all the work of its integration. */
    @Test
    void aWarmStepOfTheMeanFieldAllocatesNothing() {
        NeuronOnGrid neuron = NeuronOnGrid.of(Connectome.neuron(), Grid.of(-1.75, 0.05, 100));
        for (Scheme scheme : new Scheme[] {Scheme.FITTED, Scheme.SPLIT}) {
            Propagator propagator = new Propagator(neuron, scheme);
            double[] mass = neuron.grid().masses(Normal.of(0.3, 0.3));
            long bytes = Allocations.of(
                    () -> {
                        for (int n = 0; n < 50; n++) {
                            propagator.advance(mass, 0, 0.5 * neuron.rate(mass, 0), 1e-3);
                        }
                    },
                    "none");
            assertThat(bytes).as("%s", scheme).isZero();
        }
    }
}
