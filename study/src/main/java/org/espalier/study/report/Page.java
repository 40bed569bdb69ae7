package org.espalier.study.report;

import static org.espalier.report.Html.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.espalier.estimates.audit.Audit;
import org.espalier.estimates.audit.MeanFieldAudit;
import org.espalier.estimates.convergence.StabilityExperiment;
import org.espalier.hierarchy.equation.Notation;
import org.espalier.hierarchy.expansion.TreeExpansion;
import org.espalier.model.network.Distribution;
import org.espalier.model.network.NetworkProfile;
import org.espalier.report.Digits;
import org.espalier.report.plot.Hue;
import org.espalier.report.plot.Plot;
import org.espalier.study.HierarchyStudy;
import org.espalier.study.MeanFieldStudy;
import org.espalier.study.Stage;
import org.espalier.study.StudyResult;
import org.espalier.study.Version;
import org.espalier.study.method.MethodSolution;
import org.espalier.trees.draw.TreeSvg;

/** A result as one page of HTML that needs nothing else: no scripts, no fonts, no pictures from elsewhere. */
final class Page {
    private static final int RANKED_TREES = 12;

    private final StudyResult result;
    private final Answer answer;
    private final Figures figures;
    private final Sheet sheet = new Sheet();
    private final StringBuilder html = sheet.html();

    private Page(StudyResult result) {
        this.result = result;
        answer = new Answer(result);
        figures = new Figures(result);
    }

    static String of(StudyResult result) {
        return new Page(result).page();
    }

    private String page() {
        sheet.head(result.study().title(), result.networkSummary());
        contents();
        answerSection();
        ratesSection();
        if (!figures.densities().isEmpty()) {
            densitySection();
        }
        result.hierarchy().filter(h -> h.finished() > 0).ifPresent(this::treesSection);
        result.trees().ifPresent(found -> new TreeSection(sheet).add(found));
        if (!result.methods().isEmpty()) {
            closuresSection();
        }
        networkSection();
        errorSection();
        result.meanField().flatMap(MeanFieldStudy::stability).ifPresent(this::stabilitySection);
        auditSection();
        equationSection();
        runSection();
        sheet.foot();
        return html.toString();
    }

    private void contents() {
        List<String[]> entries = new ArrayList<>(List.of(
                new String[] {"answer", "Answer"}, new String[] {"rates", "Rate"}, new String[] {"density", "Potential"
                }));
        if (figures.densities().isEmpty()) {
            entries.remove(2);
        }
        if (result.hierarchy().filter(h -> h.finished() > 0).isPresent()) {
            entries.add(new String[] {"trees", "Trees"});
        }
        if (result.trees().isPresent()) {
            entries.add(new String[] {"observables", "Observables"});
        }
        if (!result.methods().isEmpty()) {
            entries.add(new String[] {"closures", "Closures"});
        }
        entries.add(new String[] {"network", "Network"});
        entries.add(new String[] {"errors", "Errors"});
        if (result.meanField().flatMap(MeanFieldStudy::stability).isPresent()) {
            entries.add(new String[] {"stability", "Stability"});
        }
        entries.add(new String[] {"audit", "Audit"});
        entries.add(new String[] {"equations", "Equations"});
        entries.add(new String[] {"run", "Run"});
        sheet.contents(entries);
    }

    private void answerSection() {
        sheet.open("answer", "Answer");
        List<Answer.Rate> rates = answer.rates();
        Answer.Rate last = rates.get(rates.size() - 1);
        if (!result.outcome().isCompleted()) {
            sheet.warning(answer.sentences().get(0) + " What was finished is below.");
        }
        html.append("<p class=\"lead\">Population rate at t = ")
                .append(Digits.plain(last.time()))
                .append(", in spikes per neuron and ")
                .append(escape(result.study().time().unit()))
                .append("</p><dl class=\"cards\">");
        sheet.card("Direct simulation", Digits.withError(last.simulated(), last.halfWidth()), "mean and 95 % interval");
        sheet.card("Mean-field limit", Digits.of(last.meanField(), 4), against(StudyResult.meanFieldName()));
        sheet.card(
                "Hierarchy of trees",
                Digits.of(last.best(), 4),
                last.bestOrder() == 0
                        ? "not finished"
                        : "order " + last.bestOrder() + "; " + against(StudyResult.orderName(last.bestOrder())));
        html.append("</dl>");
        List<String> sentences = answer.sentences();
        for (String sentence : sentences.subList(result.outcome().isCompleted() ? 0 : 1, sentences.size())) {
            sheet.paragraph(sentence);
        }
        answer.remarks().forEach(sheet::paragraph);
        sheet.close();
    }

