package org.espalier.cli;

import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.model.run.Times;
import picocli.CommandLine.Option;

/** The system that every {@code bbgky} command is about: kernel, noise, initial law, times. */
final class TorusOptions {
    @Option(
            names = "--kernel",
            paramLabel = "KERNEL",
            defaultValue = "sine:coupling=1",
            description = "interaction K, NAME:KEY=VALUE,…: " + TorusText.KERNELS + " (default: ${DEFAULT-VALUE})")
    private String kernel;

    @Option(
            names = "--noise",
            paramLabel = "SIGMA",
            defaultValue = "0.5",
            description = "noise sigma of each particle (default: ${DEFAULT-VALUE})")
    private double noise;

    @Option(
            names = "--law",
            paramLabel = "LAW",
            defaultValue = "von-mises:concentration=1",
            description = "law of a particle at time 0: " + TorusText.LAWS + " (default: ${DEFAULT-VALUE})")
    private String law;

    @Option(
            names = "--until",
            paramLabel = "T",
            defaultValue = "0.5",
            description = "last time (default: ${DEFAULT-VALUE})")
    private double until;

    @Option(
            names = "--intervals",
            paramLabel = "COUNT",
            defaultValue = "5",
            description = "output times are 0, T/COUNT, …, T (default: ${DEFAULT-VALUE})")
    private int intervals;

    /** Made by the command line. */
    TorusOptions() {}

    TorusKernel kernel() {
        return TorusText.kernel(kernel);
    }

    double noise() {
        return noise;
    }

    TorusLaw law() {
        return TorusText.law(law, kernel().dimension());
    }

    Times times() {
        return Times.upTo(until, intervals);
    }

    String describe() {
        return kernel().facts().name() + ", noise " + noise + ", law " + law;
    }
}
