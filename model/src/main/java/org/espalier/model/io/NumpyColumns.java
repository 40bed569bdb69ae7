package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Named columns of results in one .npz file, which {@code numpy.load(file)} opens: one array of one dimension a name. Truth
 * values become {@code bool}, whole numbers {@code int64} where they fit, other numbers {@code float64}, texts {@code str}. An unknown
 * value (null or an empty text) is NaN among numbers and empty among texts. The bytes of the file depend on the columns
 * alone.
 *
 * {@snippet :
 * NumpyColumns.empty().with("time", List.of(0.5, 1.0)).with("rate", List.of(0.62, 0.84)).write(Path.of("results.npz"));
 * double[] rate = NumpyColumns.read(Path.of("results.npz")).numbers("rate");
 * }
 */
public final class NumpyColumns {
    private static final NumpyColumns EMPTY = new NumpyColumns(Map.of());

    private final Map<String, List<Object>> columns;

    private NumpyColumns(Map<String, List<Object>> columns) {
        this.columns = columns;
    }

    /** {@return no columns, what columns are added to} */
    public static NumpyColumns empty() {
        return EMPTY;
    }

    /**
     * {@return these columns and one more}
     *
     * @param name its name; it must be new, and be a name of a file in an archive: without a slash
     * @param values truth values, numbers or texts; null or an empty text where a value is unknown
     */
    public NumpyColumns with(String name, List<?> values) {
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("column '" + name + "': a name is a word without slashes");
        }
        if (columns.containsKey(name)) {
            throw new IllegalArgumentException("column '" + name + "' is there already; choose another name");
        }
        for (Object value : values) {
            if (!(value == null || value instanceof Boolean || value instanceof Number || value instanceof String)) {
                throw new IllegalArgumentException("column '" + name + "': " + value + " is of type "
                        + value.getClass().getSimpleName() + "; truth values, numbers and texts can be written");
            }
        }
        Map<String, List<Object>> more = new LinkedHashMap<>(columns);
        more.put(name, Collections.unmodifiableList(new ArrayList<>(values)));
        return new NumpyColumns(more);
    }

    /** {@return the names, names in the order in which they were added, or in which they are in the file} */
    public Set<String> names() {
        return Collections.unmodifiableSet(columns.keySet());
    }

    private List<Object> column(String name) {
        List<Object> values = columns.get(name);
        if (values == null) {
            throw new IllegalArgumentException("there is no column '" + name + "'; there are " + columns.keySet());
        }
        return values;
    }

    /**
     * {@return a column of numbers, the numbers, NaN where one is unknown, 1 and 0 for truth values}
     *
     * @param name its name
     * @throws IllegalArgumentException if there is no such column, or it holds texts
     */
    public double[] numbers(String name) {
        List<Object> values = column(name);
        double[] result = new double[values.size()];
        for (int k = 0; k < result.length; k++) {
            Object value = values.get(k);
            if (value instanceof String text && !text.isEmpty()) {
                throw new IllegalArgumentException(
                        "column '" + name + "' holds texts such as '" + text + "': use texts");
            }
            result[k] = number(value);
        }
        return result;
    }

    /**
     * {@return a column of texts, the texts, empty where one is unknown}
     *
     * @param name its name
     */
    public List<String> texts(String name) {
        return column(name).stream()
                .map(value -> value == null ? "" : value.toString())
                .toList();
    }

    private static double number(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger large && large.bitLength() < Long.SIZE;
    }

    /**
     * Writes the columns; the file appears when it is complete.
     *
     * @param file the file, usually {@code .npz}; it is replaced if it exists
     */
    public void write(Path file) {
        WholeFile.write(file, draft -> {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(draft))) {
                for (Map.Entry<String, List<Object>> column : columns.entrySet()) {
                    write(zip, column.getKey(), column.getValue());
                }
            }
        });
    }

    private static void write(ZipOutputStream zip, String name, List<Object> values) throws IOException {
        String shape = "(" + values.size() + ",)";
        if (values.stream().anyMatch(value -> value instanceof String text && !text.isEmpty())) {
            List<String> texts = values.stream()
                    .map(value -> value == null ? "" : value.toString())
                    .toList();
            int longest = texts.stream()
                    .mapToInt(text -> text.codePointCount(0, text.length()))
                    .max()
                    .orElse(1);
            Npz.entry(zip, name, NpyArray.header("<U" + longest, shape));
            for (String text : texts) {
                ByteBuffer buffer = Npz.little(4 * longest);
                text.codePoints().forEach(buffer::putInt);
                zip.write(buffer.array());
            }
        } else if (!values.isEmpty() && values.stream().allMatch(Boolean.class::isInstance)) {
            Npz.entry(zip, name, NpyArray.header("|b1", shape));
            for (Object value : values) {
                zip.write(Boolean.TRUE.equals(value) ? 1 : 0);
            }
        } else if (!values.isEmpty() && values.stream().allMatch(NumpyColumns::isWhole)) {
            Npz.entry(zip, name, NpyArray.header("<i8", shape));
            for (Object value : values) {
                zip.write(Npz.little(8).putLong(((Number) value).longValue()).array());
            }
        } else {
            Npz.entry(zip, name, NpyArray.header("<f8", shape));
            for (Object value : values) {
                zip.write(Npz.little(8).putDouble(number(value)).array());
            }
        }
    }

    /**
     * Reads columns, from this class or from {@code numpy.savez}.
     *
     * @param file the file
     * @return its columns: numbers as {@code Double} or, of whole type, {@code Long}
     * @throws NetworkFormatException if it is not such a file, or an array has more than one dimension
     */
    public static NumpyColumns read(Path file) {
        long length = SourceFile.check(file);
        NumpyColumns result = EMPTY;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName().replaceAll("\\.npy$", "");
                try (InputStream in = SourceFile.bounded(file, zip.getInputStream(entry), length)) {
                    result = result.with(name, values(name, NpyArray.read(name, in)));
                }
            }
        } catch (NetworkFormatException refusal) {
            throw refusal;
        } catch (IOException | IllegalArgumentException failure) {
            throw new NetworkFormatException(
                    file,
                    0,
                    "is not a .npz file of columns (" + shown(String.valueOf(failure.getMessage())) + ")",
                    "write it with numpy.savez, arrays of one dimension",
                    failure);
        }
        return result;
    }

    private static List<Object> values(String name, NpyArray array) throws IOException {
        List<Object> values = new ArrayList<>(array.count());
        for (int k = 0; k < array.count(); k++) {
            switch (array.kind()) {
                case 'U', 'S' -> values.add(array.text(name, k));
                case 'b' -> values.add(array.value(name, k) != 0);
                case 'i' -> values.add((long) array.value(name, k));
                default -> values.add(array.value(name, k));
            }
        }
        return values;
    }
}
