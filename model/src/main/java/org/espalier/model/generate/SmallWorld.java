package org.espalier.model.generate;

import java.util.Random;
import org.espalier.model.network.NetworkGraph;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;
import org.jgrapht.generate.WattsStrogatzGraphGenerator;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.jgrapht.util.SupplierUtil;

/**
 * The small world of Watts and Strogatz, made by JGraphT: a ring where each neuron is connected both ways to its k nearest
 * neighbours, each connection moved to a random place with probability p. Weights are J/k; with p = 0 it is the ring itself
 * and all row sums are J. Costs some 200 bytes an edge while it is made.
 *
 * @param size N &gt; k
 * @param neighbours k ≥ 2, even
 * @param rewiring p in [0, 1]
 * @param coupling J
 */
public record SmallWorld(int size, int neighbours, double rewiring, double coupling) implements NetworkGenerator {
    /** Checks the parameters. */
    public SmallWorld {
        Arguments.require(
                neighbours >= 2 && neighbours % 2 == 0,
                "small world: " + neighbours + " neighbours, an even number from 2 on is needed");
        Draws.size("small world", size, neighbours + 2);
        Arguments.between("small world", "rewiring", rewiring, 0, 1);
        Arguments.finite("small world", "coupling J", coupling);
        Arguments.between("small world", "number of edges", (double) size * neighbours, 1, 1 << 26);
    }

    /**
     * {@return a ring: no connection is moved}
     *
     * @param size N
     * @param neighbours k, even
     * @param coupling J
     */
    public static SmallWorld ring(int size, int neighbours, double coupling) {
        return new SmallWorld(size, neighbours, 0, coupling);
    }

    @Override
    public SynapticNetwork generate(long seed) {
        SimpleGraph<Integer, DefaultEdge> graph = new SimpleGraph<>(
                SupplierUtil.createIntegerSupplier(), SupplierUtil.createDefaultEdgeSupplier(), false);
        new WattsStrogatzGraphGenerator<Integer, DefaultEdge>(size, neighbours, rewiring, false, new Random(seed))
                .generateGraph(graph);
        return NetworkGraph.toNetwork(graph).times(coupling / neighbours);
    }
}
