package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.publish.WholeFile;

/**
 * Archives of NumPy, square matrices: sparse ones as {@code scipy.sparse.save_npz} writes them (CSR, CSC, COO, BSR, DIA), or a
 * dense one as {@code numpy.savez} does; real or integer, packed or not. <b>Row = postsynaptic</b> unless the reader is told
 * otherwise. Labels and types travel in extra arrays {@code labels} and {@code types}, which SciPy ignores. The checksum of
 * every array is verified.
 */
final class Npz implements NetworkFormat, NetworkWriter {
    private static final int ALWAYS_ALLOWED = 100_000;

    private static final Set<String> EXTRAS = Set.of("labels", "types");

    Npz() {}

    /** Reads and writes .npz files. */
    public static Npz format() {
        return new Npz();
    }

    @Override
    public String title() {
        return "NumPy archive";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.startsWith("PK\u0003\u0004")
                && (start.endsIn(".npz")
                        || ZipText.names(start.file()).stream().anyMatch(name -> name.endsWith(".npy")));
    }

    @Override
    public void write(SynapticNetwork network, Path file) {
        WholeFile.write(file, true, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.BEST_SPEED);
            int n = network.size();
            int edges = network.edges();
            ints(zip, "indices", edges, network::column);
            ints(zip, "indptr", n + 1, network::rowStart);
            entry(zip, "format", NpyArray.header("|S3", "()"));
            zip.write("csr".getBytes(StandardCharsets.ISO_8859_1));
            entry(zip, "shape", NpyArray.header("<i8", "(2,)"));
            zip.write(little(16).putLong(n).putLong(n).array());
            entry(zip, "data", NpyArray.header("<f8", "(" + edges + ",)"));
            items(zip, edges, 8, (buffer, e) -> buffer.putDouble(network.weight(e)));
            if (network.isLabelled()) {
                texts(zip, "labels", network.size(), network::label);
            }
            if (!network.types().isEmpty()) {
                texts(zip, "types", network.size(), i -> network.types().get(network.type(i)));
            }
            zip.finish();
        });
    }

    static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static void entry(ZipOutputStream zip, String name, byte[] header) throws IOException {
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0)); // files do not depend on the day
        zip.putNextEntry(entry);
        zip.write(header);
    }

    private static void ints(ZipOutputStream zip, String name, int count, java.util.function.IntUnaryOperator value)
            throws IOException {
        entry(zip, name, NpyArray.header("<i4", "(" + count + ",)"));
        items(zip, count, 4, (buffer, k) -> buffer.putInt(value.applyAsInt(k)));
    }

    private static void items(OutputStream out, int count, int bytes, java.util.function.ObjIntConsumer<ByteBuffer> put)
            throws IOException {
        ByteBuffer buffer = little(1 << 16);
        for (int k = 0; k < count; k++) {
            if (buffer.remaining() < bytes) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            put.accept(buffer, k);
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    private static void texts(ZipOutputStream zip, String name, int count, IntFunction<String> text)
            throws IOException {
        int longest = 1;
        for (int i = 0; i < count; i++) {
            String one = text.apply(i);
            if (one.endsWith("\0")) {
                throw new IOException("the text of neuron " + i + " ends in a zero character, which NumPy cuts off");
            }
            longest = Math.max(longest, one.codePointCount(0, one.length()));
        }
        entry(zip, name, NpyArray.header("<U" + longest, "(" + count + ",)"));
        for (int i = 0; i < count; i++) {
            ByteBuffer buffer = little(4 * longest);
            text.apply(i).codePoints().forEach(buffer::putInt);
            zip.write(buffer.array());
        }
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        reader.refuse(file, title(), reader.attributeSetting());
        long length = SourceFile.check(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new Run(file, reader, zip, length, ZipText.stems(zip, ".npy")).read();
        } catch (ZipException damaged) {
            throw new NetworkFormatException(
                    damaged, file, 0, "is not a .npz file (" + shown(damaged.getMessage()) + ")", Remedy.COMPLETE_FILE);
        } catch (IOException failure) {
            throw new NetworkFormatException(
                    failure,
                    file,
                    0,
                    "is not a matrix of NumPy (" + shown(String.valueOf(failure.getMessage()), 100) + ")",
                    Remedy.SAVE_NPZ);
        } catch (NetworkFormatException refusal) {
            throw refusal;
        } catch (IllegalArgumentException refusal) { // broken names of entries, edges that do not fit
            throw new NetworkFormatException(
                    refusal, file, 0, "does not hold a network (" + refusal.getMessage() + ")", Remedy.SAVE_NPZ);
        }
    }

    /** Entries of a sparse matrix. */
    private record Entries(int[] rows, int[] columns, IntToDoubleFunction values) {}

    /** One reading. */
    private record Run(Path file, NetworkReader reader, ZipFile zip, long length, Set<String> names) {
        Reading read() throws IOException {
            return names.contains("format") ? sparse() : dense();
        }

        private Reading sparse() throws IOException {
            String format = array("format").dimensions("format", 1).text("format", 0);
            Set<String> expected =
                    switch (format) {
                        case "csr", "csc", "bsr" -> Set.of("format", "shape", "data", "indices", "indptr");
                        case "coo" -> Set.of("format", "shape", "data", "row", "col");
                        case "dia" -> Set.of("format", "shape", "data", "offsets");
                        default ->
                            throw new IOException(
                                    "the format '" + format + "' is not read; convert it: matrix.tocsr()");
                    };
            for (String name : names) {
                if (!expected.contains(name) && !EXTRAS.contains(name) && !name.equals("_is_array")) {
                    throw new IOException("it holds '" + name + "', which does not belong to " + format);
                }
            }
            int n = size();
            Entries entries =
                    switch (format) {
                        case "csr" -> compressed(n, false);
                        case "csc" -> compressed(n, true);
                        case "bsr" -> blocks(n);
                        case "coo" -> coordinates(n);
                        default -> diagonals(n);
                    };
            return reading("SciPy " + format, n, entries);
        }

        private Entries compressed(int n, boolean byColumns) throws IOException {
            int[] inner = array("indices").indices("indices", n - 1L);
            int[] outer = spread(n, inner.length);
            return byColumns
                    ? new Entries(inner, outer, values(inner.length))
                    : new Entries(outer, inner, values(inner.length));
        }

        private Entries coordinates(int n) throws IOException {
            int[] rows = array("row").indices("row", n - 1L);
            int[] columns = array("col").indices("col", n - 1L);
            if (rows.length != columns.length) {
                throw new IOException(rows.length + " rows do not fit " + columns.length + " columns");
            }
            return new Entries(rows, columns, values(rows.length));
        }

        private IntToDoubleFunction values(int wanted) throws IOException {
            NpyArray data = array("data").dimensions("data", 1);
            if (data.count() != wanted) {
                throw new IOException(data.count() + " values do not fit " + wanted + " places");
            }
            return values(data);
        }

        private static IntToDoubleFunction values(NpyArray data) throws IOException {
            if (data.count() > 0) {
                data.value("data", 0); // a type that is not read is refused here
            }
            return k -> {
                try {
                    return data.value("data", k);
                } catch (IOException unreached) {
                    throw new java.io.UncheckedIOException(unreached);
                }
            };
        }

        private Entries blocks(int n) throws IOException {
            NpyArray data = array("data").dimensions("data", 3);
            int height = data.shape()[1];
            int width = data.shape()[2];
            if (height < 1 || width < 1 || n % height != 0 || n % width != 0 || data.byColumns()) {
                throw new IOException("blocks of " + height + " by " + width + " do not fit " + n + " neurons");
            }
            int[] blockColumns = array("indices").indices("indices", n / width - 1L);
            if (blockColumns.length != data.shape()[0]) {
                throw new IOException(data.shape()[0] + " blocks do not fit " + blockColumns.length + " places");
            }
            int[] blockRows = spread(n / height, blockColumns.length);
            int[] rows = new int[data.count()];
            int[] columns = new int[data.count()];
            for (int k = 0; k < rows.length; k++) {
                int block = k / (height * width);
                int place = k % (height * width);
                rows[k] = blockRows[block] * height + place / width;
                columns[k] = blockColumns[block] * width + place % width;
            }
            return new Entries(rows, columns, values(data));
        }

        private Entries diagonals(int n) throws IOException {
            NpyArray data = array("data").dimensions("data", 2);
            int[] offsets = array("offsets").whole("offsets", -(n - 1L), n - 1L);
            if (offsets.length != data.shape()[0]
                    || Arrays.stream(offsets).distinct().count() != offsets.length) {
                throw new IOException(data.shape()[0] + " diagonals do not fit " + offsets.length + " offsets");
            }
            int length = data.shape()[1];
            IntToDoubleFunction all = values(data);
            int[] rows = new int[data.count()];
            int[] columns = new int[rows.length];
            int[] places = new int[rows.length];
            int kept = 0;
            for (int d = 0; d < offsets.length; d++) {
                for (int column = 0; column < Math.min(length, n); column++) {
                    int row = column - offsets[d];
                    if (row >= 0 && row < n) {
                        rows[kept] = row;
                        columns[kept] = column;
                        places[kept++] = data.at(d, column);
                    }
                }
            }
            return new Entries(
                    Arrays.copyOf(rows, kept), Arrays.copyOf(columns, kept), k -> all.applyAsDouble(places[k]));
        }

        /** A file with one array of two dimensions, or the one that was asked for. */
        private Reading dense() throws IOException {
            List<String> matrices = new ArrayList<>();
            for (String name : names) {
                if (!EXTRAS.contains(name) && array(name).shape().length == 2) {
                    matrices.add(name);
                }
            }
            String asked = reader.weight == null ? null : reader.weight.name();
            if (asked != null && !matrices.contains(asked) || asked == null && matrices.size() > 1) {
                throw new NetworkFormatException(
                        file,
                        0,
                        (asked == null
                                        ? "several arrays may be the matrix: "
                                        : "no matrix is called " + shown(asked) + ": ")
                                + Names.some(matrices.isEmpty() ? names : matrices),
                        matrices.isEmpty() ? Remedy.SAVE_NPZ : Remedy.PART,
                        matrices.isEmpty() ? "" : matrices.get(0));
            }
            if (matrices.isEmpty()) {
                throw new IOException("it holds no matrix but " + names);
            }
            String name = asked == null ? matrices.get(0) : asked;
            return named(DenseMatrix.of(file, reader, "NumPy archive, array " + name, name, array(name)), name);
        }

        private Reading named(Assembly assembly, String name) throws IOException {
            int n = array(name).shape()[0];
            return assembly.reading(named(assembly.buildOrRefuse(n), n));
        }

        private Reading reading(String format, int n, Entries entries) throws IOException {
            boolean turned = reader.presynaptic == NetworkReader.Presynaptic.ROWS;
            Assembly assembly = new Assembly(file, reader, n, entries.rows.length, Integer::toString)
                    .note(format)
                    .note(MatrixRows.side(turned));
            for (int e = 0; e < entries.rows.length; e++) {
                double value = entries.values.applyAsDouble(e);
                double weight = reader.unweighted && value != 0 ? 1 : value;
                int pre = turned ? entries.rows[e] : entries.columns[e];
                int post = turned ? entries.columns[e] : entries.rows[e];
                assembly.edge(0, pre, post, weight, false);
            }
            return assembly.reading(named(assembly.buildOrRefuse(n), n));
        }

        private SynapticNetwork named(SynapticNetwork network, int n) throws IOException {
            SynapticNetwork result = network;
            if (names.contains("labels")) {
                result = result.labelled(texts("labels", n));
            }
            return names.contains("types") ? result.typed(texts("types", n)) : result;
        }

        private String[] texts(String name, int n) throws IOException {
            NpyArray texts = array(name).dimensions(name, 1);
            if (texts.count() != n) {
                throw new IOException(texts.count() + " " + name + " do not fit " + n + " neurons");
            }
            String[] result = new String[n];
            for (int i = 0; i < n; i++) {
                result[i] = texts.text(name, i);
            }
            return result;
        }

        private NpyArray array(String name) throws IOException {
            ZipEntry entry = zip.getEntry(name + ".npy");
            if (entry == null) {
                throw new IOException("it holds no array '" + name + "'");
            }
            try (InputStream in = ZipText.open(file, zip, entry, length)) {
                return NpyArray.read(name, in);
            }
        }

        private int size() throws IOException {
            NpyArray shape = array("shape");
            if (shape.count() != 2) {
                throw new IOException("its shape has " + shape.count() + " dimensions, a matrix has 2");
            }
            int[] sizes = shape.indices("shape", Integer.MAX_VALUE - 8);
            if (sizes[0] != sizes[1] || sizes[0] == 0) {
                throw new IOException("the matrix has " + sizes[0] + " rows and " + sizes[1]
                        + " columns, a network needs as many rows as columns");
            }
            if (sizes[0] > Math.max(ALWAYS_ALLOWED, 100 * length)) {
                throw new IOException(sizes[0] + " neurons are out of proportion to a file of " + length + " bytes");
            }
            return sizes[0];
        }

        /** The row (or column) of each entry, from where each one starts. */
        private int[] spread(int n, int entries) throws IOException {
            int[] starts = array("indptr").indices("indptr", entries);
            if (starts.length != n + 1 || starts[0] != 0 || starts[n] != entries) {
                throw new IOException(
                        "'indptr' has " + starts.length + " items and does not lead from 0 to " + entries);
            }
            int[] result = new int[entries];
            for (int i = 0; i < n; i++) {
                if (starts[i + 1] < starts[i]) {
                    throw new IOException("'indptr' falls at place " + (i + 1));
                }
                Arrays.fill(result, starts[i], starts[i + 1], i);
            }
            return result;
        }
    }
}
