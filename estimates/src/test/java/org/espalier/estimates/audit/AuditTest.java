package org.espalier.estimates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.estimates.audit.Finding.Satisfied;
import org.espalier.estimates.audit.Finding.Undecided;
import org.espalier.estimates.audit.Finding.Violated;
import org.espalier.model.generate.AllToAll;
import org.espalier.model.io.Networks;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Drift;
import org.espalier.model.neuron.Empirical;
import org.espalier.model.neuron.ExponentialLaw;
import org.espalier.model.neuron.FunctionFacts;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Mixture;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.neuron.TruncatedNormal;
import org.espalier.model.neuron.UniformLaw;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
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
    void everyModelOfASystemIsJudgedAndWhatActsOnIt() {
        SynapticNetwork network = SynapticNetwork.ofMatrix(new double[][] {{0, 0.1, 0}, {0.1, 0, 0.2}, {0, 0.3, 0}});
        NetworkSystem one = NetworkSystem.of(NEURON, network, LAW);
        assertThat(MeanFieldAudit.of(one)).isEqualTo(MeanFieldAudit.of(network, NEURON, LAW));
        Neuron still = NEURON.noise(0);
        NetworkSystem several = NetworkSystem.of(
                        Neurons.byNeuron(List.of(NEURON, still, NEURON)), network, InitialLaws.same(LAW))
                .with(new Input.Current(new NeuronGroup("driven", 2), Signal.constant(1)))
                .refractory(0.1);
        Audit audit = MeanFieldAudit.of(several);
        assertThat(audit.of("σ > 0 (2 neurons, as 0)")).isInstanceOf(Satisfied.class);
        assertThat(audit.of("σ > 0 (1 neuron, as 1)")).isInstanceOf(Violated.class);
        assertThat(audit.of("no currents")).isInstanceOf(Violated.class);
        assertThat(audit.of("no refractory time").grounds()).contains("has a refractory time");
        assertThat(audit.entries().stream().filter(entry -> entry.hypothesis().startsWith("(5.1)")))
                .hasSize(1);
    }

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

    /** Every law of a study: decay, and whether the density that the energy estimate needs is there. */
    @Test
    void initialLaws() {
        SynapticNetwork network = new AllToAll(30, 0.5).generate(0);
        Neuron neuron = NEURON.drift(drift(new FunctionFacts(-1, 1, 1, Optional.of(Math::cos))));
        String decay = "fast decay";
        String density = "density";
        Audit normal = MeanFieldAudit.of(network, neuron, LAW);
        assertThat(normal.of(decay).grounds()).isEqualTo("normal, s = 0.3000: faster than any exponential");
        Audit cut = MeanFieldAudit.of(network, neuron, new TruncatedNormal(0, 1, -1, 2));
        assertThat(cut.of(decay).grounds()).isEqualTo("all mass in [-1.000, 2.000]");
        assertThat(MeanFieldAudit.of(network, neuron, new TruncatedNormal(0, 1, -1, Double.POSITIVE_INFINITY))
                        .of(decay)
                        .grounds())
                .contains("faster than any exponential");
        Audit flat = MeanFieldAudit.of(network, neuron, new UniformLaw(-1, 0.5));
        assertThat(flat.of(decay)).isEqualTo(new Satisfied("all mass in [-1.000, 0.5000]"));
        Audit tail = MeanFieldAudit.of(network, neuron, new ExponentialLaw(0, 4));
        assertThat(tail.of(decay).grounds()).contains("rate 0.25");
        // the exponent that is shown is one the tail bears
        assertThat(tail.of(density).grounds()).contains("a = 0.125");
        Mixture spiked = new Mixture(List.of(3.0, 1.0), List.of(LAW, new PointMass(0)));
        for (Audit audit : List.of(normal, cut, flat, tail)) {
            assertThat(audit.of(density)).isInstanceOf(Satisfied.class);
            assertThat(audit.hasViolations()).isFalse();
        }
        Audit atoms = MeanFieldAudit.of(network, neuron, spiked);
        assertThat(atoms.of(decay)).isInstanceOf(Satisfied.class);
        assertThat(atoms.of(density).grounds()).contains("mass 0.2500");
        for (InitialLaw law : new InitialLaw[] {new PointMass(0.2), Empirical.of(0.1, 0.4), spiked}) {
            Audit audit = MeanFieldAudit.of(network, neuron, law);
            assertThat(audit.of(density)).isInstanceOf(Violated.class);
            // the theorem asks for no density, the energy estimate does
            assertThat(audit.conclusion())
                    .startsWith("No hypothesis is violated")
                    .endsWith("The energy estimate does not apply: density of the law at time 0 in weighted L².");
        }
        InitialLaw cauchy = new InitialLaw() {
            @Override
            public double cumulative(double v) {
                return 0.5 + Math.atan(v) / Math.PI;
            }

            @Override
            public double quantile(double p) {
                return Math.tan(Math.PI * (p - 0.5));
            }

            @Override
            public double mean() {
                return 0;
            }

            @Override
            public double variance() {
                return Double.POSITIVE_INFINITY;
            }

            @Override
            public double sample(UniformRandomProvider random) {
                return quantile(random.nextDouble());
            }
        };
        Audit heavy = MeanFieldAudit.of(network, neuron, cauchy);
        assertThat(heavy.of(decay)).isInstanceOf(Undecided.class);
        assertThat(heavy.of(decay).grounds()).contains("1e-6 beyond 3.18e+05", "1e-12 beyond 3.18e+11");
        assertThat(heavy.of(density)).isInstanceOf(Undecided.class);
    }

    /** Kernels: 2-d vortices need p' < 2, sine in one dimension has divergence. */
    @Test
    void kernels() {
        Audit vortices = KernelAudit.of(PowerLawKernel.biotSavart(), 0.5, 4);
        assertThat(vortices.of("K ∈ L^p'")).isInstanceOf(Satisfied.class);
        assertThat(vortices.of("div K")).isInstanceOf(Satisfied.class);
        assertThat(vortices.hasViolations()).isFalse();
        Audit tight = KernelAudit.of(PowerLawKernel.biotSavart(), 0.5, 2);
        assertThat(tight.of("K ∈ L^p'")).isInstanceOf(Violated.class);
        Audit sine = KernelAudit.of(Sine.of(-1), 0, 2);
        assertThat(sine.of("div K")).isInstanceOf(Violated.class);
        assertThat(sine.of("(div K)_−")).isInstanceOf(Satisfied.class);
        assertThat(sine.of("σ")).isInstanceOf(Violated.class);
        assertThat(vortices.conclusion()).isEqualTo("The divergence-free estimate applies.");
        assertThat(sine.conclusion()).contains("does not apply as stated");
        assertThat(KernelAudit.of(Sine.of(-1), 0.3, 2).conclusion())
                .isEqualTo("The divergence-free estimate does not apply; the one with the divergence term does.");
        Audit smooth = KernelAudit.of(PowerLawKernel.biotSavart().regularised(0.05), 0.5, 2);
        assertThat(smooth.conclusion()).contains("applies, to the kernel as smoothed");
        assertThat(smooth.of("K is the singular kernel").grounds()).contains("0.05");
        // an attractive Coulomb kernel has an atom in its divergence
        Audit coulomb = KernelAudit.of(PowerLawKernel.coulomb(2, -1), 0.5, 4);
        assertThat(coulomb.of("(div K)_−")).isInstanceOf(Violated.class);
        assertThatThrownBy(() -> KernelAudit.of(Sine.of(1), -0.1, 2)).hasMessageContaining("σ = -0.1");
        assertThatThrownBy(() -> KernelAudit.of(Sine.of(1), 0.1, Double.NaN)).hasMessageContaining("p = NaN");
    }
}
