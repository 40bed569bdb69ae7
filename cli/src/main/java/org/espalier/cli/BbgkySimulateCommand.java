package org.espalier.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.bbgky.particles.ForceMethod;
import org.espalier.bbgky.particles.TorusEnsemble;
import org.espalier.model.run.Times;
import org.espalier.particles.sampling.Estimate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates particles on the torus. */
@Command(
        name = "simulate",
        description = {
            "Simulate particles on the torus and estimate the Fourier coefficients of f_1 and f_2.",
            "Columns: time, mode, f1_real, f1_real_half_width, f1_imaginary, f1_imaginary_half_width, f2_real (modes m and"
                    + " −m), f2_real_half_width; half widths of 95 % intervals."
        },
        footer =
                "  espalier bbgky simulate --kernel vortices:regularised=0.05 --noise 0.2 --particles 500 --replicas 20")
final class BbgkySimulateCommand implements Callable<Integer> {
    @Mixin
    private TorusOptions system;

    @Mixin
    private ParticleOptions particles;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        Times times = system.times();
        EmpiricalMarginals result = particles.ensemble(system).run(times);
        if (result.replicas() > 0) {
            output.say(system.describe() + ": " + result.replicas() + " replicas of " + particles.particles()
                    + " particles, relative error of the force " + result.forceError());
            Table.Builder rows = Table.columns(
                    "time",
                    "mode",
                    "f1_real",
                    "f1_real_half_width",
                    "f1_imaginary",
                    "f1_imaginary_half_width",
                    "f2_real",
                    "f2_real_half_width");
            for (int n = 0; n < times.count(); n++) {
                for (int[] mode : modes(system.kernel().dimension())) {
                    Estimate re = result.first(n, mode);
                    Estimate im = result.firstImaginary(n, mode);
                    Estimate pair = particles.particles() > 1
                            ? result.second(
                                    n, mode, Arrays.stream(mode).map(m -> -m).toArray())
                            : new Estimate(Double.NaN, Double.NaN, 0);
                    rows.row(
                            times.at(n),
                            Arrays.toString(mode),
                            re.mean(),
                            re.halfWidth(0.95),
                            im.mean(),
                            im.halfWidth(0.95),
                            pair.mean(),
                            pair.halfWidth(0.95));
                }
            }
            output.print(rows.table());
        }
        return Ending.of(result.outcome(), output);
    }

    static List<int[]> modes(int d) {
        List<int[]> modes = new ArrayList<>();
        for (int axis = 0; axis < d; axis++) {
            int[] mode = new int[d];
            mode[axis] = 1;
            modes.add(mode);
        }
        int[] other = new int[d];
        Arrays.fill(other, d == 1 ? 2 : 1);
        modes.add(other);
        return modes;
    }

    /** The numerics of the simulation. */
    static final class ParticleOptions {
        @Option(
                names = {"-N", "--particles"},
                paramLabel = "N",
                defaultValue = "20",
                description = "number of particles (default: ${DEFAULT-VALUE})")
        private int particles;

        @Option(
                names = "--replicas",
                paramLabel = "R",
                defaultValue = "400",
                description = "number of replicas (default: ${DEFAULT-VALUE})")
        private int replicas;

        @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1", description = "master seed (default: 1)")
        private long seed;

        @Option(
                names = "--step",
                paramLabel = "H",
                defaultValue = "0.02",
                description = "largest time step (default: ${DEFAULT-VALUE})")
        private double step;

        @Option(
                names = "--threads",
                paramLabel = "COUNT",
                defaultValue = "1",
                description = "threads; the result does not depend on it (default: ${DEFAULT-VALUE})")
        private int threads;

        @Option(
                names = "--force-tolerance",
                paramLabel = "EPS",
                description =
                        "use the fast force with this relative error (default: chosen by kernel and N; 0: direct)")
        private Double tolerance;

        /** Made by the command line. */
        ParticleOptions() {}

        int particles() {
            return particles;
        }

        TorusEnsemble ensemble(TorusOptions system) {
            ForceMethod method = tolerance == null
                    ? ForceMethod.automatic()
                    : tolerance == 0 ? ForceMethod.direct() : ForceMethod.fast(tolerance);
            return TorusEnsemble.of(system.kernel(), system.noise(), system.law(), particles)
                    .replicas(replicas)
                    .seed(seed)
                    .timeStep(step)
                    .threads(threads)
                    .force(method);
        }
    }
}
