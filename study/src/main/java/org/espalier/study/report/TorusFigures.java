package org.espalier.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.espalier.study.torus.TorusResult;

/** The pictures of a result on the torus. */
final class TorusFigures {
    private static final int CURVE_POINTS = 121;

    private final TorusResult result;

    TorusFigures(TorusResult result) {
        this.result = result;
    }

    /** Every compared quantity against time. */
    List<Plot> quantities() {
        MarginalBridge bridge = result.bridge().orElseThrow();
        MarginalSolution marginals = result.marginals().orElseThrow();
        LimitSolution limit = result.limit().orElseThrow();
        int reached = Math.min(limit.reached(), marginals.reached());
        double[] fine =
                IntStream.range(0, reached).mapToDouble(limit.times()::at).toArray();
        List<Plot> plots = new ArrayList<>();
        int[] index = {0};
        List<String> names = bridge.rows().stream()
                .map(MarginalBridge.Row::quantity)
                .distinct()
                .toList();
        for (int[] mode :
                TorusResult.comparedModes(result.study().system().kernel().dimension())) {
            for (int part = 0; part < 3; part++) {
                int what = part;
                String name = names.get(index[0]++);
                double[] far = new double[reached];
                double[] near = new double[reached];
                for (int k = 0; k < reached; k++) {
                    far[k] = what == 2 ? 0 : limit.state(k).coefficient(mode)[what];
                    near[k] = what == 2
                            ? correlation(result, k, mode)
                            : marginals.marginal(1, k).coefficient(mode)[what];
                }
                List<MarginalBridge.Row> rows = bridge.rows().stream()
                        .filter(row -> row.quantity().equals(name))
                        .toList();
                plots.add(Plot.of(title(what, mode), title(what, mode) + " against time")
                        .x("time", "")
                        .y(what == 2 ? "N × correlation" : "coefficient", "")
                        .line("limit", fine, far, Hue.VERMILION, Plot.Stroke.DASHED)
                        .line("hierarchy", fine, near, Hue.BLUE, Plot.Stroke.SOLID)
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
        List<Plot> plots = new ArrayList<>();
        for (int axis = 0; axis < result.study().system().kernel().dimension(); axis++) {
            for (int k : shown()) {
                plots.add(density(axis, k));
            }
        }
        return plots;
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
        double[] x = new double[CURVE_POINTS];
        double[] far = new double[CURVE_POINTS];
        double[] near = new double[CURVE_POINTS];
        SpectralLaw limit = limit(result, k);
        SpectralLaw hierarchy = hierarchy(result, k);
        for (int n = 0; n < CURVE_POINTS; n++) {
            x[n] = (double) n / (CURVE_POINTS - 1);
            far[n] = limit == null ? Double.NaN : limit.axisDensity(axis, x[n]);
            near[n] = hierarchy == null ? Double.NaN : hierarchy.axisDensity(axis, x[n]);
        }
        String title =
                "f₁" + along(axis) + " at t = " + Digits.plain(result.outputs().at(k));
        Plot plot = Plot.of(title, title + ": limit, hierarchy, histogram of the simulation")
                .x("x", "")
                .y("density", "")
                .rangeX(0, 1)
                .line("limit", x, far, Hue.VERMILION, Plot.Stroke.DASHED)
                .line("hierarchy", x, near, Hue.BLUE, Plot.Stroke.SOLID);
        return bars(plot, k, b -> result.particles().orElseThrow().histogram(k, axis, b));
    }

    private String along(int axis) {
        return result.study().system().kernel().dimension() == 1 ? "" : " along axis " + (axis + 1);
    }

    /** Slices of f_2 at the end: the second particle in the fullest and in the emptiest bin. */
    List<Plot> slices() {
        List<Plot> plots = new ArrayList<>();
        List<Integer> times = shown();
        if (times.isEmpty()) {
            return plots;
        }
        int k = times.get(times.size() - 1);
        EmpiricalMarginals particles = result.particles().orElseThrow();
        int bins = particles.bins();
        for (int axis = 0; axis < result.study().system().kernel().dimension(); axis++) {
            int along = axis;
            int fullest = 0;
            int emptiest = 0;
            for (int b = 1; b < bins; b++) {
                double value = limitBin(result, k, axis, b);
                fullest = value > limitBin(result, k, axis, fullest) ? b : fullest;
                emptiest = value < limitBin(result, k, axis, emptiest) ? b : emptiest;
            }
            for (int other : IntStream.of(fullest, emptiest).distinct().toArray()) {
                double[] x = new double[bins];
                double[] far = new double[bins];
                double[] near = new double[bins];
                for (int b = 0; b < bins; b++) {
                    x[b] = (b + 0.5) / bins;
                    far[b] = limitBin(result, k, axis, b) * limitBin(result, k, axis, other);
                    near[b] = hierarchyPair(result, k, axis, b, other);
                }
                String title = "f₂(x, y)" + along(axis) + " with y near " + Digits.plain((other + 0.5) / bins)
                        + ", t = " + Digits.plain(result.outputs().at(k));
                Plot plot = Plot.of(title, title + ": product of the limit, hierarchy, histogram of the simulation")
                        .x("x", "")
                        .y("density of pairs", "")
                        .rangeX(0, 1)
                        .line("limit, f ⊗ f", x, far, Hue.VERMILION, Plot.Stroke.DASHED)
                        .line("hierarchy", x, near, Hue.BLUE, Plot.Stroke.SOLID);
                plots.add(bars(plot, k, b -> particles.pairHistogram(k, along, b, other)));
            }
        }
        return plots;
    }

    private interface Bin {
        Estimate of(int bin);
    }

    private Plot bars(Plot plot, int k, Bin bin) {
        int bins = result.particles().orElseThrow().bins();
        double[] x = new double[bins];
        double[] y = new double[bins];
        double[] half = new double[bins];
        for (int b = 0; b < bins; b++) {
            Estimate estimate = bin.of(b);
            x[b] = (b + 0.5) / bins;
            y[b] = estimate.mean();
            half[b] = estimate.replicas() < 2 ? 0 : estimate.halfWidth(0.95);
        }
        return plot.points("simulation, 95 %", x, y, half, Hue.INK);
    }

    /** ‖f_1‖² and ‖f_2‖² against their bound. */
    Plot norms() {
        MarginalSolution marginals = result.marginals().orElseThrow();
        int reached = marginals.reached();
        double[] t =
                IntStream.range(0, reached).mapToDouble(marginals.times()::at).toArray();
        Plot plot = Plot.of(
                        "Squared norms of the marginals",
                        "Squared L² norms of f₁ and f₂ from the hierarchy, their bound, and the part of them that the"
                                + " simulation measures")
                .x("time", "")
                .y("squared norm", "")
                .logY();
        Majorant bound = result.norms().flatMap(b -> b.majorant()).orElse(null);
        for (int k = 1; k <= 2; k++) {
            int level = k;
            Hue hue = k == 1 ? Hue.BLUE : Hue.GREEN;
            String name = k == 1 ? "f₁" : "f₂";
            plot = plot.line(
                    name,
                    t,
                    IntStream.range(0, reached)
                            .mapToDouble(
                                    n -> Math.pow(marginals.marginal(level, n).norm(), 2))
                            .toArray(),
                    hue,
                    Plot.Stroke.SOLID);
            if (bound != null) {
                // far above the norms a bound says no more
                double[] within = Arrays.stream(t)
                        .map(at -> level * bound.log(at))
                        .map(log -> log < 12 ? Math.exp(log) : Double.NaN)
                        .toArray();
                plot = plot.line("bound of " + name, t, within, hue, Plot.Stroke.DASHED);
            }
            if (result.bridge().isPresent()) {
                int count = (reached + TorusResult.CURVE - 1) / TorusResult.CURVE;
                double[] at = new double[count];
                double[] value = new double[count];
                double[] half = new double[count];
                for (int n = 0; n < count; n++) {
                    Estimate estimate = simulatedNorm(result, k, n * TorusResult.CURVE);
                    at[n] = result.outputs().at(n);
                    value[n] = estimate.mean();
                    half[n] = estimate.halfWidth(0.95);
                }
                plot = plot.points(name + ", simulation", at, value, half, hue);
            }
        }
        return plot;
    }

    /** Σ|f̂_k|² over the measured modes at a fine time; unknown between outputs. */
    static Estimate simulatedNorm(TorusResult result, int k, int fine) {
        return fine % TorusResult.CURVE == 0 && result.bridge().isPresent()
                ? result.particles().orElseThrow().squaredNorm(k, fine / TorusResult.CURVE)
                : new Estimate(Double.NaN, Double.NaN, 0);
    }

    /** N times the correlation of the hierarchy at a fine time. */
    static double correlation(TorusResult result, int fine, int... mode) {
        MarginalSolution marginals = result.marginals().orElseThrow();
        int[] opposite = Arrays.stream(mode).map(m -> -m).toArray();
        double[] one = marginals.marginal(1, fine).coefficient(mode);
        return result.study().system().particles()
                * (marginals.marginal(2, fine).coefficient(mode, opposite)[0] - one[0] * one[0] - one[1] * one[1]);
    }

    /** The limit at an output time, null if it was not reached. */
    static SpectralLaw limit(TorusResult result, int output) {
        return result.limit()
                .filter(l -> output * TorusResult.CURVE < l.reached())
                .map(l -> l.state(output * TorusResult.CURVE))
                .orElse(null);
    }

    private static SpectralLaw hierarchy(TorusResult result, int output) {
        return result.marginals()
                .filter(m -> output * TorusResult.CURVE < m.reached())
                .map(m -> m.density(output * TorusResult.CURVE))
                .orElse(null);
    }

    static double limitBin(TorusResult result, int output, int axis, int bin) {
        SpectralLaw law = limit(result, output);
        return law == null
                ? Double.NaN
                : law.binMean(axis, result.particles().orElseThrow().bins(), bin);
    }

    static double hierarchyBin(TorusResult result, int output, int axis, int bin) {
        SpectralLaw law = hierarchy(result, output);
        return law == null
                ? Double.NaN
                : law.binMean(axis, result.particles().orElseThrow().bins(), bin);
    }

    static double hierarchyPair(TorusResult result, int output, int axis, int bin, int other) {
        int bins = result.particles().orElseThrow().bins();
        return result.marginals()
                .filter(m -> output * TorusResult.CURVE < m.reached())
                .map(m -> m.marginal(2, output * TorusResult.CURVE).binMean(axis, bins, bin, other))
                .orElse(Double.NaN);
    }
}
