package org.espalier.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.espalier.study.yaml.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code espalier} command. */
@Command(
        name = "espalier",
        description = "Predicts a network of neurons by its trees, by its mean-field limit and by direct simulation.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        footerHeading = "%nExample:%n",
        footer = "  espalier run",
        subcommands = {
            // one line a command, in alphabetical order
            AuditCommand.class,
            BbgkyCommand.class,
            CheckCommand.class,
            CompareCommand.class,
            ConvertCommand.class,
            DensitiesCommand.class,
            DistanceCommand.class,
            EquationsCommand.class,
            EstimatesCommand.class,
            GenerateCommand.class,
            CommandLine.HelpCommand.class,
            ProfileCommand.class,
            ReduceCommand.class,
            RunCommand.class,
            SimulateCommand.class,
            StatesCommand.class,
            StudyCommand.class,
            SweepCommand.class,
            TreesCommand.class,
        })
public final class Main {
    /** The command did what it was asked for. */
    public static final int OK = 0;

    /** A fault of the program, or data that standard output did not take. */
    public static final int FAULT = 1;

    /** A mistake in what the program was given. */
    public static final int USER_ERROR = 2;

    /** The computation ended before its last time; what is finished was written. */
    public static final int ENDED_EARLY = 3;

    /** Interrupted from the keyboard; what is finished was written. */
    public static final int INTERRUPTED = 130;

    /** Runs the command and ends the process with its exit code. */
    public static void main(String... arguments) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(new FileOutputStream(FileDescriptor.out), err, arguments);
        err.flush();
        System.exit(code);
    }

    /** Runs the command with its data going to a stream; data that do not arrive are an error. */
    static int run(OutputStream stream, PrintWriter err, String... arguments) {
        StandardOutput out = new StandardOutput(stream);
        return out.end(execute(out.writer(), err, arguments), err);
    }

    /**
     * Runs the command.
     *
     * @param out receives data
     * @param err receives progress and messages
     * @return the exit code
     */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        Messages messages = new Messages(err);
        try {
            return commandLine(out, messages).execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            return Fault.report(exhausted, messages);
        }
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new Main());
        GenerateCommand.addFamilies(line.getSubcommands().get("generate"));
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((exception, arguments) -> {
            String name = exception.getCommandLine().getCommandSpec().qualifiedName();
            String message = exception.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
            String guess = exception instanceof UnmatchedArgumentException unmatched ? meant(unmatched) : "";
            err.println("espalier: " + message + guess + "; see " + name + " --help");
            return USER_ERROR;
        });
        line.setExecutionStrategy(parsed -> {
            CommandLine command =
                    parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
            try {
                command.getCommandSpec().mixins().values().forEach(mixin -> {
                    if (mixin.userObject() instanceof OutputOptions output) {
                        output.check();
                    }
                });
            } catch (IllegalArgumentException | UncheckedIOException refusal) {
                return Fault.report(refusal, err);
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        line.setExecutionExceptionHandler((exception, command, parsed) -> Fault.report(exception, err));
        return line;
    }

    /** The name of a command or an option that was probably meant. */
    private static String meant(UnmatchedArgumentException unmatched) {
        CommandSpec spec = unmatched.getCommandLine().getCommandSpec();
        List<String> words = unmatched.getUnmatched();
        String word = words.isEmpty() ? "" : words.get(0).split("=", 2)[0];
        Set<String> names = word.startsWith("-")
                ? spec.optionsMap().keySet()
                : spec.subcommands().keySet();
        return Spelling.guess(word, names.toArray(String[]::new)).orElse("");
    }
}
