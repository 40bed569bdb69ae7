package org.espalier.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.espalier.estimates.convergence.StabilityExperiment;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.network.Distribution;
import org.espalier.report.Digits;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Plot;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Series;
import org.espalier.study.HierarchyStudy;
import org.espalier.study.MeanFieldStudy;
import org.espalier.study.SimulationStudy;
import org.espalier.study.StudyResult;
import org.espalier.study.method.GroupRate;
import org.espalier.study.method.MethodSolution;

/**
 * The pictures of a result.
 *
 * @param result what was found
 */
public record Figures(StudyResult result) {
    private static final int MOST_CURVES = 6;
    private static final int MOST_BESIDE_METHODS = 3;
    private static final int MOST_BINS = 50;

    /** Of more output times some are drawn and told, the last one among them. */
    private static final int MOST_TIMES = 12;

    /** Methods in the picture of rates; green, purple and amber are free there. */
    private static final int MOST_METHODS = 3;

    private static final List<Hue> METHODS =
            List.of(Hue.GREEN, Hue.PURPLE, Hue.AMBER, Hue.BLUE, Hue.VERMILION, Hue.INK);

    private static final List<Hue> TIMES = List.of(Hue.BLUE, Hue.VERMILION, Hue.GREEN, Hue.PURPLE, Hue.AMBER, Hue.INK);

    private Plot overTime(String title, String description, String quantity) {
        String unit = result.study().time().unit();
        return Plot.of(title, description).x("time t", "units of " + unit).y(quantity, new Answer(result).perUnit());
    }

    /** At most so many, the first and the last among them, evenly spread. */
    private static <T> List<T> some(List<T> all, int most) {
        return all.size() <= most
                ? all
                : IntStream.range(0, most)
                        .mapToObj(k -> all.get((int) Math.round((double) k * (all.size() - 1) / (most - 1))))
                        .toList();
    }

    /** The rate of a group by every method that knows it. */
    Plot group(String name) {
        double[] t = result.times().values();
        Plot plot = overTime(
                "Rate of " + name,
                "Rate of the group " + name + " against time, by mean field, closures and simulation.",
                "rate");
        if (result.simulation().filter(SimulationStudy::hasInterval).isPresent()) {
            plot = sampled(plot, result.simulation().get().rate(name));
        }
        if (result.hierarchy().isPresent()) {
            int order = result.hierarchy().get().maxOrder();
            for (GroupRate rate : named(name, result.hierarchy().get().groupRates(order))) {
                plot = plot.line(StudyResult.orderName(order), t, rate.rate(), Hue.ramp(0, 1));
            }
        }
        for (int m = 0; m < Math.min(MOST_METHODS, result.methods().size()); m++) {
            MethodSolution solution = result.methods().get(m);
            for (GroupRate rate : named(name, solution.groups())) {
                plot = plot.line(solution.method().name(), t, rate.rate(), METHODS.get(m));
            }
        }
        for (GroupRate rate :
                named(name, result.meanField().map(MeanFieldStudy::groups).orElse(List.of()))) {
            plot = plot.line("mean field", t, rate.rate(), Hue.VERMILION, Plot.Stroke.DASHED);
        }
        return plot;
    }

    /** What every method tells of its error, against the time that it took. */
    Plot cost(Recommendation found) {
        Plot plot = Plot.of(
                        "Error told and seconds",
                        "The error that every method tells at the last output time against the seconds that it took.")
                .x("seconds", "")
                .y("error told", new Answer(result).perUnit())
                .logX()
                .logY();
        int next = 0;
        for (Recommendation.Candidate one : found.candidates()) {
            Hue hue = one.simulated() ? Hue.INK : TIMES.get(next++ % (TIMES.size() - 1));
            plot = plot.points(one.name(), new double[] {one.seconds()}, new double[] {one.told()}, hue);
        }
        return plot;
    }

    private static List<GroupRate> named(String name, List<GroupRate> groups) {
        return groups.stream().filter(rate -> rate.group().equals(name)).toList();
    }

    /** Mean and interval of a simulation. */
    private Plot sampled(Plot plot, Series rate) {
        double[] t = result.times().values();
        return plot.band("simulation, 95 % interval", t, edge(rate, -1), edge(rate, 1), Hue.INK)
                .line("simulation, mean", t, rate.means(), Hue.INK, Plot.Stroke.DOTTED);
    }

