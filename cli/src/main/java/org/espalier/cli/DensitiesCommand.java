package org.espalier.cli;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.ExactTreeSums;
import org.espalier.model.observable.InjectiveDensities;
import org.espalier.model.observable.InjectiveDensity;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.observable.TreeDensity;
import org.espalier.report.Table;
import org.espalier.trees.RootedTree;
import org.espalier.trees.TreeSymmetry;
import org.espalier.trees.draw.TreeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the tree densities of a network. */
@Command(
        name = "densities",
        description = {
            "Print the tree densities t(T) = (1/N) sum of the product of weights over all index tuples, for every rooted"
                    + " tree up to an order.",
            "Columns: order, level_sequence (preorder), symmetry, density; with --injective also the density over"
                    + " distinct neurons and its error (0: exact, otherwise a rigorous bound). With --exact: order,"
                    + " level_sequence, sum_homomorphism and, with --injective, sum_injective, in exact integers without"
                    + " the 1/N."
        },
        footer = "  espalier densities worm_edges.csv --where Type=chemical --max-order 5 --exact")
final class DensitiesCommand implements Callable<Integer> {
    private static final String UNKNOWN = "beyond the budget";

    @Mixin
    private NetworkOptions input;

    @Mixin
    private OutputOptions output;

    @Option(
            names = {"-n", "--max-order"},
            paramLabel = "N",
            defaultValue = "5",
            description = "largest number of vertices (default: ${DEFAULT-VALUE})")
    private int maxOrder;

    @Option(names = "--injective", description = "also over distinct neurons")
    private boolean injective;

    @Option(names = "--exact", description = "exact integers; the weights must be whole numbers of synapses")
    private boolean exact;

    @Option(names = "--absolute", description = "take absolute values of the weights")
    private boolean absolute;

    @Option(
            names = "--budget",
            paramLabel = "COUNT",
            defaultValue = "10000000000",
            description =
                    "multiplications that one pattern of coinciding neurons may cost before --injective leaves it to"
                            + " a bound (default: ${DEFAULT-VALUE})")
    private long budget;

    @Mixin
    private Options.Quiet quiet;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        if (exact && input.isScaled()) {
            throw new IllegalArgumentException("--exact counts raw synapses: leave out --mean-row-sum");
        }
        SynapticNetwork network = input.read();
        if (absolute) {
            network = network.withWeights((post, pre, weight) -> Math.abs(weight));
        }
        Table table;
        try (RunProgress progress = quiet.progress(command.commandLine().getErr(), () -> false)) {
            table = exact ? exact(network, progress) : rounded(network, progress);
        }
        output.print(table);
        return Main.OK;
    }

    private Table exact(SynapticNetwork network, RunProgress progress) {
        Map<RootedTree, BigInteger> all = ExactTreeSums.homomorphism(network, maxOrder, progress.stage("tree sums"))
                .asMap();
        if (!injective) {
            Table.Builder rows = Table.columns("order", "level_sequence", "sum_homomorphism");
            all.forEach((tree, sum) -> rows.row(tree.order(), TreeText.levels(tree), sum));
            return rows.table();
        }
        ExactTreeSums distinct = ExactTreeSums.injective(network, maxOrder, budget, progress.stage("distinct neurons"));
        Table.Builder rows = Table.columns("order", "level_sequence", "sum_homomorphism", "sum_injective");
        boolean missing = false;
        for (Map.Entry<RootedTree, BigInteger> entry : all.entrySet()) {
            BigInteger sum = distinct.of(entry.getKey()).orElse(null);
            missing |= sum == null;
            rows.row(entry.getKey().order(), TreeText.levels(entry.getKey()), entry.getValue(), sum);
        }
        if (missing) {
            output.say("sums left empty are " + UNKNOWN + " of " + budget + " multiplications; raise --budget");
        }
        return rows.table();
    }

    private Table rounded(SynapticNetwork network, RunProgress progress) {
        TreeDensities densities =
                TreeDensities.of(TreeContraction.of(network).listening(progress.stage("tree densities")), maxOrder);
        densities.requireNothingVanished(network);
        List<RootedTree> cancelled = densities.cancelled(network);
        if (!cancelled.isEmpty()) {
            output.say(cancelled.size() + " of " + densities.count()
                    + " densities are mostly rounding: terms of both signs cancel to less than 1e-10 of their size, as for "
                    + cancelled.get(0) + "; --exact sums whole numbers without rounding");
        }
        if (!injective) {
            Table.Builder rows = Table.columns("order", "level_sequence", "symmetry", "density");
            for (TreeDensity density : densities) {
                RootedTree tree = density.tree();
                rows.row(tree.order(), TreeText.levels(tree), TreeSymmetry.symmetry(tree), density.value());
            }
            return rows.table();
        }
        Table.Builder rows =
                Table.columns("order", "level_sequence", "symmetry", "density", "injective_density", "injective_error");
        boolean bounded = false;
        for (InjectiveDensity density :
                InjectiveDensities.of(network, maxOrder, budget, progress.stage("distinct neurons"))) {
            RootedTree tree = density.tree();
            bounded |= !density.isExact();
            rows.row(
                    tree.order(),
                    TreeText.levels(tree),
                    TreeSymmetry.symmetry(tree),
                    densities.of(tree),
                    density.value(),
                    density.error());
        }
        if (bounded) {
            output.say("injective densities with an error above 0 are " + UNKNOWN + " of " + budget
                    + " multiplications: within that error of the value; raise --budget");
        }
        return rows.table();
    }
}
