package org.espalier.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.hierarchy.tensor.AxisMatrix;
import org.espalier.hierarchy.tensor.TensorHierarchy;
import org.espalier.hierarchy.tensor.TensorKernels;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.run.Times;

/**
 * The kernels of the tensor path at 16^5 beside NumPy's tensordot and the machine's memory bandwidth, and the symbolic system to
 * order 8, assembled and lowered, in a fresh Java machine.
 *
 * <p>Best of some runs, all in one run of the program. NumPy uses its own default number of threads; its tensordot leaves the
 * product with its axes moved, {@code in place} brings them back, as ours does. {@code cached}: one tensor of 8 MB again and again; {@code streamed}: 32 of them in turn.
 */
public final class TensorsBenchmark {
    private static final int SIZE = 16;
    private static final int ORDER = 5;
    private static final int ENTRIES = 1 << 20;
    private static final int REPEATS = 60;
    private static final int TENSORS = 32;

    private TensorsBenchmark() {}

    /**
     * Runs all parts, or assembles one system in this virtual machine.
     *
     * @param arguments nothing, or {@code system} and an order
     * @throws IOException if another program cannot be run
     * @throws InterruptedException if interrupted
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments.length == 2 && arguments[0].equals("system")) {
            system(Integer.parseInt(arguments[1]));
            return;
        }
        double[] triad = {0, Triad.gigabytesPerSecond(1), Triad.gigabytesPerSecond(2)};
        print("triad: %.1f GB/s with 1 thread, %.1f GB/s with 2", triad[1], triad[2]);
        double[][] numpy = numpy();
        kernels(triad, numpy);
        fresh();
    }

    private static void print(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }

    private static void kernels(double[] triad, double[][] numpy) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] tensors = new double[TENSORS][ENTRIES];
        for (double[] tensor : tensors) {
            Arrays.setAll(tensor, k -> random.nextDouble());
        }
        double[][] rows = new double[SIZE][SIZE];
        for (double[] row : rows) {
            Arrays.setAll(row, j -> random.nextDouble(-0.1, 0.1));
        }
        AxisMatrix matrix = AxisMatrix.of(rows);
        double[] vector = rows[0];
        double[] out = new double[ENTRIES / SIZE];
        double[][] results = new double[3][];
        try (TensorKernels one = TensorKernels.of(SIZE, 1);
                TensorKernels two = TensorKernels.of(SIZE, 2)) {
            TensorKernels[] kernels = {null, one, two};
            for (int warm = 0; warm < 40; warm++) {
                for (int axis = 0; axis < ORDER; axis++) {
                    one.multiply(matrix, tensors[axis], ORDER, axis);
                    two.contract(vector, tensors[axis], ORDER, axis, out);
                }
            }
            for (int threads = 1; threads <= 2; threads++) {
                TensorKernels present = kernels[threads];
                double total = 0;
                for (int axis = 0; axis < ORDER; axis++) {
                    int a = axis;
                    double seconds = best(REPEATS, n -> present.multiply(matrix, tensors[0], ORDER, a));
                    total += seconds;
                    print(
                            "matrix on axis %d, %d thread(s): %.3f ms (%.1f GFLOP/s)%s",
                            axis,
                            threads,
                            seconds * 1e3,
                            2.0 * ENTRIES * SIZE / seconds / 1e9,
                            beside(numpy, axis, seconds));
                }
                print("matrix on all axes, %d thread(s): %.3f ms%s", threads, total * 1e3, beside(numpy, ORDER, total));
                for (int axis = ORDER - 1; axis >= 0; axis--) {
                    int a = axis;
                    double cached = best(REPEATS, n -> present.contract(vector, tensors[0], ORDER, a, out));
                    double streamed =
                            best(REPEATS, n -> present.contract(vector, tensors[n % TENSORS], ORDER, a, out), TENSORS);
                    double bytes = 8.0 * (ENTRIES + ENTRIES / SIZE);
                    print(
                            "contraction of axis %d, %d thread(s): cached %.1f GB/s, %.0f %% of the triad; streamed %.1f GB/s,"
                                    + " %.0f %%",
                            axis,
                            threads,
                            bytes / cached / 1e9,
                            100 * bytes / cached / 1e9 / triad[threads],
                            bytes / streamed / 1e9,
                            100 * bytes / streamed / 1e9 / triad[threads]);
                }
                results[threads] = tensors[TENSORS - 1].clone();
                for (int axis = 0; axis < ORDER; axis++) {
                    present.multiply(matrix, results[threads], ORDER, axis);
                }
            }
        }
        print("1 and 2 threads: %s", Arrays.equals(results[1], results[2]) ? "the same bits" : "DIFFERENT BITS");
    }

    private static String beside(double[][] numpy, int axis, double seconds) {
        return numpy == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", NumPy's tensordot %.3f ms: ratio %.1f; in place %.3f ms: ratio %.1f",
                        numpy[0][axis] * 1e3,
                        numpy[0][axis] / seconds,
                        numpy[1][axis] * 1e3,
                        numpy[1][axis] / seconds);
    }

    private interface Work {
        void run(int repeat);
    }

    private static double best(int repeats, Work work) {
        return best(repeats, work, 1);
    }

    /** The smallest mean of a batch. */
    private static double best(int repeats, Work work, int batch) {
        double best = Double.POSITIVE_INFINITY;
        for (int n = 0; n < repeats; n++) {
            long start = System.nanoTime();
            for (int k = 0; k < batch; k++) {
                work.run(n * batch + k);
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e9 / batch);
        }
        return best;
    }

