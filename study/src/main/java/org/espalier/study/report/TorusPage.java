package org.espalier.study.report;

import static org.espalier.report.Html.escape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.bbgky.kernel.KernelFacts;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.limit.McKeanVlasov;
import org.espalier.bbgky.norms.NormEstimate;
import org.espalier.hierarchy.equation.Notation;
import org.espalier.report.Digits;
import org.espalier.report.plot.Plot;
import org.espalier.study.Stage;
import org.espalier.study.Version;
import org.espalier.study.torus.NormBound;
import org.espalier.study.torus.TorusAnswer;
import org.espalier.study.torus.TorusResult;

/** A result on the torus as one page of HTML that needs nothing else. */
final class TorusPage {
    private final TorusResult result;
    private final TorusFigures figures;
    private final Sheet sheet = new Sheet();

    private TorusPage(TorusResult result) {
        this.result = result;
        figures = new TorusFigures(result);
    }

    static String of(TorusResult result) {
        return new TorusPage(result).page();
    }

    private String page() {
        sheet.head(
                result.study().title(),
                result.study().system() + ", N = "
                        + String.format(
                                Locale.ROOT, "%,d", result.study().system().particles()));
        boolean simulated = result.particles().filter(p -> p.replicas() > 0).isPresent();
        List<String[]> entries = new ArrayList<>();
        entries.add(new String[] {"answer", "Answer"});
        if (result.bridge().isPresent()) {
            entries.add(new String[] {"comparison", "Comparison"});
        }
        if (simulated) {
            entries.add(new String[] {"densities", "Marginals"});
        }
        entries.add(new String[] {"norms", "Norms"});
        entries.add(new String[] {"kernel", "Kernel"});
        entries.add(new String[] {"equations", "Equations"});
        entries.add(new String[] {"run", "Run"});
        sheet.contents(entries);
        answerSection();
        if (result.bridge().isPresent()) {
            comparisonSection(result.bridge().get());
        }
        if (simulated) {
            densitySection();
        }
        normSection();
        kernelSection();
        equationSection();
        runSection();
        sheet.foot();
        return sheet.html().toString();
    }

    private void answerSection() {
        sheet.open("answer", "Answer");
        List<String> sentences = TorusAnswer.sentences(result);
        int from = 0;
        if (!result.outcome().isCompleted()) {
            sheet.warning(sentences.get(from++) + " What was finished is below.");
        }
        result.bridge().filter(b -> !b.rows().isEmpty()).ifPresent(this::cards);
        sentences.subList(from, sentences.size()).forEach(sheet::paragraph);
        sheet.close();
    }

    private void cards(MarginalBridge bridge) {
        MarginalBridge.Row row = bridge.rows().get(bridge.rows().size() - 1);
        for (MarginalBridge.Row other : bridge.rows()) {
            if (other.time() == row.time() && other.quantity().startsWith("N corr")) {
                row = other;
                break;
            }
        }
        sheet.html()
                .append("<p class=\"lead\">")
                .append(escape(words(row.quantity())))
                .append(" at t = ")
                .append(Digits.plain(row.time()))
                .append("</p><dl class=\"cards\">");
        sheet.card(
                "Simulation",
                Digits.withError(row.simulated().mean(), row.halfWidth()),
                "mean and simultaneous 95 % interval");
        sheet.card("Hierarchy", coefficient(row.hierarchy()), TorusAnswer.words(row.verdict()));
        sheet.card("Limit", Digits.of(row.limit(), 4), "N → ∞: independent particles");
        sheet.html().append("</dl>");
    }

    /** Coefficients are of order 1: rounding is not a value. */
    private static String coefficient(double value) {
        return Digits.of(Math.abs(value) < 1e-12 ? 0 : value, 4);
    }

    private static String words(String quantity) {
        return quantity.replace("N corr", "N times the pair correlation, mode ")
                .replace("Re f1", "Real part of f₁, mode ")
                .replace("Im f1", "Imaginary part of f₁, mode ");
    }

    private void comparisonSection(MarginalBridge bridge) {
        sheet.open("comparison", "Hierarchy, limit and simulation");
        sheet.html().append("<div class=\"figures\">");
        for (Plot plot : figures.quantities()) {
            sheet.figure(plot, "Intervals hold for all rows of the table below together with probability 95 %.");
        }
        sheet.html().append("</div>");
        List<List<String>> rows = new ArrayList<>();
        for (MarginalBridge.Row row : bridge.rows()) {
            rows.add(List.of(
                    Digits.plain(row.time()),
                    escape(row.quantity()),
                    coefficient(row.limit()),
                    coefficient(row.hierarchy()),
                    Digits.withError(row.simulated().mean(), row.halfWidth()),
                    Double.isNaN(row.stepBias().mean())
                            ? "–"
                            : Digits.of(row.stepBias().mean(), 2) + " ± "
                                    + Digits.of(row.stepBias().halfWidth(0.95), 1),
                    TorusAnswer.words(row.verdict())));
        }
        sheet.table(
                "Limit, hierarchy and simulation",
                List.of(
                        "t",
                        "quantity",
                        "limit",
                        "hierarchy",
                        "simulation",
                        "bias of the time step",
                        "hierarchy against simulation"),
                rows);
        sheet.paragraph(
                "Re f1(m), Im f1(m): the Fourier coefficient of f_1 of mode m. N corr(m): N times the correlation of two"
                        + " particles, the coefficient of f_2 at (m, −m) less |f1(m)|². Agrees: the interval holds the hierarchy's value and is short (at most a tenth of the value, or 0.02 for a"
                        + " coefficient, 0.2 for N times a correlation). Cannot tell: it holds the value but is longer; more"
                        + " replicas are needed. Differs: it does not hold the value; closure, modes, time step or chance (5 % for"
                        + " all rows) are at work. The bias of the time step is estimated from pairs of realisations with step h"
                        + " and h/2 and common noise, ± half of its 95 % interval; it is not taken off.");
        sheet.close();
    }

