package org.espalier.model.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.espalier.model.network.Duplicates;
import org.espalier.model.network.SelfLoops;
import org.espalier.run.Settings;

/**
 * How networks are read: everything that a file may leave open, with what is done about it. A reader with nothing said
 * takes what the file shows by itself, drops self-loops, adds up repeated pairs and tells how many there were; what the
 * file leaves open is refused, with the setting that decides it.
 *
 * <pre>{@code
 * Reading worm = NetworkReader.automatic().where("Type", "chemical").read(Path.of("worm.csv"));
 * SynapticNetwork network = worm.network();          // 419 neurons
 * String summary = worm.report().toString();         // how it was understood, rows, edges, what was left out
 * }</pre>
 *
 * <p>Every setting is an option of the same name on the command line, which is what refusals print.
 *
 * <p>Instances are immutable; every method returns another one.
 */
public final class NetworkReader extends Settings<NetworkReader> {
    /** What stands between two columns of a text. */
    public enum Delimiter {
        /** Found from the first lines. */
        AUTO(0),
        /** A comma. */
        COMMA(','),
        /** A tabulator. */
        TAB('\t'),
        /** A semicolon. */
        SEMICOLON(';'),
        /** A vertical bar. */
        BAR('|'),
        /** Any number of blanks and tabulators. */
        BLANKS(' ');

        final byte code;

