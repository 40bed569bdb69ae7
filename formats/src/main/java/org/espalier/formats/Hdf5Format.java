package org.espalier.formats;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.espalier.model.io.FileStart;
import org.espalier.model.io.MatrixReading;
import org.espalier.model.io.NetworkFormat;
import org.espalier.model.io.NetworkFormatException;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.io.Reading;
import org.espalier.model.io.Remedy;
import org.espalier.model.io.TableReading;

/**
 * HDF5: edges of SONATA, and square matrices, those of MATLAB from version 7.3 on among them, full or sparse.
 */
public final class Hdf5Format implements NetworkFormat {
    private static final int DEEPEST = 6;

    /** Made by {@link java.util.ServiceLoader}. */
    public Hdf5Format() {}

    @Override
    public String title() {
        return "HDF5";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.startsWith("\u0089HDF\r\n\u001A\n") || start.startsWith("MATLAB 7.3");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        return Failures.typed(file, title(), () -> {
            try (HdfFile content = new HdfFile(file)) {
                return content.getChild("edges") instanceof Group edges
                        ? sonata(file, reader, edges)
                        : matrix(file, reader, content);
            }
        });
    }

    private Reading sonata(Path file, NetworkReader reader, Group edges) {
        Map<String, Group> populations = new LinkedHashMap<>();
        edges.getChildren().forEach((name, node) -> {
            if (node instanceof Group group && group.getChild("source_node_id") != null) {
                populations.put(name, group);
            }
        });
        if (populations.isEmpty()) {
            throw new NetworkFormatException(file, 0, "has no population of edges", Remedy.NEEDS_AN_EDGE);
        }
        boolean named = populations.size() > 1;
        String name = named
                ? MatrixReading.part(file, reader, "populations of edges", List.copyOf(populations.keySet()))
                : populations.keySet().iterator().next();
        Group population = populations.get(name);
        String from = nodes(population, "source_node_id");
        String to = nodes(population, "target_node_id");
        if (!from.equals(to)) {
            throw new NetworkFormatException(
                    file, 0, "leads from population " + from + " to population " + to, Remedy.NOT_BIPARTITE);
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("source_node_id", flat(population.getChild("source_node_id")));
        columns.put("target_node_id", flat(population.getChild("target_node_id")));
        int rows = Array.getLength(columns.get("source_node_id"));
        if (population.getChild("0") instanceof Group own) {
            own.getChildren().forEach((key, node) -> {
                if (node instanceof Dataset data && data.getDimensions().length == 1 && isNumeric(data)) {
                    Object values = flat(data);
                    if (Array.getLength(values) == rows) {
                        columns.put(key, values);
                    }
                }
            });
        }
        return TableReading.ofRows(
                file,
                named ? reader.weightElsewhere() : reader,
                "SONATA, population " + name,
                () -> new ArrayRows(columns));
    }

    /** The population of nodes that ids are about. */
    private static String nodes(Group population, String ids) {
        Node node = population.getChild(ids);
        Object attribute = node == null || node.getAttribute("node_population") == null
                ? ""
                : node.getAttribute("node_population").getData();
        return attribute instanceof String[] several ? several[0] : String.valueOf(attribute);
    }

    private static boolean isNumeric(Dataset data) {
        Class<?> type = data.getJavaType();
        return type.isPrimitive() && type != boolean.class && type != char.class || Number.class.isAssignableFrom(type);
    }

    private static Object flat(Node node) {
        return ((Dataset) node).getDataFlat();
    }

    private static IntToDoubleFunction numbers(Object array) {
        if (array instanceof double[] values) {
            return k -> values[k];
        }
        return k -> ((Number) Array.get(array, k)).doubleValue();
    }

    private Reading matrix(Path file, NetworkReader reader, HdfFile content) {
        Map<String, Node> found = new LinkedHashMap<>();
        collect(content, "", found, 0);
        if (found.isEmpty()) {
            throw new NetworkFormatException(
                    file, 0, "holds no edges of SONATA and no square matrix of real numbers", Remedy.NEEDS_AN_EDGE);
        }
        String name = MatrixReading.part(file, reader, "matrices", new ArrayList<>(found.keySet()));
        return found.get(name) instanceof Group sparse
                ? sparse(file, reader, name, sparse)
                : full(file, reader, name, (Dataset) found.get(name));
    }

    private static void collect(Group group, String path, Map<String, Node> found, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        group.getChildren().forEach((name, node) -> {
            String place = path + name;
            if (name.startsWith("#")) {
                return; // what MATLAB keeps for itself
            }
            if (node instanceof Dataset data) {
                int[] sizes = data.getDimensions();
                if (sizes.length == 2 && sizes[0] == sizes[1] && sizes[0] > 1 && isNumeric(data)) {
                    found.put(place, node);
                }
            } else if (node instanceof Group inner) {
                if (inner.getChildren().keySet().containsAll(Set.of("data", "ir", "jc"))) {
                    found.put(place, node);
                } else {
                    collect(inner, place + "/", found, depth + 1);
                }
            }
        });
    }

    private static Reading full(Path file, NetworkReader reader, String name, Dataset data) {
        int n = data.getDimensions()[0];
        // MATLAB writes column by column
        boolean byColumns = data.getAttribute("MATLAB_class") != null;
        IntToDoubleFunction values = numbers(data.getDataFlat());
        return MatrixReading.of(file, reader, "HDF5, matrix " + name, n, List.of(), entries -> {
            for (int k = 0; k < n * n; k++) {
                entries.entry(byColumns ? k % n : k / n, byColumns ? k / n : k % n, values.applyAsDouble(k));
            }
        });
    }

    private static Reading sparse(Path file, NetworkReader reader, String name, Group group) {
        IntToDoubleFunction starts = numbers(flat(group.getChild("jc")));
        IntToDoubleFunction rows = numbers(flat(group.getChild("ir")));
        IntToDoubleFunction values = numbers(flat(group.getChild("data")));
        int n = Array.getLength(flat(group.getChild("jc"))) - 1;
        Object high = group.getAttribute("MATLAB_sparse") == null
                ? n
                : group.getAttribute("MATLAB_sparse").getData();
        double height = high instanceof Number number
                ? number.doubleValue()
                : numbers(high).applyAsDouble(0);
        if (height != n) {
            throw new NetworkFormatException(
                    file,
                    0,
                    "the matrix " + name + " has " + height + " rows and " + n + " columns",
                    Remedy.NOT_BIPARTITE);
        }
        return MatrixReading.of(file, reader, "HDF5, sparse matrix " + name, n, List.of(), entries -> {
            for (int column = 0; column < n; column++) {
                for (int k = (int) starts.applyAsDouble(column); k < starts.applyAsDouble(column + 1); k++) {
                    entries.entry((int) rows.applyAsDouble(k), column, values.applyAsDouble(k));
                }
            }
        });
    }
}
