package org.espalier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.espalier.estimates.bridge.Row;
import org.espalier.estimates.bridge.SplittingResult;
import org.espalier.report.Table;
import org.espalier.run.Outcome;
import org.espalier.run.sampling.Caution;
import org.espalier.study.RunOptions;
import org.espalier.study.SplittingStudy;
import org.espalier.study.Study;
import org.espalier.study.StudyResult;
import org.espalier.study.paired.PairedResult;
import org.espalier.study.paired.PairedStudies;
import org.espalier.study.report.Answer;
import org.espalier.study.report.StudyTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predictions against the simulation, with a verdict a row. */
@Command(
        name = "compare",
        description = {
            "Hold the hierarchy and the mean field of a study against its simulation, without writing a report.",
            "Columns: prediction, time, predicted, simulated, half_width (of the difference; all intervals cover together"
                    + " with probability 95 %%), standard_errors (size of the difference in them), verdict (agrees / within"
                    + " 1 %% of the largest rate / differs / cannot_tell), replicas_needed, and the sizes of the sources: sampling, time_step, truncation,"
                    + " discretisation, unexplained (what is left of the difference: the finite network), and source, what the row is put down"
                    + " to.",
            "With --trees the observables of trees are held against the simulation in the place of the rate: version I, tuples of"
                    + " distinct neurons, which the simulation samples with their joint law and the mean field and the hierarchy at"
                    + " its largest order predict as independent. All trees, test functions and times cover together, 95 %%."
                    + " Columns: tree (level sequence), function, then as above, and coincidences: what tuples with repeated neurons"
                    + " add in the limit observable (5.2).",
            "With two studies, two conditions are held against each other: by mean field, closures and orders, and by simulation with"
                    + " common random numbers. Columns: method, group, time, first, second, difference, half_width (simulation: 95 %% at"
                    + " this time alone, of pairs of replicas for the population; predictions: the errors that they tell, of both),"
                    + " gain (how many times wider the interval without pairs would be), verdict (rises / falls / same / cannot tell).",
            "With --split the mean field alone is held against networks whose neurons were split into copies with weights"
                    + " divided by their number: agreement should improve like epsilon_w. Columns: copies, neurons, edges,"
                    + " epsilon_w, time, predicted, simulated, difference, half_width (all rows together, 95 %%), verdict,"
                    + " replicas, and exponent with exponent_half_width of the power of epsilon_w fitted at this time (all"
                    + " times together, 95 %%; empty where the replicas do not tell, and a message says how many would).",
        },
        footer = {
            "  espalier compare examples/worm.yaml --network worm_edges.csv",
            "  espalier compare without-pulse.yaml with-pulse.yaml",
            "  espalier compare --trees 3 --function nu --function moment:1 --checkpoint run.tally --resume",
            "  espalier compare examples/worm.yaml --network worm_edges.csv --split 1,2,4 --replicas 4000"
        })
final class CompareCommand implements Callable<Integer> {
    @Mixin
    private StudySource source;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OTHER",
            description = "a second study file, another condition of the first: both are held against each other")
    private Path other;

    @Mixin
    private MethodOptions methods;

    @Mixin
    private OutputOptions output;

    @Mixin
    private TreeOptions trees;

    @Mixin
    private CheckpointOptions checkpoint;

    @Option(
            names = "--split",
            paramLabel = "M,M,...",
            split = ",",
            description = "numbers of copies of every neuron, increasing, for example 1,2,4; M copies take M times the"
                    + " replicas")
    private List<Integer> copies = new ArrayList<>();

    @Option(names = "--replicas", paramLabel = "R", description = "replicas instead of the study's")
    private Integer replicas;

    @Mixin
    private RunningOptions running;

    @Override
    public Integer call() {
        Study given = methods.on(source.study());
        Study study = replicas == null ? given : given.withReplicas(replicas);
        RunOptions options = checkpoint.on(trees.on(running.options()));
        if (other != null) {
            if (trees.areGiven() || checkpoint.isGiven() || !copies.isEmpty()) {
                throw new IllegalArgumentException(
                        "two studies: their comparison takes neither --trees nor --split nor --checkpoint; leave them out");
            }
            PairedStudies pair = PairedStudies.of(study, methods.on(source.other(other)));
            return running.run(progress -> paired(pair.run(progress, options.threads())));
        }
        if (!copies.isEmpty()) {
            if (trees.areGiven() || checkpoint.isGiven()) {
                throw new IllegalArgumentException(
                        "--split: it takes neither --trees nor --checkpoint; leave one of them out");
            }
            return running.run(progress -> split(study, study.split(copies, progress, options.threads())));
        }
        return running.run(progress -> {
            StudyResult result = study.run(progress, options);
            if (result.comparison().isEmpty()) {
                return new Outcome(Outcome.Kind.CANCELLED, 0, "nothing to compare: " + why(result));
            }
            if (result.trees().isPresent()) {
                output.print(TreeOptions.table(result.trees().get()));
            } else {
                output.print(StudyTables.comparison(result.comparison().get()).select(TreeOptions.COMPARED));
            }
            new Answer(result).remarks().forEach(output::say);
            return result.outcome();
        });
    }

    private Outcome paired(PairedResult found) {
        output.print(found.table());
        found.remarks().forEach(output::say);
        return found.outcome();
    }

    private static String why(StudyResult result) {
        if (!result.outcome().message().isEmpty()) {
            return result.outcome().message();
        }
        int replicas =
                result.simulation().map(found -> found.result().replicas()).orElse(0);
        return "the simulation was stopped after " + replicas + " of "
                + result.study().simulation().replicas() + " replicas, and an interval needs at least 2";
    }

    private Outcome split(Study study, SplittingStudy found) {
        SplittingResult result = found.result();
        record Cell(SplittingResult.Part part, Row row, Optional<Integer> fitted) {}
        List<Cell> cells = new ArrayList<>();
        for (SplittingResult.Part part : result.parts()) {
            for (int k = 0; k < part.rows().size(); k++) {
                cells.add(new Cell(
                        part, part.rows().get(k), result.hindrance(k).isEmpty() ? Optional.of(k) : Optional.empty()));
            }
        }
        output.print(Table.rows(cells)
                .column("copies", c -> c.part.copies())
                .column("neurons", c -> c.part.neurons())
                .column("edges", c -> c.part.edges())
                .column("epsilon_w", c -> c.part.largestWeight())
                .column("time", c -> c.row.time())
                .column("predicted", c -> c.row.predicted())
                .column("simulated", c -> c.row.sampled().mean())
                .column("difference", c -> c.row.difference())
                .column("half_width", c -> c.row.halfWidth())
                .column("verdict", c -> c.row.verdict().name().toLowerCase(Locale.ROOT))
                .column("replicas", c -> c.row.sampled().replicas())
                .column(
                        "exponent",
                        c -> c.fitted.map(k -> result.rate(k).exponent()).orElse(null))
                .column(
                        "exponent_half_width",
                        c -> c.fitted.map(result::exponentHalfWidth).orElse(null))
                .table("splitting"));
        for (int k = 0; k < result.times().count(); k++) {
            output.say(result.inWords(k));
        }
        Caution.of(cells.stream().map(cell -> cell.row.sampled()).toList()).forEach(output::say);
        if (!found.exact()) {
            output.say("in time steps of " + study.simulation().timeStep()
                    + ", whose bias does not fall with the copies: shorten them until the exponents stay");
        }
        return result.outcome();
    }
}
