package org.espalier.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.kinetic.KineticEnsemble;
import org.espalier.bbgky.kinetic.KineticEstimate;
import org.espalier.bbgky.kinetic.KineticPairSolution;
import org.espalier.bbgky.kinetic.KineticPairs;
import org.espalier.bbgky.kinetic.KineticSolution;
import org.espalier.bbgky.kinetic.VlasovFokkerPlanck;
import org.espalier.bbgky.norms.HypothesisViolated;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.report.Table;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.KeptReplicas;
import org.espalier.study.RunOptions;
import org.espalier.study.Stages;
import org.espalier.study.torus.TorusStudy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Particles with velocities in one dimension: limit, simulation, weighted estimate. */
@Command(
        name = "kinetic",
        description = {
            "Particles with velocities in d = 1: the Vlasov-Fokker-Planck limit against a simulation, and the weighted"
                    + " estimate of its hierarchy. Noise acts on the velocity.",
            "Columns: time, quantity, limit, hierarchy (with --pairs), simulated, half_width (95 %%). Quantities: Fourier mode 1 of the density (real"
                    + " part) and of the flux (imaginary part), mean square velocity; energy of the limit only."
        },
        footer = "  espalier bbgky kinetic --kernel coulomb:d=1,g=1 --noise 1 --friction 0.5 --temperature 0.8")
