package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

class MainTest {
    /** What a run of the command left behind. */
    record Ran(int code, String out, String err) {}

    static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    @Test
    void helpAndVersionAreData() {
        Ran help = run("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: espalier", "Example:");
        assertThat(help.err()).isEmpty();
        Ran version = run("--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("(?s)espalier \\d+\\.\\d+\\.\\d+.*Java .*");
    }

    @Test
    void aMistakeInTheArgumentsIsOneLineAndCodeTwo() {
        for (String[] wrong : List.of(new String[] {"--frobnicate"}, new String[] {"nosuchcommand"})) {
            Ran ran = run(wrong);
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().strip().lines()).hasSize(1);
            assertThat(ran.err()).contains(wrong[0], "--help");
        }
    }

    @Test
    void aMistypedWordIsAnsweredByTheNearest() {
        assertThat(run("rnu").err()).contains("'rnu'", "did you mean", "run").hasLineCount(1);
        assertThat(run("bbgky", "simulat").err()).contains("did you mean", "simulate");
        assertThat(run("run", "--metod", "typed").err()).contains("did you mean", "--method");
        assertThat(run("compare", "--qiet").code()).isEqualTo(Main.USER_ERROR);
    }

    private static void collect(CommandLine command, List<String> names, Map<List<String>, CommandLine> found) {
        found.put(names, command);
        command.getSubcommands().forEach((name, sub) -> {
            if (!name.equals("help")) {
                List<String> longer = new ArrayList<>(names);
                longer.add(name);
                collect(sub, longer, found);
            }
        });
    }

    /** Every command, those under others too: its help is printed, and picocli finds nothing in it that it cannot format. */
    @TestFactory
    List<DynamicTest> theHelpOfEveryCommandIsWellFormed() {
        Map<List<String>, CommandLine> found = new LinkedHashMap<>();
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        collect(Main.commandLine(nowhere, nowhere), List.of(), found);
        assertThat(found).hasSizeGreaterThan(35);
        List<DynamicTest> tests = new ArrayList<>();
        found.forEach((names, command) ->
                tests.add(DynamicTest.dynamicTest("espalier " + String.join(" ", names), () -> {
                    PrintStream before = System.err;
                    ByteArrayOutputStream warnings = new ByteArrayOutputStream();
                    System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
                    String help;
                    try {
                        help = command.getUsageMessage();
                    } finally {
                        System.setErr(before);
                    }
                    assertThat(help).contains("Usage: espalier").doesNotContain("%n", "%%");
                    assertThat(warnings.toString(StandardCharsets.UTF_8)).isEmpty();
                })));
        return tests;
    }

    @TestFactory
    List<DynamicTest> everyCommandShowsAnExample() {
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, CommandLine> commands = Main.commandLine(
                        new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
                .getSubcommands();
        commands.forEach((name, command) -> {
            if (!name.equals("help")) {
                tests.add(DynamicTest.dynamicTest(name, () -> {
                    Ran help = run(name, "--help");
                    assertThat(help.code()).isZero();
                    assertThat(help.out()).contains("Example", "espalier " + name);
                    assertThat(help.err()).isEmpty();
                    assertThat(command.getCommandSpec().usageMessage().description())
                            .as("description")
                            .isNotEmpty();
                }));
            }
        });
        assertThat(commands).isNotEmpty();
        return tests;
    }
}