    private void densitySection() {
        sheet.open("densities", "Marginals");
        sheet.html().append("<div class=\"figures\">");
        for (Plot plot : figures.densities()) {
            sheet.figure(plot, "Points: means over bins and replicas, with 95 % intervals at each point.");
        }
        for (Plot plot : figures.slices()) {
            sheet.figure(plot, "A slice of f₂: the other particle lies in one bin.");
        }
        sheet.html().append("</div>");
        sheet.close();
    }

    private void normSection() {
        sheet.open("norms", "Norms and their bound");
        if (result.norms().isPresent()) {
            NormBound bound = result.norms().get();
            if (bound.estimate().isPresent()) {
                NormEstimate estimate = bound.estimate().get();
                List<List<String>> rows = new ArrayList<>();
                rows.add(List.of("p", Digits.plain(estimate.exponent())));
                rows.add(List.of("‖K‖<sub>p′</sub>", Digits.of(estimate.kernelNorm(), 6)));
                rows.add(List.of("a = (p−1) ‖K‖² / σ²", Digits.of(estimate.coupling(), 6)));
                rows.add(List.of("δ, from the divergence", Digits.of(estimate.divergence(), 6)));
                bound.majorant().ifPresent(m -> {
                    rows.add(List.of("M, from the initial law", Digits.of(m.initial(), 6)));
                    rows.add(List.of("T*, up to which the bound holds", Digits.of(m.blowUpTime(), 6)));
                });
                sheet.table("Constants of the estimate (10.2)", List.of("constant", "value"), rows);
            } else {
                sheet.paragraph("There is no bound: " + bound.refusal() + ".");
            }
        }
        if (result.marginals().filter(m -> m.reached() > 0).isPresent()) {
            sheet.html().append("<div class=\"figures\">");
            sheet.figure(
                    figures.norms(),
                    "The simulation measures the modes |m| ≤ 2 only, which hold part of the norm. Intervals: 95 % at each"
                            + " point.");
            sheet.html().append("</div>");
        }
        result.norms()
                .flatMap(NormBound::estimate)
                .ifPresent(e -> sheet.listing("Steps of the estimate (LaTeX)", String.join("\n", e.toLatex())));
        sheet.close();
    }

    private void kernelSection() {
        sheet.open("kernel", "Kernel");
        TorusKernel kernel = result.study().system().kernel();
        KernelFacts facts = kernel.facts();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("K", escape(facts.name())));
        rows.add(List.of("dimension", Integer.toString(kernel.dimension())));
        rows.add(List.of("odd", yes(facts.odd())));
        rows.add(List.of("gradient of an even potential", yes(facts.gradient())));
        rows.add(List.of("divergence-free", yes(facts.divergenceFree())));
        rows.add(List.of("‖(div K)₋‖<sub>∞</sub>, at most", Digits.of(facts.negativeDivergence(), 5)));
        rows.add(List.of(
                "in L<sup>q</sup> for", facts.bounded() ? "every q" : "q &lt; " + Digits.of(facts.integrability(), 5)));
        rows.add(List.of(
                "regularised over", facts.regularisation() == 0 ? "nothing" : Digits.of(facts.regularisation(), 4)));
        if (kernel.dimension() < 3) {
            McKeanVlasov limit = McKeanVlasov.of(kernel, result.study().system().noise());
            int[] mode = limit.mostUnstableMode();
            rows.add(List.of(
                    "growth rate around the uniform state",
                    Digits.of(limit.growthRate(mode), 5) + " (mode " + Arrays.toString(mode) + ")"));
            rows.add(List.of("critical factor of K", Digits.of(limit.criticalFactor(), 5)));
        }
        sheet.table("What is known of the kernel", List.of("fact", "value"), rows);
        sheet.close();
    }

    private static String yes(boolean fact) {
        return fact ? "yes" : "no";
    }

    private void equationSection() {
        sheet.open("equations", "Equations");
        TorusEquations equations =
                new TorusEquations(Notation.mathMl(), result.study().hierarchy());
        sheet.paragraph("The hierarchy of marginals with its closure, as it was solved (10.1):");
        sheet.math(equations.hierarchy());
        sheet.paragraph("Its limit for N → ∞:");
        sheet.math(equations.limit());
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