        Delimiter(int code) {
            this.code = (byte) code;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the first row of a table names the columns. */
    public enum Header {
        /** It does if it looks like that. */
        AUTO,
        /** It does. */
        PRESENT,
        /** It does not. */
        ABSENT
    }

    /** What the rows of a table are. */
    public enum Layout {
        /** Found from the table. */
        AUTO,
        /** One row an edge. */
        EDGES,
        /** One row a neuron, one column a neuron. */
        MATRIX
    }

    /** Which side of a matrix holds the presynaptic neurons. */
    public enum Presynaptic {
        /** What the file says, columns where it says nothing. */
        AUTO,
        /** w[i][j] stands in row j, column i. */
        ROWS,
        /** w[i][j] stands in row i, column j. */
        COLUMNS
    }

    /** Whether an edge counts one way or both ways. */
    public enum Direction {
        /** What the file says, by its format, a flag or a column; one way where it says nothing. */
        AUTO,
        /** Every edge one way, from source to target. */
        DIRECTED,
        /** Every edge both ways. */
        UNDIRECTED
    }

    /** What to do with edges of neurons that a node list does not name. */
    public enum Unlisted {
        /** They are refused. */
        ERROR,
        /** They are left out. */
        DROP,
        /** Their neurons follow those of the list. */
        ADD
    }

    /** Rows count only if a column has one of some values. */
    record Filter(Column column, List<String> values) {}

    /** A column whose value gives the sign of a weight; other values have the sign {@code others}, 0: they are refused. */
    record SignColumn(Column column, Map<String, Integer> signs, int others) {}

    Delimiter delimiter = Delimiter.AUTO;
    Header header = Header.AUTO;
    Layout layout = Layout.AUTO;
    Presynaptic presynaptic = Presynaptic.AUTO;
    Direction direction = Direction.AUTO;
    Column source;
    Column target;
    Column weight;
    boolean unweighted;
    List<Filter> filters = List.of();
    SignColumn sign;
    NodeList nodes;
    Unlisted unlisted = Unlisted.ERROR;
    SelfLoops selfLoops = SelfLoops.DROP;
    Duplicates duplicates = Duplicates.SUM;

    private NetworkReader() {}

    /** Takes what a file shows by itself. */
    public static NetworkReader automatic() {
        return new NetworkReader();
    }

    /**
     * Reads the connections of FlyWire Codex (columns pre_root_id, post_root_id, neuropil, syn_count, nt_type): rows of one
     * pair in several neuropils add up, the transmitter gives the sign by {@link Transmitters#FLYWIRE}.
     */
    public static NetworkReader flyWire() {
        return automatic()
                .columns("pre_root_id", "post_root_id", "syn_count")
                .signedBy("nt_type", Transmitters.FLYWIRE);
    }

    /**
     * Sets the delimiter of a text.
     *
     * @param between what stands between two columns
     */
    public NetworkReader delimitedBy(Delimiter between) {
        Objects.requireNonNull(between, "between");
        return with(copy -> copy.delimiter = between);
    }

    /**
     * Says whether the first row of a table names the columns.
     *
     * @param first present, absent or found out
     */
    public NetworkReader header(Header first) {
        Objects.requireNonNull(first, "first");
        return with(copy -> copy.header = first);
    }

    /**
     * Says what the rows of a table are.
     *
     * @param rows edges, a matrix or found out
     */
    public NetworkReader layout(Layout rows) {
        Objects.requireNonNull(rows, "rows");
        return with(copy -> copy.layout = rows);
    }

    /**
     * Says which side of a matrix holds the presynaptic neurons, in every format that holds a matrix.
     *
     * @param side rows, columns or what the file says
     */
    public NetworkReader presynaptic(Presynaptic side) {
        Objects.requireNonNull(side, "side");
        return with(copy -> copy.presynaptic = side);
    }

    /**
     * Says whether edges count one way or both ways.
     *
     * @param ways directed, undirected or what the file says
     */
    public NetworkReader direction(Direction ways) {
        Objects.requireNonNull(ways, "ways");
        return with(copy -> copy.direction = ways);
    }

    /**
     * Names the columns of a table of edges; its first row must then be a header.
     *
     * @param from column of the presynaptic neuron
     * @param to column of the postsynaptic neuron
     * @param size column of the weight
     */
    public NetworkReader columns(String from, String to, String size) {
        return columns(Column.named(from), Column.named(to), Column.named(size));
    }

    /**
     * Gives the columns of a table of edges by number.
     *
     * @param from column of the presynaptic neuron, from 1
     * @param to column of the postsynaptic neuron
     * @param size column of the weight
     */
    public NetworkReader columns(int from, int to, int size) {
        return columns(Column.numbered(from), Column.numbered(to), Column.numbered(size));
    }

    /**
     * Gives the columns of a table of edges, each by name or by number from 1.
     *
     * @param names source, target and weight; or source and target, and every row has the weight 1
     */
    public NetworkReader columns(List<String> names) {
        if (names.size() < 2 || names.size() > 3) {
            throw new IllegalArgumentException("columns: " + names.size()
                    + " were given; give SOURCE,TARGET,WEIGHT, or SOURCE,TARGET for a weight of 1 a row");
        }
        List<Column> columns = names.stream().map(Column::parsed).toList();
        return columns(columns.get(0), columns.get(1), names.size() == 3 ? columns.get(2) : null);
    }

    /**
     * Names the source and target columns, and gives every row the weight 1.
     *
     * @param from column of the presynaptic neuron
     * @param to column of the postsynaptic neuron
     */
    public NetworkReader unweighted(String from, String to) {
        return columns(Column.named(from), Column.named(to), null);
    }

    private NetworkReader columns(Column from, Column to, Column size) {
        return with(copy -> {
            copy.source = from;
            copy.target = to;
            copy.weight = size;
            copy.unweighted = size == null;
        });
    }

    /** Gives every row and every edge the weight 1, whatever else the file says. */
    public NetworkReader unweighted() {
        return with(copy -> {
            copy.weight = null;
            copy.unweighted = true;
        });
    }

    /**
     * Names what holds the weight: a column of a table, an attribute of the edges of a graph, or an array of an archive.
     *
     * @param name its name, or the number of a column from 1
     */
    public NetworkReader weight(String name) {
        Column column = Column.parsed(name);
        return with(copy -> {
            copy.weight = column;
            copy.unweighted = false;
        });
    }

    /**
     * Counts only edges with one of some values in a column of a table or an attribute of a graph. Several filters must all
     * agree.
     *
     * @param column its name, as in the header
     * @param values accepted values, at least one
     */
    public NetworkReader where(String column, String... values) {
        return where(Column.named(column), values);
    }

    /**
     * Counts only rows of a table with one of some values in a column.
     *
     * @param column number of the column, from 1
     * @param values accepted values, at least one
     */
    public NetworkReader where(int column, String... values) {
        return where(Column.numbered(column), values);
    }

    private NetworkReader where(Column column, String... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("where: a filter on column " + column + " needs a value");
        }
        List<Filter> more = new ArrayList<>(filters);
        more.add(new Filter(column, List.of(values)));
        return with(copy -> copy.filters = List.copyOf(more));
    }

