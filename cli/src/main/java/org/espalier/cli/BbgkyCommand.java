package org.espalier.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The classical hierarchy of exchangeable particles on the torus. */
@Command(
        name = "bbgky",
        description = "Exchangeable particles on the torus: norms and marginals of their hierarchy, mean-field limit,"
                + " simulation, and all of them against each other.",
        footer = "  espalier bbgky run --kernel sine:coupling=1 --noise 0.5 --particles 20",
        subcommands = {
            BbgkyKineticCommand.class,
            BbgkyLimitCommand.class,
            BbgkyMarginalsCommand.class,
            BbgkyNormsCommand.class,
            BbgkyRunCommand.class,
            BbgkySimulateCommand.class,
        })
final class BbgkyCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                command.commandLine(),
                "Missing required subcommand: kinetic, limit, marginals, norms, run or simulate");
    }
}
