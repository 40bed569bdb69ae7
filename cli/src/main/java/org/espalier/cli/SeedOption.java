package org.espalier.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** What fixes the random numbers of a command. */
final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "fixes all random numbers (default: the seed of the study, 1 without one)")
    private Long seed;

    /** Made by the command line. */
    SeedOption() {}

    Optional<Long> seed() {
        return Optional.ofNullable(seed);
    }

    /** Where there is no study. */
    long orOne() {
        return seed == null ? 1 : seed;
    }
}
