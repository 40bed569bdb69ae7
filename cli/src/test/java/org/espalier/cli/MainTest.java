package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
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
