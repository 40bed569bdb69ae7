package org.espalier.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.estimates.convergence.StabilityExperiment;
import org.espalier.estimates.energy.EnergyConstants;
import org.espalier.estimates.energy.EnergyEstimate;
import org.espalier.estimates.energy.TruncationComparison;
import org.espalier.estimates.multiplier.MultiplierBound;
import org.espalier.estimates.remainders.RemainderBound;
import org.espalier.estimates.remainders.TupleFunction;
import org.espalier.estimates.remainders.WeightScaling;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.observable.TreeDensities;
import org.espalier.report.Table;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Plot;
import org.espalier.run.Times;
import org.espalier.run.publish.WholeFile;
import org.espalier.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the constants of the estimates for a study, and what they promise. */
@Command(
        name = "estimates",
        description = {
            "Evaluate the estimates of the theory on a study: constants of the weighted energy estimate with the weight that"
                    + " serves longest, its horizon T*, the order that a truncation needs by it, remainder bounds (4.2).",
            "Columns: of constants name, value, meaning; of orders time, majorant, order_needed; of errors order, time, bound,"
                    + " error; of remainders order, reset_bound, jump_bound; of stability time, weak (distance in H^-1),"
                    + " wasserstein, rate, weighted (distance in the L2 of the estimate), bound (of weighted)."
        },
        footer = {
            "  espalier estimates --print orders --target 1e-3",
            "  espalier estimates left.yaml --print stability --against right.yaml --plot stability.svg"
        })
final class EstimatesCommand implements Callable<Integer> {
    /** What is printed. */
    enum Content {
        CONSTANTS,
        ORDERS,
        ERRORS,
        REMAINDERS,
        STABILITY
    }

    @Mixin
    private StudySource source;

    @Option(
            names = "--print",
            paramLabel = "WHAT",
            defaultValue = "constants",
            description =
                    "constants, orders needed over the horizon, errors of the truncation beside their bounds, remainders, or"
                            + " stability: two studies at time 0 and later (default: ${DEFAULT-VALUE})")
    private Content content;

    @Option(
            names = "--target",
            paramLabel = "E",
            defaultValue = "1e-3",
            description = "with orders: wanted error of the population rate (default: ${DEFAULT-VALUE})")
    private double target;

