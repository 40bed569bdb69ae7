package org.espalier.study.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.bbgky.kernel.KernelFacts;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.limit.McKeanVlasov;
import org.espalier.bbgky.norms.NormEstimate;
import org.espalier.hierarchy.equation.Notation;
import org.espalier.report.Column;
import org.espalier.report.Digits;
import org.espalier.report.Markup;
import org.espalier.report.Table;
import org.espalier.report.page.Page;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.torus.NormBound;
import org.espalier.study.torus.TorusAnswer;
import org.espalier.study.torus.TorusResult;

/** The report of a result on the torus. */
record TorusFindings(TorusResult result) implements Findings {
    @Override
    public String origin() {
        return result.study().system() + ", N = "
                + String.format(Locale.ROOT, "%,d", result.study().system().particles());
    }

    @Override
    public String command() {
        return "espalier bbgky run";
    }

    @Override
    public String readme() {
        return "README-torus.txt";
    }

    @Override
    public long seed() {
        return result.study().simulation().seed();
    }

    @Override
    public List<String> sentences() {
        return TorusAnswer.sentences(result);
    }

    @Override
    public List<Table> tables() {
        return new TorusTables(result, new TorusFigures(result)).all();
    }

    /** The pair correlation at the last output time, or what was compared last. */
    @Override
    public void cards(Page.Section answer) {
        List<MarginalBridge.Row> rows =
                result.bridge().map(MarginalBridge::rows).orElse(List.of());
        if (rows.isEmpty()) {
            return;
        }
        MarginalBridge.Row last = rows.get(rows.size() - 1);
        MarginalBridge.Row row = rows.stream()
                .filter(other -> other.time() == last.time() && other.quantity().startsWith("N corr"))
                .findFirst()
                .orElse(last);
        String quantity = row.quantity()
                .replace("N corr", "N times the pair correlation, mode ")
                .replace("Re f1", "Real part of f₁, mode ")
                .replace("Im f1", "Imaginary part of f₁, mode ");
        answer.cards(
                quantity + " at t = " + Digits.plain(row.time()),
                List.of(
                        new Page.Card(
                                "Simulation",
                                Digits.withError(row.simulated().mean(), row.halfWidth()),
                                "mean and simultaneous 95 % interval"),
                        new Page.Card(
                                "Hierarchy",
                                Digits.of(coefficient(row.hierarchy()), 4),
                                row.verdict().words()),
                        new Page.Card("Limit", Digits.of(row.limit(), 4), "N → ∞: independent particles")));
    }

    /** Coefficients are of order 1: rounding is not a value. */
    private static double coefficient(double value) {
        return Math.abs(value) < 1e-12 ? 0 : value;
    }

    @Override
    public void sections(Page page) {
        TorusFigures figures = new TorusFigures(result);
        result.bridge()
                .ifPresent(bridge -> comparison(
                        page.section("comparison", "Comparison", "Hierarchy, limit and simulation"), bridge, figures));
        if (result.particles().filter(p -> p.replicas() > 0).isPresent()) {
            page.section("densities", "Marginals", "Marginals")
                    .figures(Stream.concat(
                                    figures.densities().stream()
                                            .map(plot -> new Page.Figure(
                                                    plot,
                                                    "Points: means over bins and replicas, with 95 % intervals at each"
                                                            + " point.")),
                                    figures.slices().stream()
                                            .map(plot -> new Page.Figure(
                                                    plot, "A slice of f₂: the other particle lies in one bin.")))
                            .toList());
        }
        norms(page.section("norms", "Norms", "Norms and their bound"), figures);
        page.section("kernel", "Kernel", "Kernel").table(kernel());
        Equations equations = new Equations(Notation.mathMl());
        Page.Section section = page.section("equations", "Equations", "Equations");
        section.paragraph("The hierarchy of marginals with its closure, as it was solved (10.1):");
        section.equations(equations.marginals(result.study().hierarchy()));
        section.paragraph("Its limit for N → ∞:");
        section.equations(equations.marginalLimit());
    }

