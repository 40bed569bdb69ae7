package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.espalier.model.io.NetworkReader.Direction;
import org.espalier.model.network.DuplicateEdgeException;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;

/**
 * Edges as a reader of any format finds them, and where they go: self-loops, repeated pairs, edges without direction, the
 * node list and the report are seen to here and nowhere else.
 */
final class Assembly {
    private final Path file;
    private final NetworkReader reader;
    private final NetworkBuilder builder;
    private final IntFunction<String> name;
    private final List<String> notes = new ArrayList<>();
    private final List<ReadReport.Category> categories = new ArrayList<>();
    private final int size;
    private int neurons;
    private long rows;
    private long mirrored;
    private long filtered;
    private long zeros;
    private boolean pairsOnce;

    /**
     * Starts without edges.
     *
     * @param size number of neurons, 0 if it is not known before the edges are
     * @param expected a guess of the number of edges
     * @param name the name of a neuron, for messages
     */
    Assembly(Path file, NetworkReader reader, int size, int expected, IntFunction<String> name) {
        this.file = file;
        this.reader = reader;
        this.size = size;
        this.builder = (size > 0 ? NetworkBuilder.ofSize(size, expected) : NetworkBuilder.growing())
                .selfLoops(reader.selfLoops == SelfLoops.KEEP ? SelfLoops.KEEP : SelfLoops.DROP)
                .duplicates(reader.duplicates);
        this.name = name;
    }

    /** Says how the file was understood; told in the order of the calls. */
    Assembly note(String text) {
        notes.add(text);
        return this;
    }

    /** Tells of a column that was not used. */
    Assembly category(ReadReport.Category category) {
        categories.add(category);
        return this;
    }

    /**
     * Makes the edges of a file that says of itself that it is undirected stand for two; a pair that is listed in both orders
     * is then refused, since it cannot be known whether it counts twice.
     */
    void bothWaysByComment() {
        pairsOnce = reader.direction == Direction.AUTO;
    }

    long rows() {
        return rows;
    }

    long filtered() {
        return filtered;
    }

    /** Whether all entries that no filter kept out have weight 0. */
    boolean weightless() {
        return zeros == rows - filtered;
    }

    /** An entry that a filter keeps out. */
    void skip() {
        rows++;
        filtered++;
    }

    /**
     * Adds an entry.
     *
     * @param line where it stands, 0 if unknown
     * @param undirected whether the file says that it has no direction
     */
    void edge(long line, int source, int target, double weight, boolean undirected) {
        rows++;
        neurons = Math.max(neurons, Math.max(source, target) + 1);
        if (weight == 0) {
            zeros++;
            return;
        }
        if (source == target && reader.selfLoops == SelfLoops.ERROR) {
            throw new NetworkFormatException(
                    file,
                    line,
                    "neuron " + shown(name.apply(source)) + " is connected to itself",
                    Remedy.DROP_SELF_LOOPS);
        }
        boolean both = reader.direction == Direction.AUTO ? undirected : reader.direction == Direction.UNDIRECTED;
        connect(line, source, target, weight);
        if (both && source != target) {
            connect(line, target, source, weight);
            mirrored++;
        }
    }

    /** Adds the edge from target to source that an entry of a symmetric or skew-symmetric matrix stands for. */
    void mirror(int source, int target, double weight) {
        connect(0, target, source, weight);
        mirrored++;
    }

    private void connect(long line, int source, int target, double weight) {
        try {
            builder.connect(source, target, weight);
        } catch (IllegalArgumentException refusal) {
            throw new NetworkFormatException(refusal, file, line, refusal.getMessage(), Remedy.CORRECT);
        }
    }

    /**
     * Builds the network.
     *
     * @param least number of neurons at least, where it was not known before
     * @throws DuplicateEdgeException for a repeated pair, if these are errors
     */
    SynapticNetwork build(int least) {
        neurons = Math.max(neurons, least);
        SynapticNetwork network;
        try {
            network = size > 0 ? builder.build() : builder.withAtLeast(neurons).build();
        } catch (DuplicateEdgeException twice) {
            throw twice;
        } catch (IllegalArgumentException refusal) {
            throw new NetworkFormatException(refusal, file, 0, refusal.getMessage(), Remedy.CORRECT_WEIGHTS);
        }
        return pairsOnce ? symmetric(network) : network;
    }

    private SynapticNetwork symmetric(SynapticNetwork network) {
        NetworkBuilder both =
                NetworkBuilder.ofSize(network.size(), 2 * network.edges()).selfLoops(SelfLoops.KEEP);
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int j = network.column(e);
                if (i != j && network.weight(j, i) != 0) {
                    throw new NetworkFormatException(
                            file,
                            0,
                            "says that it is undirected, and has rows from " + shown(name.apply(i)) + " to "
                                    + shown(name.apply(j)) + " and back",
                            Remedy.DIRECTION);
                }
                both.connect(j, i, network.weight(e));
                if (i != j) {
                    both.connect(i, j, network.weight(e));
                    mirrored++;
                }
            }
        }
        return both.build();
    }

    /** Builds the network; a repeated pair that is an error is refused without its line. */
    SynapticNetwork buildOrRefuse(int least) {
        try {
            return build(least);
        } catch (DuplicateEdgeException twice) {
            throw new NetworkFormatException(twice, file, 0, connectedBefore(twice), Remedy.SUM_OR_REMOVE);
        }
    }

    String connectedBefore(DuplicateEdgeException twice) {
        return "neurons " + shown(name.apply(twice.presynaptic())) + " and " + shown(name.apply(twice.postsynaptic()))
                + " were connected before";
    }

    /** The report of a network that is taken as it is. */
    Reading readingOf(SynapticNetwork network) {
        rows = network.edges();
        return reading(network);
    }

    /** The network as the node list wants it, and the report. */
    Reading reading(SynapticNetwork built) {
        SynapticNetwork network = built;
        long unlisted = 0;
        if (reader.nodes != null) {
            NodeList.Applied applied = reader.nodes.applied(file, built, reader.unlisted);
            network = applied.network();
            unlisted = applied.dropped();
            notes.add(applied.note());
        }
        double synapses = 0;
        for (int e = 0; e < network.edges(); e++) {
            synapses += Math.abs(network.weight(e));
        }
        return new Reading(
                network,
                new CountedReport(
                        file,
                        String.join(", ", notes),
                        rows,
                        mirrored,
                        filtered,
                        unlisted,
                        zeros,
                        builder.droppedSelfLoops(),
                        builder.summedDuplicates(),
                        network.size(),
                        isolated(network),
                        network.edges(),
                        synapses,
                        categories));
    }

    private static int isolated(SynapticNetwork network) {
        boolean[] connected = new boolean[network.size()];
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                connected[i] = true;
                connected[network.column(e)] = true;
            }
        }
        int count = 0;
        for (boolean one : connected) {
            count += one ? 0 : 1;
        }
        return count;
    }
}
