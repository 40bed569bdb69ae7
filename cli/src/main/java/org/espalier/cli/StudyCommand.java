package org.espalier.cli;

import java.util.concurrent.Callable;
import org.espalier.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the template of a study. */
@Command(
        name = "study",
        description = "Print a commented study file to start from: the built-in study.",
        footer = "  espalier study > my.yaml")
final class StudyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        command.commandLine().getOut().print(Study.template());
        command.commandLine().getOut().flush();
        return Main.OK;
    }
}
