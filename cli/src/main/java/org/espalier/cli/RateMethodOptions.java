package org.espalier.cli;

import java.util.ArrayList;
import java.util.List;
import org.espalier.study.RateMethod;
import picocli.CommandLine.Option;

/** How rates are found where one question is put to several studies. */
final class RateMethodOptions {
    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description =
                    "find the rates so; may be repeated: orders (elementary densities at their best order), mean_field,"
                            + " simulation, typed[:classes=16,max_order=3], quadrature[:...], tensor:closure=...[,...], classes[:classes=16]"
                            + " as for run (default: the study's hierarchy.methods, or typed:classes=8,max_order=3)")
    private List<String> methods = new ArrayList<>();

    List<RateMethod> methods() {
        return methods.stream().map(RateMethod::parse).toList();
    }
}
