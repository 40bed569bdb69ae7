package org.espalier.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.bbgky.particles.TimeStepBias;
import org.espalier.bbgky.particles.TorusEnsemble;
import org.espalier.report.Table;
import org.espalier.run.Times;
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
    private ParticleOptions particles;

    @Mixin
    private ParticleOptions.Force force;

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
                output.print(table(
                        study,
                        result,
                        pairs.filter(p -> p.outcome().isCompleted()).orElse(null)));
            }
            return stages.outcome();
        });
    }

    private static Table table(TorusStudy study, EmpiricalMarginals result, TimeStepBias pairs) {
        String columns =
                "time mode f1_real f1_real_half_width f1_imaginary f1_imaginary_half_width f2_real f2_real_half_width"
                        + (pairs == null
                                ? ""
                                : " f1_real_bias f1_real_bias_half_width f1_imaginary_bias f1_imaginary_bias_half_width");
        Table.Builder rows = Table.columns(columns.split(" "));
        for (int n = 0; n < result.times().count(); n++) {
            for (int[] mode : TorusResult.comparedModes(study.system().kernel().dimension())) {
                int[] opposite = Arrays.stream(mode).map(m -> -m).toArray();
                List<Object> row = new ArrayList<>(List.of(result.times().at(n), Arrays.toString(mode)));
                add(row, result.first(n, mode));
                add(row, result.firstImaginary(n, mode));
                add(
                        row,
                        study.system().particles() > 1
                                ? result.second(n, mode, opposite)
                                : new Estimate(Double.NaN, Double.NaN, 0));
                if (pairs != null) {
                    add(row, pairs.first(n, mode));
                    add(row, pairs.firstImaginary(n, mode));
                }
                rows.row(row);
            }
        }
        return rows.table();
    }

    private static void add(List<Object> row, Estimate estimate) {
        row.add(estimate.mean());
        row.add(estimate.halfWidth(0.95));
    }
}
