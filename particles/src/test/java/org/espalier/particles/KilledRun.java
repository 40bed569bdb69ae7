package org.espalier.particles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.run.Times;

/** A run in a process of its own, which may be killed: resumes from the first argument, writes its result to the
 * second; the third is the number of replicas. */
final class KilledRun {
    private KilledRun() {}

    static Ensemble ensemble(int threads, int replicas) {
        return Ensemble.of(
                        Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2)),
                        ConstantIntensity.network(),
                        Normal.of(0.3, 0.3))
                .replicas(replicas)
                .timeStep(0.0005)
                .threads(threads);
    }

    static String result(EnsembleResult result) {
        return result.outcome().kind() + " " + result.replicas() + " "
                + Arrays.toString(result.rate().means())
                + Arrays.toString(result.rate().standardErrors())
                + Arrays.toString(result.spikes().means()) + Arrays.toString(result.rates(result.replicas() - 1));
    }

    public static void main(String[] arguments) throws IOException {
        EnsembleResult result = ensemble(2, Integer.parseInt(arguments[2]))
                .resume(Path.of(arguments[0]), Duration.ofMillis(5))
                .run(Times.of(0.5, 1));
        Files.writeString(Path.of(arguments[1]), result(result));
    }
}
