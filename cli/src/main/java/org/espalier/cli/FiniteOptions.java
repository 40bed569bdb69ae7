package org.espalier.cli;

import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** A finite number of particles where the default is infinitely many. */
final class FiniteOptions {
    @Option(
            names = {"-N", "--particles"},
            paramLabel = "N",
            description = "finite number of particles (default: that of the study file, else infinitely many)")
    private Long particles;

    OptionalLong of(TorusOptions system) {
        if (particles != null) {
            return OptionalLong.of(particles);
        }
        return system.fromFile() ? OptionalLong.of(system.study().system().particles()) : OptionalLong.empty();
    }
}
