package org.espalier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.espalier.estimates.audit.Audit;
import org.espalier.estimates.audit.KernelAudit;
import org.espalier.estimates.audit.MeanFieldAudit;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.report.Table;
import org.espalier.study.Study;
import org.espalier.study.report.StudyTables;
import org.espalier.study.torus.TorusText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the audit of a study against the hypotheses of the mean-field theorem. */
@Command(
        name = "audit",
        description = {
            "Check the hypotheses of the mean-field theorem on a study, one by one: satisfied with the margin, violated with"
                    + " a witness, or undecided with the reason. With --kernel: the hypotheses of the norm estimate of"
                    + " particles on the torus (10.2).",
            "Columns: hypothesis, source, verdict, grounds."
        },
        footer = {
            "  espalier audit --network worm_edges.csv",
            "  espalier audit --kernel vortices --noise 0.5 --exponent 4"
        })
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

    @Option(
            names = "--kernel",
            paramLabel = "KERNEL",
            description =
                    "audit this interaction on the torus instead of a study, NAME:KEY=VALUE,…: " + TorusText.KERNELS)
    private String kernel;

    @Option(
            names = "--noise",
            paramLabel = "SIGMA",
            description = "with --kernel: noise sigma of each particle (default: 0.5)")
    private Double noise;

    @Option(
            names = {"-p", "--exponent"},
            paramLabel = "P",
            description = "with --kernel: exponent p of the norms (default: 2)")
    private Double exponent;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        print(kernel == null ? ofStudy() : ofKernel());
        return Main.OK;
    }

    private Audit ofKernel() {
        if (source.isGiven() || !sequence.isEmpty()) {
            throw new IllegalArgumentException(
                    "--kernel audits particles on the torus: leave out the study, --network, --seed and --sequence");
        }
        return KernelAudit.of(TorusText.kernel(kernel), noise == null ? 0.5 : noise, exponent == null ? 2 : exponent);
    }

    private Audit ofStudy() {
        if (noise != null || exponent != null) {
            throw new IllegalArgumentException(
                    "--noise and --exponent belong to --kernel; the noise of a study is in its file");
        }
        Study study = source.study();
        if (sequence.isEmpty()) {
            return MeanFieldAudit.of(study.problem(study.network().network()));
        }
        study.refusalOfOneModel().ifPresent(reason -> {
            throw new IllegalArgumentException("audit of a sequence: " + reason);
        });
        List<SynapticNetwork> networks = new ArrayList<>();
        for (Path file : sequence) {
            networks.add(study.withNetwork(file).network().network());
        }
        return MeanFieldAudit.ofSequence(networks, study.neuron(), study.law());
    }

    private void print(Audit audit) {
        if (output.format() == Table.Format.TEXT) {
            audit.toString().lines().forEach(output::say);
            return;
        }
        output.print(StudyTables.audit(audit));
        output.say(audit.conclusion());
    }
}
