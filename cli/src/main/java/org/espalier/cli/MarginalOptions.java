package org.espalier.cli;

import java.util.Locale;
import java.util.Map;
import org.espalier.bbgky.marginals.MarginalClosure;
import picocli.CommandLine.Option;

/** The hierarchy of marginals of a {@code bbgky} command. */
final class MarginalOptions implements TorusOptions.Keys {
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

    @Override
    public void put(Map<String, Object> changes) {
        changes.put("hierarchy.order", order);
        changes.put("hierarchy.closure", closure == null ? null : closure.name().toLowerCase(Locale.ROOT));
        changes.put("hierarchy.modes", modes);
    }
}
