package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.espalier.model.io.NetworkReader.Header;

/** Finds the columns of a table of edges. */
final class ColumnFinder {
    private static final Set<String> WAYS =
            Set.of("directed", "undirected", "mutual", "true", "false", "bidirectional", "symmetric");
    private static final Set<String> DIRECTIONS = Set.of("type", "edgetype", "direction", "directed", "directionality");

    private final Path file;
    private final NetworkReader reader;
    private final TableSample sample;
    private final CommentedHeader commented;
    private final int width;
    private boolean header;
    private List<String> names;
    private List<List<String>> body;
    private final List<String> notes = new ArrayList<>();

    ColumnFinder(Path file, NetworkReader reader, TableSample sample, CommentedHeader commented) {
        this.file = file;
        this.reader = reader;
        this.sample = sample;
        this.commented = commented;
        this.width = sample.width();
    }

    EdgeLayout edges() {
        List<String> first = sample.rows().get(0);
        header = isHeader(first);
        boolean shifted = header && first.size() == width - 1; // names of R: none above the numbers of the rows
        if (first.size() == width - 1 && !header) {
            throw LayoutFinder.uneven(file, sample.lines().get(1), width, width - 1, "text" + sample.separator());
        }
        body = header ? sample.rows().subList(1, sample.rows().size()) : sample.rows();
        boolean told = !commented.names().isEmpty() && !header;
        names = new ArrayList<>(header ? first : told ? commented.names() : List.<String>of());
        if (shifted) {
            names.add(0, "");
        }
        for (int k = names.size(); k < width; k++) {
            names.add(Integer.toString(k + 1));
        }
        boolean named = header || told;
        if (commented.bipartite()) {
            throw new NetworkFormatException(
                    file,
                    1,
                    "says that it is bipartite: sources and targets are different things",
                    Remedy.NOT_BIPARTITE);
        }
        refuseUnknown(first, named);
        int source = end(reader.source, Column::isSource, "source", named, 0);
        int target = end(reader.target, Column::isTarget, "target", named, 1);
        if (named && reader.source == null && reader.target == null) {
            int[] ends = ids();
            source = ends[0];
            target = ends[1];
        }
        int direction = direction(named, source, target);
        int weight = weight(named, source, target, direction);
        if (source == target || weight == source || weight == target) {
            throw new NetworkFormatException(
                    file,
                    line(),
                    "source, target and weight stand in columns " + (source + 1) + ", " + (target + 1) + " and "
                            + (weight + 1),
                    Remedy.COLUMNS,
                    "1,2,3");
        }
        int sign = reader.sign == null ? -1 : column(reader.sign.column(), "sign", named);
        List<Integer> filters = reader.filters.stream()
                .map(filter -> column(filter.column(), "filter", named))
                .toList();
        boolean free = reader.source == null && reader.target == null && reader.layout == NetworkReader.Layout.AUTO;
        if (free && !named) {
            new BareEdges(file, sample, width)
                    .refuseDoubts(
                            reader.weight == null && !reader.unweighted,
                            reader.delimiter == NetworkReader.Delimiter.AUTO);
        }
        return new EdgeLayout(
                header,
                List.copyOf(names),
                source,
                target,
                weight,
                sign,
                direction,
                filters,
                new boolean[] {numbers(source), numbers(target)},
                commented.undirected(),
                !named && reader.header == Header.AUTO,
                free && !named && reader.header == Header.AUTO,
                description(named, source, target, weight, sign, direction));
    }

    private long line() {
        return sample.lines().get(0);
    }

    private boolean numbers(int column) {
        return !body.isEmpty()
                && body.stream().allMatch(row -> column < row.size() && Names.isWholeValued(row.get(column)));
    }

    private String description(boolean named, int source, int target, int weight, int sign, int direction) {
        StringBuilder text = new StringBuilder();
        if (sample.delimiter() != null) {
            text.append("text, ").append(sample.delimiter()).append(", ");
        }
        text.append(header ? "header" : named ? "header in a comment" : width + " columns without header");
        if (named || !(source == 0 && target == 1 && (weight == 2 || width == 2))) {
            text.append(": ")
                    .append(called(source))
                    .append(" to ")
                    .append(called(target))
                    .append(weight >= 0 ? ", weight " + called(weight) : ", weight 1 a row");
            text.append(sign >= 0 ? ", sign " + called(sign) : "");
            text.append(direction >= 0 ? ", direction " + called(direction) : "");
        } else {
            text.append(weight >= 0 ? ": source, target, weight" : ": source, target, weight 1 a row");
        }
        List<String> unused = IntStream.range(0, width)
                .filter(k -> k != source && k != target && k != weight && k != sign && k != direction)
                .mapToObj(this::called)
                .toList();
        if (!unused.isEmpty()) {
            String all = unused.size() > 8
                    ? String.join(", ", unused.subList(0, 8)) + " and " + (unused.size() - 8) + " more"
                    : String.join(", ", unused);
            text.append(", not used: ").append(all);
        }
        notes.forEach(note -> text.append(", ").append(note));
        return text.toString();
    }

