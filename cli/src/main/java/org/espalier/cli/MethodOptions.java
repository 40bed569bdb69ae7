package org.espalier.cli;

import java.util.List;
import org.espalier.study.Study;
import picocli.CommandLine.Option;

/** How the hierarchy is closed and integrated, beside the elementary densities. */
final class MethodOptions {
    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description =
                    "close the hierarchy so, too, instead of the study's hierarchy.methods; may be repeated:"
                            + " typed[:classes=16,max_order=3], quadrature[:classes=16,max_order=7,inhibitory=0,starts=8],"
                            + " tensor:closure=vanishing|mean_drive|conditional[,max_order=3,edge_powers=1,basis=M|cells=M], classes[:classes=16]")
    private List<String> methods;

    Study on(Study study) {
        return methods == null
                ? study
                : study.withMethods(methods.stream().map(Study::method).toList());
    }
}
