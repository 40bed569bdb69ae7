package org.espalier.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.espalier.report.Table;
import org.espalier.report.Visible;
import org.espalier.run.Outcome;
import org.espalier.run.publish.WholeFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The option {@code --as} of every command that prints data: declare {@code @Mixin OutputOptions output;} and call
 * {@link #print(Table)}.
 */
final class OutputOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--as",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "print data as text, csv or json (default: ${DEFAULT-VALUE})")
    private Table.Format format;

    @Option(
            names = "--npz",
            paramLabel = "FILE",
            description = "also write the data to FILE as arrays of NumPy, one a column: numpy.load(FILE)")
    private Path arrays;

    @Mixin
    private Options.Force force;

    private boolean written;

    /** Made by the command line, for a field annotated with {@link Mixin}. */
    public OutputOptions() {}

    /** Refuses files that cannot be written, before any work is done. */
    void check() {
        if (arrays != null) {
            check(arrays);
        }
    }

    /** Refuses a file that cannot be written, and removes what a killed run left of it. */
    void check(Path file) {
        PrintWriter err = command.commandLine().getErr();
        WholeFile.check(file, force.given(), line -> FolderOptions.told(err, line));
    }

    /** {@return whether files and reports that exist may be replaced} */
    public boolean force() {
        return force.given();
    }

    /** {@return how data are wanted} */
    public Table.Format format() {
        return format;
    }

    /**
     * Prints a table on standard output in the wanted format. The first table that a command prints is its data: it is
     * also written as arrays where that is wanted.
     */
    public void print(Table table) {
        print(table, table);
    }

    /** Prints a table of which people see less, and which is written as arrays in full. */
    void print(Table table, Table shown) {
        shown.print(command.commandLine().getOut(), format);
        if (arrays != null && !written) {
            written = true;
            WholeFile.write(arrays, force.given(), table.arrays()::write);
        }
    }

    /**
     * Prints a line of explanation on standard output where data are read by people, on standard error otherwise, so
     * that CSV and JSON stay clean.
     */
    public void say(String line) {
        (format == Table.Format.TEXT
                        ? command.commandLine().getOut()
                        : command.commandLine().getErr())
                .println(Visible.of(line));
    }

    /** Prints a line of explanation, as {@link #say(String)} does, with values in a format. */
    public void say(String pattern, Object... values) {
        say(String.format(Locale.ROOT, pattern, values));
    }

    /**
     * Says why a computation ended early, if it did.
     *
     * @param outcome how it ended
     * @return the exit code
     */
    int ended(Outcome outcome) {
        if (!outcome.isCompleted()) {
            command.commandLine().getErr().println("espalier: " + outcome.message());
        }
        return outcome.isCompleted() ? Main.OK : Main.ENDED_EARLY;
    }
}