    private String against(String prediction) {
        if (result.comparison().isEmpty()) {
            return "no simulation to compare with";
        }
        var rows = result.comparison().get().of(prediction);
        return rows.isEmpty() ? "" : Answer.words(rows.get(rows.size() - 1));
    }

    private void ratesSection() {
        sheet.open("rates", "Rate against time");
        html.append("<div class=\"figures\">");
        sheet.figure(
                figures.rate(),
                "Orders that leave the picture are beyond the radius of the expansion. The simulation's band holds the"
                        + " expected rate with probability 95 % at each time.");
        if (result.hierarchy().filter(h -> h.finished() > 0).isPresent()
                && result.meanField().filter(m -> m.solution().reached() > 0).isPresent()) {
            sheet.figure(
                    figures.errorByOrder(),
                    "Distance of each order from the mean field, which it approaches inside the radius of the expansion; it"
                            + " levels off at the difference between the two discretisations.");
        }
        html.append("</div>");
        List<String> heads = new ArrayList<>(List.of("t", "simulation", "mean field"));
        List<Answer.Rate> rates = answer.rates();
        int orders = rates.get(0).byOrder().size();
        for (int order = 1; order <= orders; order++) {
            heads.add("order " + order);
        }
        heads.add("verdict on the mean field");
        List<List<String>> rows = new ArrayList<>();
        for (int j = 0; j < rates.size(); j++) {
            Answer.Rate rate = rates.get(j);
            List<String> row = new ArrayList<>(List.of(
                    Digits.plain(rate.time()),
                    Digits.withError(rate.simulated(), rate.halfWidth()),
                    Digits.of(rate.meanField(), 5)));
            for (int order = 1; order <= orders; order++) {
                String value = Digits.of(rate.byOrder().get(order - 1), 5);
                row.add(
                        order == rate.bestOrder()
                                ? "<b>" + value + "</b>"
                                : !rate.improves() && order > rate.bestOrder()
                                        ? "<span class=\"doubtful\">" + value + "</span>"
                                        : value);
            }
            int at = j;
            row.add(escape(result.comparison()
                    .map(c -> c.of(StudyResult.meanFieldName()))
                    .filter(its -> !its.isEmpty())
                    .map(its -> Answer.words(its.get(at)))
                    .orElse("–")));
            rows.add(row);
        }
        sheet.table(
                "Population rate, spikes per neuron and "
                        + result.study().time().unit(),
                heads,
                rows);
        sheet.paragraph(
                "Bold: the order whose estimated error is smallest, the one to use. Struck through: orders beyond it where the"
                        + " contributions no longer fall. Simulation: mean ± half of its 95 % interval at that time; verdicts use"
                        + " intervals that hold at all output times together.");
        sheet.close();
    }

    private void densitySection() {
        sheet.open("density", "Density of the potential");
        html.append("<div class=\"figures\">");
        for (Plot plot : figures.densities()) {
            sheet.figure(plot, "Share of neurons per unit of potential.");
        }
        html.append("</div>");
        sheet.close();
    }

    private void treesSection(HierarchyStudy hierarchy) {
        sheet.open("trees", "Which trees matter");
        int at = -1;
        for (int k : result.outputs()) {
            at = k < hierarchy.finished() ? k : at;
        }
        if (at < 0) {
            sheet.close();
            return;
        }
        String t = Digits.plain(result.times().at(at));
        sheet.paragraph(
                "Every rooted tree T contributes t(T) ⟨ν, F_T⟩/σ(T) to the population rate: what the network has of it"
                        + " times what a neuron makes of it. The largest contributions at t = " + t + ", of "
                        + hierarchy.densities().count()
                        + " trees. The root is on top; a parent is influenced by its children.");
        List<TreeExpansion.Term> ranking = hierarchy.expansion().ranking(at);
        double largest = Math.abs(ranking.get(0).effect());
        List<List<String>> rows = new ArrayList<>();
        for (TreeExpansion.Term term : ranking.subList(0, Math.min(RANKED_TREES, ranking.size()))) {
            rows.add(List.of(
                    TreeSvg.inline(term.tree()),
                    Integer.toString(term.tree().order()),
                    Digits.of(term.density(), 4),
                    Digits.of(term.effect(), 4),
                    bar(term.effect() / largest)));
        }
        html.append("<div class=\"trees\">");
        sheet.table(
                "Trees by their effect on the population rate at t = " + t,
                List.of("tree", "order", "density t(T)", "effect on the rate", "size"),
                rows);
        html.append("</div>");
        sheet.close();
    }

