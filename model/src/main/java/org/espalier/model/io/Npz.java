package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.espalier.model.network.Duplicates;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.publish.WholeFile;

/**
 * Sparse matrices of SciPy, as {@code scipy.sparse.save_npz} writes and {@code load_npz} reads them: CSR, CSC or COO, real or
 * integer, square; packed or not. <b>Row = postsynaptic</b>: a matrix with A[pre, post] is to be transposed first. Entries on
 * the diagonal are dropped and counted, repeated entries added up. Labels travel in an extra array {@code labels}, which
 * SciPy ignores.
 */
public final class Npz implements NetworkFormat, NetworkWriter {
    private static final int ALWAYS_ALLOWED = 100_000;

    private Npz() {}

    /** Reads and writes .npz files. */
    public static Npz format() {
        return new Npz();
    }

    static boolean isZip(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
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
                labels(zip, network);
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

    private static void labels(ZipOutputStream zip, SynapticNetwork network) throws IOException {
        int longest = 1;
        for (int i = 0; i < network.size(); i++) {
            longest = Math.max(
                    longest, network.label(i).codePointCount(0, network.label(i).length()));
        }
        entry(zip, "labels", NpyArray.header("<U" + longest, "(" + network.size() + ",)"));
        for (int i = 0; i < network.size(); i++) {
            ByteBuffer buffer = little(4 * longest);
            network.label(i).codePoints().forEach(buffer::putInt);
            zip.write(buffer.array());
        }
    }

    @Override
    public Reading read(Path file) {
        long length = SourceFile.check(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new Run(file, zip, length).read();
        } catch (ZipException damaged) {
            throw new NetworkFormatException(
                    file, 0, "is not a .npz file (" + shown(damaged.getMessage()) + ")", "write it again", damaged);
        } catch (IOException failure) {
            throw new NetworkFormatException(
                    file,
                    0,
                    "is not a sparse matrix of SciPy (" + shown(String.valueOf(failure.getMessage())) + ")",
                    "write it with scipy.sparse.save_npz",
                    failure);
        } catch (NetworkFormatException refusal) {
            throw refusal;
        } catch (IllegalArgumentException refusal) { // broken names of entries, edges that do not fit
            throw new NetworkFormatException(
                    file, 0, "does not hold a network (" + refusal.getMessage() + ")", "write it again", refusal);
        }
    }

    /** One reading. */
    private record Run(Path file, ZipFile zip, long length) {
        Reading read() throws IOException {
            long[] shape = shape();
            int n = (int) shape[0];
            String format = array("format").text("format", 0);
            int[] rows;
            int[] columns;
            switch (format) {
                case "csr" -> {
                    columns = array("indices").indices("indices", n - 1L);
                    rows = spread(n, columns.length);
                }
                case "csc" -> {
                    rows = array("indices").indices("indices", n - 1L);
                    columns = spread(n, rows.length);
                }
                case "coo" -> {
                    rows = array("row").indices("row", n - 1L);
                    columns = array("col").indices("col", n - 1L);
                }
                default -> throw new IOException("the format '" + format + "' is not read; convert it: matrix.tocsr()");
            }
            NpyArray data = array("data");
            if (data.count() != rows.length || data.count() != columns.length) {
                throw new IOException(data.count() + " values do not fit " + rows.length + " rows and " + columns.length
                        + " columns");
            }
            NetworkBuilder builder = NetworkBuilder.ofSize(n, rows.length)
                    .selfLoops(SelfLoops.DROP)
                    .duplicates(Duplicates.SUM);
            long zeros = 0;
            for (int e = 0; e < rows.length; e++) {
                double weight = data.value("data", e);
                if (weight == 0) {
                    zeros++;
                } else {
                    builder.connect(columns[e], rows[e], weight);
                }
            }
            SynapticNetwork network = builder.build();
            if (zip.getEntry("labels.npy") != null) {
                NpyArray labels = array("labels");
                if (labels.count() != n) {
                    throw new IOException(labels.count() + " labels do not fit " + n + " neurons");
                }
                String[] names = new String[n];
                for (int i = 0; i < n; i++) {
                    names[i] = labels.text("labels", i);
                }
                network = network.labelled(names);
            }
            double synapses = Arrays.stream(network.absoluteRowSums()).sum();
            return new Reading(
                    network,
                    new ReadReport(
                            file,
                            "SciPy " + format,
                            rows.length,
                            0,
                            zeros,
                            builder.droppedSelfLoops(),
                            builder.summedDuplicates(),
                            n,
                            network.edges(),
                            synapses));
        }

        private NpyArray array(String name) throws IOException {
            ZipEntry entry = zip.getEntry(name + ".npy");
            if (entry == null) {
                throw new IOException("it holds no array '" + name + "'");
            }
            try (InputStream in = SourceFile.bounded(file, zip.getInputStream(entry), length)) {
                return NpyArray.read(name, in);
            }
        }

        private long[] shape() throws IOException {
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
            return new long[] {sizes[0], sizes[1]};
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
