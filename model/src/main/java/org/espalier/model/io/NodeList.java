package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.espalier.model.io.NetworkReader.Unlisted;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;

/**
 * The neurons of a network in a file of their own: delimited text, plain or gzip, one row a neuron. It fixes how many
 * neurons there are, those without an edge included, and their order; a column may hold their types. Completeness lists,
 * lists of traced neurons and classification tables are such files. Without a header it is a list of names, one a line.
 *
 * <pre>{@code
 * NetworkReader.automatic().nodes(NodeList.of(Path.of("traced-neurons.csv"))).read(Path.of("connections.csv"));
 * }</pre>
 *
 * @param id the column of the names as they are in the network; a usual name (id, root_id, bodyId, …), or the first column
 *     if it has no name, when empty
 * @param type the column of the types; a column called type when empty
 */
public record NodeList(Path file, Optional<String> id, Optional<String> type) {
    private static final Set<String> IDS = Set.of(
            "id",
            "rootid",
            "ptrootid",
            "bodyid",
            "body",
            "neuron",
            "neuronid",
            "node",
            "nodeid",
            "name",
            "cell",
            "cellid",
            "segid",
            "segmentid",
            "skid",
            "skeletonid",
            "label",
            "rootid783",
            "root783id",
            "flyid",
            "flywireid");

    /** Checks the components. */
    public NodeList {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
    }

    /** A list whose columns are found by their names. */
    public static NodeList of(Path file) {
        return new NodeList(file, Optional.empty(), Optional.empty());
    }

    /**
     * {@return the same list with its columns named}
     *
     * @param idColumn column of the names, or its number from 1
     */
    public NodeList id(String idColumn) {
        return new NodeList(file, Optional.of(idColumn), type);
    }

    /**
     * {@return the same list with its types}
     *
     * @param typeColumn column of the types, or its number from 1
     */
    public NodeList type(String typeColumn) {
        return new NodeList(file, id, Optional.of(typeColumn));
    }

    /** A network in the order of the list, how many edges it lost, and what to tell. */
    record Applied(SynapticNetwork network, long dropped, String note) {}

    /** The list as it stands in the file: types are null where there are none. */
    private record Entries(List<String> names, List<String> types, String columns) {}

