package org.espalier.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.espalier.estimates.convergence.StabilityExperiment;
import org.espalier.estimates.energy.StabilityEstimate;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.report.Table;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Plot;
import org.espalier.run.Times;
import org.espalier.study.Study;

/** The stability experiment of two settings as a table and a picture. */
record StabilityTable(String unit, StabilityExperiment experiment) {
    static StabilityTable of(
            Study study, SynapticNetwork network, StabilityExperiment.Setting other, int order, OutputOptions output) {
        StabilityExperiment.Setting first = new StabilityExperiment.Setting(network, study.law());
        Optional<StabilityEstimate> estimate = Optional.empty();
        DoubleStream inside = DoubleStream.empty();
        try {
            estimate = Optional.of(StabilityExperiment.estimate(study.neuron(), first, other, order));
            double last = study.time().outputs().last();
            double horizon = Math.min(estimate.get().majorant().blowUpTime(), last);
            inside = DoubleStream.of(0.25 * horizon, 0.5 * horizon, 0.75 * horizon, 0.9 * horizon);
            output.say(
                    horizon == last
                            ? "the stability estimate covers the whole study"
                            : String.format(
                                    Locale.ROOT,
                                    "the stability estimate (weight a = %.3g) ends at T* = %.3g; beyond, distances are"
                                            + " measured and nothing is claimed",
                                    estimate.get().constants().a(),
                                    horizon));
        } catch (IllegalArgumentException refused) {
            output.say("no bound, the distances are measured: " + refused.getMessage());
        }
        double[] times = DoubleStream.concat(
                        DoubleStream.of(0),
                        DoubleStream.concat(
                                inside, DoubleStream.of(study.time().outputs().values())))
                .sorted()
                .distinct()
                .toArray();
        return new StabilityTable(
                study.time().unit(), StabilityExperiment.of(study.neuron(), first, other, estimate, Times.of(times)));
    }

    Table table() {
        return Table.rows(experiment.rows())
                .column("time", StabilityExperiment.Row::time)
                .column("weak", StabilityExperiment.Row::weak)
                .column("wasserstein", StabilityExperiment.Row::wasserstein)
                .column("rate", StabilityExperiment.Row::rate)
                .column("weighted", row -> Double.isNaN(row.weighted()) ? null : row.weighted())
                .column("bound", row -> Double.isFinite(row.bound()) ? row.bound() : null)
                .table("stability");
    }

    Plot plot() {
        Plot picture = Plot.of(
                        "Stability: distances of two solutions",
                        "Distances of the one-particle distributions of two solutions over time, dashed the bound of the"
                                + " weighted one by the stability estimate")
                .x("time", unit)
                .y("distance", "")
                .logX()
                .logY()
                .line("H^-1", times(), values(StabilityExperiment.Row::weak), Hue.ramp(0, 3), Plot.Stroke.SOLID)
                .line("rate", times(), values(StabilityExperiment.Row::rate), Hue.ramp(1, 3), Plot.Stroke.SOLID);
        if (experiment.estimate().isPresent()) {
            picture = picture.line(
                            "weighted L2",
                            times(),
                            values(StabilityExperiment.Row::weighted),
                            Hue.ramp(2, 3),
                            Plot.Stroke.SOLID)
                    .line(
                            "bound of weighted L2",
                            times(),
                            values(StabilityExperiment.Row::bound),
                            Hue.ramp(2, 3),
                            Plot.Stroke.DASHED);
        }
        return picture;
    }

    private double[] times() {
        return values(StabilityExperiment.Row::time);
    }

    private double[] values(ToDoubleFunction<StabilityExperiment.Row> what) {
        List<StabilityExperiment.Row> rows = experiment.rows();
        return rows.stream().mapToDouble(what).toArray();
    }
}
