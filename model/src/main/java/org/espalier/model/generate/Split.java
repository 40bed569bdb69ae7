package org.espalier.model.generate;

import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * Each neuron split into m copies: w'_{(i,k),(j,l)} = w_ij / m. The limit of the split networks as m → ∞ is (5.1) on the
 * original; H densities do not change, injective ones approach them, and ε_w falls like 1/m. Copy k of neuron i has index
 * i m + k and the label {@code label/k}; types are kept. Nothing is random. Memory: m² times the edges.
 *
 * @param network what to split
 * @param copies m ≥ 1
 */
public record Split(SynapticNetwork network, int copies) implements NetworkGenerator {
    /** Checks that the result fits. */
    public Split {
        Arguments.between("split", "number of copies", copies, 1, 1 << 20);
        Arguments.between("split", "number of neurons", (double) copies * network.size(), 1, Integer.MAX_VALUE - 8);
        Arguments.between(
                "split", "number of edges", (double) copies * copies * network.edges(), 0, Integer.MAX_VALUE - 8);
    }

    @Override
    public SynapticNetwork generate(long seed) {
        int n = network.size();
        NetworkBuilder builder = NetworkBuilder.ofSize(n * copies, network.edges() * copies * copies);
        String[] labels = new String[n * copies];
        String[] types = new String[n * copies];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < copies; k++) {
                int post = i * copies + k;
                labels[post] = network.label(i) + "/" + k;
                types[post] = network.types().isEmpty() ? "" : network.types().get(network.type(i));
                for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                    for (int l = 0; l < copies; l++) {
                        builder.connect(network.column(e) * copies + l, post, network.storedWeight(e));
                    }
                }
            }
        }
        SynapticNetwork result =
                builder.build().times(network.factor()).times(1.0 / copies).labelled(labels);
        return network.types().isEmpty() ? result : result.typed(types);
    }
}