    private String called(int column) {
        String name = names.get(column);
        return name.isEmpty() ? "column " + (column + 1) : shown(name, 30).replace("'", "");
    }

    /** The first row is a header if it names what was asked for, or known columns, or has words above numbers. */
    private boolean isHeader(List<String> first) {
        if (reader.header != Header.AUTO) {
            return reader.header == Header.PRESENT;
        }
        boolean byName = reader.source != null && reader.source.isNamed()
                || reader.target != null && reader.target.isNamed()
                || reader.weight != null && reader.weight.isNamed()
                || reader.sign != null && reader.sign.column().isNamed()
                || reader.filters.stream().anyMatch(filter -> filter.column().isNamed());
        if (sample.headerGiven() || byName && commented.names().isEmpty()) {
            return true;
        }
        boolean known =
                first.stream().anyMatch(Column::isSource) && first.stream().anyMatch(Column::isTarget);
        return known || wordsAboveNumbers(first);
    }

    /** Whether some column has a word in the first row and numbers in all others, and none the other way round. */
    private boolean wordsAboveNumbers(List<String> first) {
        List<List<String>> rest = sample.rows().subList(1, sample.rows().size());
        int shift = width - first.size();
        return !rest.isEmpty()
                && first.stream().noneMatch(Names::isNumber)
                && IntStream.range(0, first.size())
                        .anyMatch(k -> rest.stream().allMatch(row -> Names.isNumber(row.get(k + shift))));
    }

    /** Refuses more columns than can be known without names, and a header of which no name is known. */
    private void refuseUnknown(List<String> first, boolean named) {
        if (reader.source != null && reader.target != null) {
            return;
        }
        boolean source = names.stream().anyMatch(Column::isSource);
        boolean target = names.stream().anyMatch(Column::isTarget);
        if (named && (!source || !target) || !named && width > 3) {
            String what = named
                    ? "no " + (source ? "target" : target ? "source" : "source and no target")
                            + " column is recognised among " + shown(String.join(", ", names), 160)
                    : width + " columns without known names";
            decimalCommas();
            throw new NetworkFormatException(file, line(), what, remedy(), proposal());
        }
    }

    private Remedy remedy() {
        return width == 2 ? Remedy.COLUMNS_ALONE : Remedy.COLUMNS;
    }

    private void decimalCommas() {
        for (int r = 0; r < body.size(); r++) {
            for (String field : body.get(r)) {
                if (field.matches("[+-]?\\d+,\\d+")) {
                    throw commaInNumber(file, sample.lines().get(header ? r + 1 : r), field);
                }
            }
        }
    }

    static NetworkFormatException commaInNumber(Path file, long line, String field) {
        return new NetworkFormatException(
                file, line, "the number " + shown(field) + " is written with a comma", Remedy.DECIMAL_COMMA);
    }

    /** Columns to propose: a known end, and then the first ones that are left; the weight is one of numbers. */
    private String proposal() {
        List<Integer> left = IntStream.range(0, width)
                .filter(k -> !names.get(k).isEmpty())
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        List<Integer> chosen = new ArrayList<>();
        for (Predicate<String> known : List.<Predicate<String>>of(Column::isSource, Column::isTarget)) {
            Integer at = left.stream()
                    .filter(k -> known.test(names.get(k)))
                    .findFirst()
                    .orElse(null);
            chosen.add(at);
            left.remove(at);
        }
        for (int end = 0; end < 2; end++) {
            if (chosen.get(end) == null) {
                chosen.set(end, left.isEmpty() ? 0 : left.remove(0));
            }
        }
        left.stream()
                .filter(k -> body.stream().allMatch(row -> k < row.size() && Names.isNumber(row.get(k))))
                .findFirst()
                .ifPresent(chosen::add);
        return chosen.stream().map(this::reference).collect(Collectors.joining(","));
    }

