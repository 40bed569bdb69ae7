/** An experiment in one file: its stages, its result as a value, its tables, plots and page. */
@SuppressWarnings("module") // friends are built later
module org.espalier.study {
    requires transitive org.espalier.estimates;
    requires transitive org.espalier.report;
    requires org.snakeyaml.engine;

    exports org.espalier.study.display;
    exports org.espalier.study to
            org.espalier.cli;
    exports org.espalier.study.method to
            org.espalier.cli;
    exports org.espalier.study.report to
            org.espalier.cli;
    exports org.espalier.study.torus to
            org.espalier.cli;
    exports org.espalier.study.yaml to
            org.espalier.cli;
}