    private void closuresSection() {
        sheet.open("closures", "Other closures");
        sheet.paragraph(
                "The same hierarchy, closed and integrated in other ways, beside the elementary densities above.");
        html.append("<ul>");
        for (MethodSolution solution : result.methods()) {
            String ended = solution.outcome().isCompleted()
                    ? ""
                    : " Ended early: " + solution.outcome().message() + ".";
            html.append("<li><b>")
                    .append(escape(solution.method().name()))
                    .append("</b>. ")
                    .append(Sheet.text(solution.method().description() + ended))
                    .append("</li>");
        }
        html.append("</ul>");
        if (result.meanField().filter(m -> m.solution().reached() > 0).isPresent()) {
            html.append("<div class=\"figures\">");
            sheet.figure(
                    figures.closures(),
                    "Distance of each method's population rate from the mean field; it levels off at the errors of the grids.");
            html.append("</div>");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Answer.Closed closed : answer.closed()) {
            rows.add(List.of(
                    escape(closed.method()),
                    Digits.plain(closed.time()),
                    Digits.of(closed.rate(), 5),
                    Digits.of(closed.leftOut(), 2),
                    Digits.of(closed.discretisation(), 2),
                    Digits.of(closed.fromMeanField(), 2),
                    escape(closed.verdict())));
        }
        sheet.table(
                "Population rate by method, spikes per neuron and "
                        + result.study().time().unit(),
                List.of(
                        "method",
                        "t",
                        "rate",
                        "left out",
                        "grid or basis",
                        "from the mean field",
                        "against the simulation"),
                rows);
        sheet.close();
    }

