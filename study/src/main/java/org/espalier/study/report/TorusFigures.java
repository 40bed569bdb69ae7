package org.espalier.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.report.Digits;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Plot;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.torus.NormBound;
import org.espalier.study.torus.TorusResult;

/** The pictures of a result on the torus, and the values that pictures and tables share. */
record TorusFigures(TorusResult result) {
    private static final int CURVE_POINTS = 121;

    private int dimension() {
        return result.study().system().kernel().dimension();
    }

    private EmpiricalMarginals particles() {
        return result.particles().orElseThrow();
    }

    private MarginalSolution marginals() {
        return result.marginals().orElseThrow();
    }

    private static double[] values(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).toArray();
    }

    /** Every compared quantity against time. */
    List<Plot> quantities() {
        MarginalBridge bridge = result.bridge().orElseThrow();
        LimitSolution limit = result.limit().orElseThrow();
        int reached = Math.min(limit.reached(), marginals().reached());
        List<String> names = bridge.rows().stream()
                .map(MarginalBridge.Row::quantity)
                .distinct()
                .toList();
        List<Plot> plots = new ArrayList<>();
        for (int[] mode : TorusResult.comparedModes(dimension())) {
            for (int part = 0; part < 3; part++) {
                int what = part;
                double[] far =
                        values(reached, k -> what == 2 ? 0 : limit.state(k).coefficient(mode)[what]);
                double[] near = values(
                        reached,
                        k -> what == 2
                                ? correlation(k, mode)
                                : marginals().marginal(1, k).coefficient(mode)[what]);
                String name = names.get(plots.size());
                List<MarginalBridge.Row> rows = bridge.rows().stream()
                        .filter(row -> row.quantity().equals(name))
                        .toList();
                String title = title(what, mode);
                plots.add(compared(
                                Plot.of(title, title + " against time").x("time", ""),
                                values(reached, limit.times()::at),
                                "limit",
                                far,
                                near)
                        .y(what == 2 ? "N × correlation" : "coefficient", "")
                        .points(
                                "simulation",
                                values(rows, MarginalBridge.Row::time),
                                values(rows, row -> row.simulated().mean()),
                                values(rows, MarginalBridge.Row::halfWidth),
                                Hue.INK));
            }
        }
        return plots;
    }

    private static Plot compared(Plot plot, double[] x, String limit, double[] far, double[] near) {
        return plot.line(limit, x, far, Hue.VERMILION, Plot.Stroke.DASHED).line("hierarchy", x, near, Hue.BLUE);
    }

    private static String title(int what, int... mode) {
        String m = mode.length == 1
                ? String.valueOf(mode[0])
                : Arrays.toString(mode).replace("[", "(").replace("]", ")");
        return switch (what) {
            case 0 -> "Real part of f₁, mode " + m;
            case 1 -> "Imaginary part of f₁, mode " + m;
            default -> "N times the pair correlation, mode " + m;
        };
    }

    private static double[] values(List<MarginalBridge.Row> rows, ToDoubleFunction<MarginalBridge.Row> value) {
        return rows.stream().mapToDouble(value).toArray();
    }

    /** f_1 along each axis, halfway and at the end. */
    List<Plot> densities() {
        return IntStream.range(0, dimension())
                .boxed()
                .flatMap(axis -> shown().stream().map(k -> density(axis, k)))
                .toList();
    }

    private List<Integer> shown() {
        int last = result.outputs().count() - 1;
        int reached = result.limit().map(LimitSolution::reached).orElse(0);
        return IntStream.of(last / 2, last)
                .distinct()
                .filter(k -> k * TorusResult.CURVE < reached)
                .boxed()
                .toList();
    }

    private Plot density(int axis, int k) {
        double[] x = values(CURVE_POINTS, n -> (double) n / (CURVE_POINTS - 1));
        Optional<SpectralLaw> limit = limit(k);
        Optional<SpectralLaw> hierarchy = hierarchy(k);
        String title = "f₁" + along(axis) + at(k);
        Plot plot = Plot.of(title, title + ": limit, hierarchy, histogram of the simulation")
                .x("x", "")
                .y("density", "")
                .rangeX(0, 1);
        IntFunction<Estimate> bin = b -> particles().histogram(k, axis, b);
        return bars(
                compared(
                        plot,
                        x,
                        "limit",
                        values(x.length, n -> known(limit.map(f -> f.axisDensity(axis, x[n])))),
                        values(x.length, n -> known(hierarchy.map(f -> f.axisDensity(axis, x[n]))))),
                bin);
    }

    private static double known(Optional<Double> value) {
        return value.orElse(Double.NaN);
    }

    private String along(int axis) {
        return dimension() == 1 ? "" : " along axis " + (axis + 1);
    }

    private String at(int output) {
        return " at t = " + Digits.plain(result.outputs().at(output));
    }

    /** Slices of f_2 at the end: the second particle in the fullest and in the emptiest bin. */
    List<Plot> slices() {
        List<Plot> plots = new ArrayList<>();
        List<Integer> times = shown();
        if (times.isEmpty()) {
            return plots;
        }
        int k = times.get(times.size() - 1);
        int bins = particles().bins();
        for (int axis = 0; axis < dimension(); axis++) {
            int along = axis;
            double[] limit = values(bins, b -> limitBin(k, along, b));
            int fullest = 0;
            int emptiest = 0;
            for (int b = 1; b < bins; b++) {
                fullest = limit[b] > limit[fullest] ? b : fullest;
                emptiest = limit[b] < limit[emptiest] ? b : emptiest;
            }
            for (int other : IntStream.of(fullest, emptiest).distinct().toArray()) {
                String title = "f₂(x, y)" + along(axis) + " with y near " + Digits.plain((other + 0.5) / bins) + ","
                        + at(k).replace(" at", "");
                Plot plot = Plot.of(title, title + ": product of the limit, hierarchy, histogram of the simulation")
                        .x("x", "")
                        .y("density of pairs", "")
                        .rangeX(0, 1);
                plots.add(bars(
                        compared(
                                plot,
                                values(bins, b -> (b + 0.5) / bins),
                                "limit, f ⊗ f",
                                values(bins, b -> limit[b] * limit[other]),
                                values(bins, b -> hierarchyPair(k, along, b, other))),
                        b -> particles().pairHistogram(k, along, b, other)));
            }
        }
        return plots;
    }

    private Plot bars(Plot plot, IntFunction<Estimate> bin) {
        int bins = particles().bins();
        return plot.points(
                "simulation, 95 %",
                values(bins, b -> (b + 0.5) / bins),
                values(bins, b -> bin.apply(b).mean()),
                values(bins, b -> bin.apply(b).replicas() < 2 ? 0 : bin.apply(b).halfWidth(0.95)),
                Hue.INK);
    }

    /** ‖f_1‖² and ‖f_2‖² against their bound. */
    Plot norms() {
        MarginalSolution marginals = marginals();
        int reached = marginals.reached();
        double[] t = values(reached, marginals.times()::at);
        Plot plot = Plot.of(
                        "Squared norms of the marginals",
                        "Squared L² norms of f₁ and f₂ from the hierarchy, their bound, and the part of them that the"
                                + " simulation measures")
                .x("time", "")
                .y("squared norm", "")
                .logY();
        Optional<Majorant> bound = result.norms().flatMap(NormBound::majorant);
        for (int k = 1; k <= 2; k++) {
            int level = k;
            Hue hue = k == 1 ? Hue.BLUE : Hue.GREEN;
            String name = k == 1 ? "f₁" : "f₂";
            double[] squares =
                    values(reached, n -> Math.pow(marginals.marginal(level, n).norm(), 2));
            plot = plot.line(name, t, squares, hue);
            if (bound.isPresent()) {
                // far above the norms a bound says no more
                double[] within = values(reached, n -> {
                    double log = level * bound.get().log(t[n]);
                    return log < 12 ? Math.exp(log) : Double.NaN;
                });
                plot = plot.line("bound of " + name, t, within, hue, Plot.Stroke.DASHED);
            }
            if (result.bridge().isPresent()) {
                int count = (reached + TorusResult.CURVE - 1) / TorusResult.CURVE;
                plot = plot.points(
                        name + ", simulation",
                        values(count, result.outputs()::at),
                        values(
                                count,
                                n -> simulatedNorm(level, n * TorusResult.CURVE).mean()),
                        values(
                                count,
                                n -> simulatedNorm(level, n * TorusResult.CURVE).halfWidth(0.95)),
                        hue);
            }
        }
        return plot;
    }

    /** Σ|f̂_k|² over the measured modes at a fine time; unknown between outputs. */
    Estimate simulatedNorm(int k, int fine) {
        return fine % TorusResult.CURVE == 0 && result.bridge().isPresent()
                ? particles().squaredNorm(k, fine / TorusResult.CURVE)
                : new Estimate(Double.NaN, Double.NaN, 0);
    }

    /** N times the correlation of the hierarchy at a fine time. */
    double correlation(int fine, int... mode) {
        int[] opposite = Arrays.stream(mode).map(m -> -m).toArray();
        double[] one = marginals().marginal(1, fine).coefficient(mode);
        return result.study().system().particles()
                * (marginals().marginal(2, fine).coefficient(mode, opposite)[0] - one[0] * one[0] - one[1] * one[1]);
    }

    /** The limit at an output time, empty if it was not reached. */
    private Optional<SpectralLaw> limit(int output) {
        return result.limit()
                .filter(l -> output * TorusResult.CURVE < l.reached())
                .map(l -> l.state(output * TorusResult.CURVE));
    }

    private Optional<SpectralLaw> hierarchy(int output) {
        return result.marginals()
                .filter(m -> output * TorusResult.CURVE < m.reached())
                .map(m -> m.density(output * TorusResult.CURVE));
    }

    double limitBin(int output, int axis, int bin) {
        return known(limit(output).map(f -> f.binMean(axis, particles().bins(), bin)));
    }

    double hierarchyBin(int output, int axis, int bin) {
        return known(hierarchy(output).map(f -> f.binMean(axis, particles().bins(), bin)));
    }

    double hierarchyPair(int output, int axis, int bin, int other) {
        return known(result.marginals()
                .filter(m -> output * TorusResult.CURVE < m.reached())
                .map(m -> m.marginal(2, output * TorusResult.CURVE)
                        .binMean(axis, particles().bins(), bin, other)));
    }
}
