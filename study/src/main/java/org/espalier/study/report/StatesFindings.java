package org.espalier.study.report;

import java.util.ArrayList;
import java.util.List;
import org.espalier.report.Column;
import org.espalier.report.Digits;
import org.espalier.report.Table;
import org.espalier.report.page.Page;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Plot;
import org.espalier.study.states.StatesPoint;
import org.espalier.study.states.StatesPoint.GroupedState;
import org.espalier.study.states.StatesResult;
import org.espalier.study.sweep.Axis;

/** The report of stationary states: a list, and the diagram along a varied number. */
record StatesFindings(StatesResult result) implements Findings {
    private static final int SHOWN = 60;

    @Override
    public String origin() {
        return result.study().study().network().origin().summary() + ", " + result.classes()
                + (result.classes() == 1 ? " class" : " classes") + " of neurons";
    }

    @Override
    public String command() {
        return result.study().command();
    }

    @Override
    public String readme() {
        return "README-states.txt";
    }

    @Override
    public long seed() {
        return result.study().study().simulation().seed();
    }

    @Override
    public List<String> sentences() {
        return StatesText.sentences(result);
    }

    @Override
    public void cards(Page.Section answer) {
        if (result.study().axis().isPresent() || result.points().isEmpty()) {
            return;
        }
        List<GroupedState> states = result.points().get(0).states();
        answer.cards(
                "Population rates of the stationary states",
                states.stream()
                        .limit(6)
                        .map(each -> new Page.Card(
                                each.state().isStable() ? "Stable" : "Unstable",
                                Digits.of(each.state().populationRate(), 4),
                                "disturbances " + (each.state().isStable() ? "shrink" : "grow") + " like e^("
                                        + Digits.of(each.state().growth(), 3) + " t)"
                                        + (each.state().frequency() > 0
                                                ? ", " + Digits.of(each.state().frequency(), 3)
                                                        + " cycles per unit of time"
                                                : "")))
                        .toList());
    }

    @Override
    public void sections(Page page) {
        result.study()
                .axis()
                .ifPresent(axis -> page.section("diagram", "Diagram", "States along " + axis.key())
                        .figures(List.of(new Page.Figure(
                                diagram(axis),
                                "Every state at every value. A fold is where a stable and an unstable state meet."))));
        Page.Section section = page.section("states", "States", "Stationary states");
        Table table = result.table();
        if (table.rows() <= SHOWN) {
            section.table(Table.of(table.columns().stream()
                            .map(column -> column.digits(
                                    result.study().axis().stream()
                                                    .anyMatch(axis -> axis.key().equals(column.name()))
                                            ? Column.PLAIN
                                            : 4))
                            .toList())
                    .named("Rates in spikes per neuron and "
                            + result.study().study().time().unit()));
        } else {
            section.paragraph("There are " + table.rows() + " rows: states.csv beside this page holds them.");
        }
        section.paragraph(
                "Growth and frequency are those of the leading eigenvalue of the mean-field equation (5.1) linearised around the"
                        + " state, on classes of neurons, among disturbances that move a rate. How many eigenvalues are unstable is"
                        + " counted by the turns of an analytic function along the imaginary axis.");
    }

    private Plot diagram(Axis axis) {
        Plot plot = Plot.of("Stationary states", "population rate of every stationary state against " + axis.key())
                .x(axis.key(), "")
                .y(
                        "rate",
                        "spikes per neuron and " + result.study().study().time().unit());
        for (int kind = 0; kind < 3; kind++) {
            List<double[]> points = new ArrayList<>();
            for (StatesPoint point : result.points()) {
                for (GroupedState each : point.states()) {
                    int of = each.state().isStable() ? 0 : each.state().frequency() > 0 ? 2 : 1;
                    if (of == kind) {
                        points.add(new double[] {point.value(), each.state().populationRate()});
                    }
                }
            }
            if (!points.isEmpty()) {
                plot = plot.points(
                        List.of("stable", "unstable", "oscillates").get(kind),
                        points.stream().mapToDouble(point -> point[0]).toArray(),
                        points.stream().mapToDouble(point -> point[1]).toArray(),
                        List.of(Hue.BLUE, Hue.VERMILION, Hue.PURPLE).get(kind));
            }
        }
        return axis.logarithmic() ? plot.logX() : plot;
    }

    @Override
    public List<Table> tables() {
        return List.of(result.table());
    }
}
