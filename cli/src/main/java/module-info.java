/**
 * The espalier command. A program: it exports nothing.
 *
 * @since 0.1
 */
module org.espalier.cli {
    requires org.espalier.study;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires me.tongfei.progressbar;
    requires org.apache.commons.rng.simple;

    opens org.espalier.cli to
            info.picocli;
}
