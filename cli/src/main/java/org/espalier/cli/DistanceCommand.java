package org.espalier.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.espalier.estimates.distance.BiCoupling;
import org.espalier.estimates.distance.SymmetricKernel;
import org.espalier.estimates.distance.TreeDensityDistance;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.partition.QuasiStableColouring;
import org.espalier.model.partition.Quotient;
import org.espalier.report.Table;
import org.espalier.run.Times;
import org.espalier.study.Study;
import org.espalier.trees.draw.TreeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints how far apart two networks are as the theory sees them. */
@Command(
        name = "distance",
        description = {
            "The distance between two networks: of their tree densities, each tree weighted with its effect on the"
                    + " population rate at a time; or of their best overlay (symmetric networks only).",
            "Columns: of trees level_sequence, difference; of an overlay squared, gap, lower, upper."
        },
        footer = "  espalier distance left.csv right.csv --mean-row-sum 0.5 --max-order 5")
final class DistanceCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions input;

    @Parameters(index = "1", paramLabel = "OTHER", description = "file with the other network, read in the same way")
    private Path other;

    @Option(
            names = "--max-order",
            paramLabel = "N",
            defaultValue = "5",
            description = "largest tree (default: ${DEFAULT-VALUE})")
    private int maxOrder;

    @Option(
            names = "--time",
            paramLabel = "T",
            defaultValue = "0.5",
            description = "time at which the trees are weighted (default: ${DEFAULT-VALUE})")
    private double time;

    @Option(
            names = "--study",
            paramLabel = "STUDY",
            description = "study file with the neuron and the initial law; without it the built-in study's")
    private Path study;

    @Option(names = "--rows", paramLabel = "R", defaultValue = "10", description = "largest trees shown (default: 10)")
    private int shown;

    @Option(names = "--overlay", description = "the bi-coupling distance of symmetric networks, with its duality gap")
    private boolean overlay;

    @Option(
            names = "--gap",
            paramLabel = "G",
            defaultValue = "1e-5",
            description = "with --overlay: wanted gap of the squared distance (default: ${DEFAULT-VALUE})")
    private double gap;

    @Option(
            names = "--classes",
            paramLabel = "K",
            description =
                    "with --overlay: first group the neurons of each network into at most K classes that receive alike;"
                            + " needed beyond 200 neurons")
    private Integer classes;

    @Mixin
    private OutputOptions output;

    private void check() {
        if (maxOrder < 1 || maxOrder > 10) {
            throw new IllegalArgumentException("--max-order " + maxOrder + ": give 1 to 10");
        }
        if (!(time > 0) || Double.isInfinite(time)) {
            throw new IllegalArgumentException("--time " + time + ": give a positive number");
        }
        if (shown < 0) {
            throw new IllegalArgumentException("--rows " + shown + ": give 0 or more");
        }
        if (!(gap > 0) || Double.isInfinite(gap)) {
            throw new IllegalArgumentException("--gap " + gap + ": give a positive number");
        }
        if (classes != null && !overlay) {
            throw new IllegalArgumentException("--classes belongs to --overlay; trees take the networks as they are");
        }
        if (classes != null && classes < 1) {
            throw new IllegalArgumentException("--classes " + classes + ": give 1 or more");
        }
    }

    @Override
    public Integer call() {
        check();
        SynapticNetwork first = input.read();
        SynapticNetwork second = input.readScaled(other);
        if (overlay) {
            BiCoupling.Result result =
                    BiCoupling.between(kernel(first), kernel(second)).solve(gap);
            output.say(result + " after " + result.steps() + " steps");
            output.print(Table.columns("squared", "gap", "lower", "upper")
                    .row(result.squared(), result.gap(), result.lowerBound(), result.distance())
                    .table());
            return result.gap() <= gap ? Main.OK : Main.ENDED_EARLY;
        }
        Study given = study == null ? Study.builtIn() : Study.load(study);
        ElementarySolution elementary = ElementaryDensities.of(given.neuron())
                .startingFrom(given.law())
                .upTo(maxOrder)
                .solve(Times.of(time));
        TreeDensityDistance distance = TreeDensityDistance.between(
                elementary.expansion(TreeDensities.of(first, maxOrder)),
                elementary.expansion(TreeDensities.of(second, maxOrder)),
                0);
        output.say(
                "distance %.6g: no more than that can the population rates at time %s differ at order %d",
                distance.value(), time, maxOrder);
        Table.Builder rows = Table.columns("level_sequence", "difference");
        distance.contributions().stream()
                .limit(shown)
                .forEach(contribution -> rows.row(TreeText.levels(contribution.tree()), contribution.difference()));
        output.print(rows.table());
        return Main.OK;
    }

    private SymmetricKernel kernel(SynapticNetwork network) {
        if (classes == null) {
            return SymmetricKernel.of(network);
        }
        Quotient quotient = Quotient.of(network, QuasiStableColouring.withClasses(network, classes));
        output.say(
                "%d neurons in %d classes, row sums off by %.3g (root mean square)",
                network.size(), quotient.size(), quotient.meanSquareError());
        return SymmetricKernel.of(quotient);
    }
}
