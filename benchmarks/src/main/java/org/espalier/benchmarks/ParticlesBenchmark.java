package org.espalier.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.particles.spiking.Trajectory;
import org.espalier.run.random.RandomStreams;

/**
 * The spiking network on the synthetic fly (138 639 neurons, 15.1 million edges), in one run beside Brian2: time-stepped on
 * one and two threads and event-driven, three activity levels, noise on and off. One time unit is 20 ms, the step 0.005 of it
 * (0.1 ms). Times are of the simulation loop; Brian2's building and compiling are told apart.
 *
 * <p>The same model on both sides: dV = (1 − V) dt + σ dB, ν = 4/(1 + e^{−(V−θ)/0.2}), reset to 0, kicks w[j][i], the same
 * network and law at time 0, double precision. Brian2 uses its method for each case (Euler with noise, the exact flow
 * without) and tests rand() &lt; ν(V) h for every neuron and step: order 1 in h, where Espalier's step is of order 2. Random
 * numbers differ, so spike counts agree up to their fluctuations and the bias of the step.
 *
 * <p>The cost is split by two more runs: without candidates (ν = 0) what is left is moving potentials, with candidates that
 * never fire (θ far away) these are added, and the rest is spikes: nanoseconds per neuron update, candidate and synaptic
 * event, each beside what its parts cost alone, the bound it is near ({@link SpikingBounds}). A synaptic event is near that of
 * rows fetched together; it can be cheaper where active neurons have rows that stay in the caches.
 *
 * <p>Arguments: number of steps (default 10 000, one second of biological time; a few minutes), "brian" to run Brian2 as well
 * ({@code /usr/bin/python3} with the Debian package python3-brian; several gigabytes of memory and half an hour) or "alone",
 * "both", "noisy" or "quiet" for the noise, then midpoints of the intensity if not those of the three levels.
 */
public final class ParticlesBenchmark {
    private static final double STEP = 0.005;
    /** Midpoints of the intensity that give about 20 thousand, 240 thousand and 2.7 million spikes in 10 000 steps. */
    private static final double[] WITH_NOISE = {2.63, 2.095, 1.32};

    private static final double[] WITHOUT_NOISE = {2.43, 1.92, 1.295};
    private static final List<String> NOISES = List.of("both", "noisy", "quiet");
    private static final double LEAST_SECONDS = 3;
    /** A synaptic event is not told from the noise of the clock where all of them are a smaller share of the time. */
    private static final double LEAST_SHARE = 0.1;

    private ParticlesBenchmark() {}

    /**
     * Runs the comparison.
     *
     * @param arguments number of steps, "brian" or "alone", "both", "noisy" or "quiet" (may be left out), midpoints
     * @throws IOException if the network cannot be handed over
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        boolean brian = arguments.length > 1 && arguments[1].equals("brian");
        String noises = arguments.length > 2 && NOISES.contains(arguments[2]) ? arguments[2] : "both";
        double[] given = Arrays.stream(arguments)
                .skip(2)
                .filter(argument -> !NOISES.contains(argument))
                .mapToDouble(Double::parseDouble)
                .toArray();
        SynapticNetwork network = scaled(SyntheticConnectome.fly().generate(1), 0.25);
        System.out.printf(
                Locale.ROOT,
                "synthetic fly (seed 1, mean row sum 0.25): %d neurons, %d edges; %d steps of %g; %s, JDK %s%n",
                network.size(),
                network.edges(),
                steps,
                STEP,
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
        SpikingBounds bounds = SpikingBounds.of(network);
        System.out.println(bounds);
        Path folder = brian ? export(network) : null;
        for (double noise : new double[] {0.4, 0}) {
            if (noises.equals(noise > 0 ? "quiet" : "noisy")) {
                continue;
            }
            Costs costs = new Costs(network, bounds, noise, steps);
            double[] levels = given.length > 0 ? given : noise > 0 ? WITH_NOISE : WITHOUT_NOISE;
            for (double midpoint : levels) {
                double one = costs.compare(midpoint);
                if (brian) {
                    double best = Math.min(
                            brian(folder, "cpp", steps, noise, midpoint),
                            brian(folder, "cython", steps, noise, midpoint));
                    System.out.printf(Locale.ROOT, "  ratio: ours on 1 thread / best of Brian2 %.2f%n", one / best);
                }
            }
        }
    }

    private static SynapticNetwork scaled(SynapticNetwork network, double meanRowSum) {
        double sum = 0;
        for (double row : network.rowSums()) {
            sum += row;
        }
        return network.times(meanRowSum * network.size() / sum);
    }

    /** Our side with one level of noise. */
    private static final class Costs {
        private final SynapticNetwork network;
        private final SpikingBounds bounds;
        private final double noise;
        private final int steps;
        private final double updates;
        private final double candidates;
        private final double silentSteps;
        private final double candidateSteps;
        private final double silentEvents;

