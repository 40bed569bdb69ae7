package org.espalier.estimates.audit;

import java.util.List;
import java.util.Objects;

/**
 * One page of hypotheses with their findings.
 *
 * @param subject what was audited
 * @param entries the hypotheses, in the order of the theorem
 * @param conclusion one or two sentences: what follows, and what does not
 */
public record Audit(String subject, List<Entry> entries, String conclusion) {
    /** Copies the entries. */
    public Audit {
        Objects.requireNonNull(subject, "subject");
        entries = List.copyOf(entries);
        Objects.requireNonNull(conclusion, "conclusion");
    }

    /**
     * One hypothesis.
     *
     * @param hypothesis what is asked
     * @param source where it is asked
     * @param finding what was found
     */
    public record Entry(String hypothesis, String source, Finding finding) {
        /** Checks the components. */
        public Entry {
            Objects.requireNonNull(hypothesis, "hypothesis");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(finding, "finding");
        }
    }

    /**
     * {@return the finding for a hypothesis}
     *
     * @param hypothesis its text, or the beginning of it
     */
    public Finding of(String hypothesis) {
        return entries.stream()
                .filter(entry -> entry.hypothesis.startsWith(hypothesis))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("audit: no hypothesis \"" + hypothesis + "\""))
                .finding;
    }

    /** {@return whether a hypothesis does not hold} */
    public boolean hasViolations() {
        return entries.stream().anyMatch(entry -> entry.finding instanceof Finding.Violated);
    }

    /** {@return the audit as a table in Markdown} */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder("### Audit: " + subject + "\n\n")
                .append("| hypothesis | source | verdict | grounds |\n|---|---|---|---|\n");
        for (Entry entry : entries) {
            text.append("| ")
                    .append(String.join(
                            " | ",
                            cell(entry.hypothesis),
                            cell(entry.source),
                            entry.finding.verdict(),
                            cell(entry.finding.grounds())))
                    .append(" |\n");
        }
        return text.append('\n').append(conclusion).append('\n').toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Audit: ").append(subject).append('\n');
        for (Entry entry : entries) {
            text.append(String.format("  %-9s  %s (%s): ", entry.finding.verdict(), entry.hypothesis, entry.source))
                    .append(entry.finding.grounds())
                    .append('\n');
        }
        return text.append(conclusion).toString();
    }
}
