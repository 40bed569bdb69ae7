/**
 * Tables, plots and pages as values, and what renders them as text, CSV, JSON, NumPy archives, SVG and HTML.
 *
 * @since 0.1
 */
@SuppressWarnings("module") // friends are built later
module org.espalier.report {
    requires transitive org.espalier.run;
    requires org.espalier.model;
    requires com.fasterxml.jackson.databind;
    requires org.apache.commons.csv;

    exports org.espalier.report to
            org.espalier.study,
            org.espalier.cli;
    exports org.espalier.report.page to
            org.espalier.study;
    exports org.espalier.report.plot to
            org.espalier.study,
            org.espalier.cli;
}
