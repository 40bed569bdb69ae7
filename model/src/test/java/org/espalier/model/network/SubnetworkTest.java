package org.espalier.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.espalier.model.generate.ErdosRenyi;
import org.junit.jupiter.api.Test;

class SubnetworkTest {
    private static final SynapticNetwork NETWORK = SynapticNetwork.ofMatrix(
                    new double[][] {{0, 1, 2, 0}, {3, 0, 0, 0}, {0, 5, 0, 0}, {0, 0, 0, 0}})
            .times(0.5)
            .labelled("a", "b", "c", "d")
            .typed("x", "y", "x", "z");

    @Test
    void partsAndOrders() {
        SynapticNetwork part = Subnetwork.of(NETWORK, 2, 1);
        assertThat(part.size()).isEqualTo(2);
        assertThat(part.weight(0, 1)).isEqualTo(2.5);
        assertThat(part.edges()).isEqualTo(1);
        assertThat(part.label(0)).isEqualTo("c");
        assertThat(part.types().get(part.type(0))).isEqualTo("x");
        SynapticNetwork random = new ErdosRenyi(50, 4, 1).generate(1);
        int[] order = new int[50];
        int[] back = new int[50];
        for (int k = 0; k < 50; k++) {
            order[k] = k * 7 % 50;
            back[order[k]] = k;
        }
        assertThat(Subnetwork.of(Subnetwork.of(random, order), back)).isEqualTo(random);
        assertThat(Subnetwork.of(random, order).weight(3, 9)).isEqualTo(random.weight(order[3], order[9]));
        assertThatThrownBy(() -> Subnetwork.of(NETWORK, 1, 1)).hasMessageContaining("neuron 1 at place 1");
        assertThatThrownBy(() -> Subnetwork.of(NETWORK, 4)).hasMessageContaining("0 to 3");
    }

    @Test
    void edgesAndComponents() {
        SynapticNetwork strong = Subnetwork.ofEdges(NETWORK, (post, pre, weight) -> weight >= 1);
        assertThat(strong.edges()).isEqualTo(3);
        assertThat(strong.size()).isEqualTo(4);
        assertThat(strong.weight(0, 1)).isZero();
        assertThat(strong.label(3)).isEqualTo("d");
        SynapticNetwork component = Subnetwork.largestComponent(NETWORK);
        assertThat(component.size()).isEqualTo(3);
        assertThat(component.edges()).isEqualTo(4);
        assertThat(component.label(2)).isEqualTo("c");
    }
}
