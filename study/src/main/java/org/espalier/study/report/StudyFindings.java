package org.espalier.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.espalier.estimates.audit.Audit;
import org.espalier.estimates.audit.MeanFieldAudit;
import org.espalier.estimates.bridge.Row;
import org.espalier.estimates.convergence.StabilityExperiment;
import org.espalier.hierarchy.equation.Notation;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.model.network.Distribution;
import org.espalier.model.network.NetworkProfile;
import org.espalier.report.Column;
import org.espalier.report.Digits;
import org.espalier.report.Markup;
import org.espalier.report.Table;
import org.espalier.report.page.Page;
import org.espalier.report.plot.Hue;
import org.espalier.study.HierarchyStudy;
import org.espalier.study.MeanFieldStudy;
import org.espalier.study.StudyResult;
import org.espalier.study.TreeComparison;
import org.espalier.trees.RootedTree;
import org.espalier.trees.draw.TreeSvg;

/** The report of a result of neurons. */
final class StudyFindings implements Findings {
    private static final int RANKED_TREES = 12;

    private final StudyResult result;
    private final Answer answer;
    private final Figures figures;

    StudyFindings(StudyResult result) {
        this.result = result;
        answer = new Answer(result);
        figures = new Figures(result);
    }

    @Override
    public StudyResult result() {
        return result;
    }

    @Override
    public String origin() {
        return result.networkSummary();
    }

    @Override
    public String command() {
        return "espalier run";
    }

    @Override
    public String readme() {
        return "README.txt";
    }

    @Override
    public long seed() {
        return result.study().simulation().seed();
    }

    @Override
    public List<String> sentences() {
        return Stream.concat(answer.sentences().stream(), answer.remarks().stream())
                .toList();
    }

    @Override
    public List<Table> tables() {
        return new StudyTables(result).all();
    }

    @Override
    public void cards(Page.Section section) {
        List<Answer.Rate> rates = answer.rates();
        Answer.Rate last = rates.get(rates.size() - 1);
        List<Page.Card> cards = new ArrayList<>();
        Recommendation.of(result)
                .ifPresent(best -> cards.add(
                        new Page.Card("Believe: " + best.best().name(), best.number(), "± " + best.includes())));
        cards.add(new Page.Card(
                "Mean-field limit", Digits.of(last.meanField(), 4), against(StudyResult.meanFieldName())));
        cards.add(hierarchyCard(last));
        section.cards("Population rate at t = " + Digits.plain(last.time()) + ", in " + answer.perUnit(), cards);
    }

    /** The first closure, or, without one that got there, the best order. */
    private Page.Card hierarchyCard(Answer.Rate last) {
        if (!result.methods().isEmpty() && Double.isFinite(last.byMethod().get(0))) {
            String name = result.methods().get(0).method().name();
            return new Page.Card("Hierarchy, " + name, Digits.of(last.byMethod().get(0), 4), against(name));
        }
        String order = last.bestOrder() == 0
                ? "not finished"
                : "order " + last.bestOrder() + "; " + against(StudyResult.orderName(last.bestOrder()));
        return new Page.Card("Hierarchy of trees", Digits.of(last.best(), 4), order);
    }

    private String against(String prediction) {
        if (result.comparison().isEmpty()) {
            return "no simulation to compare with";
        }
        var rows = result.comparison().get().of(prediction);
        return rows.isEmpty() ? "" : Answer.words(rows.get(rows.size() - 1));
    }

    private boolean hasLimit() {
        return result.meanField().filter(m -> m.solution().reached() > 0).isPresent();
    }

    @Override
    public void sections(Page page) {
        rates(page.section("rates", "Rate", "Rate against time"));
        if (!result.study().readouts().isEmpty()) {
            groups(page.section("groups", "Groups", "Rates of groups"));
        }
        String resting = result.study().refusalOfEquations().isPresent()
                ? " Neurons that rest after a spike are in the histogram, at their reset value, and not in the curves."
                : "";
        List<Page.Figure> densities = figures.densities().stream()
                .map(plot -> new Page.Figure(plot, "Share of neurons per unit of potential." + resting))
                .toList();
        if (!densities.isEmpty()) {
            page.section("density", "Potential", "Density of the potential").figures(densities);
        }
        result.hierarchy()
                .filter(h -> h.reached() > 0)
                .ifPresent(h -> trees(page.section("trees", "Trees", "Which trees matter"), h));
        result.trees()
                .ifPresent(found -> observables(
                        page.section("observables", "Observables", "Tree observables against the simulation"), found));
        if (!result.methods().isEmpty()) {
            closures(page.section("closures", "Closures", "Other closures"));
        }
        network(page.section("network", "Network", "Network"));
        errors(page.section("errors", "Errors", "Error budget"));
        result.meanField()
                .flatMap(MeanFieldStudy::stability)
                .ifPresent(found -> stability(page.section("stability", "Stability", "Stability"), found));
        audit(page.section("audit", "Audit", "Audit of the hypotheses"));
        equations(page.section("equations", "Equations", "Equations"));
    }

