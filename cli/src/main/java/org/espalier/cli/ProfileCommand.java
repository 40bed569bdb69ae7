package org.espalier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.espalier.estimates.convergence.PowerFit;
import org.espalier.estimates.convergence.ScalingTrend;
import org.espalier.model.network.Distribution;
import org.espalier.model.network.NetworkProfile;
import org.espalier.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a network looks like to the mean-field theory. */
@Command(
        name = "profile",
        description = {
            "Print the numbers that the mean-field scaling is about: C_w (the larger of the largest row and column sums of"
                    + " |w|, and their sum), R_w (the largest row sum), epsilon_w (the largest |w|), and edges,"
                    + " reciprocity and components.",
            "Columns: quantity, value; with --print distributions: measure, count, mean, deviation, min, p5, p25, p50, p75,"
                    + " p95, p99, max, top_1_percent_share, tail_exponent; with --print trend (several networks): quantity,"
                    + " exponent, standard_error, prefactor of a power of N."
        },
        footer = "  espalier profile worm_edges.csv --where Type=chemical --mean-row-sum 0.5")
final class ProfileCommand implements Callable<Integer> {
    /** What is printed. */
    enum Content {
        NUMBERS,
        DISTRIBUTIONS,
        TREND
    }

    private static final double TAIL = 0.05;

    @Mixin
    private NetworkOptions input;

    @Mixin
    private OutputOptions output;

    @Parameters(
            index = "1..*",
            paramLabel = "NETWORK",
            arity = "0..*",
            description = "more networks of other sizes, for --print trend")
    private List<Path> more = new ArrayList<>();

    @Option(
            names = "--print",
            paramLabel = "CONTENT",
            defaultValue = "numbers",
            description = "numbers, distributions or trend (default: ${DEFAULT-VALUE})")
    private Content content;

    @Override
    public Integer call() {
        if (content != Content.TREND && !more.isEmpty()) {
            throw new IllegalArgumentException("profile: " + (1 + more.size())
                    + " networks; give one, or --print trend to compare networks of different sizes");
        }
        NetworkProfile profile = NetworkProfile.of(input.read());
        switch (content) {
            case NUMBERS -> {
                output.print(numbers(profile));
                output.say(profile.verdict());
            }
            case DISTRIBUTIONS -> output.print(distributions(profile));
            case TREND -> output.print(trend(profile));
        }
        return Main.OK;
    }

    private static Table numbers(NetworkProfile profile) {
        return Table.columns("quantity", "value")
                .row("neurons", profile.size())
                .row("edges", profile.edges())
                .row("negative_edges", profile.negativeEdges())
                .row("total_weight", profile.synapses())
                .row("c_w", profile.cw())
                .row("c_w_as_sum", profile.cwSum())
                .row("r_w", profile.rowConstant())
                .row("largest_column_sum", profile.columnConstant())
                .row("epsilon_w", profile.largestWeight())
                .row("mean_row_sum", profile.rowSums().mean())
                .row("mean_absolute_row_sum", profile.absoluteRowSums().mean())
                .row("reciprocity", profile.reciprocity())
                .row("weak_components", profile.components().weak())
                .row("largest_weak_component", profile.components().largestWeak())
                .row("strong_components", profile.components().strong())
                .row("largest_strong_component", profile.components().largestStrong())
                .table();
    }

    private static Table distributions(NetworkProfile profile) {
        Table.Builder rows = Table.columns(
                "measure count mean deviation min p5 p25 p50 p75 p95 p99 max top_1_percent_share tail_exponent"
                        .split(" "));
        row(rows, "row_sum", profile.rowSums());
        row(rows, "column_sum", profile.columnSums());
        row(rows, "absolute_row_sum", profile.absoluteRowSums());
        row(rows, "absolute_column_sum", profile.absoluteColumnSums());
        row(rows, "in_degree", profile.inDegrees());
        row(rows, "out_degree", profile.outDegrees());
        return rows.table();
    }

    private static void row(Table.Builder rows, String measure, Distribution d) {
        List<Object> cells = new ArrayList<>(List.of(measure, d.count(), d.mean(), d.deviation(), d.min()));
        for (double level : new double[] {0.05, 0.25, 0.5, 0.75, 0.95, 0.99}) {
            cells.add(d.quantile(level));
        }
        cells.addAll(List.of(d.max(), d.topShare(0.01), d.tailExponent(TAIL)));
        rows.row(cells);
    }

    private Table trend(NetworkProfile first) {
        List<NetworkProfile> profiles = new ArrayList<>(List.of(first));
        for (Path file : more) {
            profiles.add(NetworkProfile.of(input.readScaled(file)));
        }
        ScalingTrend trend = ScalingTrend.of(profiles);
        Table.Builder rows = Table.columns("quantity", "exponent", "standard_error", "prefactor");
        BiConsumer<String, PowerFit> row =
                (name, fit) -> rows.row(name, fit.exponent(), fit.standardError(), fit.prefactor());
        row.accept("c_w", trend.cw());
        row.accept("epsilon_w", trend.largestWeight());
        return rows.table();
    }
}