    Applied applied(Path networkFile, SynapticNetwork network, Unlisted rule) {
        Entries list = entries();
        String what = "neurons from " + file.getFileName() + " (" + list.columns + ")";
        if (!network.isLabelled()) {
            return new Applied(byPlace(networkFile, network, list), 0, what + " by their place");
        }
        Map<String, Integer> place = new LinkedHashMap<>(2 * list.names.size());
        list.names.forEach(name -> place.put(name, place.size()));
        int n = network.size();
        int[] to = new int[n];
        int listed = 0;
        String stranger = null;
        List<String> names = new ArrayList<>(list.names);
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < n; i++) {
            String label = network.label(i);
            if (!taken.add(label)) {
                throw new NetworkFormatException(
                        networkFile, 0, "has two neurons called " + shown(label), Remedy.SAME_NAMES);
            }
            Integer at = place.get(label);
            listed += at == null ? 0 : 1;
            if (at == null && rule == Unlisted.ADD) {
                at = names.size();
                names.add(label);
            } else if (at == null) {
                at = -1;
                stranger = stranger == null ? label : stranger;
            }
            to[i] = at;
        }
        if (listed == 0) {
            throw new NetworkFormatException(
                    file,
                    0,
                    "names none of the neurons of " + networkFile.getFileName() + ", which are like "
                            + shown(network.label(0)) + "; it names " + shown(list.names.get(0)),
                    Remedy.NODE_COLUMNS,
                    "ID");
        }
        if (stranger != null && rule == Unlisted.ERROR) {
            throw new NetworkFormatException(
                    networkFile,
                    0,
                    "neuron " + shown(stranger) + " is not in the node list " + file.getFileName(),
                    Remedy.UNLISTED);
        }
        NetworkBuilder builder =
                NetworkBuilder.ofSize(names.size(), network.edges()).selfLoops(SelfLoops.KEEP);
        long dropped = 0;
        for (int i = 0; i < n; i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int j = to[network.column(e)];
                if (to[i] < 0 || j < 0) {
                    dropped++;
                } else {
                    builder.connect(j, to[i], network.weight(e));
                }
            }
        }
        SynapticNetwork ordered = builder.build().labelled(names.toArray(String[]::new));
        return new Applied(typed(ordered, list, network, to), dropped, what);
    }

    /** Types of the list; of the file, if only that has some. */
    private static SynapticNetwork typed(SynapticNetwork ordered, Entries list, SynapticNetwork before, int... to) {
        if (list.types == null && before.types().isEmpty()) {
            return ordered;
        }
        String[] types = new String[ordered.size()];
        Arrays.fill(types, NeuronTable.UNKNOWN);
        for (int i = 0; i < to.length && list.types == null; i++) {
            if (to[i] >= 0) {
                types[to[i]] = before.types().get(before.type(i));
            }
        }
        for (int i = 0; list.types != null && i < list.types.size(); i++) {
            types[i] = list.types.get(i).isEmpty() ? NeuronTable.UNKNOWN : list.types.get(i);
        }
        return ordered.typed(types);
    }

    private SynapticNetwork byPlace(Path networkFile, SynapticNetwork network, Entries list) {
        if (list.names.size() != network.size()) {
            throw new NetworkFormatException(
                    networkFile,
                    0,
                    "has " + network.size() + " neurons without names, and " + file.getFileName() + " lists "
                            + list.names.size(),
                    Remedy.LIST_THAT_FITS);
        }
        int[] same = new int[network.size()];
        Arrays.setAll(same, i -> i);
        return typed(network.labelled(list.names.toArray(String[]::new)), list, network, same);
    }

    private Entries entries() {
        TableColumns table = TableColumns.read(file, this::columns);
        List<String> names = table.values().get(0);
        Map<String, Integer> seen = new HashMap<>();
        for (int k = 0; k < names.size(); k++) {
            String name = names.get(k);
            if (name.isEmpty() || Names.isMissing(name)) {
                throw new NetworkFormatException(
                        file, table.line(k), "the name " + shown(name) + " is none", Remedy.NAME_THE_NEURON);
            }
            if (seen.put(name, k) != null) {
                throw new NetworkFormatException(
                        file, table.line(k), "neuron " + shown(name) + " was listed before", Remedy.ONE_ROW_A_NEURON);
            }
        }
        List<String> types = table.values().size() > 1 ? table.values().get(1) : null;
        return new Entries(names, types, table.description());
    }

    /** The columns that are needed: of the names, then of the types if there are any. */
    private List<Integer> columns(List<String> header, boolean named) {
        List<Integer> result = new ArrayList<>();
        if (id.isPresent()) {
            result.add(found(id.get(), header, named));
        } else if (header.size() == 1 || named && header.get(0).isEmpty()) {
            result.add(0);
        } else {
            List<Integer> known = new ArrayList<>();
            for (int k = 0; k < header.size() && named; k++) {
                if (IDS.contains(Column.key(header.get(k)))) {
                    known.add(k);
                }
            }
            List<Integer> ids = known.stream()
                    .filter(k -> Column.key(header.get(k)).matches(".*id|body|rootid783"))
                    .toList();
            if (known.size() != 1 && ids.size() != 1) {
                throw new NetworkFormatException(
                        file,
                        1,
                        (known.isEmpty()
                                        ? "no column of ids is recognised among "
                                        : "several columns may hold the ids: ")
                                + Names.some(header),
                        Remedy.NODE_COLUMNS,
                        named ? header.get(known.isEmpty() ? 0 : known.get(0)) : "1");
            }
            result.add(known.size() == 1 ? known.get(0) : ids.get(0));
        }
        if (type.isPresent()) {
            result.add(found(type.get(), header, named));
        } else {
            for (int k = 0; k < header.size() && named; k++) {
                if (Column.key(header.get(k)).equals("type") && k != result.get(0)) {
                    result.add(k);
                    break;
                }
            }
        }
        return result;
    }

    private int found(String column, List<String> header, boolean named) {
        int at = Column.parsed(column).in(header, named);
        if (at < 0) {
            throw new NetworkFormatException(
                    file,
                    1,
                    "no column " + shown(column) + " among " + Names.some(header),
                    Remedy.NODE_COLUMNS,
                    named ? header.get(0) : "1");
        }
        return at;
    }
}
