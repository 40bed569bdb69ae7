package org.espalier.model.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedWeightedGraph;
import org.jgrapht.graph.DefaultWeightedEdge;

/** Networks from and to graphs of JGraphT: an edge leads from the presynaptic to the postsynaptic neuron. */
public final class NetworkGraph {
    private NetworkGraph() {}

    /**
     * {@return a graph as a network, neurons in the order of the vertex set} An undirected edge stands for both directions,
     * several edges between the same two neurons add up.
     *
     * @param graph any graph without self-loops, weighted or not (then every weight is 1)
     * @param <V> its vertices; their {@code toString} become labels
     * @param <E> its edges
     */
    public static <V, E> SynapticNetwork toNetwork(Graph<V, E> graph) {
        Map<V, Integer> index = new LinkedHashMap<>();
        graph.vertexSet().forEach(vertex -> index.put(vertex, index.size()));
        NetworkBuilder builder =
                NetworkBuilder.ofSize(index.size(), graph.edgeSet().size()).duplicates(Duplicates.SUM);
        boolean undirected = graph.getType().isUndirected();
        for (E edge : graph.edgeSet()) {
            int source = index.get(graph.getEdgeSource(edge));
            int target = index.get(graph.getEdgeTarget(edge));
            builder.connect(source, target, graph.getEdgeWeight(edge));
            if (undirected) {
                builder.connect(target, source, graph.getEdgeWeight(edge));
            }
        }
        return builder.build()
                .labelled(index.keySet().stream().map(String::valueOf).toArray(String[]::new));
    }

    /**
     * {@return a network as a directed weighted graph of neuron indices} Costs 50 to 250 bytes an edge: for exports and graph
     * algorithms on networks of moderate size.
     */
    public static Graph<Integer, DefaultWeightedEdge> of(SynapticNetwork network) {
        Graph<Integer, DefaultWeightedEdge> graph = new DefaultDirectedWeightedGraph<>(DefaultWeightedEdge.class);
        for (int i = 0; i < network.size(); i++) {
            graph.addVertex(i);
        }
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                graph.setEdgeWeight(graph.addEdge(network.column(e), i), network.weight(e));
            }
        }
        return graph;
    }
}
