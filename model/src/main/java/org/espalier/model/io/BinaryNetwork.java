package org.espalier.model.io;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.publish.WholeFile;

/**
 * A network as it lies in memory, with a checksum: the fast way to read a large network again. Extension
 * {@code .espalier}. Reading is a copy, a checksum (CRC-32C) and one pass that checks the structure.
 *
 * <p>Layout, little-endian: 8 bytes magic; int version (1), int flags (1: double weights, 2: labels, 4: types), int N, int
 * edges, double factor, long bytes of text; N + 1 ints row starts; ints columns; floats or doubles; the text (for each
 * label, then each type name of each neuron: int length, UTF-8); int checksum of everything before it.
 */
final class BinaryNetwork implements NetworkFormat, NetworkWriter {
    /** The extension of such files. */
    public static final String EXTENSION = ".espalier";

    private static final long MAGIC = 0x0A1A0A0D50534589L; // 0x89 E S P \r \n 0x1A \n
    private static final int VERSION = 1;
    private static final int HEADER = 40;
    private static final int DOUBLES = 1;
    private static final int LABELS = 2;
    private static final int TYPES = 4;
    private static final int CHUNK = 1 << 20;

    private BinaryNetwork() {}

    /** Reads and writes the binary format. */
    public static BinaryNetwork format() {
        return new BinaryNetwork();
    }

    @Override
    public String title() {
        return "binary";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.startsWith("\u0089ESP\r\n\u001A\n");
    }

    @Override
    public void write(SynapticNetwork network, Path file) {
        int n = network.size();
        int edges = network.edges();
        boolean typed = !network.types().isEmpty();
        WholeFile.write(file, true, out -> {
            byte[] text = text(network, typed);
            Sink sink = new Sink(Channels.newChannel(out));
            sink.room(HEADER)
                    .putLong(MAGIC)
                    .putInt(VERSION)
                    .putInt((network.isSingle() ? 0 : DOUBLES)
                            | (network.isLabelled() ? LABELS : 0)
                            | (typed ? TYPES : 0))
                    .putInt(n)
                    .putInt(edges)
                    .putDouble(network.factor())
                    .putLong(text.length);
            for (int i = 0; i <= n; i++) {
                sink.room(4).putInt(network.rowStart(i));
            }
            for (int e = 0; e < edges; e++) {
                sink.room(4).putInt(network.column(e));
            }
            for (int e = 0; e < edges; e++) {
                if (network.isSingle()) {
                    sink.room(4).putFloat((float) network.storedWeight(e));
                } else {
                    sink.room(8).putDouble(network.storedWeight(e));
                }
            }
            for (int k = 0; k < text.length; k += CHUNK / 2) {
                int length = Math.min(CHUNK / 2, text.length - k);
                sink.room(length).put(text, k, length);
            }
            sink.finish();
        });
    }

