package org.espalier.particles.spiking;

/** For each neuron the synapses it receives, as indices among the outgoing ones, with their presynaptic neurons. */
final class IncomingSynapses {
    private final int[] starts;
    private final int[] edges;
    private final int[] sources;

    private IncomingSynapses(int[] starts, int[] edges, int[] sources) {
        this.starts = starts;
        this.edges = edges;
        this.sources = sources;
    }

    static IncomingSynapses of(SpikingNetwork system) {
        int size = system.size();
        int[] starts = new int[size + 1];
        int count = system.start(size);
        for (int e = 0; e < count; e++) {
            starts[system.target(e) + 1]++;
        }
        for (int i = 0; i < size; i++) {
            starts[i + 1] += starts[i];
        }
        int[] next = starts.clone();
        int[] edges = new int[count];
        int[] sources = new int[count];
        for (int i = 0; i < size; i++) {
            for (int e = system.start(i); e < system.start(i + 1); e++) {
                int at = next[system.target(e)]++;
                edges[at] = e;
                sources[at] = i;
            }
        }
        return new IncomingSynapses(starts, edges, sources);
    }

    int start(int postsynaptic) {
        return starts[postsynaptic];
    }

    int edge(int at) {
        return edges[at];
    }

    int source(int at) {
        return sources[at];
    }
}
