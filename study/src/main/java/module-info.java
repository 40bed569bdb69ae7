/**
 * An experiment in one file: its stages, its result as a value, its tables, plots and page. What others rely on is the file and
 * the command that runs it; the types follow the file, and are open to programs on the class path only.
 *
 * @since 0.1
 */
@SuppressWarnings("module") // friends are built later
module org.espalier.study {
    requires transitive org.espalier.estimates;
    requires transitive org.espalier.report;
    requires org.snakeyaml.engine;

    exports org.espalier.study to
            org.espalier.cli;
    exports org.espalier.study.display to
            org.espalier.cli;
    exports org.espalier.study.method to
            org.espalier.cli;
    exports org.espalier.study.paired to
            org.espalier.cli;
    exports org.espalier.study.report to
            org.espalier.cli;
    exports org.espalier.study.states to
            org.espalier.cli;
    exports org.espalier.study.sweep to
            org.espalier.cli;
    exports org.espalier.study.torus to
            org.espalier.cli;
    exports org.espalier.study.yaml to
            org.espalier.cli;
}