    private static double[] edge(Series rate, int sign) {
        double[] edge = rate.means();
        double[] half = rate.halfWidths(0.95);
        Arrays.setAll(edge, k -> edge[k] + sign * half[k]);
        return edge;
    }

    /** The population rate against time: simulation with its band, mean field, orders of the hierarchy. */
    public Plot rate() {
        double[] t = result.times().values();
        Plot plot = overTime("Population rate", rateDescription(), "rate");
        List<double[]> trusted = new ArrayList<>();
        if (result.hierarchy().isPresent()) {
            List<Integer> orders = some(
                    result.hierarchy().get().orders(), result.methods().isEmpty() ? MOST_CURVES : MOST_BESIDE_METHODS);
            for (int k = 0; k < orders.size(); k++) {
                double[] rate = result.hierarchy().get().rate(orders.get(k));
                plot = plot.line("order " + orders.get(k), t, rate, Hue.ramp(k, orders.size()));
                if (result.meanField().isEmpty() && result.simulation().isEmpty()) {
                    trusted.add(rate);
                }
            }
        }
        for (int m = 0; m < Math.min(MOST_METHODS, result.methods().size()); m++) {
            MethodSolution solution = result.methods().get(m);
            plot = plot.line(solution.method().name(), t, solution.rate(), METHODS.get(m));
        }
        if (result.simulation().filter(SimulationStudy::hasInterval).isPresent()) {
            Series rate = result.simulation().get().rate();
            plot = sampled(plot, rate);
            trusted.addAll(List.of(edge(rate, -1), edge(rate, 1)));
        }
        if (result.meanField().isPresent()) {
            double[] rate = result.meanField().get().rate();
            plot = plot.line("mean field", t, rate, Hue.VERMILION, Plot.Stroke.DASHED);
            trusted.add(rate);
        }
        var range = trusted.stream()
                .flatMapToDouble(DoubleStream::of)
                .filter(Double::isFinite)
                .summaryStatistics();
        if (range.getMax() > range.getMin()) {
            // an order beyond its radius leaves the picture instead of squeezing it
            double margin = 0.12 * (range.getMax() - range.getMin());
            plot = plot.rangeY(Math.max(0, range.getMin() - margin), range.getMax() + margin);
        }
        return plot;
    }

    private String rateDescription() {
        StringBuilder text = new StringBuilder("Population rate against time.");
        for (Answer.Rate rate : some(new Answer(result).rates(), MOST_TIMES)) {
            List<String> parts = new ArrayList<>();
            if (Double.isFinite(rate.simulated())) {
                parts.add("simulation " + Digits.withError(rate.simulated(), rate.halfWidth()));
            }
            if (Double.isFinite(rate.meanField())) {
                parts.add("mean field " + Digits.of(rate.meanField(), 4));
            }
            if (Double.isFinite(rate.best())) {
                parts.add("order " + rate.bestOrder() + " " + Digits.of(rate.best(), 4));
            }
            text.append(" At t = " + Digits.plain(rate.time()) + ": " + String.join(", ", parts) + ".");
        }
        return text.toString();
    }

    /** The distance of every order from the mean field, at the output times, on a logarithmic axis. */
    public Plot errorByOrder() {
        HierarchyStudy hierarchy = result.hierarchy().orElseThrow();
        double[] limit = result.meanField().orElseThrow().rate();
        int finished = hierarchy.reached();
        List<Integer> outputs = result.outputs().stream()
                .filter(k -> k < finished && Double.isFinite(limit[k]))
                .toList();
        double[] orders =
                hierarchy.orders().stream().mapToDouble(Integer::doubleValue).toArray();
        List<double[]> rates = hierarchy.orders().stream().map(hierarchy::rate).toList();
        Plot plot = Plot.of(
                        "Error by order",
                        "Distance of the hierarchy's population rate from the mean field against the order, one curve for each"
                                + " output time; the table of rates holds the numbers.")
                .x("order of the hierarchy", "number of vertices")
                .y("distance", new Answer(result).perUnit())
                .logY();
        List<Integer> shown = some(outputs, TIMES.size());
        for (int j = 0; j < shown.size(); j++) {
            int k = shown.get(j);
            double[] error = rates.stream()
                    .mapToDouble(rate -> Math.abs(rate[k] - limit[k]))
                    .toArray();
            plot = plot.line("t = " + Digits.plain(result.times().at(k)), orders, error, TIMES.get(j))
                    .points("", orders, error, TIMES.get(j));
        }
        return plot;
    }

