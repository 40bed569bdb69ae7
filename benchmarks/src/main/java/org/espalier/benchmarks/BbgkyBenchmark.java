package org.espalier.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.SmoothBump;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.law.VonMises;
import org.espalier.bbgky.marginals.MarginalClosure;
import org.espalier.bbgky.marginals.MarginalHierarchy;
import org.espalier.bbgky.marginals.MarginalSystem;
import org.espalier.bbgky.particles.ForceMethod;
import org.espalier.bbgky.particles.PairForce;
import org.espalier.bbgky.particles.TorusEnsemble;

/**
 * The right-hand side of the marginals f_1, f_2, f_3 (d = 1, |m| ≤ 16, chaos closure) and the force of vortices, beside NumPy
 * in the same run; then the fast force from 10^3 to 10^6 particles. Times are
 * the best of several runs, in seconds of processor time of one thread on both sides. Without
 * NumPy at /usr/bin/python3 its columns are skipped, with a message.
 */
public final class BbgkyBenchmark {
    private static final int REACH = 16;
    private static final int NUMBER = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private BbgkyBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments largest number of particles of the scaling part, 1000000 by default; then the word scaling for that part
     *     alone
     * @throws IOException if the temporary files cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        int most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        if (arguments.length > 1 && arguments[1].equals("scaling")) {
            scaling(most);
            return;
        }
        List<String> numpy = numpy();
        if (numpy == null) {
            System.out.println(
                    "NumPy is not there (/usr/bin/python3, Debian package python3-numpy): its side is skipped");
        }
        marginals(numpy);
        forces(numpy);
        scaling(most);
    }

    private static SmoothBump bump() {
        return SmoothBump.of(1, 0.5, 0.08);
    }

    private static TorusLaw law() {
        return new VonMises(1, 1.5, 0.3);
    }

    private static void marginals(List<String> numpy) {
        MarginalSystem system = MarginalHierarchy.of(bump(), 0)
                .upTo(3)
                .particles(NUMBER)
                .modes(REACH)
                .closedBy(MarginalClosure.CHAOS)
                .system(false);
        double[] y = system.start(modes -> {
            double re = 1;
            double im = 0;
            for (int[] mode : modes) {
                double[] c = law().coefficient(mode);
                double next = re * c[0] - im * c[1];
                im = re * c[1] + im * c[0];
                re = next;
            }
            return new double[] {re, im};
        });
        double[] dy = new double[y.length];
        double best = best(60, () -> system.apply(y, dy));
        System.out.printf(
                Locale.ROOT,
                "marginals, right-hand side: %d coefficients, %d couplings: %.3e s, squared norm of level 3: %.10e%n",
                system.unknowns(),
                system.entries(),
                best,
                system.squaredNorm(dy, 3));
        if (numpy != null) {
            beside(numpy, "marginals-slices", best);
            beside(numpy, "marginals-fft", best);
        }
    }

    private static void forces(List<String> numpy) {
        int number = 1000;
        double[] x = positions(number);
        double[] force = new double[2 * number];
        PowerLawKernel kernel = PowerLawKernel.biotSavart();
        PairForce direct = ForceMethod.direct().prepare(kernel, number);
        PairForce fast = ForceMethod.fast(1e-6).prepare(kernel, number);
        double slow = best(15, () -> direct.apply(x, force));
        double square = 0;
        for (double value : force) {
            square += value * value;
        }
        System.out.printf(
                Locale.ROOT,
                "vortices, N = %d, %s: %.3e s, squared norm of the force: %.10e%n",
                number,
                direct.description(),
                slow,
                square);
        double quick = best(30, () -> fast.apply(x, force));
        System.out.printf(
                Locale.ROOT,
                "vortices, N = %d, %s: %.3e s, error %.1e%n",
                number,
                fast.description(),
                quick,
                TorusEnsemble.forceError(kernel, fast, x, 50));
        if (numpy != null) {
            beside(numpy, "vortices", slow);
            beside(numpy, "vortices", quick);
        }
    }

    private static void scaling(int most) {
        double previous = 0;
        List<double[]> points = new ArrayList<>();
        for (int number : new int[] {1000, 3162, 10_000, 31_623, 100_000, 316_228, 1_000_000}) {
            if (number > most) {
                break;
            }
            double[] x = positions(number);
            double[] force = new double[2 * number];
            PairForce fast = ForceMethod.fast(1e-4).prepare(PowerLawKernel.biotSavart(), number);
            double time = best(number > 100_000 ? 2 : 5, () -> fast.apply(x, force));
            double unit = time / (number * Math.log(number));
            System.out.printf(
                    Locale.ROOT,
                    "fast force, N = %d: %.3e s, %.3e s over N ln N%s, error %.1e (%s)%n",
                    number,
                    time,
                    unit,
                    previous == 0 ? "" : String.format(Locale.ROOT, ", %.2f of the one before", unit / previous),
                    TorusEnsemble.forceError(PowerLawKernel.biotSavart(), fast, x, 4),
                    fast.description());
            previous = unit;
            points.add(new double[] {Math.log(number * Math.log(number)), Math.log(time)});
        }
        if (points.size() > 2) {
            double x = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
            double y = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
            double above =
                    points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
            double below =
                    points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
            System.out.printf(Locale.ROOT, "fast force: time ~ (N ln N)^%.3f, fitted%n", above / below);
        }
    }

    private static double[] positions(int number) {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = new double[2 * number];
        for (int n = 0; n < x.length; n++) {
            // sixteen binary digits, so that NumPy reads the same numbers
            x[n] = random.nextInt(1 << 16) / 65536.0;
        }
        return x;
    }

    private static void beside(List<String> numpy, String name, double own) {
        for (String line : numpy) {
            String[] words = line.split(" ");
            if (words[0].equals(name)) {
                double time = Double.parseDouble(words[1]);
                System.out.printf(
                        Locale.ROOT,
                        "  NumPy %s: %.3e s (%.2f times ours), check %s%n",
                        name,
                        time,
                        time / own,
                        words[2]);
            }
        }
    }

    private static double best(int repeats, Runnable task) {
        double best = Double.POSITIVE_INFINITY;
        for (int r = 0; r < repeats; r++) {
            // processor time of this thread, so that other work on the machine does not count
            long start = THREADS.getCurrentThreadCpuTime();
            task.run();
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) * 1e-9);
        }
        return best;
    }

    /** The lines "name seconds check" of the script beside this class; null where there is no NumPy. */
    private static List<String> numpy() throws IOException {
        Path script = Files.createTempFile("espalier-bbgky", ".py");
        Path data = Files.createTempFile("espalier-bbgky", ".txt");
        try (InputStream in = BbgkyBenchmark.class.getResourceAsStream("bbgky.py")) {
            Files.write(script, in.readAllBytes());
            Files.write(data, data());
            Process process = new ProcessBuilder("/usr/bin/python3", script.toString(), data.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? text.lines().toList() : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (IOException e) {
            return null; // no python3
        } finally {
            Files.delete(script);
            Files.delete(data);
        }
    }

    private static List<String> data() {
        List<String> lines = new ArrayList<>();
        lines.add(REACH + " " + NUMBER);
        double[] re = new double[1];
        double[] im = new double[1];
        for (int q = -2 * REACH; q <= 2 * REACH; q++) {
            bump().coefficient(new int[] {q}, re, im);
            double[] c = law().coefficient(new int[] {q});
            lines.add(re[0] + " " + im[0] + " " + c[0] + " " + c[1]);
        }
        double[] x = positions(1000);
        for (int i = 0; i < 1000; i++) {
            lines.add(x[2 * i] + " " + x[2 * i + 1]);
        }
        return lines;
    }
}