    private void rates(Page.Section section) {
        List<Page.Figure> shown = new ArrayList<>(List.of(new Page.Figure(
                figures.rate(),
                (result.hierarchy().isPresent()
                                ? "Orders that leave the picture are beyond the radius of the expansion. "
                                : "")
                        + "The simulation's band holds the expected rate with probability 95 % at each time.")));
        if (result.hierarchy().filter(h -> h.reached() > 0).isPresent() && hasLimit()) {
            shown.add(new Page.Figure(
                    figures.errorByOrder(),
                    "Distance of each order from the mean field, which it approaches inside the radius of the expansion; it"
                            + " levels off at the difference between the two discretisations."));
        }
        Recommendation.of(result).ifPresent(best -> {
            shown.add(new Page.Figure(
                    figures.cost(best),
                    "The error that a method tells, and what it took. The error of mean field and closures is that of the limit; how"
                            + " far that is from this network is in the table."));
        });
        section.figures(shown);
        Recommendation.of(result).ifPresent(best -> section.table(best.methods()));
        List<Answer.Rate> rates = answer.rates();
        int orders = rates.get(0).byOrder().size();
        Table.Rows<Answer.Rate> rows = Table.rows(rates)
                .column("t", Answer.Rate::time)
                .digits(Column.PLAIN)
                .column("simulation", rate -> Digits.withError(rate.simulated(), rate.halfWidth()))
                .column("mean field", Answer.Rate::meanField);
        for (int order = 1; order <= orders; order++) {
            int n = order;
            rows.column("order " + n, rate -> marked(rate, n));
        }
        section.table(rows.column(
                        "verdict on the mean field",
                        rate -> rate.limit().map(Answer::words).orElse(null))
                .table("Population rate, " + answer.perUnit()));
        section.paragraph((orders == 0
                        ? ""
                        : "Bold: the order whose estimated error is smallest, the one to use. Struck through: orders"
                                + " beyond it where the contributions no longer fall. ")
                + "Simulation: mean ± half of its 95 % interval at that time; verdicts use"
                + " intervals that hold at all output times together.");
    }

    private static Object marked(Answer.Rate rate, int order) {
        String value = Digits.of(rate.byOrder().get(order - 1), 5);
        return order == rate.bestOrder()
                ? new Markup("<b>" + value + "</b>", value)
                : !rate.improves() && order > rate.bestOrder()
                        ? new Markup("<span class=\"doubtful\">" + value + "</span>", value)
                        : value;
    }

    private void groups(Page.Section section) {
        section.figures(result.study().readouts().stream()
                .map(
                        group -> new Page.Figure(
                                figures.group(group),
                                "The simulation's band holds the expected rate of the group with probability 95 % at each time."))
                .toList());
        section.table(Table.rows(new StudyTables(result).readings(result.outputs()))
                .column("t", StudyTables.Reading::time)
                .digits(Column.PLAIN)
                .column("group", StudyTables.Reading::group)
                .column("method", StudyTables.Reading::method)
                .column("rate", StudyTables.Reading::rate)
                .digits(5)
                .column("told error", StudyTables.Reading::toldError)
                .digits(2)
                .table("Rates of groups, " + answer.perUnit()));
        section.paragraph(
                "Told error: of the mean field that of grid and step, of a closure what its largest order changes and its"
                        + " grid, of the simulation half of its 95 % interval.");
    }

    private void trees(Page.Section section, HierarchyStudy hierarchy) {
        int at = result.outputs().stream().filter(k -> k < hierarchy.reached()).reduce(-1, (before, k) -> k);
        if (at < 0) {
            return;
        }
        String t = Digits.plain(result.times().at(at));
        section.paragraph(
                "Every rooted tree T contributes t(T) ⟨ν, F_T⟩/σ(T) to the population rate: what the network has of it"
                        + " times what a neuron makes of it. The largest contributions at t = " + t + ", of "
                        + hierarchy.densities().count()
                        + " trees. The root is on top; a parent is influenced by its children.");
        List<TreeExpansion.Term> ranking = hierarchy.expansion().ranking(at);
        double largest = Math.abs(ranking.get(0).effect());
        section.table(Table.rows(ranking.subList(0, Math.min(RANKED_TREES, ranking.size())))
                .column("tree", term -> drawn(term.tree()))
                .column("order", term -> term.tree().order())
                .column("density t(T)", TreeExpansion.Term::density)
                .column("effect on the rate", TreeExpansion.Term::effect)
                .column("size", term -> bar(term.effect() / largest))
                .table("Trees by their effect on the population rate at t = " + t)
                .digits(4));
    }