    /**
     * Multiplies each weight by a sign that stands in a column. Upper and lower case are not told apart.
     *
     * @param column name of the column
     * @param signs for each value of the column +1 or −1 (or 0: the row is left out as one without weight); values that are
     *     not listed are errors. {@link Transmitters#FLYWIRE} is such a table
     */
    public NetworkReader signedBy(String column, Map<String, Integer> signs) {
        return signedBy(column, signs, 0);
    }

    /**
     * Multiplies each weight by a sign that stands in a column, where values that are not listed have a sign too.
     *
     * @param column name of the column
     * @param signs for each value of the column +1, −1 or 0
     * @param others the sign of all other values, +1 or −1; 0: they are errors
     */
    public NetworkReader signedBy(String column, Map<String, Integer> signs, int others) {
        Map<String, Integer> upper = new HashMap<>();
        for (Map.Entry<String, Integer> entry : signs.entrySet()) {
            if (Math.abs(entry.getValue()) > 1) {
                throw new IllegalArgumentException("signs: the sign of '" + entry.getKey() + "' is " + entry.getValue()
                        + ", it must be +1, −1 or 0");
            }
            String value = entry.getKey().strip().toUpperCase(Locale.ROOT);
            if (upper.getOrDefault(value, entry.getValue()).intValue() != entry.getValue()) {
                throw new IllegalArgumentException("signs: '" + entry.getKey() + "' has two signs");
            }
            upper.put(value, entry.getValue());
        }
        if (Math.abs(others) > 1) {
            throw new IllegalArgumentException("signs: " + others + " for other values, it must be +1, −1 or 0");
        }
        Column named = Column.parsed(column);
        return with(copy -> copy.sign = new SignColumn(named, Map.copyOf(upper), others));
    }

    /** Takes the neurons, their order and their types from a list. */
    public NetworkReader nodes(NodeList list) {
        Objects.requireNonNull(list, "list");
        return with(copy -> copy.nodes = list);
    }

    /**
     * Says what to do with edges of neurons that the node list does not name.
     *
     * @param rule error, drop or add
     */
    public NetworkReader unlisted(Unlisted rule) {
        Objects.requireNonNull(rule, "rule");
        return with(copy -> copy.unlisted = rule);
    }

    /**
     * Says what to do with self-loops.
     *
     * @param rule drop, error or keep
     */
    public NetworkReader selfLoops(SelfLoops rule) {
        Objects.requireNonNull(rule, "rule");
        return with(copy -> copy.selfLoops = rule);
    }

    /**
     * Says what to do with repeated pairs.
     *
     * @param rule sum or error
     */
    public NetworkReader duplicates(Duplicates rule) {
        Objects.requireNonNull(rule, "rule");
        return with(copy -> copy.duplicates = rule);
    }

    /**
     * Reads a network and tells how the file was understood.
     *
     * @return the network and the report
     * @throws NetworkFormatException if the file does not hold a network, or leaves open what was not said
     */
    public Reading read(Path file) {
        return Networks.formatOf(file).read(file, this);
    }

    /** {@return the same without a name for the weight, which was that of a part of the file} */
    public NetworkReader weightElsewhere() {
        return with(copy -> copy.weight = null);
    }

    /** The setting that belongs to tables alone and was made, or null. */
    String tableSetting() {
        if (delimiter != Delimiter.AUTO) {
            return "--delimiter";
        }
        if (header != Header.AUTO) {
            return "--header";
        }
        if (layout != Layout.AUTO) {
            return "--layout";
        }
        return source != null || target != null ? "--columns" : null;
    }

    /** The setting that belongs to edges with columns or attributes and was made, or null. */
    String attributeSetting() {
        if (tableSetting() != null) {
            return tableSetting();
        }
        if (!filters.isEmpty()) {
            return "--where";
        }
        if (sign != null) {
            return "--transmitter";
        }
        return null;
    }

    /** Refuses settings that a format has no use for. */
    void refuse(Path file, String format, String setting) {
        if (setting != null) {
            throw new NetworkFormatException(
                    file, 0, "is " + format + ", which " + setting + " is not about", Remedy.LEAVE_OUT, setting);
        }
    }
}
