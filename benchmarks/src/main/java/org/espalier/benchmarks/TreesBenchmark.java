package org.espalier.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.espalier.trees.GrowthGraph;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeCursor;
import org.espalier.trees.TreeFamily;

/**
 * Trees: enumeration beside nauty's gentreeg and NetworkX (Debian packages nauty and python3-networkx; skipped where absent), the
 * growth graph in a fresh virtual machine, and canonicalisation from 10³ to 10⁶ vertices.
 *
 * <p>One thread; best of some runs, in CPU time of the thread (other programs: as they report it), so that a busy machine does
 * little harm. Free trees of order n are fewer than rooted ones: rates are trees of their own kind per second.
 */
public final class TreesBenchmark {
    private static final int ORDER = 20;
    private static final long TREES = 12_826_228L;

    private TreesBenchmark() {}

    /**
     * Runs all parts, or one growth graph in this virtual machine.
     *
     * @param arguments nothing, or {@code growth} and an order
     * @throws IOException if another program cannot be run
     * @throws InterruptedException if interrupted
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments.length == 2 && arguments[0].equals("growth")) {
            long used = cpu();
            long wall = System.nanoTime();
            GrowthGraph graph = GrowthGraph.upTo(Integer.parseInt(arguments[1]));
            wall = System.nanoTime() - wall;
            print("%s: %.0f ms (%.0f ms of CPU time in its thread)", graph, wall / 1e6, (cpu() - used) / 1e6);
            return;
        }
        enumeration();
        growth(10);
        growth(14);
        canonicalisation();
    }

    private static void print(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }

    private static double best(int runs, LongSupplier work, long expected) {
        double best = Double.POSITIVE_INFINITY;
        for (int run = 0; run < runs; run++) {
            long start = cpu();
            long result = work.getAsLong();
            best = Math.min(best, (cpu() - start) * 1e-9);
            if (result != expected) {
                throw new IllegalStateException("got " + result + ", expected " + expected);
            }
        }
        return best;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void enumeration() throws IOException, InterruptedException {
        print("Enumeration of the %,d rooted trees of order %d, one thread, best of 7", TREES, ORDER);
        double words = TREES / best(7, TreesBenchmark::visitWords, TREES);
        double cursor = TREES / best(7, TreesBenchmark::visitCursor, TREES);
        double values = TREES / best(7, TreesBenchmark::visitValues, TREES);
        double textbook = TREES / best(7, TreesBenchmark::visitTextbook, TREES);
        row("RootedTrees.forEachWord", words, words);
        row("TreeFamily.cursor", cursor, words);
        row("RootedTrees.ofOrder, distinct values", values, words);
        row("textbook Beyer-Hedetniemi loop", textbook, words);
        double gentreeg = gentreeg();
        if (gentreeg > 0) {
            row("nauty-gentreeg -u 22 (free trees, C)", gentreeg, words);
        }
        double networkx = networkx();
        if (networkx > 0) {
            row("NetworkX nonisomorphic_trees(14)", networkx, words);
        }
        print("");
    }

    private static void row(String name, double rate, double words) {
        print("  %-38s %10.3f million trees/s   forEachWord is %.2f times as fast", name, rate / 1e6, words / rate);
    }

    /** Counts trees by summing a bit of each word that is always set, so that every word is looked at. */
    private static final class Counter implements LongConsumer {
        private long count;

        @Override
        public void accept(long word) {
            count += word >>> (2 * ORDER - 3);
        }
    }

    private static long visitWords() {
        Counter counter = new Counter();
        RootedTrees.forEachWord(ORDER, counter);
        return counter.count;
    }

    private static long visitCursor() {
        TreeCursor cursor = TreeFamily.plain().cursor(ORDER);
        long count = 0;
        for (boolean more = cursor.exists(); more; more = cursor.next()) {
            count += cursor.level(1);
        }
        return count;
    }

    private static long visitValues() {
        // kept for a while, so that no value can be optimised away
        RootedTree[] kept = new RootedTree[1 << 12];
        int[] count = new int[1];
        RootedTrees.ofOrder(ORDER).forEach(tree -> kept[count[0]++ & (1 << 12) - 1] = tree);
        return kept[0] == null || kept[0].equals(kept[1]) ? -1 : count[0];
    }

    private static long visitTextbook() {
        int[] level = new int[ORDER];
        Arrays.setAll(level, v -> v);
        long count = 0;
        while (true) {
            count += level[1];
            int p = ORDER - 1;
            while (p > 0 && level[p] == 1) {
                p--;
            }
            if (p == 0) {
                return count;
            }
            int q = p - 1;
            while (level[q] != level[p] - 1) {
                q--;
            }
            for (int i = p; i < ORDER; i++) {
                level[i] = level[i - p + q];
            }
        }
    }