        Costs(SynapticNetwork network, SpikingBounds bounds, double noise, int steps) {
            this.network = network;
            this.bounds = bounds;
            this.noise = noise;
            this.steps = steps;
            this.candidates = 4 * STEP * steps * network.size();
            Sigmoid silence = Sigmoid.of(4, 60, 0.2);
            SpikingNetwork still = system(noise, Sigmoid.of(0, 1, 0.2));
            SpikingNetwork silent = system(noise, silence);
            this.updates = best(() -> still.timeStepped(STEP, RandomStreams.of(1), 0, 1)).seconds;
            this.silentSteps = best(() -> silent.timeStepped(STEP, RandomStreams.of(1), 0, 1)).seconds;
            // without noise the candidates are a part of the time that can be told
            this.candidateSteps = noise == 0
                    ? silentSteps - updates
                    : best(() -> system(0, silence).timeStepped(STEP, RandomStreams.of(1), 0, 1)).seconds
                            - best(() -> system(0, Sigmoid.of(0, 1, 0.2)).timeStepped(STEP, RandomStreams.of(1), 0, 1))
                                    .seconds;
            this.silentEvents = best(() -> silent.eventDriven(RandomStreams.of(1), 0)).seconds;
            boolean noisy = noise > 0;
            System.out.printf(
                    Locale.ROOT,
                    "noise %g, ns, and alone: neuron update %.2f (%.2f); candidate time-stepped %.1f (%.1f), event-driven %.1f"
                            + " (%.1f)%n",
                    noise,
                    updates * 1e9 / network.size() / steps,
                    bounds.update(noisy),
                    candidateSteps * 1e9 / candidates,
                    bounds.candidate(),
                    silentEvents * 1e9 / candidates,
                    bounds.lazyCandidate(noisy));
        }

        private SpikingNetwork system(double noise, Sigmoid intensity) {
            return SpikingNetwork.of(Neuron.leak(1, 1).noise(noise).intensity(intensity), network, Normal.of(0.3, 0.3));
        }

        /** Prints what both drivers need; returns the seconds of time steps on one thread. */
        double compare(double midpoint) {
            SpikingNetwork system = system(noise, Sigmoid.of(4, midpoint, 0.2));
            System.out.printf(Locale.ROOT, "noise %g, midpoint %g%n", noise, midpoint);
            Run one = best(() -> system.timeStepped(STEP, RandomStreams.of(1), 0, 1));
            Run two = best(() -> system.timeStepped(STEP, RandomStreams.of(1), 0, 2));
            Run lazy = best(() -> system.eventDriven(RandomStreams.of(1), 0));
            print("time-stepped, 1 thread", one, silentSteps);
            print("time-stepped, 2 threads", two, Double.NaN);
            print("event-driven, 1 thread", lazy, silentEvents);
            System.out.printf(
                    Locale.ROOT,
                    "  ratios: 2 threads / 1 thread %.2f, event-driven / time-stepped %.2f%n",
                    two.seconds / one.seconds,
                    lazy.seconds / one.seconds);
            return one.seconds;
        }

