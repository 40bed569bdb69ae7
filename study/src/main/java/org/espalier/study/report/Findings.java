package org.espalier.study.report;

import java.util.List;
import java.util.Locale;
import org.espalier.report.Table;
import org.espalier.report.page.Page;
import org.espalier.study.ExperimentResult;
import org.espalier.study.StudyResult;
import org.espalier.study.Version;
import org.espalier.study.states.StatesResult;
import org.espalier.study.sweep.SweepResult;
import org.espalier.study.torus.TorusResult;

/** What a report of one kind of experiment holds. */
interface Findings {
    static Findings of(ExperimentResult result) {
        if (result instanceof SweepResult sweep) {
            return new SweepFindings(sweep);
        }
        if (result instanceof StatesResult states) {
            return new StatesFindings(states);
        }
        return result instanceof StudyResult study ? new StudyFindings(study) : new TorusFindings((TorusResult) result);
    }

    ExperimentResult result();

    /** What was studied, in a line. */
    String origin();

    /** What repeats the run, without the study. */
    String command();

    /** Name of the text that explains the files. */
    String readme();

    long seed();

    /** The answer in sentences; the first one tells how a run ended that ended early. */
    List<String> sentences();

    /** The numbers that are to be seen first. */
    void cards(Page.Section answer);

    /** All sections between the answer and what was run. */
    void sections(Page page);

    /** The tables with every digit. */
    List<Table> tables();

    default String page() {
        Page page = new Page(result().study().title(), origin(), "Espalier " + Version.current());
        Page.Section answer = page.section("answer", "Answer", "Answer");
        List<String> sentences = sentences();
        int from = 0;
        if (!result().outcome().isCompleted()) {
            answer.warning(sentences.get(from++) + " What was finished is below.");
        }
        if (from < sentences.size()) {
            answer.paragraph(sentences.get(from++));
        }
        cards(answer);
        sentences.subList(from, sentences.size()).forEach(answer::paragraph);
        sections(page);
        run(page.section("run", "Run", "Run"));
        return page.html();
    }

    private void run(Page.Section section) {
        Table.Builder stages =
                Table.columns("stage", "what came out", "seconds").named("Stages");
        result().stages()
                .forEach(stage ->
                        stages.row(stage.name(), stage.summary(), String.format(Locale.ROOT, "%.2f", stage.seconds())));
        section.table(stages.table());
        section.paragraph("Espalier " + Version.current() + ", Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ". Seed of the simulation: "
                + seed() + ".");
        section.listing("The study as resolved", result().study().toYaml());
    }
}