    private static void comparison(Page.Section section, MarginalBridge bridge, TorusFigures figures) {
        section.figures(figures.quantities().stream()
                .map(plot -> new Page.Figure(
                        plot, "Intervals hold for all rows of the table below together with probability 95 %."))
                .toList());
        section.table(Table.rows(bridge.rows())
                .column("t", MarginalBridge.Row::time)
                .digits(Column.PLAIN)
                .column("quantity", MarginalBridge.Row::quantity)
                .column("limit", row -> coefficient(row.limit()))
                .column("hierarchy", row -> coefficient(row.hierarchy()))
                .column("simulation", row -> Digits.withError(row.simulated().mean(), row.halfWidth()))
                .column("bias of the time step", row -> bias(row.stepBias()))
                .column("hierarchy against simulation", row -> row.verdict().words())
                .table("Limit, hierarchy and simulation")
                .digits(4));
        section.paragraph(
                "Re f1(m), Im f1(m): the Fourier coefficient of f_1 of mode m. N corr(m): N times the correlation of two"
                        + " particles, the coefficient of f_2 at (m, −m) less |f1(m)|². Agrees: the interval of the difference holds 0 and lies within the tolerance (a tenth of the hierarchy's value, at"
                        + " least 0.02 for a coefficient, 0.2 for N times a correlation). Within: it excludes 0 and lies within the"
                        + " tolerance. Cannot tell: it holds 0 but reaches beyond; more replicas are needed. Differs: it excludes 0 and"
                        + " reaches beyond; closure, modes, time step or chance (5 % for all rows) are at work. The bias of the time step is estimated from pairs of realisations with step h"
                        + " and h/2 and common noise, ± half of its 95 % interval; it is not taken off.");
    }

    private static String bias(Estimate step) {
        return Double.isNaN(step.mean())
                ? null
                : Digits.of(step.mean(), 2) + " ± " + Digits.of(step.halfWidth(0.95), 1);
    }

    private void norms(Page.Section section, TorusFigures figures) {
        result.norms()
                .ifPresent(bound -> bound.estimate()
                        .ifPresentOrElse(
                                estimate -> section.table(constants(bound, estimate)),
                                () -> section.paragraph("There is no bound: " + bound.refusal() + ".")));
        if (result.marginals().filter(m -> m.reached() > 0).isPresent()) {
            section.figures(List.of(new Page.Figure(
                    figures.norms(),
                    "The simulation measures the modes |m| ≤ 2 only, which hold part of the norm. Intervals: 95 % at each"
                            + " point.")));
        }
        result.norms()
                .flatMap(NormBound::estimate)
                .ifPresent(e -> section.listing("Steps of the estimate (LaTeX)", String.join("\n", e.toLatex())));
    }

    private static Table constants(NormBound bound, NormEstimate estimate) {
        Table.Builder rows = facts("constant", 6)
                .named("Constants of the estimate (10.2)")
                .row("p", Digits.plain(estimate.exponent()))
                .row(new Markup("‖K‖<sub>p′</sub>", "‖K‖_p′"), estimate.kernelNorm())
                .row("a = (p−1) ‖K‖² / σ²", estimate.coupling())
                .row("δ, from the divergence", estimate.divergence());
        bound.majorant()
                .ifPresent(m -> rows.row("M, from the initial law", m.initial())
                        .row("T*, up to which the bound holds", m.blowUpTime()));
        return rows.table();
    }

    private static Table.Builder facts(String what, int digits) {
        return Table.columns(List.of(Column.head(what), Column.head("value").digits(digits)));
    }

    private Table kernel() {
        TorusKernel kernel = result.study().system().kernel();
        KernelFacts facts = kernel.facts();
        Table.Builder rows = facts("fact", 5)
                .named("What is known of the kernel")
                .row("K", facts.name())
                .row("dimension", kernel.dimension())
                .row("odd", yes(facts.odd()))
                .row("gradient of an even potential", yes(facts.gradient()))
                .row("divergence-free", yes(facts.divergenceFree()))
                .row(new Markup("‖(div K)₋‖<sub>∞</sub>, at most", "‖(div K)₋‖_∞, at most"), facts.negativeDivergence())
                .row(
                        new Markup("in L<sup>q</sup> for", "in L^q for"),
                        facts.bounded() ? "every q" : "q < " + Digits.of(facts.integrability(), 5))
                .row(
                        "regularised over",
                        facts.regularisation() == 0 ? "nothing" : Digits.of(facts.regularisation(), 4));
        if (kernel.dimension() < 3) {
            McKeanVlasov limit = McKeanVlasov.of(kernel, result.study().system().noise());
            int[] mode = limit.mostUnstableMode();
            rows.row(
                            "growth rate around the uniform state",
                            Digits.of(limit.growthRate(mode), 5) + " (mode " + Arrays.toString(mode) + ")")
                    .row("critical factor of K", limit.criticalFactor());
        }
        return rows.table();
    }

    private static String yes(boolean fact) {
        return fact ? "yes" : "no";
    }
}