        private void print(String name, Run run, double silent) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-24s %8.3f s, %9d spikes, %6.1f million synaptic events, %5.2f ns per neuron and step",
                    name,
                    run.seconds,
                    run.spikes,
                    run.events / 1e6,
                    run.seconds * 1e9 / network.size() / steps);
            System.out.printf(
                    Locale.ROOT,
                    silent < (1 - LEAST_SHARE) * run.seconds && run.events > candidates
                            ? ", %.2f ns a synaptic event (%.2f)%n"
                            : "%n",
                    (run.seconds - silent) * 1e9 / run.events,
                    bounds.fetchedEvent());
        }

        private Run best(Supplier<Trajectory> start) {
            Run best = null;
            double total = 0;
            // short runs are warm only after some
            for (int k = 0; k < 2 || total < LEAST_SECONDS; k++) {
                Trajectory trajectory = start.get();
                long begin = System.nanoTime();
                trajectory.advanceTo(steps * STEP);
                double seconds = (System.nanoTime() - begin) / 1e9;
                total += seconds;
                if (best == null || seconds < best.seconds) {
                    best = new Run(seconds, trajectory.spikes(), events(trajectory));
                }
            }
            return best;
        }

        private double events(Trajectory trajectory) {
            SynapticNetwork outgoing = network.transposed();
            double events = 0;
            for (int i = 0; i < network.size(); i++) {
                events += trajectory.spikes(i) * (double) (outgoing.rowStart(i + 1) - outgoing.rowStart(i));
            }
            return events;
        }

        private record Run(double seconds, long spikes, double events) {}
    }

    private static Path export(SynapticNetwork network) throws IOException {
        Path folder = Files.createTempDirectory("espalier-brian2");
        int edges = network.edges();
        ByteBuffer one = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream pre = new BufferedOutputStream(Files.newOutputStream(folder.resolve("pre.i32")), 1 << 20);
                OutputStream post =
                        new BufferedOutputStream(Files.newOutputStream(folder.resolve("post.i32")), 1 << 20);
                OutputStream weight =
                        new BufferedOutputStream(Files.newOutputStream(folder.resolve("weight.f64")), 1 << 20)) {
            for (int i = 0; i < network.size(); i++) {
                for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                    pre.write(one.putInt(0, network.column(e)).array(), 0, 4);
                    post.write(one.putInt(0, i).array(), 0, 4);
                    weight.write(one.putDouble(0, network.weight(e)).array(), 0, 8);
                }
            }
        }
        Files.writeString(folder.resolve("size.txt"), Integer.toString(network.size()));
        try (InputStream script = ParticlesBenchmark.class.getResourceAsStream("brian2_spiking.py")) {
            Files.write(
                    folder.resolve("brian2_spiking.py"),
                    Objects.requireNonNull(script, "script").readAllBytes());
        }
        System.out.printf(Locale.ROOT, "handed %d edges to Brian2 in %s%n", edges, folder);
        return folder;
    }

    /** Seconds of Brian2's simulation loop, infinite if it did not run. */
    private static double brian(Path folder, String target, int steps, double noise, double midpoint)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log-" + target);
        Process process = new ProcessBuilder(List.of(
                        "/usr/bin/python3",
                        folder.resolve("brian2_spiking.py").toString(),
                        folder.toString(),
                        Integer.toString(steps),
                        Double.toString(STEP),
                        Double.toString(noise),
                        Double.toString(midpoint),
                        target))
                .redirectError(log.toFile())
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (!process.waitFor(1, TimeUnit.HOURS) || process.exitValue() != 0 || answer.isEmpty()) {
            System.out.printf("  Brian2 %s did not run: see %s%n", target, log);
            return Double.POSITIVE_INFINITY;
        }
        String[] numbers = answer.substring(answer.lastIndexOf('\n') + 1).split(" ");
        double seconds = Double.parseDouble(numbers[0]);
        System.out.printf(
                Locale.ROOT,
                "  %-24s %8.3f s, %9s spikes, %6.2f ns per neuron and step (building and compiling: %s s)%n",
                "Brian2 " + target,
                seconds,
                numbers[1],
                seconds * 1e9 / 138_639 / steps,
                numbers[2]);
        return seconds;
    }
}
