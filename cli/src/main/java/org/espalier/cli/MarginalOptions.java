package org.espalier.cli;

import java.util.OptionalInt;
import org.espalier.bbgky.marginals.MarginalClosure;
import org.espalier.study.torus.MarginalPlan;
import picocli.CommandLine.Option;

/** The hierarchy of marginals of a {@code bbgky} command. */
final class MarginalOptions {
    @Option(
            names = {"-n", "--order"},
            paramLabel = "N",
            description = "level of truncation instead of the study's (built in: 2)")
    private Integer order;

    @Option(
            names = "--closure",
            paramLabel = "CLOSURE",
            description = "${COMPLETION-CANDIDATES}, instead of the study's (built in: cumulant)")
    private MarginalClosure closure;

    @Option(
            names = "--modes",
            paramLabel = "M",
            description = "largest Fourier mode instead of the study's (built in: 12 in d = 1, else 4)")
    private Integer modes;

    /** Made by the command line. */
    MarginalOptions() {}

    MarginalPlan plan(MarginalPlan base) {
        return new MarginalPlan(
                order != null ? order : base.order(),
                closure != null ? closure : base.closure(),
                modes != null ? OptionalInt.of(modes) : base.modes());
    }
}
