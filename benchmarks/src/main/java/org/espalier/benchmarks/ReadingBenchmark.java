package org.espalier.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.model.io.Networks;
import org.espalier.model.network.NetworkProfile;
import org.espalier.model.network.SynapticNetwork;

/**
 * How long it takes to get a network the size of a fly's brain (synthetic, {@link SyntheticConnectome#fly} with seed 1) into
 * memory: made, read from text with ids of 6 and of 18 digits, read from the binary format, profiled. Files are read three
 * times; the later times are those of files that lie in the page cache. CPU time is that of the reading thread, which does all
 * the work but garbage collection: on a machine that is busy with other things it is the number to look at.
 *
 * <p>Arguments: a folder for 1 GB of files (default: a temporary one, removed at the end).
 */
public final class ReadingBenchmark {
    private ReadingBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments an optional folder
     * @throws IOException if files cannot be written
     */
    public static void main(String... arguments) throws IOException {
        Path folder = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("espalier");
        long start = System.nanoTime();
        SynapticNetwork made = SyntheticConnectome.fly().generate(1);
        print("made (%,d neurons, %,d edges)".formatted(made.size(), made.edges()), start);
        text(made, folder.resolve("six.csv"), i -> Integer.toString(100_000 + i));
        text(made, folder.resolve("eighteen.csv"), i -> Long.toString(720_575_940_600_000_000L + 7919L * i));
        Path cache = folder.resolve("fly.espalier");
        Networks.write(made, cache);
        read("binary", cache, made);
        SynapticNetwork network = Networks.read(cache);
        start = System.nanoTime();
        NetworkProfile profile = NetworkProfile.of(network);
        print("profiled, C_w = %.0f synapses".formatted(profile.cw()), start);
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                Locale.ROOT,
                "two networks and one transpose hold %,d MB (%d)%n",
                used >> 20,
                made.size() + network.size());
        if (arguments.length == 0) {
            Files.delete(cache);
            Files.delete(folder);
        }
    }

    private static void text(SynapticNetwork made, Path file, IntFunction<String> id) throws IOException {
        String[] labels = new String[made.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = id.apply(i);
        }
        Networks.write(made.labelled(labels), file);
        read("text, ids of " + labels[0].length() + " digits", file, made);
        Files.delete(file);
    }

    private static void read(String what, Path file, SynapticNetwork made) throws IOException {
        for (int repeat = 0; repeat < 3; repeat++) {
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long start = System.nanoTime();
            SynapticNetwork read = Networks.read(file);
            cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
            print("read %s (%,d MB, %.2f s of CPU)".formatted(what, Files.size(file) >> 20, cpu * 1e-9), start);
            if (read.edges() != made.edges()) {
                throw new IllegalStateException("lost edges: " + read.edges() + " of " + made.edges());
            }
        }
    }

    private static void print(String what, long start) {
        System.out.printf(Locale.ROOT, "%-60s %6.2f s%n", what, (System.nanoTime() - start) * 1e-9);
    }
}
