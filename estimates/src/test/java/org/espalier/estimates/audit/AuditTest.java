package org.espalier.estimates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.espalier.bbgky.kernel.PowerLaw;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.estimates.audit.Finding.Satisfied;
import org.espalier.estimates.audit.Finding.Undecided;
import org.espalier.estimates.audit.Finding.Violated;
import org.espalier.model.generate.AllToAll;
import org.espalier.model.io.Networks;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Drift;
import org.espalier.model.neuron.FunctionFacts;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Neuron NEURON = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
    private static final Normal LAW = Normal.of(0.3, 0.3);

    private static Drift drift(FunctionFacts facts) {
        return new Drift() {
            @Override
            public double at(double v) {
                return Math.sin(v);
            }

            @Override
            public FunctionFacts facts() {
                return facts;
            }
        };
    }

    /** b = 1 − v is outside the theorem as stated; the same with a bounded drift is not; σ = 0 is; unknown is undecided. */
    @Test
    void leakIsOutsideTheTheorem() {
        SynapticNetwork network = new AllToAll(30, 0.5).generate(0);
        Audit audit = MeanFieldAudit.of(network, NEURON, LAW);
        assertThat(audit.of("b bounded")).isInstanceOf(Violated.class);
        assertThat(audit.of("b bounded").grounds()).contains("−∞").contains("outside the theorem as stated");
        assertThat(audit.of("ν bounded").grounds()).contains("4");
        assertThat(audit.of("σ")).isInstanceOf(Satisfied.class);
        assertThat(audit.of("constants")).isInstanceOf(Satisfied.class);
        assertThat(audit.of("C_w")).isInstanceOf(Undecided.class);
        assertThat(audit.hasViolations()).isTrue();

        Drift bounded = drift(new FunctionFacts(-1, 1, 1, Optional.of(Math::cos)));
        Audit fine = MeanFieldAudit.of(network, NEURON.drift(bounded), LAW);
        assertThat(fine.hasViolations()).isFalse();
        assertThat(fine.conclusion()).contains("if what is undecided holds");

        Audit unknown = MeanFieldAudit.of(network, NEURON.drift(Math::sin).intensity(Math::exp), LAW);
        assertThat(unknown.of("b bounded")).isInstanceOf(Undecided.class);
        assertThat(unknown.of("ν bounded")).isInstanceOf(Undecided.class);

        Audit quiet = MeanFieldAudit.of(network, NEURON.noise(0), LAW);
        assertThat(quiet.of("σ")).isInstanceOf(Violated.class);
        assertThat(quiet.of("constants")).isInstanceOf(Violated.class);
    }

    /** All-to-all J/N satisfies the scaling along N; a star of fixed weights violates both parts. */
    @Test
    void sequencesDecideTheScaling() {
        List<SynapticNetwork> dense = new ArrayList<>();
        List<SynapticNetwork> stars = new ArrayList<>();
        for (int n : new int[] {20, 40, 80, 160, 320}) {
            dense.add(new AllToAll(n, 0.5).generate(0));
            int[] rows = new int[n - 1];
            double[] weights = new double[n - 1];
            for (int i = 1; i < n; i++) {
                rows[i - 1] = i;
                weights[i - 1] = 0.5;
            }
            stars.add(SynapticNetwork.of(n, rows, new int[n - 1], weights));
        }
        Audit good = MeanFieldAudit.ofSequence(dense, NEURON, LAW);
        assertThat(good.of("C_w")).isInstanceOf(Satisfied.class);
        assertThat(good.of("ε_w")).isInstanceOf(Satisfied.class);
        assertThat(good.of("ε_w").grounds()).contains("N^-1");
        Audit bad = MeanFieldAudit.ofSequence(stars, NEURON, LAW);
        assertThat(bad.of("C_w")).isInstanceOf(Violated.class);
        assertThat(bad.of("ε_w")).isInstanceOf(Violated.class);
    }

    /** The worm, or the larva: one short page with its numbers and no claim about a limit. */
    @Test
    void connectomesReadLikeARemark() {
        String data = System.getenv("ESPALIER_DATA");
        Path folder = data != null
                ? Path.of(data)
                : Path.of(System.getProperty("espalier.root", ".")).resolve("../shared/data");
        for (String name : new String[] {"worm_edges.csv", "larva_edges.txt"}) {
            Path file = folder.resolve(name);
            assumeThat(Files.exists(file)).isTrue();
            SynapticNetwork network = Networks.read(file).scaledTo(Scaling.meanRowSum(0.5));
            Audit audit = MeanFieldAudit.of(network, NEURON, LAW);
            assertThat(audit.toString().lines().count()).isLessThan(16);
            assertThat(audit.of("C_w").grounds()).contains("C_w =").contains("sum convention");
            assertThat(audit.of("ε_w")).isInstanceOf(Undecided.class);
            assertThat(audit.conclusion()).startsWith("The theorem does not apply as stated: b bounded");
            assertThat(audit.toMarkdown()).contains("| violated |");
        }
    }

    /** Kernels: 2-d vortices need p' < 2, sine in one dimension has divergence. */
    @Test
    void kernels() {
        Audit vortices = KernelAudit.of(PowerLaw.biotSavart(), 0.5, 4);
        assertThat(vortices.of("K ∈ L^p'")).isInstanceOf(Satisfied.class);
        assertThat(vortices.of("div K")).isInstanceOf(Satisfied.class);
        assertThat(vortices.hasViolations()).isFalse();
        Audit tight = KernelAudit.of(PowerLaw.biotSavart(), 0.5, 2);
        assertThat(tight.of("K ∈ L^p'")).isInstanceOf(Violated.class);
        Audit sine = KernelAudit.of(Sine.of(-1), 0, 2);
        assertThat(sine.of("div K")).isInstanceOf(Violated.class);
        assertThat(sine.of("(div K)_−")).isInstanceOf(Satisfied.class);
        assertThat(sine.of("σ")).isInstanceOf(Violated.class);
    }
}
