package org.espalier.model.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.espalier.model.network.Duplicates;
import org.espalier.model.network.SelfLoops;

/**
 * Edge lists as delimited text, plain or gzip: one row an edge, with the presynaptic neuron (<i>source</i>), the
 * postsynaptic neuron (<i>target</i>) and a weight. w[target][source] is the weight of the row.
 *
 * <p>Neurons are named by anything: numbers of any length, or words; blanks around a name and a pair of double quotes do
 * not belong to it. They are numbered in the order in which the counted rows mention them. The delimiter (comma, tab,
 * semicolon, bar or blanks) is found by looking at the first lines unless it is given. Leading lines that start with
 * {@code #} or {@code %} are comments. If the first row names a source and a target column in one of the usual ways (source
 * and target, pre and post, from and to, pre_root_id and post_root_id, …) it is a header, otherwise columns 1, 2 and 3 are
 * source, target and weight; with two columns every weight is 1.
 *
 * <p>A row that does not fit ends the reading with a {@link NetworkFormatException} that gives its line. Cost: one pass
 * over the file, some 12 bytes of memory an edge and 100 bytes a neuron.
 *
 * <pre>{@code
 * Reading worm = DelimitedText.automatic().where("Type", "chemical").read(Path.of("worm.csv"));
 * SynapticNetwork network = worm.network();          // 419 neurons
 * String summary = worm.report().toString();         // rows, edges, synapses, what was left out
 * }</pre>
 *
 * Instances are immutable; every method returns another one.
 */
public final class DelimitedText implements NetworkFormat {
    /** What stands between two columns. */
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

    /** Whether the first row names the columns. */
    public enum Header {
        /** It does if it names a source and a target. */
        AUTO,
        /** It does. */
        PRESENT,
        /** It does not. */
        ABSENT
    }

    /** Rows count only if a column has one of some values. */
    record Filter(Column column, List<String> values) {}

    /** A column whose value gives the sign of a weight. */
    record SignColumn(Column column, Map<String, Integer> signs) {}

    /** Everything that can be set; null columns are found from the header. */
    record Settings(
            Delimiter delimiter,
            Header header,
            Column source,
            Column target,
            Column weight,
            boolean unweighted,
            List<Filter> filters,
            SignColumn sign,
            SelfLoops selfLoops,
            Duplicates duplicates) {}

    private final Settings settings;

