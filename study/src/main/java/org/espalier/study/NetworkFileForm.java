package org.espalier.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.io.NodeList;
import org.espalier.model.network.Duplicates;
import org.espalier.model.network.SelfLoops;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

/** How a network in a file stands in YAML; paths are relative to the folder of the study. */
final class NetworkFileForm {
    private static final YamlForm<ReadingPlan.Columns> COLUMNS = YamlForm.of(
            "source target weight",
            m -> new ReadingPlan.Columns(m.text("source"), m.text("target"), text(m, "weight")),
            c -> Arrays.asList(c.source(), c.target(), c.weight().orElse(null)));

    private static final YamlForm<ReadingPlan.RowFilter> ROWS = YamlForm.of(
            "column values",
            m -> new ReadingPlan.RowFilter(m.text("column"), m.texts("values")),
            r -> List.of(r.column(), r.values()));

    private NetworkFileForm() {}

    /** The form; the column of signs stands elsewhere in a study. */
    static YamlForm<NetworkFile> of(Path folder, Optional<ReadingPlan.SignColumn> signs) {
        YamlForm<Nodes> nodes = nodes(folder);
        return YamlForm.of(
                "file sha256 format columns weight rows layout delimiter header presynaptic direction nodes unlisted"
                        + " self_loops duplicates",
                m -> read(m, folder, signs, nodes),
                f -> written(f, nodes));
    }

    /** A list of neurons and its checksum. */
    private record Nodes(NodeList list, Optional<String> sha256) {}

    private static YamlForm<Nodes> nodes(Path folder) {
        return YamlForm.of(
                "file id type sha256",
                m -> new Nodes(
                        new NodeList(folder.resolve(m.text("file")), text(m, "id"), text(m, "type")),
                        text(m, "sha256")),
                n -> Arrays.asList(
                        n.list.file().toString(),
                        n.list.id().orElse(null),
                        n.list.type().orElse(null),
                        n.sha256.orElse(null)));
    }

    private static Optional<String> text(YamlMap map, String key) {
        return map.has(key) ? Optional.of(map.text(key)) : Optional.empty();
    }

    /** One of the constants of an enumeration, the first without the key. */
    private static <E extends Enum<E>> E choice(YamlMap map, String key, E[] constants) {
        return map.has(key) ? map.choice(key, constants) : constants[0];
    }

    private static NetworkFile read(
            YamlMap map, Path folder, Optional<ReadingPlan.SignColumn> signs, YamlForm<Nodes> nodes) {
        if (!map.has("file")) {
            throw map.error("", "network needs the key 'file' or the key 'generator'");
        }
        if (map.has("format")) {
            map.word("format", "auto", "text"); // of older studies: the file tells by itself
        }
        Optional<Nodes> list = map.optional("nodes").map(nodes::read);
        ReadingPlan plan = new ReadingPlan(
                new ReadingPlan.Selection(
                        map.optional("columns").map(COLUMNS::read), text(map, "weight"), rows(map), signs),
                new ReadingPlan.Shape(
                        choice(map, "layout", NetworkReader.Layout.values()),
                        choice(map, "delimiter", NetworkReader.Delimiter.values()),
                        choice(map, "header", NetworkReader.Header.values()),
                        choice(map, "presynaptic", NetworkReader.Presynaptic.values()),
                        choice(map, "direction", NetworkReader.Direction.values())),
                new ReadingPlan.Neurons(
                        list.map(Nodes::list),
                        list.flatMap(Nodes::sha256),
                        choice(map, "unlisted", NetworkReader.Unlisted.values())),
                choice(map, "self_loops", new SelfLoops[] {SelfLoops.DROP, SelfLoops.ERROR}),
                choice(map, "duplicates", new Duplicates[] {Duplicates.SUM, Duplicates.ERROR}));
        return new NetworkFile(folder.resolve(map.text("file")), plan, text(map, "sha256"));
    }

    /** One filter, or a list of them. */
    private static List<ReadingPlan.RowFilter> rows(YamlMap map) {
        if (!map.has("rows")) {
            return List.of();
        }
        List<YamlMap> all = map.isList("rows") ? map.maps("rows") : List.of(map.map("rows"));
        return all.stream().map(ROWS::read).toList();
    }

    private static List<?> written(NetworkFile file, YamlForm<Nodes> nodes) {
        ReadingPlan plan = file.reading();
        ReadingPlan.Selection selection = plan.selection();
        ReadingPlan.Shape shape = plan.shape();
        ReadingPlan.Shape auto = ReadingPlan.Shape.AUTO;
        ReadingPlan.Neurons neurons = plan.neurons();
        return Arrays.asList(
                file.file().toString(),
                file.sha256().orElse(null),
                null,
                selection.columns().map(COLUMNS::written).orElse(null),
                selection.weight().orElse(null),
                selection.rows().isEmpty()
                        ? null
                        : selection.rows().stream().map(ROWS::written).toList(),
                unless(shape.layout(), auto.layout()),
                unless(shape.delimiter(), auto.delimiter()),
                unless(shape.header(), auto.header()),
                unless(shape.presynaptic(), auto.presynaptic()),
                unless(shape.direction(), auto.direction()),
                neurons.nodes()
                        .map(list -> nodes.written(new Nodes(list, neurons.sha256())))
                        .orElse(null),
                unless(neurons.unlisted(), NetworkReader.Unlisted.ERROR),
                plan.selfLoops(),
                plan.duplicates());
    }

    private static <E> E unless(E value, E usual) {
        return value == usual ? null : value;
    }
}