    private static String bar(double share) {
        double width = 100 * Math.min(1, Math.abs(share));
        return "<svg class=\"bar\" viewBox=\"0 0 100 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                + String.format(
                        Locale.ROOT,
                        "<rect x=\"0\" y=\"1\" width=\"%.1f\" height=\"10\" fill=\"var(%s)\"/></svg>",
                        width,
                        share < 0 ? Hue.VERMILION.variable() : Hue.BLUE.variable());
    }

    private void networkSection() {
        sheet.open("network", "Network");
        NetworkProfile p = result.profile();
        sheet.paragraph(p.verdict());
        html.append("<div class=\"figures\">");
        sheet.figure(figures.strengths(), "A straight tail is a power law.");
        sheet.figure(figures.degrees(), "Inputs and outputs of each neuron.");
        if (result.meanField().filter(m -> m.solution().reached() > 0).isPresent()) {
            sheet.figure(figures.neuronRates(), "Neurons are not identical: each has its own density and rate.");
        }
        html.append("</div>");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("neurons N", String.format(Locale.ROOT, "%,d", p.size())));
        rows.add(List.of("edges", String.format(Locale.ROOT, "%,d", p.edges())));
        rows.add(List.of(
                "inhibitory edges",
                String.format(Locale.ROOT, "%.1f %%", 100.0 * p.negativeEdges() / Math.max(1, p.edges()))));
        rows.add(List.of("C<sub>w</sub>, larger of the two suprema", Digits.of(p.cw(), 5)));
        rows.add(List.of("sum of the two suprema", Digits.of(p.cwSum(), 5)));
        rows.add(List.of("R<sub>w</sub>, largest absolute row sum", Digits.of(p.rowConstant(), 5)));
        rows.add(List.of("largest absolute column sum", Digits.of(p.columnConstant(), 5)));
        rows.add(List.of("ε<sub>w</sub>, largest absolute weight", Digits.of(p.largestWeight(), 5)));
        rows.add(List.of("row sums", spread(p.rowSums())));
        rows.add(List.of("column sums", spread(p.columnSums())));
        rows.add(List.of("inputs of a neuron", spread(p.inDegrees())));
        rows.add(List.of("outputs of a neuron", spread(p.outDegrees())));
        rows.add(List.of("edges that have a reverse edge", Digits.of(100 * p.reciprocity(), 3) + " %"));
        sheet.table("Profile of the network, weights after signs and scaling", List.of("quantity", "value"), rows);
        sheet.close();
    }

    private static String spread(Distribution d) {
        return "mean " + Digits.of(d.mean(), 4) + ", 5 % " + Digits.of(d.quantile(0.05), 3) + ", median "
                + Digits.of(d.quantile(0.5), 3) + ", 95 % " + Digits.of(d.quantile(0.95), 3) + ", largest "
                + Digits.of(d.max(), 4);
    }

    private void errorSection() {
        sheet.open("errors", "Error budget");
        sheet.paragraph("Sizes of the errors of the population rate, in spikes per neuron and "
                + result.study().time().unit() + ".");
        List<List<String>> rows = new ArrayList<>();
        for (Answer.Errors e : answer.errors()) {
            rows.add(List.of(
                    Digits.plain(e.time()),
                    Digits.of(e.ordersLeftOut(), 2),
                    Digits.of(e.grid(), 2),
                    Digits.of(e.timeStep(), 2),
                    Digits.of(e.simulationStep(), 2),
                    Digits.of(e.finiteNetwork(), 2),
                    Digits.of(e.sampling(), 2)));
        }
        sheet.table(
                "Error budget by output time",
                List.of(
                        "t",
                        "orders left out",
                        "grid",
                        "time step",
                        "step of the simulation",
                        "finite network",
                        "sampling"),
                rows);
        html.append("<ul>");
        for (String line : List.of(
                "Orders left out: what the best order leaves out, from the orders above it and an extrapolation beyond the largest,"
                        + " which is rather too large; it means something inside the radius of the expansion only.",
                "Grid and time step: the mean-field equation on two grids and with two steps, a third of the change; rates are"
                        + " extrapolated from the two grids, so the first is an upper estimate.",
                result.study().simulation().isEventDriven()
                        ? "Step of the simulation: none, it is event-driven and exact in law."
                        : "Step of the simulation: coupled trajectories with the step and half of it.",
                "Finite network: what is left of the difference between mean field and simulation when all other errors are"
                        + " taken off; the limit describes infinitely many neurons with small weights.",
                "Sampling: half of the interval that holds at all output times together with probability 95 %.")) {
            html.append("<li>").append(escape(line)).append("</li>");
        }
        html.append("</ul>");
        sheet.close();
    }

    private void stabilitySection(StabilityExperiment experiment) {
        sheet.open("stability", "Stability");
        sheet.paragraph("The mean field again, from an initial law of which one percent of the mass is moved up by two"
                + " standard deviations: how far apart the two solutions are. The theorem says that close data give close"
                + " solutions; its constants hold for a short time only, which 'espalier estimates --print"
                + " stability' shows.");
        html.append("<div class=\"figures\">");
        sheet.figure(
                figures.stability(experiment),
                "Distances of the one-particle distributions and of the rates (spikes per neuron and "
                        + result.study().time().unit() + "; a dip is a change of sign of their difference).");
        html.append("</div>");
        List<List<String>> rows = new ArrayList<>();
        List<Integer> shown = new ArrayList<>(result.outputs());
        if (!shown.contains(0)) {
            shown.add(0, 0);
        }
        for (int k : shown) {
            StabilityExperiment.Row row = experiment.rows().get(k);
            rows.add(List.of(
                    Digits.plain(row.time()),
                    Digits.of(row.wasserstein(), 3),
                    Digits.of(row.weak(), 3),
                    Digits.of(row.rate(), 3)));
        }
        sheet.table(
                "Distances of the two solutions",
                List.of("t", "potential (Wasserstein-1)", "potential (H⁻¹)", "population rate"),
                rows);
        sheet.close();
    }

    private void auditSection() {
        Audit audit = MeanFieldAudit.of(
                result.network(), result.study().neuron(), result.study().law());
        sheet.open("audit", "Audit of the hypotheses");
        sheet.paragraph(
                "The hypotheses of the mean-field theorem, one by one; nothing that was not checked is called true.");
        List<List<String>> rows = new ArrayList<>();
        for (Audit.Entry entry : audit.entries()) {
            rows.add(List.of(
                    Sheet.text(entry.hypothesis()),
                    Sheet.text(entry.source()),
                    Sheet.text(entry.finding().verdict()),
                    Sheet.text(entry.finding().grounds())));
        }
        sheet.table("Audit", List.of("hypothesis", "source", "verdict", "grounds"), rows);
        sheet.paragraph(audit.conclusion());
        sheet.close();
    }

    private void equationSection() {
        sheet.open("equations", "Equations");
        sheet.paragraph("The hierarchy of observables, one equation for each tree, as the program holds it (4.1):");
        sheet.math(Equations.hierarchy(result.study(), Notation.mathMl()));
        sheet.paragraph("Its limit, one density for each neuron (5.1):");
        sheet.math(Equations.meanField(Notation.mathMl()));
        sheet.paragraph(
                "The population rate by trees up to order n, with the tree densities t(T) of the network and densities F of"
                        + " one variable that depend on the neuron only (6.1):");
        sheet.math(Equations.expansion(Notation.mathMl()));
        sheet.close();
    }

    private void runSection() {
        sheet.open("run", "Run");
        List<List<String>> rows = new ArrayList<>();
        for (Stage stage : result.stages()) {
            rows.add(List.of(
                    escape(stage.name()),
                    escape(stage.summary()),
                    String.format(Locale.ROOT, "%.2f", stage.seconds())));
        }
        sheet.table("Stages", List.of("stage", "what came out", "seconds"), rows);
        sheet.paragraph("Espalier " + Version.current() + ", Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ". Seed of the simulation: "
                + result.study().simulation().seed() + ".");
        sheet.listing("The study as resolved", result.study().toYaml());
        sheet.close();
    }
}
