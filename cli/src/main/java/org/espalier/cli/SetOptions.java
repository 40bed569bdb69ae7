package org.espalier.cli;

import java.util.ArrayList;
import java.util.List;
import org.espalier.study.Study;
import org.espalier.study.yaml.YamlChange;
import picocli.CommandLine.Option;

/** What the command line changes of a study file. */
final class SetOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "change a value of the study, may be repeated: KEY as in the file with dots between its sections, such as"
                            + " network.scaling.value=0.3 or hierarchy.methods[0].classes=4")
    private List<String> settings = new ArrayList<>();

    boolean isEmpty() {
        return settings.isEmpty();
    }

    Study on(Study read) {
        try {
            return read.changed(settings.stream().map(YamlChange::parse).toList());
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("--set " + refused.getMessage(), refused);
        }
    }
}