    /** How a column is called on the command line. */
    private String reference(int column) {
        String name = names.get(column);
        return !header && commented.names().isEmpty() || name.isEmpty() || name.contains(",") || name.matches("[0-9].*")
                ? Integer.toString(column + 1)
                : name;
    }

    private int end(Column asked, Predicate<String> known, String role, boolean named, int otherwise) {
        if (asked != null) {
            return column(asked, role, named);
        }
        return named ? 0 : otherwise;
    }

    /** The ends by their names: the only ones, or else the only ones that hold ids. */
    private int[] ids() {
        List<List<Integer>> all = new ArrayList<>();
        for (Predicate<String> known : List.<Predicate<String>>of(Column::isSource, Column::isTarget)) {
            all.add(IntStream.range(0, width)
                    .filter(k -> known.test(names.get(k)))
                    .boxed()
                    .toList());
        }
        if (all.get(0).size() == 1 && all.get(1).size() == 1) {
            return new int[] {all.get(0).get(0), all.get(1).get(0)};
        }
        List<List<Integer>> ids = all.stream()
                .map(some ->
                        some.stream().filter(k -> Column.isId(names.get(k))).toList())
                .toList();
        if (ids.get(0).size() == 1 && ids.get(1).size() == 1) {
            notes.add("ids taken, not the other names");
            return new int[] {ids.get(0).get(0), ids.get(1).get(0)};
        }
        String candidates = all.stream().flatMap(List::stream).map(names::get).collect(Collectors.joining(", "));
        throw new NetworkFormatException(
                file,
                line(),
                "several columns may be source and target: " + shown(candidates, 120),
                Remedy.COLUMNS,
                proposal());
    }

    /** The column that tells for each row whether it has a direction. */
    private int direction(boolean named, int source, int target) {
        for (int k = 0; k < width && named; k++) {
            int column = k;
            boolean taken = k == source || k == target;
            long ways = body.stream()
                    .filter(row -> column < row.size()
                            && row.get(column).toLowerCase(Locale.ROOT).matches("(un)?directed|mutual"))
                    .count();
            boolean called = DIRECTIONS.contains(Column.key(names.get(k)));
            boolean flags = called
                    && body.stream()
                            .allMatch(row -> column < row.size()
                                    && WAYS.contains(row.get(column).toLowerCase(Locale.ROOT)));
            if (!taken && !body.isEmpty() && (called && ways > 0 || 2 * ways >= body.size() || flags)) {
                return k;
            }
        }
        return -1;
    }

    private int weight(boolean named, int source, int target, int direction) {
        if (reader.unweighted) {
            return -1;
        }
        if (reader.weight != null) {
            return column(reader.weight, "weight", named);
        }
        if (!named) {
            return width == 2 ? -1 : 2;
        }
        List<Integer> known = IntStream.range(0, width)
                .filter(k -> k != source && k != target && k != direction && Column.isWeight(names.get(k)))
                .boxed()
                .toList();
        if (known.size() == 1) {
            return known.get(0);
        }
        if (known.isEmpty() && width == 2) {
            return -1;
        }
        String ends = reference(source) + "," + reference(target);
        if (known.isEmpty()) {
            throw new NetworkFormatException(
                    file,
                    line(),
                    "no weight column is recognised among " + shown(String.join(", ", names), 160),
                    Remedy.COLUMNS_ALONE,
                    ends);
        }
        String candidates = known.stream().map(names::get).collect(Collectors.joining(", "));
        throw new NetworkFormatException(
                file,
                line(),
                "several columns may be the weight: " + shown(candidates, 120),
                Remedy.COLUMNS,
                ends + "," + reference(known.get(0)));
    }

    private int column(Column column, String role, boolean named) {
        int at = column.in(names, named);
        if (at >= 0) {
            return at;
        }
        String what = column.number() > 0
                ? "the " + role + " column is number " + column.number() + " of " + width
                : "no " + role + " column " + shown(column.name()) + " among " + shown(String.join(", ", names), 160);
        throw role.equals("filter")
                ? new NetworkFormatException(file, line(), what, Remedy.WHERE)
                : new NetworkFormatException(file, line(), what, remedy(), proposal());
    }

    /** The names of two columns have something in common. */
    static boolean share(List<List<String>> rows) {
        Set<String> seen = new HashSet<>();
        return rows.stream().flatMap(row -> row.subList(0, 2).stream()).anyMatch(name -> !seen.add(name));
    }
}