    private static double gentreeg() throws IOException, InterruptedException {
        String report = run("nauty-gentreeg", "-u", "22");
        Matcher matcher =
                Pattern.compile("(\\d+) trees generated in ([0-9.]+) sec").matcher(report);
        if (!matcher.find()) {
            print("  nauty-gentreeg: not installed (apt-get install nauty), skipped");
            return 0;
        }
        return Double.parseDouble(matcher.group(1)) / Double.parseDouble(matcher.group(2));
    }

    private static double networkx() throws IOException, InterruptedException {
        String script = "import time, networkx as nx\nt = time.process_time()\n"
                + "n = sum(1 for _ in nx.nonisomorphic_trees(14, create='matrix'))\nprint('rate', n, time.process_time() - t)";
        Matcher matcher =
                Pattern.compile("rate (\\d+) ([0-9.]+)").matcher(run("/usr/bin/python3", "-W", "ignore", "-c", script));
        if (!matcher.find()) {
            print("  NetworkX: not installed (apt-get install python3-networkx), skipped");
            return 0;
        }
        return Double.parseDouble(matcher.group(1)) / Double.parseDouble(matcher.group(2));
    }

    /** Runs a program and returns all it says, nothing where it does not exist. */
    private static String run(String... command) throws IOException, InterruptedException {
        boolean found = command[0].startsWith("/")
                ? Files.isExecutable(Path.of(command[0]))
                : Arrays.stream(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command[0])));
        if (!found) {
            return "";
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static void growth(int order) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        for (int run = 0; run < 3; run++) {
            print(
                    "Cold, in a fresh virtual machine, wall time: %s",
                    run(
                                    java,
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    TreesBenchmark.class.getName(),
                                    "growth",
                                    String.valueOf(order))
                            .strip());
        }
    }

    private static void canonicalisation() {
        print("%nCanonicalisation of a shuffled parent array, ns per vertex, best of several");
        print("  %-28s %8s %8s %8s %8s   10^6 / 10^4", "", "10^3", "10^4", "10^5", "10^6");
        Random random = new Random(1);
        walk(random);
        shape("random recursive tree", random, n -> v -> random.nextInt(v));
        shape("random, near the last", random, n -> v -> Math.max(0, v - 1 - random.nextInt(3)));
        shape("path", random, n -> v -> v - 1);
        shape("star", random, n -> v -> 0);
        shape("broom", random, n -> v -> Math.min(v - 1, n / 2));
        shape("caterpillar", random, n -> v -> v < n / 2 ? v - 1 : v - n / 2);
        shape("two equal long legs", random, n -> v -> Math.max(0, v - 2));
        shape("1000 equal legs", random, n -> v -> Math.max(0, v - 1000));
        shape("complete binary", random, n -> v -> (v - 1) / 2);
    }

    /** For scale: following a random cycle, one dependent access to memory a step. */
    private static void walk(Random random) {
        double[] times = new double[4];
        int n = 1000;
        for (int i = 0; i < times.length; i++) {
            int[] next = shuffled(n, random, v -> v - 1);
            int steps = Math.max(n, 1_000_000);
            int root = 0;
            while (next[root] != -1) {
                root++;
            }
            int last = 0;
            boolean[] inner = new boolean[n];
            for (int parent : next) {
                if (parent >= 0) {
                    inner[parent] = true;
                }
            }
            while (inner[last]) {
                last++;
            }
            next[root] = last;
            times[i] = best(
                            5,
                            () -> {
                                int at = 0;
                                for (int s = 0; s < steps; s++) {
                                    at = next[at];
                                }
                                return at;
                            },
                            0)
                    / steps
                    * 1e9;
            n *= 10;
        }
        table("(a random walk in memory)", times);
    }

    private static void table(String name, double... times) {
        print(
                "  %-28s %8.0f %8.0f %8.0f %8.0f   %.2f",
                name, times[0], times[1], times[2], times[3], times[3] / times[1]);
    }

    private interface Shape {
        IntUnaryOperator parents(int order);
    }

    private static void shape(String name, Random random, Shape shape) {
        double[] times = new double[4];
        int n = 1000;
        for (int i = 0; i < times.length; i++) {
            int[] parents = shuffled(n, random, shape.parents(n));
            int repeats = Math.max(1, 100_000 / n);
            int order = n;
            times[i] = best(
                            i == 0 ? 20 : 5,
                            () -> {
                                long total = 0;
                                for (int r = 0; r < repeats; r++) {
                                    total += RootedTree.ofParents(parents).order();
                                }
                                return total;
                            },
                            (long) repeats * order)
                    / ((double) repeats * n)
                    * 1e9;
            n *= 10;
        }
        table(name, times);
    }

    private static int[] shuffled(int n, Random random, IntUnaryOperator parent) {
        int[] names = new int[n];
        Arrays.setAll(names, v -> v);
        for (int v = n - 1; v > 0; v--) {
            int u = random.nextInt(v + 1);
            int name = names[v];
            names[v] = names[u];
            names[u] = name;
        }
        int[] parents = new int[n];
        parents[names[0]] = -1;
        for (int v = 1; v < n; v++) {
            parents[names[v]] = names[parent.applyAsInt(v)];
        }
        return parents;
    }
}