final class BbgkyKineticCommand implements Callable<Integer> {
    @Mixin
    private TorusOptions system;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--friction",
            paramLabel = "GAMMA",
            defaultValue = "0.5",
            description = "friction of the velocity (default: ${DEFAULT-VALUE})")
    private double friction;

    @Option(
            names = "--temperature",
            paramLabel = "THETA",
            defaultValue = "0.25",
            description = "variance of the velocity at time 0 (default: ${DEFAULT-VALUE})")
    private double temperature;

    @Mixin
    private TorusOptions.Particles particles;

    @Mixin
    private CheckpointOptions checkpoint;

    @Mixin
    private RunningOptions running;

    @Option(
            names = "--functions",
            paramLabel = "COUNT",
            defaultValue = "64",
            description = "Hermite functions in the velocity (default: ${DEFAULT-VALUE})")
    private int functions;

    @Option(
            names = "--pairs",
            description =
                    "also solve the hierarchy of f_1 and f_2 for this N: column hierarchy, and its weighted norms are"
                            + " held against their bound")
    private boolean pairs;

    @Option(
            names = "--pair-functions",
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "Hermite functions in each velocity of a pair (default: ${DEFAULT-VALUE})")
    private int pairFunctions;

    @Option(
            names = "--pair-modes",
            paramLabel = "M",
            defaultValue = "5",
            description = "largest Fourier mode in each position of a pair (default: ${DEFAULT-VALUE})")
    private int pairModes;

    @Option(names = "--limit-only", description = "solve the limit, simulate nothing")
    private boolean limitOnly;

    @Override
    public Integer call() {
        TorusStudy study = system.study(particles);
        TorusKernel kernel = system.kernel();
        if (kernel.dimension() != 1) {
            throw new IllegalArgumentException("bbgky kinetic: the kernel has dimension " + kernel.dimension()
                    + "; the kinetic case covers d = 1, for example coulomb:d=1");
        }
        Times times = system.times();
        RunOptions options = checkpoint.on(running.options());
        VlasovFokkerPlanck equation =
                VlasovFokkerPlanck.of(kernel, system.noise(), friction).resolution(functions, 16);
        KineticEnsemble ensemble = KineticEnsemble.of(
                        kernel,
                        system.noise(),
                        friction,
                        system.law(),
                        temperature,
                        study.system().particles())
                .seed(study.simulation().seed())
                .timeStep(study.simulation().timeStep());
        KineticPairs two = pairs
                ? KineticPairs.of(kernel, system.noise(), friction)
                        .particles(study.system().particles())
                        .resolution(pairFunctions, pairModes)
                : null;
        KeptReplicas kept = new KeptReplicas(
                study.simulation().replicas(),
                options.threads(),
                options.checkpoint(),
                RunOptions.BETWEEN_CHECKPOINTS,
                options.resume());
        return running.run(progress -> {
            Stages stages = new Stages(progress, times.last());
            Optional<KineticEstimate> estimate = estimate(kernel);
            KineticSolution limit = stages.run(
                            "limit",
                            heard -> equation.solve(system.law(), temperature, times, heard),
                            KineticSolution::outcome,
                            found -> found.reached() + " of " + times.count() + " times")
                    .orElseThrow(CancellationException::new);
            Optional<KineticPairSolution> solved = Optional.ofNullable(two)
                    .flatMap(equations -> stages.run(
                            "pairs",
                            heard -> equations.solve(system.law(), temperature, times, heard),
                            KineticPairSolution::outcome,
                            found -> found.reached() + " of " + times.count() + " times"));
            if (estimate.isPresent() && solved.isPresent()) {
                sayNorms(estimate.get(), solved.get(), study.system().particles());
            }
            Optional<KineticEnsemble.Result> run = limitOnly
                    ? Optional.empty()
                    : stages.run(
                            "simulation",
                            heard -> ensemble.kept(kept).run(times, heard),
                            KineticEnsemble.Result::outcome,
                            found -> found.replicas() + " of "
                                    + study.simulation().replicas() + " replicas");
            print(kernel, times, limit, solved.orElse(null), run.orElse(null));
            return stages.outcome();
        });
    }

    private void print(
            TorusKernel kernel,
            Times times,
            KineticSolution limit,
            KineticPairSolution solved,
            KineticEnsemble.Result run) {
        Table.Builder rows = Table.columns("time", "quantity", "limit", "hierarchy", "simulated", "half_width");
        for (int n = 0; n < limit.reached(); n++) {
            row(rows, limit, solved, run, n, "density, mode 1", 0, 1, 0);
            row(rows, limit, solved, run, n, "flux, mode 1", 1, 1, 1);
            row(rows, limit, solved, run, n, "mean square velocity", 2, 0, 0);
            if (kernel.facts().gradient()) {
                rows.row(times.at(n), "energy", limit.energy(n), null, null, null);
            }
        }
        output.print(rows.table());
    }

    private static void row(
            Table.Builder rows,
            KineticSolution limit,
            KineticPairSolution solved,
            KineticEnsemble.Result run,
            int time,
            String name,
            int power,
            int mode,
            int part) {
        double value = limit.moment(time, power, mode)[part];
        Double pair = solved == null || time >= solved.reached() ? null : solved.moment(time, power, mode)[part];
        double t = limit.times().at(time);
        if (run == null || run.replicas() == 0) {
            rows.row(t, name, value, pair, null, null);
        } else {
            Estimate estimate = run.moment(time, power, mode, part);
            rows.row(t, name, value, pair, estimate.mean(), estimate.halfWidth(0.95));
        }
    }

    private Optional<KineticEstimate> estimate(TorusKernel kernel) {
        // the weight that need not fall, or half of what the initial velocities admit
        double noise = system.noise();
        double weight = Math.min(
                friction > 0 && noise > 0 ? friction / (2 * noise * noise) : Double.MAX_VALUE, 0.5 / temperature);
        try {
            KineticEstimate estimate = KineticEstimate.of(kernel, noise, friction, weight);
            Majorant majorant = estimate.majorant(system.law(), temperature, pairs);
            output.say(
                    "%s, friction %s, temperature %s: weight λ = %.6g, c0 = %.6g, c1 = %.6g, M = %.6g, T* = %.6g",
                    system.describe(),
                    friction,
                    temperature,
                    weight,
                    majorant.growth(),
                    majorant.coupling(),
                    majorant.initial(),
                    majorant.blowUpTime());
            return Optional.of(estimate);
        } catch (HypothesisViolated refused) {
            output.say("no weighted bound: " + refused.getMessage());
            return Optional.empty();
        }
    }

    private void sayNorms(KineticEstimate estimate, KineticPairSolution solved, int particles) {
        Majorant majorant = estimate.majorant(system.law(), temperature, true);
        double[] margin = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        int within = 0;
        for (int k = 0; k < solved.reached(); k++) {
            double t = solved.times().at(k);
            if (t < majorant.blowUpTime()) {
                within++;
                double weight = estimate.weight(t);
                margin[0] = Math.min(margin[0], majorant.log(t) - Math.log(solved.weightedSquare(k, weight)));
                margin[1] = Math.min(
                        margin[1],
                        2 * majorant.log(t) - Math.log(solved.weightedPairSquare(k, weight, 1.0 / particles)));
            }
        }
        if (within == 0) {
            output.say("Y_1 and Y_2 have not been compared with their bounds (10.3): no output time lies before T*");
            return;
        }
        for (int k = 1; k <= 2; k++) {
            output.say(
                    "Y_%d %s its bound (10.3) at the %d output times before T* (least margin of the logarithm %.3g)",
                    k, margin[k - 1] >= -1e-9 ? "stays below" : "EXCEEDS", within, margin[k - 1]);
        }
    }
}
