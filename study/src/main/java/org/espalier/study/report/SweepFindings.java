package org.espalier.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.espalier.report.Column;
import org.espalier.report.Digits;
import org.espalier.report.Table;
import org.espalier.report.page.Page;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Plot;
import org.espalier.study.RateAnswer;
import org.espalier.study.RateMethod;
import org.espalier.study.sweep.Axis;
import org.espalier.study.sweep.Sweep;
import org.espalier.study.sweep.SweepResult;

/** The report of a sweep: curves along one axis, a map over two. */
record SweepFindings(SweepResult result) implements Findings {
    private static final Hue[] HUES = {Hue.BLUE, Hue.VERMILION, Hue.GREEN, Hue.PURPLE, Hue.AMBER};
    private static final int SHOWN = 200;

    private Sweep sweep() {
        return result.study();
    }

    @Override
    public String origin() {
        return sweep().study().network().origin().summary();
    }

    @Override
    public String command() {
        return sweep().command();
    }

    @Override
    public String readme() {
        return "README-sweep.txt";
    }

    @Override
    public long seed() {
        return sweep().study().simulation().seed();
    }

    @Override
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (!result.outcome().isCompleted()) {
            sentences.add("The sweep " + (result.points().size() < sweep().size() ? "ended early" : "has gaps") + ": "
                    + result.outcome().message() + ".");
        }
        int last = sweep().times().count() - 1;
        for (int m = 0; m < sweep().methods().size() && !result.points().isEmpty(); m++) {
            double[] rates = result.rates(m, RateAnswer.POPULATION, last, false);
            int low = extreme(rates, -1);
            int high = extreme(rates, 1);
            if (low >= 0) {
                sentences.add("At t = " + Digits.plain(sweep().times().last()) + " the rate by "
                        + sweep().methods().get(m).name() + " runs from " + Digits.of(rates[low], 4) + " at "
                        + result.place(result.points().get(low)) + " to " + Digits.of(rates[high], 4) + " at "
                        + result.place(result.points().get(high)) + ".");
            }
        }
        return sentences;
    }

    private static int extreme(double[] rates, int sign) {
        return IntStream.range(0, rates.length)
                .filter(k -> Double.isFinite(rates[k]))
                .reduce((a, b) -> sign * rates[b] > sign * rates[a] ? b : a)
                .orElse(-1);
    }

    @Override
    public void cards(Page.Section answer) {
        int last = sweep().times().count() - 1;
        List<Page.Card> cards = new ArrayList<>();
        for (int m = 0; m < Math.min(3, sweep().methods().size()); m++) {
            double[] rates = result.rates(m, RateAnswer.POPULATION, last, false);
            int low = extreme(rates, -1);
            if (low >= 0) {
                double[] errors = result.rates(m, RateAnswer.POPULATION, last, true);
                double worst =
                        Arrays.stream(errors).filter(Double::isFinite).max().orElse(Double.NaN);
                cards.add(new Page.Card(
                        sweep().methods().get(m).name(),
                        Digits.of(rates[low], 3) + " to " + Digits.of(rates[extreme(rates, 1)], 3),
                        "told error at most " + Digits.of(worst, 2)));
            }
        }
        answer.cards(
                "Population rate at t = " + Digits.plain(sweep().times().last()) + " over "
                        + result.points().size() + " points, spikes per neuron and "
                        + sweep().study().time().unit(),
                cards);
    }

    @Override
    public void sections(Page page) {
        Page.Section rates = page.section("rates", "Rates", "Rates against " + keys());
        for (String group : result.groups()) {
            rates.figures(sweep().axes().size() == 1 ? curves(group) : maps(group));
        }
        rates.paragraph("Told error: "
                + String.join(
                        "; ",
                        sweep().methods().stream()
                                .map(method -> "of " + method.name() + " " + method.told())
                                .toList())
                + ".");
        List<String> troubles = result.points().stream()
                .filter(point -> !point.troubles().isEmpty())
                .map(point -> result.place(point) + ": " + point.troubles())
                .toList();
        if (!troubles.isEmpty()) {
            Page.Section section = page.section("gaps", "Gaps", "Points without a number");
            section.items(troubles.subList(0, Math.min(troubles.size(), SHOWN)));
        }
        Page.Section table = page.section("table", "Table", "All points at the last output time");
        if (result.points().size() * result.groups().size() <= SHOWN) {
            table.table(shown());
        } else {
            table.paragraph("The table has " + result.table().rows() + " rows: sweep.csv beside this page holds them.");
        }
    }

    private Table shown() {
        Table all = result.table(List.of(sweep().times().count() - 1));
        return Table.of(all.columns().stream()
                        .filter(column -> !column.name().equals("trouble"))
                        .map(column -> column.named(column.name().replace('_', ' '))
                                .digits(
                                        sweep().axes().stream()
                                                        .anyMatch(axis ->
                                                                axis.key().equals(column.name()))
                                                ? Column.PLAIN
                                                : column.name().endsWith("error") ? 2 : 5))
                        .toList())
                .named("Rates at t = " + Digits.plain(sweep().times().last()));
    }

    private String keys() {
        return String.join(" and ", sweep().axes().stream().map(Axis::key).toList());
    }

    private String of(String group) {
        return group.equals(RateAnswer.POPULATION) ? "population" : group;
    }

    private Plot axes(Plot plot) {
        Plot named = plot.x(sweep().axes().get(0).key(), "");
        return sweep().axes().get(0).logarithmic() ? named.logX() : named;
    }

    /** All methods at the last time, and the first method at all times. */
    private List<Page.Figure> curves(String group) {
        double[] x = result.points().stream()
                .mapToDouble(point -> point.values().get(0))
                .toArray();
        int last = sweep().times().count() - 1;
        String unit = "spikes per neuron and " + sweep().study().time().unit();
        Plot together = axes(Plot.of(
                        "Rate of the " + of(group) + " at t = "
                                + Digits.plain(sweep().times().last()),
                        "the rate by every method against " + keys()))
                .y("rate", unit);
        for (int m = 0; m < sweep().methods().size(); m++) {
            RateMethod method = sweep().methods().get(m);
            Hue hue = method.kind() == RateMethod.Kind.SIMULATION ? Hue.INK : HUES[m % HUES.length];
            double[] rate = result.rates(m, group, last, false);
            double[] error = result.rates(m, group, last, true);
            if (method.kind() == RateMethod.Kind.SIMULATION) {
                together = together.points(method.name(), x, rate, error, hue);
            } else {
                double[] low = new double[rate.length];
                double[] high = new double[rate.length];
                Arrays.setAll(low, k -> rate[k] - error[k]);
                Arrays.setAll(high, k -> rate[k] + error[k]);
                together = together.band("", x, low, high, hue).line(method.name(), x, rate, hue);
            }
        }
        List<Page.Figure> figures = new ArrayList<>(
                List.of(new Page.Figure(together, "Bands and bars: the errors that the methods tell.")));
        if (last > 0) {
            Plot times = axes(Plot.of(
                            "Rate of the " + of(group) + " at all output times",
                            "the rate by the first method against " + keys() + " at every output time"))
                    .y("rate", unit);
            for (int k = 0; k <= last; k++) {
                times = times.line(
                        "t = " + Digits.plain(sweep().times().at(k)),
                        x,
                        result.rates(0, group, k, false),
                        Hue.ramp(k, last + 1));
            }
            figures.add(new Page.Figure(times, "By " + sweep().methods().get(0).name() + "."));
        }
        return figures;
    }

    private List<Page.Figure> maps(String group) {
        int last = sweep().times().count() - 1;
        List<Page.Figure> figures = new ArrayList<>();
        for (int m = 0; m < sweep().methods().size(); m++) {
            double[] rates = new double[sweep().size()];
            Arrays.fill(rates, Double.NaN);
            double[] found = result.rates(m, group, last, false);
            int rows = sweep().axes().get(1).values().size();
            for (int p = 0; p < found.length; p++) {
                rates[place(0, p / rows) * rows + place(1, p % rows)] = found[p];
            }
            double low = Arrays.stream(rates).filter(Double::isFinite).min().orElse(Double.NaN);
            double high = Arrays.stream(rates).filter(Double::isFinite).max().orElse(Double.NaN);
            Axis down = sweep().axes().get(1);
            String name = "from " + Digits.of(low, 3) + " (light) to " + Digits.of(high, 3) + " (dark)";
            Plot plot = axes(Plot.of(
                            "Rate of the " + of(group) + ", "
                                    + sweep().methods().get(m).name(),
                            "a map of the rate over " + keys() + ", " + name))
                    .y(down.key(), "")
                    .map(name, edges(sweep().axes().get(0)), edges(down), rates, Hue.BLUE);
            figures.add(new Page.Figure(
                    down.logarithmic() ? plot.logY() : plot,
                    "At t = " + Digits.plain(sweep().times().last())
                            + ", spikes per neuron and "
                            + sweep().study().time().unit() + ". Crossed out: no number."));
        }
        return figures;
    }

    /** Where a value stands among those of its axis in increasing order. */
    private int place(int axis, int value) {
        List<Double> values = sweep().axes().get(axis).values();
        return (int) values.stream().filter(other -> other < values.get(value)).count();
    }

    /** Half-way between values, in logarithms where these are even. */
    private static double[] edges(Axis axis) {
        double[] v =
                axis.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (axis.logarithmic()) {
            Arrays.setAll(v, k -> Math.log(v[k]));
        }
        double[] edges = new double[v.length + 1];
        for (int k = 1; k < v.length; k++) {
            edges[k] = (v[k - 1] + v[k]) / 2;
        }
        edges[0] = v.length > 1 ? 2 * v[0] - edges[1] : v[0] - 0.5;
        edges[v.length] = v.length > 1 ? 2 * v[v.length - 1] - edges[v.length - 1] : v[0] + 0.5;
        if (axis.logarithmic()) {
            Arrays.setAll(edges, k -> Math.exp(edges[k]));
        }
        return edges;
    }

    @Override
    public List<Table> tables() {
        return List.of(result.table());
    }
}