    private static Markup drawn(RootedTree tree) {
        return new Markup(TreeSvg.inline(tree), tree.toString());
    }

    private static Markup bar(double share) {
        double width = 100 * Math.min(1, Math.abs(share));
        return new Markup(
                String.format(
                        Locale.ROOT,
                        "<svg class=\"bar\" viewBox=\"0 0 100 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                                + "<rect x=\"0\" y=\"1\" width=\"%.1f\" height=\"10\" fill=\"var(%s)\"/></svg>",
                        width,
                        share < 0 ? Hue.VERMILION.variable() : Hue.BLUE.variable()),
                "");
    }

    private record Observed(TreeComparison.Part part, Row row) {}

    private static void observables(Page.Section section, TreeComparison found) {
        section.paragraph("⟨τ(T), φ⊗…⊗φ⟩ for every tree up to order " + found.maxOrder()
                + ", over tuples of distinct neurons on both sides (version I): the simulation samples their joint law, the predictions"
                + " take neurons as independent. A difference is then correlation or the size of kicks, beside the errors that are"
                + " known. All intervals, of every tree, test function and time, hold together with probability "
                + Digits.plain(100 * found.level()) + " %.");
        List<Observed> all = found.parts().stream()
                .flatMap(part -> part.comparison().rows().stream().map(row -> new Observed(part, row)))
                .toList();
        section.table(Table.rows(all)
                .column("tree", each -> drawn(each.part().tree()))
                .column("φ", each -> each.part().function())
                .column("t", each -> each.row().time())
                .digits(Column.PLAIN)
                .column("prediction", each -> each.row().prediction())
                .column("predicted", each -> each.row().predicted())
                .digits(4)
                .column(
                        "simulation",
                        each -> Digits.withError(
                                each.row().sampled().mean(), each.row().halfWidth()))
                .column("verdict", each -> Answer.words(each.row()))
                .column("source", each -> each.row().source())
                .column("coincidences", each -> each.part().coincidences(each.row()))
                .table("Observables of trees by output time")
                .digits(2));
        section.paragraph(
                "Coincidences: what tuples with repeated neurons would add in the limit observable (5.2), H1 − I. Source: what a"
                        + " difference is put down to, the largest of step of the simulation, truncation, discretisation, and what these"
                        + " leave of it, the finite network; where nothing differs, what stands in the way of a sharper verdict.");
    }

    private void closures(Page.Section section) {
        section.paragraph(
                "The same hierarchy, closed and integrated in other ways, beside the elementary densities above.");
        section.table(Table.rows(result.methods())
                .column("method", solution -> solution.method().name())
                .column(
                        "how it works, and what it says of its error",
                        solution -> Markup.of(solution.method().description()
                                + (solution.outcome().isCompleted()
                                        ? ""
                                        : " Ended early: " + solution.outcome().message() + ".")))
                .table("Methods"));
        if (hasLimit()) {
            section.figures(
                    List.of(
                            new Page.Figure(
                                    figures.closures(),
                                    "Distance of each method's population rate from the mean field; it levels off at the errors of the grids.")));
        }
        section.table(answer.closed());
    }

    private void network(Page.Section section) {
        NetworkProfile p = result.profile();
        section.paragraph(p.verdict());
        List<Page.Figure> shown = new ArrayList<>(List.of(
                new Page.Figure(figures.strengths(), "A straight tail is a power law."),
                new Page.Figure(figures.degrees(), "Inputs and outputs of each neuron.")));
        if (hasLimit()) {
            shown.add(new Page.Figure(
                    figures.neuronRates(), "Neurons are not identical: each has its own density and rate."));
        }
        section.figures(shown);
        section.table(Table.columns("quantity", "value")
                .named("Profile of the network, weights after signs and scaling")
                .row("neurons N", String.format(Locale.ROOT, "%,d", p.size()))
                .row("edges", String.format(Locale.ROOT, "%,d", p.edges()))
                .row(
                        "inhibitory edges",
                        String.format(Locale.ROOT, "%.1f %%", 100.0 * p.negativeEdges() / Math.max(1, p.edges())))
                .row(Markup.of("C_w, larger of the two suprema"), p.cw())
                .row("sum of the two suprema", p.cwSum())
                .row(Markup.of("R_w, largest absolute row sum"), p.rowConstant())
                .row("largest absolute column sum", p.columnConstant())
                .row(Markup.of("ε_w, largest absolute weight"), p.largestWeight())
                .row("row sums", spread(p.rowSums()))
                .row("column sums", spread(p.columnSums()))
                .row("inputs of a neuron", spread(p.inDegrees()))
                .row("outputs of a neuron", spread(p.outDegrees()))
                .row("edges that have a reverse edge", Digits.of(100 * p.reciprocity(), 3) + " %")
                .table());
    }

