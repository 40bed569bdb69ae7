/** Tables, plots and pages as values, and what renders them as text, CSV, JSON, NumPy archives, SVG and HTML. */
module org.espalier.report {
    requires transitive org.espalier.run;
    requires org.espalier.model;
    requires com.fasterxml.jackson.databind;
    requires org.apache.commons.csv;

    exports org.espalier.report;
    exports org.espalier.report.page;
    exports org.espalier.report.plot;
}
