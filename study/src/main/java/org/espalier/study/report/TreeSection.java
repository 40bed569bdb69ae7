package org.espalier.study.report;

import static org.espalier.report.Html.escape;

import java.util.ArrayList;
import java.util.List;
import org.espalier.estimates.bridge.Row;
import org.espalier.report.Digits;
import org.espalier.study.TreeComparison;
import org.espalier.trees.draw.TreeSvg;

/** The section of a report about tree observables against the simulation. */
record TreeSection(Sheet sheet) {
    void add(TreeComparison found) {
        sheet.open("observables", "Tree observables against the simulation");
        sheet.paragraph("⟨τ(T), φ⊗…⊗φ⟩ for every tree up to order " + found.maxOrder()
                + ", over tuples of distinct neurons on both sides (version I): the simulation samples their joint law, the predictions"
                + " take neurons as independent. A difference is then correlation or the size of kicks, beside the errors that are"
                + " known. All intervals, of every tree, test function and time, hold together with probability "
                + Digits.plain(100 * found.level()) + " %.");
        List<List<String>> rows = new ArrayList<>();
        for (TreeComparison.Part part : found.parts()) {
            for (Row row : part.comparison().rows()) {
                rows.add(List.of(
                        TreeSvg.inline(part.tree()),
                        escape(part.function()),
                        Digits.plain(row.time()),
                        escape(row.prediction()),
                        Digits.of(row.predicted(), 4),
                        Digits.withError(row.sampled().mean(), row.halfWidth()),
                        escape(Answer.words(row)),
                        row.source(),
                        Digits.of(part.coincidences(row), 2)));
            }
        }
        sheet.html().append("<div class=\"trees\">");
        sheet.table(
                "Observables of trees by output time",
                List.of("tree", "φ", "t", "prediction", "predicted", "simulation", "verdict", "source", "coincidences"),
                rows);
        sheet.html().append("</div>");
        sheet.paragraph(
                "Coincidences: what tuples with repeated neurons would add in the limit observable (5.2), H1 − I. Source: what a"
                        + " difference is put down to, the largest of step of the simulation, truncation, discretisation, and what these"
                        + " leave of it, the finite network; where nothing differs, what stands in the way of a sharper verdict.");
        sheet.close();
    }
}
