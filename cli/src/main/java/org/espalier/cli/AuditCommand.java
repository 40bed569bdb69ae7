package org.espalier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.espalier.estimates.audit.Audit;
import org.espalier.estimates.audit.MeanFieldAudit;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the audit of a study against the hypotheses of the mean-field theorem. */
@Command(
        name = "audit",
        description = {
            "Check the hypotheses of the mean-field theorem on a study, one by one: satisfied with the margin, violated with"
                    + " a witness, or undecided with the reason.",
            "Columns: hypothesis, source, verdict, grounds."
        },
        footer = "  espalier audit --network worm_edges.csv")
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private StudySource source;

    @Option(
            names = "--sequence",
            paramLabel = "FILE",
            split = ",",
            description =
                    "networks of growing size, at least three files separated by commas: then the scaling hypotheses are"
                            + " decided by their trend; signs and scaling as in the study")
    private List<Path> sequence = List.of();

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        Study study = source.study();
        Audit audit;
        if (sequence.isEmpty()) {
            audit = MeanFieldAudit.of(study.network().network(), study.neuron(), study.law());
        } else {
            List<SynapticNetwork> networks = new ArrayList<>();
            for (Path file : sequence) {
                networks.add(study.withNetwork(file).network().network());
            }
            audit = MeanFieldAudit.ofSequence(networks, study.neuron(), study.law());
        }
        if (output.format() == Table.Format.TEXT) {
            audit.toString().lines().forEach(output::say);
            return Main.OK;
        }
        Table.Builder rows = Table.columns("hypothesis", "source", "verdict", "grounds");
        for (Audit.Entry entry : audit.entries()) {
            rows.row(
                    entry.hypothesis(),
                    entry.source(),
                    entry.finding().verdict(),
                    entry.finding().grounds());
        }
        output.print(rows.table());
        output.say(audit.conclusion());
        return Main.OK;
    }
}
