package org.espalier.study;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipOutputStream;
import org.espalier.model.io.NpyArray;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.particles.Recorder;
import org.espalier.particles.observable.Snapshot;

/**
 * Spikes and potentials of chosen neurons in all replicas. Each replica streams into a draft of its own, and the drafts are put together in the
 * order of the replicas when the files are written: memory does not grow with what is recorded, and no file depends on the threads.
 */
final class RecordedNeurons implements Recorder {
    private static final int SPIKE_BYTES = Integer.BYTES + Double.BYTES;

    private final Path drafts;
    private final SynapticNetwork network;
    private final int[] spiking;
    private final boolean[] heard;
    private final int[] traced;
    private final double[] grid;

    /**
     * Records into a folder.
     *
     * @param drafts an empty folder for what is not put together yet
     * @param spiking neurons whose spikes are kept
     * @param traced neurons whose potentials are kept
     * @param grid when
     */
    RecordedNeurons(Path drafts, SynapticNetwork network, int[] spiking, int[] traced, double... grid) {
        this.drafts = drafts;
        this.network = network;
        this.spiking = spiking;
        this.heard = new boolean[network.size()];
        for (int i : spiking) {
            heard[i] = true;
        }
        this.traced = traced;
        this.grid = grid;
    }

    @Override
    public double[] grid() {
        return grid.clone();
    }

    boolean hasSpikes() {
        return spiking.length > 0;
    }

    boolean hasPotentials() {
        return traced.length > 0;
    }

    private Path spikes(int replica) {
        return drafts.resolve("spikes-" + replica);
    }

    private Path potentials(int replica) {
        return drafts.resolve("potentials-" + replica);
    }

    @Override
    public Tape begin(int replica) {
        try {
            DataOutputStream spikes = hasSpikes() ? open(spikes(replica)) : null;
            DataOutputStream potentials = hasPotentials() ? open(potentials(replica)) : null;
            return new Draft(spikes, potentials);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("cannot write what is recorded to " + drafts, e);
    }

    private final class Draft implements Tape {
        private final DataOutputStream spikes;
        private final DataOutputStream potentials;

        Draft(DataOutputStream spikes, DataOutputStream potentials) {
            this.spikes = spikes;
            this.potentials = potentials;
        }

        @Override
        public void spiked(double time, int neuron) {
            if (!heard[neuron]) {
                return;
            }
            try {
                spikes.writeInt(neuron);
                spikes.writeDouble(time);
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public void traced(Snapshot state) {
            try {
                for (int i : traced) {
                    potentials.writeDouble(state.potential(i));
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() {
            try {
                if (spikes != null) {
                    spikes.close();
                }
                if (potentials != null) {
                    potentials.close();
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    /** Receives a spike. */
    @FunctionalInterface
    private interface SpikeSink {
        void take(int replica, int neuron, double time) throws IOException;
    }

    private void forEachSpike(int replicas, SpikeSink sink) throws IOException {
        for (int replica = 0; replica < replicas; replica++) {
            Path file = spikes(replica);
            try (DataInputStream in = read(file)) {
                for (long k = Files.size(file) / SPIKE_BYTES; k > 0; k--) {
                    int neuron = in.readInt();
                    sink.take(replica, neuron, in.readDouble());
                }
            }
        }
    }

    private static DataInputStream read(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    /** The columns replica, neuron (from 0), label, time. */
    void spikesCsv(int replicas, OutputStream out) throws IOException {
        TextLines lines = new TextLines(out, "replica,neuron,label,time");
        forEachSpike(replicas, (replica, neuron, time) -> lines.line(replica, neuron, network.label(neuron), time));
        lines.flush();
    }

    /** The arrays replica, neuron and time, of one length. */
    void spikesNpz(int replicas, OutputStream out) throws IOException {
        long count = 0;
        for (int replica = 0; replica < replicas; replica++) {
            count += Files.size(spikes(replica)) / SPIKE_BYTES;
        }
        ZipOutputStream zip = new ZipOutputStream(out);
        ByteBuffer item = NpyArray.little(Double.BYTES);
        NpyArray.entry(zip, "replica", "<i8", "(" + count + ",)");
        forEachSpike(
                replicas,
                (replica, neuron, time) -> zip.write(item.putLong(0, replica).array()));
        NpyArray.entry(zip, "neuron", "<i8", "(" + count + ",)");
        forEachSpike(
                replicas,
                (replica, neuron, time) -> zip.write(item.putLong(0, neuron).array()));
        NpyArray.entry(zip, "time", "<f8", "(" + count + ",)");
        forEachSpike(
                replicas,
                (replica, neuron, time) -> zip.write(item.putDouble(0, time).array()));
        zip.finish();
    }

    /** The columns replica, neuron (from 0), label, time, potential. */
    void potentialsCsv(int replicas, OutputStream out) throws IOException {
        TextLines lines = new TextLines(out, "replica,neuron,label,time,potential");
        for (int replica = 0; replica < replicas; replica++) {
            try (DataInputStream in = read(potentials(replica))) {
                for (double time : grid) {
                    for (int i : traced) {
                        lines.line(replica, i, network.label(i), time, in.readDouble());
                    }
                }
            }
        }
        lines.flush();
    }

    /** The arrays neuron, time, and potential[replica, time, neuron]. */
    void potentialsNpz(int replicas, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        ByteBuffer item = NpyArray.little(Double.BYTES);
        NpyArray.entry(zip, "neuron", "<i8", "(" + traced.length + ",)");
        for (int i : traced) {
            zip.write(item.putLong(0, i).array());
        }
        NpyArray.entry(zip, "time", "<f8", "(" + grid.length + ",)");
        for (double time : grid) {
            zip.write(item.putDouble(0, time).array());
        }
        NpyArray.entry(zip, "potential", "<f8", "(" + replicas + ", " + grid.length + ", " + traced.length + ")");
        for (int replica = 0; replica < replicas; replica++) {
            try (DataInputStream in = read(potentials(replica))) {
                for (long k = (long) grid.length * traced.length; k > 0; k--) {
                    zip.write(item.putDouble(0, in.readDouble()).array());
                }
            }
        }
        zip.finish();
    }

    /** Lines of comma-separated values, without a table in memory. */
    private static final class TextLines {
        private final OutputStream out;

        TextLines(OutputStream out, String head) throws IOException {
            this.out = new BufferedOutputStream(out, 1 << 16);
            write(head);
        }

        void line(Object... cells) throws IOException {
            write(String.join(
                    ",",
                    Arrays.stream(cells).map(cell -> quoted(cell.toString())).toList()));
        }

        private static String quoted(String cell) {
            return cell.matches("[^,\"\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
        }

        private void write(String line) throws IOException {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        void flush() throws IOException {
            out.flush();
        }
    }
}
