package org.espalier.study;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.io.NetworkFormat;
import org.espalier.model.io.Networks;
import org.espalier.model.io.Reading;
import org.espalier.model.network.Duplicates;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;

/**
 * A network in a file.
 *
 * @param file the file
 * @param format how to read it
 * @param columns names or numbers of the columns of a text; found from its first rows when empty
 * @param rows which rows of a text count; all when empty
 * @param signColumn a column of a text that holds the sign; none when empty
 * @param selfLoops what to do with edges from a neuron to itself
 * @param duplicates what to do with repeated pairs
 * @param sha256 checksum that the file must have, in hexadecimal; any when empty
 */
public record NetworkFile(
        Path file,
        Format format,
        Optional<Columns> columns,
        Optional<RowFilter> rows,
        Optional<SignColumn> signColumn,
        SelfLoops selfLoops,
        Duplicates duplicates,
        Optional<String> sha256)
        implements NetworkOrigin {
    /** How a file is read. */
    public enum Format {
        /** Found from the name and the first bytes. */
        AUTO,
        /** Delimited text, one edge a row. */
        TEXT
    }

    /**
     * The columns of a text, all by name or all by number from 1.
     *
     * @param source presynaptic neuron
     * @param target postsynaptic neuron
     * @param weight weight
     */
    public record Columns(String source, String target, String weight) {
        boolean areNumbers() {
            return List.of(source, target, weight).stream().allMatch(name -> name.matches("[1-9][0-9]{0,3}"));
        }
    }

    /**
     * Rows count only if a column has one of some values.
     *
     * @param column name of the column, or its number
     * @param values accepted values
     */
    public record RowFilter(String column, List<String> values) {
        /** Copies the values. */
        public RowFilter {
            values = List.copyOf(values);
        }
    }

    /**
     * A column whose values tell excitatory from inhibitory rows.
     *
     * @param column name of the column
     * @param excitatory its values on excitatory rows
     * @param inhibitory its values on inhibitory rows
     */
    public record SignColumn(String column, List<String> excitatory, List<String> inhibitory) {
        /** Copies the values. */
        public SignColumn {
            excitatory = List.copyOf(excitatory);
            inhibitory = List.copyOf(inhibitory);
            table(excitatory, inhibitory);
        }

        Map<String, Integer> table() {
            return table(excitatory, inhibitory);
        }

        private static Map<String, Integer> table(List<String> excitatory, List<String> inhibitory) {
            Map<String, Integer> signs = new HashMap<>();
            excitatory.forEach(value -> signs.put(value, 1));
            for (String value : inhibitory) {
                if (signs.put(value, -1) != null) {
                    throw new IllegalArgumentException(
                            "signs: '" + value + "' is listed as excitatory and as inhibitory");
                }
            }
            return signs;
        }
    }

    /** Checks the components. */
    public NetworkFile {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(selfLoops, "selfLoops");
        Objects.requireNonNull(duplicates, "duplicates");
        boolean textOnly = columns.isPresent() || rows.isPresent() || signColumn.isPresent();
        if (format != Format.TEXT && textOnly) {
            throw new IllegalArgumentException(
                    "columns, rows and signs by column are known for 'format: text' only, found 'format: "
                            + format.name().toLowerCase(Locale.ROOT) + "'");
        }
    }

    /**
     * A file that tells by itself how it is to be read; self-loops are dropped, repeated pairs added up.
     *
     * @param file the file
     */
    public static NetworkFile automatic(Path file) {
        return new NetworkFile(
                file,
                Format.AUTO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SelfLoops.DROP,
                Duplicates.SUM,
                Optional.empty());
    }

    /**
     * Reads the file.
     *
     * @return the network before signs and scaling, and what became of the file
     * @throws IllegalArgumentException if the file does not hold a network or has another checksum
     */
    public Reading read() {
        Checksum.require(file, sha256, "network.sha256");
        return reader().read(file);
    }

    private NetworkFormat reader() {
        if (format == Format.AUTO) {
            return Networks.formatOf(file);
        }
        NetworkReader text = NetworkReader.automatic().selfLoops(selfLoops).duplicates(duplicates);
        if (columns.isPresent()) {
            Columns c = columns.get();
            text = c.areNumbers()
                    ? text.columns(Integer.parseInt(c.source), Integer.parseInt(c.target), Integer.parseInt(c.weight))
                    : text.columns(c.source, c.target, c.weight);
        }
        if (rows.isPresent()) {
            RowFilter filter = rows.get();
            String[] values = filter.values.toArray(String[]::new);
            text = filter.column.matches("[1-9][0-9]{0,3}")
                    ? text.where(Integer.parseInt(filter.column), values)
                    : text.where(filter.column, values);
        }
        if (signColumn.isPresent()) {
            text = text.signedBy(signColumn.get().column, signColumn.get().table());
        }
        return text;
    }

    @Override
    public SynapticNetwork network() {
        return read().network();
    }

    @Override
    public String summary() {
        return file.getFileName().toString();
    }

    /**
     * Returns the same with the file's absolute path and its checksum, so that it can be read again and only unchanged.
     *
     * @return the resolved plan
     */
    NetworkFile resolved() {
        return new NetworkFile(
                file.toAbsolutePath().normalize(),
                format,
                columns,
                rows,
                signColumn,
                selfLoops,
                duplicates,
                Optional.of(Checksum.of(file)));
    }

    NetworkFile withFile(Path other) {
        return new NetworkFile(other, format, columns, rows, signColumn, selfLoops, duplicates, Optional.empty());
    }
}