    private DelimitedText(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads any edge list whose first rows tell how it is meant; self-loops are dropped and counted, repeated pairs added
     * up and counted.
     */
    public static DelimitedText automatic() {
        return new DelimitedText(new Settings(
                Delimiter.AUTO, Header.AUTO, null, null, null, false, List.of(), null, SelfLoops.DROP, Duplicates.SUM));
    }

    /**
     * Reads the connections of FlyWire Codex (columns pre_root_id, post_root_id, neuropil, syn_count, nt_type): rows of one
     * pair in several neuropils add up, the transmitter gives the sign by {@link Transmitters#FLYWIRE}.
     */
    public static DelimitedText flyWire() {
        return automatic()
                .columns("pre_root_id", "post_root_id", "syn_count")
                .signedBy("nt_type", Transmitters.FLYWIRE);
    }

    /**
     * Sets the delimiter.
     *
     * @param delimiter what stands between two columns
     */
    public DelimitedText delimitedBy(Delimiter delimiter) {
        Settings s = settings;
        return new DelimitedText(new Settings(
                Objects.requireNonNull(delimiter, "delimiter"),
                s.header,
                s.source,
                s.target,
                s.weight,
                s.unweighted,
                s.filters,
                s.sign,
                s.selfLoops,
                s.duplicates));
    }

    /**
     * Says whether the first row names the columns.
     *
     * @param header present, absent or found out
     */
    public DelimitedText header(Header header) {
        Settings s = settings;
        return new DelimitedText(new Settings(
                s.delimiter,
                Objects.requireNonNull(header, "header"),
                s.source,
                s.target,
                s.weight,
                s.unweighted,
                s.filters,
                s.sign,
                s.selfLoops,
                s.duplicates));
    }

    /**
     * Names the columns; the first row must then be a header.
     *
     * @param source column of the presynaptic neuron
     * @param target column of the postsynaptic neuron
     * @param weight column of the weight
     */
    public DelimitedText columns(String source, String target, String weight) {
        return columns(Column.named(source), Column.named(target), Column.named(weight), false);
    }

    /**
     * Gives the columns by number.
     *
     * @param source column of the presynaptic neuron, from 1
     * @param target column of the postsynaptic neuron
     * @param weight column of the weight
     */
    public DelimitedText columns(int source, int target, int weight) {
        return columns(Column.numbered(source), Column.numbered(target), Column.numbered(weight), false);
    }

    /**
     * Names the source and target columns, and gives every row the weight 1.
     *
     * @param source column of the presynaptic neuron
     * @param target column of the postsynaptic neuron
     */
    public DelimitedText unweighted(String source, String target) {
        return columns(Column.named(source), Column.named(target), null, true);
    }

    /** Gives every row the weight 1, whatever other columns there are. */
    public DelimitedText unweighted() {
        return columns(settings.source, settings.target, null, true);
    }

    private DelimitedText columns(Column source, Column target, Column weight, boolean unweighted) {
        Settings s = settings;
        return new DelimitedText(new Settings(
                s.delimiter,
                s.header,
                source,
                target,
                weight,
                unweighted,
                s.filters,
                s.sign,
                s.selfLoops,
                s.duplicates));
    }

    /**
     * Counts only rows with one of some values in a column. Several filters must all agree.
     *
     * @param column name of the column, as in the header
     * @param values accepted values, at least one
     */
    public DelimitedText where(String column, String... values) {
        return where(Column.named(column), values);
    }

    /**
     * Counts only rows with one of some values in a column.
     *
     * @param column number of the column, from 1
     * @param values accepted values, at least one
     */
    public DelimitedText where(int column, String... values) {
        return where(Column.numbered(column), values);
    }

    private DelimitedText where(Column column, String... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("text format: a filter on column " + column + " needs a value");
        }
        Settings s = settings;
        List<Filter> filters = new ArrayList<>(s.filters);
        filters.add(new Filter(column, List.of(values)));
        return new DelimitedText(new Settings(
                s.delimiter,
                s.header,
                s.source,
                s.target,
                s.weight,
                s.unweighted,
                List.copyOf(filters),
                s.sign,
                s.selfLoops,
                s.duplicates));
    }

    /**
     * Multiplies each weight by a sign that stands in a column.
     *
     * @param column name of the column
     * @param signs for each value of the column +1 or −1 (or 0: the row is left out as one without weight); values that are
     *     not listed are errors. {@link Transmitters#FLYWIRE} is such a table
     */
    public DelimitedText signedBy(String column, Map<String, Integer> signs) {
        for (Map.Entry<String, Integer> entry : signs.entrySet()) {
            if (Math.abs(entry.getValue()) > 1) {
                throw new IllegalArgumentException("text format: the sign of '" + entry.getKey() + "' is "
                        + entry.getValue() + ", it must be +1, −1 or 0");
            }
        }
        Settings s = settings;
        return new DelimitedText(new Settings(
                s.delimiter,
                s.header,
                s.source,
                s.target,
                s.weight,
                s.unweighted,
                s.filters,
                new SignColumn(Column.named(column), Map.copyOf(signs)),
                s.selfLoops,
                s.duplicates));
    }

    /**
     * Says what to do with self-loops.
     *
     * @param rule drop, error or keep
     */
    public DelimitedText selfLoops(SelfLoops rule) {
        return policies(Objects.requireNonNull(rule, "rule"), settings.duplicates);
    }

    /**
     * Says what to do with repeated pairs.
     *
     * @param rule sum or error
     */
    public DelimitedText duplicates(Duplicates rule) {
        return policies(settings.selfLoops, Objects.requireNonNull(rule, "rule"));
    }

    private DelimitedText policies(SelfLoops selfLoops, Duplicates duplicates) {
        Settings s = settings;
        return new DelimitedText(new Settings(
                s.delimiter,
                s.header,
                s.source,
                s.target,
                s.weight,
                s.unweighted,
                s.filters,
                s.sign,
                selfLoops,
                duplicates));
    }

    @Override
    public Reading read(Path file) {
        return new DelimitedReader(file, settings).read();
    }
}