    /** The distance of every other method from the mean field, over time, on a logarithmic axis. */
    public Plot closures() {
        double[] limit = result.meanField().orElseThrow().rate();
        Plot plot = overTime(
                        "Other closures",
                        "Distance of the population rate by each method from the mean field, over time; the table beside it"
                                + " holds the numbers.",
                        "distance")
                .logY();
        for (int m = 0; m < result.methods().size(); m++) {
            MethodSolution solution = result.methods().get(m);
            double[] distance = solution.rate();
            Arrays.setAll(distance, k -> Math.abs(distance[k] - limit[k]));
            plot = plot.line(
                    solution.method().name(),
                    result.times().values(),
                    distance,
                    METHODS.get(m % METHODS.size()),
                    m < METHODS.size() ? Plot.Stroke.SOLID : Plot.Stroke.DASHED);
        }
        return plot;
    }

    /** The distances of two solutions of the mean field from laws near each other, on a logarithmic axis. */
    public Plot stability(StabilityExperiment experiment) {
        double[] times = values(experiment, StabilityExperiment.Row::time);
        double[] wasserstein = values(experiment, StabilityExperiment.Row::wasserstein);
        double[] weak = values(experiment, StabilityExperiment.Row::weak);
        double[] rate = values(experiment, StabilityExperiment.Row::rate);
        return Plot.of(
                        "Stability",
                        "Distances of two solutions of the mean field whose initial laws differ by one percent of the mass,"
                                + " over time; the table beside it holds the numbers.")
                .x("time", result.study().time().unit())
                .y("distance", "")
                .logY()
                .line("potential (Wasserstein-1)", times, wasserstein, Hue.BLUE)
                .line("potential (H⁻¹)", times, weak, Hue.GREEN)
                .line("population rate", times, rate, Hue.VERMILION, Plot.Stroke.DASHED);
    }

    private static double[] values(StabilityExperiment experiment, ToDoubleFunction<StabilityExperiment.Row> what) {
        return experiment.rows().stream().mapToDouble(what).toArray();
    }

    /**
     * {@return the density of the potential at output times, one picture a time: histogram of the simulation, mean field,
     * hierarchy}
     */
    public List<Plot> densities() {
        int finished = result.hierarchy().map(HierarchyStudy::reached).orElse(0);
        return some(result.outputs(), MOST_TIMES).stream()
                .filter(k -> result.simulation().isPresent() || limit(k) || k < finished)
                .map(k -> density(k, k < finished))
                .toList();
    }

    private boolean limit(int time) {
        return result.meanField().filter(m -> time < m.solution().reached()).isPresent();
    }

    private Plot density(int k, boolean ordered) {
        String t = "t = " + Digits.plain(result.times().at(k));
        Plot plot = Plot.of(
                        "Density of the potential at " + t,
                        "Density of the potential over all neurons at " + t
                                + ": histogram of the simulation, mean field and hierarchy.")
                .x("potential V", "dimensionless")
                .y("density", "per unit of potential");
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        if (result.simulation().isPresent()) {
            SimulationStudy simulation = result.simulation().get();
            double[] edges = simulation.histogram().edges();
            low = edges[0];
            high = edges[edges.length - 1];
            double[] heights =
                    simulation.density(k).stream().mapToDouble(Estimate::mean).toArray();
            plot = plot.histogram("simulation", edges, heights, Hue.INK).rangeX(low, high);
        }
        if (limit(k)) {
            MeanFieldSolution solution =
                    result.meanField().map(MeanFieldStudy::solution).orElseThrow();
            double[][] curve = within(low, high, solution.grid(), solution.averageDensity(k));
            plot = plot.line("mean field", curve[0], curve[1], Hue.VERMILION, Plot.Stroke.DASHED);
        }
        if (ordered) {
            var expansion = result.hierarchy().orElseThrow().expansion();
            int best = expansion.bestOrder(k);
            double[][] curve =
                    within(low, high, expansion.elementary().grid().orElseThrow(), expansion.density(best, k));
            plot = plot.line("order " + best, curve[0], curve[1], Hue.BLUE);
        }
        return plot;
    }