    private static String spread(Distribution d) {
        return "mean " + Digits.of(d.mean(), 4) + ", 5 % " + Digits.of(d.quantile(0.05), 3) + ", median "
                + Digits.of(d.quantile(0.5), 3) + ", 95 % " + Digits.of(d.quantile(0.95), 3) + ", largest "
                + Digits.of(d.max(), 4);
    }

    private void errors(Page.Section section) {
        section.paragraph("Sizes of the errors of the population rate, in " + answer.perUnit() + ".");
        section.table(answer.errors());
        section.items(List.of(
                "Orders left out: what the best order leaves out, from the orders above it and an extrapolation beyond the largest,"
                        + " which is rather too large; it means something inside the radius of the expansion only.",
                "Grid and time step: the mean-field equation on two grids and with two steps, a third of the change; rates are"
                        + " extrapolated from the two grids, so the first is an upper estimate.",
                result.study().simulation().isEventDriven()
                        ? "Step of the simulation: none, it is event-driven and exact in law."
                        : "Step of the simulation: coupled trajectories with the step and half of it.",
                "Finite network: what is left of the difference between mean field and simulation when all other errors are"
                        + " taken off; the limit describes infinitely many neurons with small weights.",
                "Sampling: half of the interval that holds at all output times together with probability 95 %."));
        section.table(new StudyTables(result)
                .integrators()
                .table("What integrated the numbers in time, and the error that it tells of itself")
                .digits(2));
    }

    private void stability(Page.Section section, StabilityExperiment experiment) {
        section.paragraph(
                "The mean field again, from an initial law of which one percent of the mass is moved up by two"
                        + " standard deviations: how far apart the two solutions are. The theorem says that close data give close"
                        + " solutions; its constants hold for a short time only, which 'espalier estimates --print"
                        + " stability' shows.");
        section.figures(List.of(new Page.Figure(
                figures.stability(experiment),
                "Distances of the one-particle distributions and of the rates (" + answer.perUnit()
                        + "; a dip is a change of sign of their difference).")));
        List<Integer> outputs = result.outputs();
        List<StabilityExperiment.Row> shown = IntStream.range(
                        0, experiment.rows().size())
                .filter(k -> k == 0 || outputs.contains(k))
                .mapToObj(experiment.rows()::get)
                .toList();
        section.table(Table.rows(shown)
                .column("t", StabilityExperiment.Row::time)
                .digits(Column.PLAIN)
                .column("potential (Wasserstein-1)", StabilityExperiment.Row::wasserstein)
                .column("potential (H⁻¹)", StabilityExperiment.Row::weak)
                .column("population rate", StabilityExperiment.Row::rate)
                .table("Distances of the two solutions")
                .digits(3));
    }

    private void audit(Page.Section section) {
        Audit audit = MeanFieldAudit.of(
                result.network(), result.study().neuron(), result.study().law());
        section.paragraph(
                "The hypotheses of the mean-field theorem, one by one; nothing that was not checked is called true.");
        section.table(Table.rows(audit.entries())
                .column("hypothesis", entry -> Markup.of(entry.hypothesis()))
                .column("source", entry -> Markup.of(entry.source()))
                .column("verdict", entry -> Markup.of(entry.finding().verdict()))
                .column("grounds", entry -> Markup.of(entry.finding().grounds()))
                .table("Audit"));
        section.paragraph(audit.conclusion());
    }

    private void equations(Page.Section section) {
        Equations equations = new Equations(Notation.mathMl());
        if (result.study().refusalOfEquations().isPresent()) {
            boolean threshold = result.study().simulation().threshold().isPresent();
            section.paragraph("One density for each neuron, with rates of the past (5.4)"
                    + (threshold ? " and a threshold θ at which f is 0 (5.3):" : ":"));
            section.equations(equations.lateMeanField(threshold));
            return;
        }
        section.paragraph("The hierarchy of observables, one equation for each tree, as the program holds it (4.1):");
        section.equations(equations.hierarchy(result));
        section.paragraph("Its limit, one density for each neuron (5.1):");
        section.equations(equations.meanField(result.study().isOfOneModel()));
        section.paragraph(
                "The population rate by trees up to order n, with the tree densities t(T) of the network and densities F of"
                        + " one variable that depend on the neuron"
                        + (result.study().isOfOneModel() ? " only (6.1):" : "s and inputs, not on the network (6.1):"));
        section.equations(equations.expansion());
    }
}
