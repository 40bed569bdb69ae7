package org.espalier.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.bbgky.particles.TimeStepBias;
import org.espalier.bbgky.particles.TorusEnsemble;
import org.espalier.report.Table;
import org.espalier.run.Times;
import org.espalier.run.sampling.Caution;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.Stages;
import org.espalier.study.torus.TorusResult;
import org.espalier.study.torus.TorusStudy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates particles on the torus. */
@Command(
        name = "simulate",
        description = {
            "Simulate particles on the torus and estimate the Fourier coefficients of f_1 and f_2.",
            "Columns: time, mode, f1_real, f1_real_half_width, f1_imaginary, f1_imaginary_half_width, f2_real (modes m and"
                    + " −m), f2_real_half_width; half widths of 95 %% intervals; with --bias also the bias of the time step in"
                    + " f1_real and f1_imaginary with half widths. Ctrl-C keeps the replicas that are finished.",
        },
        footer = {
            "  espalier bbgky simulate --kernel vortices:regularised=0.05 --noise 0.2 --particles 500 --replicas 20",
            "  espalier bbgky simulate --replicas 100000 --checkpoint run.tally --resume",
        })
final class BbgkySimulateCommand implements Callable<Integer> {
    @Mixin
    private TorusOptions system;

    @Mixin
    private TorusOptions.Particles particles;

    @Mixin
    private TorusOptions.Force force;

    @Mixin
    private CheckpointOptions checkpoint;

    @Mixin
    private RunningOptions running;

    @Mixin
    private OutputOptions output;

    @Option(names = "--bias", description = "also estimate the bias of the time step, from a tenth of the replicas")
    private boolean bias;

    @Override
    public Integer call() {
        TorusStudy study = system.study(particles, force);
        Times times = study.times();
        TorusEnsemble ensemble = study.ensemble(checkpoint.on(running.options()));
        return running.run(progress -> {
            Stages stages = new Stages(progress, times.last());
            EmpiricalMarginals result = stages.run(
                            "simulation",
                            heard -> ensemble.run(times, heard),
                            EmpiricalMarginals::outcome,
                            found -> found.replicas() + " of "
                                    + study.simulation().replicas() + " replicas")
                    .orElseThrow(CancellationException::new);
            Optional<TimeStepBias> pairs = !bias || !result.outcome().isCompleted()
                    ? Optional.empty()
                    : stages.run(
                            "bias of the time step",
                            heard -> ensemble.replicas(
                                            Math.max(2, study.simulation().replicas() / 10))
                                    .timeStepBias(times, heard),
                            TimeStepBias::outcome,
                            found -> found.replicas() + " pairs");
            if (result.replicas() > 0) {
                output.say(study.system() + ": " + result.replicas() + " replicas of "
                        + study.system().particles() + " particles, relative error of the force "
                        + result.forceError());
                output.print(table(study, result, pairs.filter(p -> p.outcome().isCompleted())));
                Caution.of(firsts(study, result)).forEach(output::say);
            }
            return stages.outcome();
        });
    }

    private static List<Estimate> firsts(TorusStudy study, EmpiricalMarginals result) {
        List<int[]> modes = TorusResult.comparedModes(study.system().kernel().dimension());
        List<Estimate> all = new ArrayList<>();
        for (int k = 0; k < result.times().count(); k++) {
            for (int[] mode : modes) {
                all.add(result.first(k, mode));
                all.add(result.firstImaginary(k, mode));
            }
        }
        return all;
    }

    private static Table table(TorusStudy study, EmpiricalMarginals result, Optional<TimeStepBias> bias) {
        List<int[]> modes = TorusResult.comparedModes(study.system().kernel().dimension());
        boolean pairs = study.system().particles() > 1;
        Table.Rows<int[]> rows = Table.over(result.times().count(), modes.size())
                .column("time", at -> result.times().at(at[0]))
                .column("mode", at -> Arrays.toString(modes.get(at[1])));
        estimate(rows, "f1_real", at -> result.first(at[0], modes.get(at[1])));
        estimate(rows, "f1_imaginary", at -> result.firstImaginary(at[0], modes.get(at[1])));
        estimate(
                rows,
                "f2_real",
                at -> pairs
                        ? result.second(
                                at[0],
                                modes.get(at[1]),
                                Arrays.stream(modes.get(at[1])).map(m -> -m).toArray())
                        : new Estimate(Double.NaN, Double.NaN, 0));
        bias.ifPresent(found -> {
            estimate(rows, "f1_real_bias", at -> found.first(at[0], modes.get(at[1])));
            estimate(rows, "f1_imaginary_bias", at -> found.firstImaginary(at[0], modes.get(at[1])));
        });
        return rows.table("modes");
    }

    private static void estimate(Table.Rows<int[]> rows, String name, Function<int[], Estimate> estimate) {
        rows.column(name, at -> estimate.apply(at).mean())
                .column(name + "_half_width", at -> estimate.apply(at).halfWidth(0.95));
    }
}