    /** The centres of cells between two potentials, and the density there. */
    private static double[][] within(double low, double high, Grid grid, double... density) {
        int[] cells = IntStream.range(0, density.length)
                .filter(c -> grid.centre(c) >= low && grid.centre(c) <= high)
                .toArray();
        return new double[][] {
            Arrays.stream(cells).mapToDouble(grid::centre).toArray(),
            Arrays.stream(cells).mapToDouble(c -> density[c]).toArray()
        };
    }

    /** Share of neurons whose summed weights reach a size, incoming and outgoing, on logarithmic axes. */
    public Plot strengths() {
        return tails(
                "Strengths",
                "Share of neurons whose summed absolute weights are at least x, incoming and outgoing. "
                        + result.profile().verdict(),
                List.of("sum of absolute weights", "potential", "incoming (rows)", "outgoing (columns)"),
                result.profile().absoluteRowSums(),
                result.profile().absoluteColumnSums());
    }

    /** Share of neurons with at least so many partners, incoming and outgoing, on logarithmic axes. */
    public Plot degrees() {
        Distribution in = result.profile().inDegrees();
        Distribution out = result.profile().outDegrees();
        return tails(
                "Degrees",
                "Share of neurons with at least x partners. Mean number of inputs " + Digits.of(in.mean(), 3)
                        + ", largest " + Digits.of(in.max(), 3) + " in, " + Digits.of(out.max(), 3) + " out.",
                List.of("number of partners", "neurons", "inputs", "outputs"),
                in,
                out);
    }

    private static Plot tails(String title, String text, List<String> names, Distribution in, Distribution out) {
        double[][] incoming = tail(in.sorted());
        double[][] outgoing = tail(out.sorted());
        return Plot.of(title, text)
                .x(names.get(0), names.get(1))
                .y("share of neurons at or above", "")
                .logX()
                .logY()
                .line(names.get(2), incoming[0], incoming[1], Hue.BLUE)
                .line(names.get(3), outgoing[0], outgoing[1], Hue.VERMILION, Plot.Stroke.DASHED);
    }

    /** P(X ≥ x) at the distinct positive values, thinned to about 200 points. */
    private static double[][] tail(double... sorted) {
        int n = sorted.length;
        DoubleStream.Builder x = DoubleStream.builder();
        DoubleStream.Builder y = DoubleStream.builder();
        double lastRank = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < n; k++) {
            boolean first = k == 0 || sorted[k] != sorted[k - 1];
            // ranks near the top are all kept: the tail is what matters
            if (sorted[k] > 0 && first && (k - lastRank >= n / 200.0 || n - k < 50)) {
                x.add(sorted[k]);
                y.add((n - k) / (double) n);
                lastRank = k;
            }
        }
        return new double[][] {x.build().toArray(), y.build().toArray()};
    }

    /** How the rates of the neurons are spread in the mean field at the last output time. */
    public Plot neuronRates() {
        MeanFieldSolution solution = result.meanField().orElseThrow().solution();
        int last = solution.reached() - 1;
        double[] rates = solution.rates(last);
        Arrays.sort(rates);
        double low = rates[0];
        double high = rates[rates.length - 1];
        double width = round((high - low) / MOST_BINS);
        double origin = Math.floor(low / width);
        double[] shares = new double[(int) (Math.floor(high / width) - origin) + 1];
        double[] edges = new double[shares.length + 1];
        Arrays.setAll(edges, b -> (origin + b) * width);
        for (double rate : rates) {
            shares[(int) (Math.floor(rate / width) - origin)] += 1.0 / rates.length;
        }
        String when = "mean field at t = " + Digits.plain(result.times().at(last));
        return Plot.of(
                        "Rates of the neurons",
                        "Histogram of the firing rates of the single neurons in the " + when + ": from "
                                + Digits.of(low, 3) + " to " + Digits.of(high, 3) + ", median "
                                + Digits.of(rates[rates.length / 2], 3) + ".")
                .x("rate of a neuron", new Answer(result).perUnit())
                .y("share of neurons", "")
                .histogram(when, edges, shares, Hue.BLUE);
    }

    /** The next of 1, 2, 5, 10, … times a power of ten. */
    private static double round(double width) {
        double power = width > 0 ? Math.pow(10, Math.floor(Math.log10(width))) : 0.01;
        return DoubleStream.of(1, 2, 5)
                .map(step -> step * power)
                .filter(step -> step >= width)
                .findFirst()
                .orElse(10 * power);
    }
}
