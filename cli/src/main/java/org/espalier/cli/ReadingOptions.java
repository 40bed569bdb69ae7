package org.espalier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.io.NodeList;
import org.espalier.model.io.Transmitters;
import org.espalier.model.network.SelfLoops;
import org.espalier.study.ReadingPlan;
import picocli.CommandLine.Option;

/** How a network is read where its file leaves something open: declare {@code @Mixin ReadingOptions reading;}. */
final class ReadingOptions {
    @Option(
            names = "--where",
            paramLabel = "COLUMN=VALUE[,VALUE...]",
            description =
                    "count only the rows of a table, or the edges of a graph, that have one of these values in a column or"
                            + " attribute; repeatable")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--columns",
            paramLabel = "SOURCE,TARGET[,WEIGHT]",
            description =
                    "columns of a table of edges, by name or by number from 1, where they do not tell by themselves;"
                            + " without WEIGHT every row counts 1")
    private String columns;

    @Option(
            names = "--weight",
            paramLabel = "NAME",
            description =
                    "what holds the weight, where it does not tell by itself: a column, an attribute of the edges of a"
                            + " graph, an array of an archive, a sheet of a workbook; none: 1 an edge")
    private String weight;

    @Option(
            names = "--transmitter",
            paramLabel = "COLUMN",
            description =
                    "column of a table with the transmitter of each row, as in FlyWire: GABA and glutamate inhibit,"
                            + " acetylcholine, dopamine, serotonin, octopamine and nothing excite")
    private String transmitter;

    @Option(
            names = "--signs",
            paramLabel = "VALUE=SIGN[,VALUE=SIGN...]",
            description = "signs, 1 or -1, of other values of --transmitter, or instead of these")
    private String signs;

    @Option(
            names = "--presynaptic",
            paramLabel = "SIDE",
            description = "the side of a matrix that is presynaptic: rows or columns (default: columns)")
    private NetworkReader.Presynaptic presynaptic;

    @Option(
            names = "--direction",
            paramLabel = "WAYS",
            description =
                    "directed: an edge counts one way; undirected: both ways; without it as the file says, one way where"
                            + " it says nothing")
    private NetworkReader.Direction direction;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "what the rows of a table are, where it may be either: edges or matrix")
    private NetworkReader.Layout layout;

    @Option(
            names = "--delimiter",
            paramLabel = "NAME",
            description = "what stands between two columns of a text: comma, tab, semicolon, bar or blanks")
    private NetworkReader.Delimiter delimiter;

    @Option(
            names = "--header",
            paramLabel = "ROW",
            description = "whether the first row of a table names its columns: present or absent")
    private NetworkReader.Header header;

    @Option(
            names = "--nodes",
            paramLabel = "FILE",
            description =
                    "list of the neurons, those without an edge included: fixes how many there are and their order; a"
                            + " column called type gives their types")
    private Path nodes;

    @Option(
            names = "--node-columns",
            paramLabel = "ID[,TYPE]",
            description = "columns of --nodes, by name or by number from 1, where they do not tell by themselves")
    private String nodeColumns;

    @Option(
            names = "--unlisted",
            paramLabel = "RULE",
            description =
                    "what to do with edges of neurons that are not in --nodes: error, drop or add (default: error)")
    private NetworkReader.Unlisted unlisted;

    /** Whether nothing was said. */
    boolean isEmpty() {
        return filters.isEmpty()
                && columns == null
                && weight == null
                && transmitter == null
                && signs == null
                && presynaptic == null
                && direction == null
                && layout == null
                && delimiter == null
                && header == null
                && nodes == null
                && nodeColumns == null
                && unlisted == null;
    }

    /** The plan of a study with what the command line says in the place of the same of the plan. */
    ReadingPlan changed(ReadingPlan plan) {
        ReadingPlan.Selection before = plan.selection();
        ReadingPlan.Shape shape = plan.shape();
        return new ReadingPlan(
                new ReadingPlan.Selection(
                        columns == null ? before.columns() : Optional.of(parsedColumns()),
                        weight == null ? before.weight() : Optional.of(weight),
                        filters.isEmpty()
                                ? before.rows()
                                : filters.stream().map(ReadingOptions::filter).toList(),
                        transmitter == null && signs == null ? before.signColumn() : Optional.of(signColumn())),
                new ReadingPlan.Shape(
                        layout == null ? shape.layout() : layout,
                        delimiter == null ? shape.delimiter() : delimiter,
                        header == null ? shape.header() : header,
                        presynaptic == null ? shape.presynaptic() : presynaptic,
                        direction == null ? shape.direction() : direction),
                neurons(plan.neurons()),
                plan.selfLoops(),
                plan.duplicates());
    }

    /** The reader of a file that no study speaks of. */
    NetworkReader reader(SelfLoops selfLoops) {
        return changed(ReadingPlan.automatic()).reader().selfLoops(selfLoops);
    }

    private ReadingPlan.Columns parsedColumns() {
        String[] names = columns.split(",", -1);
        if (names.length < 2 || names.length > 3) {
            throw new IllegalArgumentException(
                    "--columns " + columns + ": give SOURCE,TARGET,WEIGHT, or SOURCE,TARGET to count 1 a row");
        }
        return new ReadingPlan.Columns(
                names[0].strip(),
                names[1].strip(),
                names.length == 3 ? Optional.of(names[2].strip()) : Optional.empty());
    }

    private static ReadingPlan.RowFilter filter(String text) {
        int at = text.indexOf('=');
        if (at < 1) {
            throw new IllegalArgumentException("--where " + text + ": give COLUMN=VALUE, for example Type=chemical");
        }
        return new ReadingPlan.RowFilter(
                text.substring(0, at).strip(), List.of(text.substring(at + 1).split(",", -1)));
    }

    private ReadingPlan.SignColumn signColumn() {
        if (transmitter == null) {
            throw new IllegalArgumentException("--signs " + signs + ": name the column with --transmitter COLUMN");
        }
        Map<String, Integer> table = new HashMap<>(Transmitters.FLYWIRE);
        for (String entry : signs == null ? new String[0] : signs.split(",")) {
            int at = entry.lastIndexOf('=');
            String sign = entry.substring(at + 1).strip();
            if (at < 0 || !sign.matches("[+]?1|-1")) {
                throw new IllegalArgumentException(
                        "--signs " + signs + ": give VALUE=1 or VALUE=-1, for example HIST=-1");
            }
            table.put(entry.substring(0, at).strip().toUpperCase(java.util.Locale.ROOT), sign.equals("-1") ? -1 : 1);
        }
        return new ReadingPlan.SignColumn(transmitter, of(table, 1), of(table, -1));
    }

    private static List<String> of(Map<String, Integer> table, int sign) {
        return table.entrySet().stream()
                .filter(entry -> entry.getValue() == sign)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private ReadingPlan.Neurons neurons(ReadingPlan.Neurons before) {
        if (nodes == null) {
            if (nodeColumns != null || unlisted != null && before.nodes().isEmpty()) {
                throw new IllegalArgumentException(
                        "--node-columns and --unlisted are about a list of neurons: give --nodes FILE");
            }
            return unlisted == null ? before : new ReadingPlan.Neurons(before.nodes(), before.sha256(), unlisted);
        }
        NodeList list = NodeList.of(nodes);
        if (nodeColumns != null) {
            String[] names = nodeColumns.split(",", -1);
            if (names.length > 2) {
                throw new IllegalArgumentException("--node-columns " + nodeColumns + ": give ID or ID,TYPE");
            }
            list = list.id(names[0].strip());
            list = names.length == 2 ? list.type(names[1].strip()) : list;
        }
        return new ReadingPlan.Neurons(
                Optional.of(list), Optional.empty(), unlisted == null ? NetworkReader.Unlisted.ERROR : unlisted);
    }
}