    @Option(
            names = "--max-order",
            paramLabel = "N",
            defaultValue = "4",
            description = "with errors, remainders and stability: largest tree (default: ${DEFAULT-VALUE})")
    private int maxOrder;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "with errors and stability: also draw what is printed, with its bounds, over time (SVG)")
    private Path plot;

    @Option(
            names = "--against",
            paramLabel = "STUDY",
            description =
                    "with stability: study with the other network and initial law, and the same neuron; without it the same"
                            + " study, one percent of the mass of its initial law two deviations higher")
    private Path against;

    @Option(
            names = "--against-network",
            paramLabel = "FILE",
            description = "with stability: file with the other network")
    private Path againstNetwork;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        check();
        Study study = source.study();
        SynapticNetwork network = study.network().network();
        if (content == Content.STABILITY) {
            StabilityTable stability = StabilityTable.of(study, network, other(study), maxOrder, output);
            if (plot != null) {
                write(stability.plot());
            }
            output.print(stability.table());
            return Main.OK;
        }
        WeightScaling scaling = WeightScaling.of(network);
        if (content == Content.REMAINDERS) {
            output.print(remainders(study.neuron(), scaling));
            return Main.OK;
        }
        EnergyEstimate estimate = EnergyEstimate.optimised(study.neuron(), study.law(), scaling.rowConstant());
        Majorant majorant = estimate.majorant();
        double horizon = majorant.blowUpTime();
        double last = study.time().outputs().last();
        output.say(
                horizon > last
                        ? "the energy estimate covers the whole study"
                        : String.format(
                                Locale.ROOT,
                                "the energy estimate ends at T* = %.3g, the study at %.3g: beyond T* it says nothing,"
                                        + " which is no statement about the solution",
                                horizon,
                                last));
        double end = Math.min(horizon, last);
        output.print(
                switch (content) {
                    case CONSTANTS -> constants(study.neuron(), scaling, estimate);
                    case ORDERS -> orders(study.neuron(), estimate, end);
                    default -> errors(study, network, estimate, end);
                });
        return Main.OK;
    }

    private void check() {
        if (maxOrder < 1 || maxOrder > 10) {
            throw new IllegalArgumentException("--max-order " + maxOrder + ": give 1 to 10");
        }
        if (!(target > 0) || Double.isInfinite(target)) {
            throw new IllegalArgumentException("--target " + target + ": give a positive number");
        }
        if (plot != null && content != Content.ERRORS && content != Content.STABILITY) {
            throw new IllegalArgumentException("--plot draws errors or stability: add --print errors");
        }
        if (plot != null) {
            output.check(plot);
        }
        if (content != Content.STABILITY && (against != null || againstNetwork != null)) {
            throw new IllegalArgumentException("--against and --against-network belong to --print stability");
        }
    }

    /** The other side of the stability experiment. */
    private StabilityExperiment.Setting other(Study study) {
        Study second = against == null ? study : Study.load(against);
        if (!second.neuron().equals(study.neuron())) {
            throw new IllegalArgumentException(
                    against + ": its neuron " + second.neuron() + " is not that of the study, " + study.neuron()
                            + "; the theorem compares networks and initial laws");
        }
        if (againstNetwork != null) {
            second = second.withNetwork(againstNetwork);
        }
        boolean same = against == null && againstNetwork == null;
        return new StabilityExperiment.Setting(
                second.network().network(), same ? StabilityExperiment.perturbed(study.law()) : second.law());
    }

    private void write(Plot picture) {
        WholeFile.write(plot, output.force(), out -> out.write(picture.svg().getBytes(StandardCharsets.UTF_8)));
    }

    private static Table constants(Neuron neuron, WeightScaling scaling, EnergyEstimate estimate) {
        EnergyConstants c = estimate.constants();
        MultiplierBound multiplier = MultiplierBound.of(neuron.intensity().facts());
        return Table.columns("name", "value", "meaning")
                .row("R_w", scaling.rowConstant(), "largest absolute row sum")
                .row("C_w", scaling.constant(), "larger of row and column constant")
                .row("epsilon_w", scaling.largestWeight(), "largest absolute weight")
                .row("C(nu)", multiplier.sharp(), "multiplier bound in H^-1, any number of variables")
                .row("a", c.a(), "exponent of the weight e^(2a sqrt(1+v^2))")
                .row("c0", c.c0(), "own growth rate of the squared norms")
                .row("c1", c.c1(), "growth from trees with one vertex more")
                .row("M", estimate.initial(), "squared norm of the initial law, times max(1, R_w^2)")
                .row("T*", estimate.majorant().blowUpTime(), "time up to which the majorant is finite")
                .table();
    }

    private Table orders(Neuron neuron, EnergyEstimate estimate, double end) {
        return Table.rows(List.of(0.1, 0.25, 0.5, 0.75, 0.9))
                .column("time", fraction -> fraction * end)
                .column("majorant", fraction -> estimate.majorant().at(fraction * end))
                .column("order_needed", fraction -> estimate.orderNeeded(neuron, target, fraction * end))
                .table("orders");
    }

    private Table errors(Study study, SynapticNetwork network, EnergyEstimate estimate, double end) {
        Times times = Times.of(0.1 * end, 0.25 * end, 0.5 * end, 0.75 * end, 0.9 * end);
        double step = Math.min(study.numerics().timeStep(), end / 64);
        ElementarySolution elementary = ElementaryDensities.of(study.neuron())
                .startingFrom(study.law())
                .upTo(maxOrder)
                .step(step)
                .solve(times);
        // same grid and operators: what is left is the truncation
        MeanFieldSolution reference = MeanField.of(study.neuron(), network)
                .startingFrom(study.law())
                .scheme(Scheme.SPLIT)
                .on(elementary.grid().orElseThrow())
                .step(step)
                .estimatingError(false)
                .solve(times);
        TruncationComparison comparison = TruncationComparison.of(
                study.neuron(), estimate, elementary.expansion(TreeDensities.of(network, maxOrder)), reference);
        if (plot != null) {
            draw(study, comparison, times);
        }
        return Table.rows(comparison.rows())
                .column("order", TruncationComparison.Row::order)
                .column("time", TruncationComparison.Row::time)
                .column("bound", TruncationComparison.Row::bound)
                .column("error", TruncationComparison.Row::error)
                .table("errors");
    }

    private void draw(Study study, TruncationComparison comparison, Times times) {
        Plot picture = Plot.of(
                        "Truncation: a-priori bound and error",
                        "Error of the population rate at each order, dashed its bound by the energy estimate")
                .x("time", study.time().unit())
                .y("error of the rate", "spikes per neuron and " + study.time().unit())
                .logY();
        for (int order = 1; order <= maxOrder; order++) {
            int n = order;
            List<TruncationComparison.Row> rows =
                    comparison.rows().stream().filter(row -> row.order() == n).toList();
            Hue hue = Hue.ramp(n - 1, maxOrder);
            double[] bounds =
                    rows.stream().mapToDouble(TruncationComparison.Row::bound).toArray();
            double[] errors =
                    rows.stream().mapToDouble(TruncationComparison.Row::error).toArray();
            picture = picture.line("bound, order " + n, times.values(), bounds, hue, Plot.Stroke.DASHED)
                    .line("error, order " + n, times.values(), errors, hue, Plot.Stroke.SOLID);
        }
        write(picture);
    }

    private Table remainders(Neuron neuron, WeightScaling scaling) {
        output.say("bounds (4.2) for test functions with first and second derivatives at most 1");
        TupleFunction unit = TupleFunction.waves(new double[] {1}, new double[] {0});
        Table.Builder rows = Table.columns("order", "reset_bound", "jump_bound");
        for (int k = 1; k <= maxOrder; k++) {
            RemainderBound bound = RemainderBound.of(scaling, neuron, k, unit);
            rows.row(k, bound.reset(), bound.jump());
        }
        return rows.table();
    }
}