    /** Seconds by axis and their sum, or null where there is no NumPy. */
    private static double[][] numpy() throws IOException, InterruptedException {
        Path python = Path.of("/usr/bin/python3");
        if (!Files.isExecutable(python)) {
            return null;
        }
        Path script = Files.createTempFile("espalier-tensors", ".py");
        try {
            try (InputStream in = TensorsBenchmark.class.getResourceAsStream("tensors.py")) {
                Files.write(script, in.readAllBytes());
            }
            List<String> lines = run(python.toString(), script.toString(), Integer.toString(REPEATS));
            if (lines.isEmpty()) {
                return null;
            }
            print("NumPy %s", lines.get(0).split(" ")[1]);
            double[][] result = new double[2][ORDER + 1];
            for (int axis = 0; axis < ORDER; axis++) {
                String[] seconds = lines.get(axis + 1).split(" ");
                for (int way = 0; way < 2; way++) {
                    result[way][axis] = Double.parseDouble(seconds[way + 1]);
                    result[way][ORDER] += result[way][axis];
                }
            }
            return result;
        } finally {
            Files.delete(script);
        }
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? text.lines().toList() : List.of();
    }

    private static void fresh() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        for (int n = 0; n < 5; n++) {
            run(java, "-cp", System.getProperty("java.class.path"), TensorsBenchmark.class.getName(), "system", "8")
                    .forEach(System.out::println);
        }
    }

    /** Two unknowns a variable, and no step of time: what is left is the symbols and their lowering. */
    private static void system(int order) {
        long sinceStart = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        long start = System.nanoTime();
        Neuron neuron = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));
        TreeSystem system = TreeSystem.of(neuron, order);
        double assembled = (System.nanoTime() - start) / 1e6;
        var solution = TensorHierarchy.of(system, Closure.vanishing())
                .on(VertexOperators.of(new double[2][2], new double[][] {{0, 1}, {-1, 0}}, new double[] {1, 0}))
                .startingFrom(tree -> new double[1 << tree.order()])
                .threads(1)
                .solve(Times.of(0));
        double lowered = (System.nanoTime() - start) / 1e6;
        print(
                "system to order %d, %d trees, in a fresh virtual machine: assembled %.0f ms, with lowering %.0f ms (%s; the"
                        + " machine itself %d ms)",
                order,
                system.equations().size(),
                assembled,
                lowered,
                solution.outcome().kind(),
                sinceStart);
    }
}
