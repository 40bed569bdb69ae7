package org.espalier.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.espalier.estimates.convergence.StabilityExperiment;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.model.network.Distribution;
import org.espalier.report.Digits;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Plot;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.HierarchyStudy;
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
    private static final int MOST_TOLD = 12;

    /** Of more output times every second, third, … is drawn, the last one among them. */
    private static final int MOST_DENSITIES = 12;

    /** Methods in the picture of rates; green, purple and amber are free there. */
    private static final int MOST_METHODS = 3;

    private static final List<Hue> METHODS =
            List.of(Hue.GREEN, Hue.PURPLE, Hue.AMBER, Hue.BLUE, Hue.VERMILION, Hue.INK);

    private String perUnit() {
        return "spikes per neuron and " + result.study().time().unit();
    }

    private String timeUnit() {
        return "units of " + result.study().time().unit();
    }

    /** The rate of a group by every method that knows it. */
    Plot group(String name) {
        double[] t = result.times().values();
        Plot plot = Plot.of(
                        "Rate of " + name,
                        "Rate of the group " + name + " against time, by mean field, closures and simulation.")
                .x("time t", timeUnit())
                .y("rate", perUnit());
        if (result.simulation().filter(SimulationStudy::hasInterval).isPresent()) {
            double[] mean = result.simulation().get().rate(name).means();
            double[] half = result.simulation().get().rate(name).halfWidths(0.95);
            double[] low = new double[mean.length];
            double[] high = new double[mean.length];
            for (int k = 0; k < mean.length; k++) {
                low[k] = mean[k] - half[k];
                high[k] = mean[k] + half[k];
            }
            plot = plot.band("simulation, 95 % interval", t, low, high, Hue.INK)
                    .line("simulation, mean", t, mean, Hue.INK, Plot.Stroke.DOTTED);
        }
        for (int m = 0; m < Math.min(MOST_METHODS, result.methods().size()); m++) {
            MethodSolution solution = result.methods().get(m);
            for (GroupRate rate : solution.groups()) {
                if (rate.group().equals(name)) {
                    plot = plot.line(solution.method().name(), t, rate.rate(), hue(m), Plot.Stroke.SOLID);
                }
            }
        }
        if (result.meanField().isPresent()) {
            for (GroupRate rate : result.meanField().get().groups()) {
                if (rate.group().equals(name)) {
                    plot = plot.line("mean field", t, rate.rate(), Hue.VERMILION, Plot.Stroke.DASHED);
                }
            }
        }
        return plot;
    }

    /** The population rate against time: simulation with its band, mean field, orders of the hierarchy. */
    public Plot rate() {
        double[] t = result.times().values();
        Plot plot = Plot.of("Population rate", rateDescription())
                .x("time t", timeUnit())
                .y("rate", perUnit());
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        List<double[]> trusted = new ArrayList<>();
        if (result.hierarchy().isPresent()) {
            HierarchyStudy hierarchy = result.hierarchy().get();
            List<Integer> orders =
                    chosenOrders(hierarchy, result.methods().isEmpty() ? MOST_CURVES : MOST_BESIDE_METHODS);
            for (int k = 0; k < orders.size(); k++) {
                double[] rate = hierarchy.rate(orders.get(k));
                plot = plot.line("order " + orders.get(k), t, rate, Hue.ramp(k, orders.size()), Plot.Stroke.SOLID);
                if (result.meanField().isEmpty() && result.simulation().isEmpty()) {
                    trusted.add(rate);
                }
            }
        }
        for (int m = 0; m < Math.min(MOST_METHODS, result.methods().size()); m++) {
            MethodSolution solution = result.methods().get(m);
            plot = plot.line(solution.method().name(), t, solution.rate(), hue(m), Plot.Stroke.SOLID);
        }
        if (result.simulation().filter(SimulationStudy::hasInterval).isPresent()) {
            SimulationStudy simulation = result.simulation().get();
            double[] mean = simulation.rate().means();
            double[] half = simulation.rate().halfWidths(0.95);
            double[] low = new double[mean.length];
            double[] high = new double[mean.length];
            for (int k = 0; k < mean.length; k++) {
                low[k] = mean[k] - half[k];
                high[k] = mean[k] + half[k];
            }
            plot = plot.band("simulation, 95 % interval", t, low, high, Hue.INK)
                    .line("simulation, mean", t, mean, Hue.INK, Plot.Stroke.DOTTED);
            trusted.add(low);
            trusted.add(high);
        }
        if (result.meanField().isPresent()) {
            double[] rate = result.meanField().get().rate();
            plot = plot.line("mean field", t, rate, Hue.VERMILION, Plot.Stroke.DASHED);
            trusted.add(rate);
        }
        for (double[] curve : trusted) {
            for (double value : curve) {
                if (Double.isFinite(value)) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
        }
        if (most > least) {
            // an order beyond its radius leaves the picture instead of squeezing it
            double margin = 0.12 * (most - least);
            plot = plot.rangeY(Math.max(0, least - margin), most + margin);
        }
        return plot;
    }

    private String rateDescription() {
        List<Answer.Rate> all = new Answer(result).rates();
        List<Answer.Rate> rates = all.subList(Math.max(0, all.size() - MOST_TOLD), all.size());
        StringBuilder text = new StringBuilder("Population rate against time.");
        for (Answer.Rate rate : rates) {
            text.append(" At t = ").append(Digits.plain(rate.time())).append(": ");
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
            text.append(String.join(", ", parts)).append('.');
        }
        return text.toString();
    }

    private static List<Integer> chosenOrders(HierarchyStudy hierarchy, int most) {
        List<Integer> orders = hierarchy.orders();
        if (orders.size() <= most) {
            return orders;
        }
        List<Integer> chosen = new ArrayList<>();
        for (int k = 0; k < most; k++) {
            chosen.add(orders.get((int) Math.round((double) k * (orders.size() - 1) / (most - 1))));
        }
        return chosen;
    }

    /**
     * The distance of every order from the mean field, at the output times.
     *
     * @return the picture, on a logarithmic axis
     */
    public Plot errorByOrder() {
        HierarchyStudy hierarchy = result.hierarchy().orElseThrow();
        double[] limit = result.meanField().orElseThrow().rate();
        int finished = hierarchy.reached();
        Hue[] hues = {Hue.BLUE, Hue.VERMILION, Hue.GREEN, Hue.PURPLE, Hue.AMBER, Hue.INK};
        List<Integer> outputs = result.outputs().stream()
                .filter(k -> k < finished && Double.isFinite(limit[k]))
                .limit(hues.length)
                .toList();
        double[] orders =
                hierarchy.orders().stream().mapToDouble(Integer::doubleValue).toArray();
        Plot plot = Plot.of(
                        "Error by order",
                        "Distance of the hierarchy's population rate from the mean field against the order, one curve for each"
                                + " output time; the table of rates holds the numbers.")
                .x("order of the hierarchy", "number of vertices")
                .y("distance", perUnit())
                .logY();
        List<double[]> rates = hierarchy.orders().stream().map(hierarchy::rate).toList();
        for (int j = 0; j < outputs.size(); j++) {
            int k = outputs.get(j);
            double[] error = new double[orders.length];
            for (int n = 0; n < orders.length; n++) {
                error[n] = Math.abs(rates.get(n)[k] - limit[k]);
            }
            String name = "t = " + Digits.plain(result.times().at(k));
            plot = plot.line(name, orders, error, hues[j], Plot.Stroke.SOLID).points("", orders, error, hues[j]);
        }
        return plot;
    }

    /**
     * The distance of every other method from the mean field, over time.
     *
     * @return the picture, on a logarithmic axis
     */
    public Plot closures() {
        double[] t = result.times().values();
        double[] limit = result.meanField().orElseThrow().rate();
        Plot plot = Plot.of(
                        "Other closures",
                        "Distance of the population rate by each method from the mean field, over time; the table beside it"
                                + " holds the numbers.")
                .x("time t", timeUnit())
                .y("distance", perUnit())
                .logY();
        for (int m = 0; m < result.methods().size(); m++) {
            MethodSolution solution = result.methods().get(m);
            double[] distance = solution.rate();
            for (int k = 0; k < distance.length; k++) {
                distance[k] = Math.abs(distance[k] - limit[k]);
            }
            plot = plot.line(solution.method().name(), t, distance, hue(m), stroke(m));
        }
        return plot;
    }

    private static Hue hue(int method) {
        return METHODS.get(method % METHODS.size());
    }

    private static Plot.Stroke stroke(int method) {
        return method < METHODS.size() ? Plot.Stroke.SOLID : Plot.Stroke.DASHED;
    }

    /**
     * The distances of two solutions of the mean field from laws near each other.
     *
     * @param experiment the two
     * @return the picture, on a logarithmic axis
     */
    public Plot stability(StabilityExperiment experiment) {
        double[] times = values(experiment, StabilityExperiment.Row::time);
        return Plot.of(
                        "Stability",
                        "Distances of two solutions of the mean field whose initial laws differ by one percent of the mass,"
                                + " over time; the table beside it holds the numbers.")
                .x("time", result.study().time().unit())
                .y("distance", "")
                .logY()
                .line(
                        "potential (Wasserstein-1)",
                        times,
                        values(experiment, StabilityExperiment.Row::wasserstein),
                        Hue.BLUE,
                        Plot.Stroke.SOLID)
                .line(
                        "potential (H⁻¹)",
                        times,
                        values(experiment, StabilityExperiment.Row::weak),
                        Hue.GREEN,
                        Plot.Stroke.SOLID)
                .line(
                        "population rate",
                        times,
                        values(experiment, StabilityExperiment.Row::rate),
                        Hue.VERMILION,
                        Plot.Stroke.DASHED);
    }

    private static double[] values(StabilityExperiment experiment, ToDoubleFunction<StabilityExperiment.Row> what) {
        return experiment.rows().stream().mapToDouble(what).toArray();
    }

    /**
     * The density of the potential at the output times: histogram of the simulation, mean field, hierarchy.
     *
     * @return one picture a time
     */
    public List<Plot> densities() {
        List<Plot> plots = new ArrayList<>();
        List<Integer> outputs = result.outputs();
        int every = 1 + (outputs.size() - 1) / MOST_DENSITIES;
        int finished = result.hierarchy().map(HierarchyStudy::reached).orElse(0);
        for (int j = outputs.size() - 1; j >= 0; j -= every) {
            int k = outputs.get(j);
            boolean limit =
                    result.meanField().filter(m -> k < m.solution().reached()).isPresent();
            boolean trees = k < finished;
            if (result.simulation().isEmpty() && !limit && !trees) {
                continue;
            }
            String t = "t = " + Digits.plain(result.times().at(k));
            Plot plot = Plot.of(
                            "Density of the potential at " + t,
                            "Density of the potential over all neurons at " + t
                                    + ": histogram of the simulation, mean field and hierarchy.")
                    .x("potential V", "dimensionless")
                    .y("density", "per unit of potential");
            double[] edges = {Double.NaN, Double.NaN};
            if (result.simulation().isPresent()) {
                SimulationStudy simulation = result.simulation().get();
                edges = simulation.histogram().edges();
                double[] heights = simulation.density(k).stream()
                        .mapToDouble(Estimate::mean)
                        .toArray();
                plot = plot.histogram("simulation", edges, heights, Hue.INK).rangeX(edges[0], edges[edges.length - 1]);
            }
            if (limit) {
                MeanFieldSolution solution = result.meanField().get().solution();
                plot = curve(
                        plot,
                        "mean field",
                        solution.grid(),
                        solution.averageDensity(k),
                        edges,
                        Hue.VERMILION,
                        Plot.Stroke.DASHED);
            }
            if (trees) {
                HierarchyStudy hierarchy = result.hierarchy().get();
                int best = hierarchy.expansion().bestOrder(k);
                plot = curve(
                        plot,
                        "order " + best,
                        hierarchy.expansion().elementary().grid().orElseThrow(),
                        hierarchy.expansion().density(best, k),
                        edges,
                        Hue.BLUE,
                        Plot.Stroke.SOLID);
            }
            plots.add(0, plot);
        }
        return plots;
    }

    private static Plot curve(
            Plot plot, String name, Grid grid, double[] density, double[] edges, Hue hue, Plot.Stroke stroke) {
        double low = Double.isNaN(edges[0]) ? Double.NEGATIVE_INFINITY : edges[0];
        double high = Double.isNaN(edges[0]) ? Double.POSITIVE_INFINITY : edges[edges.length - 1];
        int from = 0;
        int to = density.length;
        while (from < to && grid.centre(from) < low) {
            from++;
        }
        while (to > from && grid.centre(to - 1) > high) {
            to--;
        }
        double[] centres = Arrays.copyOfRange(grid.centres(), from, to);
        return plot.line(name, centres, Arrays.copyOfRange(density, from, to), hue, stroke);
    }

    /**
     * Share of neurons whose summed weights reach a size: incoming and outgoing.
     *
     * @return the picture, on logarithmic axes
     */
    public Plot strengths() {
        Plot plot = Plot.of(
                        "Strengths",
                        "Share of neurons whose summed absolute weights are at least x, incoming and outgoing. "
                                + result.profile().verdict())
                .x("sum of absolute weights", "potential")
                .y("share of neurons at or above", "")
                .logX()
                .logY();
        plot = tail(plot, "incoming (rows)", result.profile().absoluteRowSums(), Hue.BLUE, Plot.Stroke.SOLID);
        return tail(
                plot, "outgoing (columns)", result.profile().absoluteColumnSums(), Hue.VERMILION, Plot.Stroke.DASHED);
    }

    /**
     * Share of neurons with at least so many partners: incoming and outgoing.
     *
     * @return the picture, on logarithmic axes
     */
    public Plot degrees() {
        Plot plot = Plot.of(
                        "Degrees",
                        "Share of neurons with at least x partners. Mean number of inputs "
                                + Digits.of(result.profile().inDegrees().mean(), 3) + ", largest "
                                + Digits.of(result.profile().inDegrees().max(), 3) + " in, "
                                + Digits.of(result.profile().outDegrees().max(), 3) + " out.")
                .x("number of partners", "neurons")
                .y("share of neurons at or above", "")
                .logX()
                .logY();
        plot = tail(plot, "inputs", result.profile().inDegrees(), Hue.BLUE, Plot.Stroke.SOLID);
        return tail(plot, "outputs", result.profile().outDegrees(), Hue.VERMILION, Plot.Stroke.DASHED);
    }

    /** P(X ≥ x) at the distinct positive values, thinned to about 200 points. */
    private static Plot tail(Plot plot, String name, Distribution values, Hue hue, Plot.Stroke stroke) {
        double[] sorted = values.sorted();
        int n = sorted.length;
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        double gap = n / 200.0;
        double lastRank = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < n; k++) {
            boolean first = k == 0 || sorted[k] != sorted[k - 1];
            // ranks near the top are all kept: the tail is what matters
            if (sorted[k] > 0 && first && (k - lastRank >= gap || n - k < 50)) {
                x.add(sorted[k]);
                y.add((n - k) / (double) n);
                lastRank = k;
            }
        }
        double[] xs = x.stream().mapToDouble(Double::doubleValue).toArray();
        return plot.line(name, xs, y.stream().mapToDouble(Double::doubleValue).toArray(), hue, stroke);
    }

    /** How the rates of the neurons are spread in the mean field at the last output time. */
    public Plot neuronRates() {
        MeanFieldSolution solution = result.meanField().orElseThrow().solution();
        int last = solution.reached() - 1;
        double[] rates = solution.rates(last);
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double width = round((high - low) / MOST_BINS);
        double origin = Math.floor(low / width);
        int bins = (int) (Math.floor(high / width) - origin) + 1;
        double[] edges = new double[bins + 1];
        double[] shares = new double[bins];
        for (int b = 0; b <= bins; b++) {
            edges[b] = (origin + b) * width;
        }
        for (double rate : rates) {
            shares[(int) (Math.floor(rate / width) - origin)] += 1.0 / rates.length;
        }
        return Plot.of(
                        "Rates of the neurons",
                        "Histogram of the firing rates of the single neurons in the mean field at t = "
                                + Digits.plain(result.times().at(last)) + ": from " + Digits.of(low, 3) + " to "
                                + Digits.of(high, 3) + ", median " + Digits.of(sorted[sorted.length / 2], 3) + ".")
                .x("rate of a neuron", perUnit())
                .y("share of neurons", "")
                .histogram("mean field at t = " + Digits.plain(result.times().at(last)), edges, shares, Hue.BLUE);
    }

    /** The next of 1, 2, 5, 10, … times a power of ten. */
    private static double round(double width) {
        if (!(width > 0)) {
            return 0.01;
        }
        double power = Math.pow(10, Math.floor(Math.log10(width)));
        for (double step : new double[] {1, 2, 5}) {
            if (step * power >= width) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
