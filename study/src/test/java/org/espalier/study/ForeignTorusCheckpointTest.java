package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.kinetic.KineticEnsemble;
import org.espalier.bbgky.law.FourierLaw;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.law.VonMises;
import org.espalier.bbgky.particles.ForceMethod;
import org.espalier.bbgky.particles.TorusEnsemble;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.sampling.KeptReplicas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link ForeignCheckpointTest}, for particles on the torus. */
class ForeignTorusCheckpointTest {
    private static final Times TIMES = Times.of(0.1, 0.2);

    @TempDir
    private Path folder;

    private static TorusEnsemble torus(TorusKernel kernel, double noise, TorusLaw law, int particles) {
        return TorusEnsemble.of(kernel, noise, law, particles).replicas(2).timeStep(0.05);
    }

    @Test
    void torusEnsembles() {
        Sine sine = new Sine(1);
        TorusLaw law = FourierLaw.cosine(0.5, 23);
        TorusEnsemble base = torus(sine, 0.3, law, 6);
        Variations<TorusEnsemble> variations = new Variations<TorusEnsemble>()
                .of("kernel", "kernel", torus(new Sine(1.01), 0.3, law, 6))
                .of("noise", "noise", torus(sine, 0.31, law, 6))
                .of("law", "initial law", torus(sine, 0.3, FourierLaw.cosine(0.5, 46), 6))
                .of("particles", "number of particles", torus(sine, 0.3, law, 7))
                .of("seed", "seed", base.seed(2))
                .of("timeStep", "time step", base.timeStep(0.04))
                .of("method", "force", base.force(ForceMethod.direct()))
                .of("reach", "observables", base.modes(3))
                .of("bins", "observables", base.histogram(4));
        assertThat(variations.fields()).isEqualTo(Variations.fields(TorusEnsemble.class, "who", "plan"));
        Path file = folder.resolve("torus");
        base.checkpoint(file, Duration.ZERO).run(TIMES);
        variations.areRefused(varied -> varied.resume(file, Duration.ZERO).run(TIMES));
        assertThatThrownBy(() -> base.resume(file, Duration.ZERO).run(Times.of(0.1, 0.21)))
                .hasMessageContaining("not the same output times;");
    }

    @Test
    void kineticEnsembles() {
        Sine sine = new Sine(1);
        VonMises law = VonMises.of(1, 2);
        Function<Object[], KineticEnsemble> of = a -> KineticEnsemble.of(
                        (TorusKernel) a[0], (double) a[1], (double) a[2], (TorusLaw) a[3], (double) a[4], (int) a[5])
                .replicas(2)
                .seed((long) a[6])
                .timeStep((double) a[7]);
        Object[] first = {sine, 0.3, 0.5, law, 1.0, 6, 1L, 0.05};
        Object[] second = {new Sine(1.01), 0.31, 0.51, VonMises.of(1, 2.01), 1.01, 7, 2L, 0.04};
        String[] names = {"kernel", "noise", "friction", "law", "temperature", "particles", "seed", "timeStep"};
        String[] parts = {
            "kernel", "noise", "friction", "initial law", "temperature", "number of particles", "seed", "time step"
        };
        Variations<KineticEnsemble> variations = new Variations<>();
        for (int k = 0; k < names.length; k++) {
            Object[] varied = first.clone();
            varied[k] = second[k];
            variations.of(names[k], parts[k], of.apply(varied));
        }
        assertThat(variations.fields()).isEqualTo(Variations.fields(KineticEnsemble.class, "who", "plan"));
        Path file = folder.resolve("kinetic");
        KeptReplicas plan = new KeptReplicas(2, 1, java.util.Optional.of(file), Duration.ZERO, true);
        of.apply(first).kept(plan).run(TIMES, Progress.silent());
        variations.areRefused(varied -> varied.kept(plan).run(TIMES, Progress.silent()));
    }
}