    private static byte[] text(SynapticNetwork network, boolean typed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int i = 0; network.isLabelled() && i < network.size(); i++) {
            string(out, network.label(i));
        }
        for (int i = 0; typed && i < network.size(); i++) {
            string(out, network.types().get(network.type(i)));
        }
        return bytes.toByteArray();
    }

    private static void string(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(Integer.reverseBytes(bytes.length));
        out.write(bytes);
    }

    /** A channel behind a buffer that keeps the checksum. */
    private static final class Sink {
        private final WritableByteChannel channel;
        private final CRC32C checksum = new CRC32C();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

        Sink(WritableByteChannel channel) {
            this.channel = channel;
        }

        ByteBuffer room(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                drain();
            }
            return buffer;
        }

        private void drain() throws IOException {
            buffer.flip();
            checksum.update(buffer.duplicate());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        void finish() throws IOException {
            drain();
            buffer.putInt((int) checksum.getValue()).flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        reader.refuse(file, title(), reader.attributeSetting());
        long length = SourceFile.check(file);
        if (length < 0) {
            throw broken(file, "is a pipe, and this format needs a file");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            Source source = new Source(file, channel);
            ByteBuffer header = source.need(Math.min(HEADER, (int) Math.min(length, HEADER)));
            if (length < HEADER + 12 || header.getLong() != MAGIC) {
                throw broken(file, "does not start like a network of this format");
            }
            int version = header.getInt();
            if (version != VERSION) {
                throw broken(file, "is of version " + version + ", this program reads version " + VERSION);
            }
            int flags = header.getInt();
            int n = header.getInt();
            int edges = header.getInt();
            double factor = header.getDouble();
            long text = header.getLong();
            int weightBytes = (flags & DOUBLES) != 0 ? 8 : 4;
            if (flags < 0
                    || flags > 7
                    || n < 1
                    || edges < 0
                    || !Double.isFinite(factor)
                    || text < 0
                    || text > length
                    || length != HEADER + 4L * (n + 1L) + (4L + weightBytes) * edges + text + 4) {
                throw broken(
                        file, "has " + length + " bytes, which do not fit " + n + " neurons and " + edges + " edges");
            }
            int[] rowStarts = source.ints(n + 1);
            int[] columns = source.ints(edges);
            float[] singles = weightBytes == 4 ? source.floats(edges) : null;
            double[] doubles = weightBytes == 8 ? source.doubles(edges) : null;
            byte[] names = source.bytes(text);
            source.verify();
            SynapticNetwork network = network(file, rowStarts, columns, singles, doubles, factor);
            network = named(file, network, flags, names);
            return reading(file, reader, network);
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        }
    }

    private static SynapticNetwork network(
            Path file, int[] rowStarts, int[] columns, float[] singles, double[] doubles, double factor) {
        try {
            SynapticNetwork network = singles != null
                    ? SynapticNetwork.takingOver(rowStarts, columns, singles)
                    : SynapticNetwork.takingOver(rowStarts, columns, doubles);
            return factor == 1 ? network : network.times(factor);
        } catch (IllegalArgumentException refusal) {
            throw broken(file, "does not hold a network (" + refusal.getMessage() + ")");
        }
    }

    private static SynapticNetwork named(Path file, SynapticNetwork network, int flags, byte[] names) {
        ByteBuffer text = ByteBuffer.wrap(names).order(ByteOrder.LITTLE_ENDIAN);
        SynapticNetwork result = network;
        if ((flags & LABELS) != 0) {
            result = result.labelled(strings(file, text, network.size()));
        }
        if ((flags & TYPES) != 0) {
            result = result.typed(strings(file, text, network.size()));
        }
        if (text.hasRemaining()) {
            throw broken(file, "has " + text.remaining() + " bytes of text too many");
        }
        return result;
    }

    private static String[] strings(Path file, ByteBuffer text, int count) {
        if (4L * count > text.remaining()) {
            throw broken(file, "has too little text for the names of " + count + " neurons");
        }
        String[] result = new String[count];
        for (int i = 0; i < count; i++) {
            int length = text.remaining() < 4 ? -1 : text.getInt();
            if (length < 0 || length > text.remaining()) {
                throw broken(file, "has a broken name of neuron " + i);
            }
            result[i] = new String(text.array(), text.position(), length, StandardCharsets.UTF_8);
            text.position(text.position() + length);
        }
        return result;
    }

    /** The network as the reader wants it; as it is if nothing was said. */
    private static Reading reading(Path file, NetworkReader asked, SynapticNetwork network) {
        // self-loops in such a file were kept on purpose when it was written
        NetworkReader reader = asked.selfLoops == SelfLoops.DROP ? asked.selfLoops(SelfLoops.KEEP) : asked;
        Assembly assembly = new Assembly(file, reader, network.size(), network.edges(), network::label).note("binary");
        boolean asIs = reader.nodes == null
                && !reader.unweighted
                && reader.direction != NetworkReader.Direction.UNDIRECTED
                && reader.presynaptic == NetworkReader.Presynaptic.AUTO
                && (reader.selfLoops == SelfLoops.KEEP || !network.hasSelfLoops());
        if (asIs) {
            return assembly.readingOf(network);
        }
        if (reader.presynaptic != NetworkReader.Presynaptic.AUTO) {
            throw new NetworkFormatException(
                    file, 0, "is of a format that knows its direction", Remedy.LEAVE_OUT, "--presynaptic");
        }
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                assembly.edge(0, network.column(e), i, reader.unweighted ? 1 : network.weight(e), false);
            }
        }
        SynapticNetwork built = assembly.buildOrRefuse(network.size());
        SynapticNetwork named = network.isLabelled() ? built.labelled(labels(network)) : built;
        return assembly.reading(network.types().isEmpty() ? named : named.typed(types(network)));
    }

    private static String[] labels(SynapticNetwork network) {
        return IntStream.range(0, network.size()).mapToObj(network::label).toArray(String[]::new);
    }

    private static String[] types(SynapticNetwork network) {
        return IntStream.range(0, network.size())
                .mapToObj(i -> network.types().get(network.type(i)))
                .toArray(String[]::new);
    }

    private static NetworkFormatException broken(Path file, String what) {
        return new NetworkFormatException(file, 0, what, Remedy.WRITE_AGAIN);
    }

    /** A channel read in chunks, with a checksum; arrays are filled as bytes arrive. */
    private static final class Source {
        private final Path file;
        private final FileChannel channel;
        private final CRC32C checksum = new CRC32C();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

        Source(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        /** The next bytes, at most a chunk. */
        ByteBuffer need(int bytes) throws IOException {
            buffer.clear().limit(bytes);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw broken(file, "ends too early");
                }
            }
            buffer.flip();
            checksum.update(buffer.duplicate());
            return buffer;
        }

        int[] ints(int count) throws IOException {
            int[] result = new int[count];
            for (int k = 0; k < count; ) {
                int part = Math.min(CHUNK / 4, count - k);
                need(4 * part).asIntBuffer().get(result, k, part);
                k += part;
            }
            return result;
        }

        float[] floats(int count) throws IOException {
            float[] result = new float[count];
            for (int k = 0; k < count; ) {
                int part = Math.min(CHUNK / 4, count - k);
                need(4 * part).asFloatBuffer().get(result, k, part);
                k += part;
            }
            return result;
        }

        double[] doubles(int count) throws IOException {
            double[] result = new double[count];
            for (int k = 0; k < count; ) {
                int part = Math.min(CHUNK / 8, count - k);
                need(8 * part).asDoubleBuffer().get(result, k, part);
                k += part;
            }
            return result;
        }

        byte[] bytes(long count) throws IOException {
            if (count > Integer.MAX_VALUE - 8) {
                throw broken(file, "has " + count + " bytes of text");
            }
            byte[] result = new byte[(int) count];
            for (int k = 0; k < result.length; ) {
                int part = Math.min(CHUNK, result.length - k);
                need(part).get(result, k, part);
                k += part;
            }
            return result;
        }

        void verify() throws IOException {
            int expected = (int) checksum.getValue();
            if (need(4).getInt() != expected) {
                throw broken(file, "is damaged: its checksum does not fit");
            }
        }
    }
}
