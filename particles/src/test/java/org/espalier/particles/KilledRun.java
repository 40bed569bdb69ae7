package org.espalier.particles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.particles.spiking.Driver;
import org.espalier.run.Progress;
import org.espalier.run.Times;

/** A run in a process of its own, which may be killed: resumes from the first argument, writes its result to the
 * second; the third is the number of replicas, or of the steps of one long replica if a fourth names the driver or a pair. */
final class KilledRun {
    /** In the place of a driver: the pair of trajectories for the bias of the time step. */
    static final String PAIR = "PAIR";

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

    /** Replicas that take seconds each; the argument is the number of steps. */
    static Ensemble longReplicas(int steps, String kind) {
        int size = 6000;
        int[] rows = new int[2 * size];
        int[] columns = new int[2 * size];
        double[] weights = new double[2 * size];
        for (int k = 0; k < 2 * size; k++) {
            rows[k] = (k / 2 + 1 + 5 * (k % 2)) % size;
            columns[k] = k / 2;
            weights[k] = k % 6 == 0 ? -0.5 : 0.3;
        }
        // as many candidates in one unit of time as there are neuron updates would be too many: an eighth
        return Ensemble.of(
                        Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(steps / 8.0, 3, 0.2)),
                        SynapticNetwork.of(size, rows, columns, weights),
                        Normal.of(0.3, 0.3))
                .replicas(1)
                .driver(kind.equals(PAIR) ? Driver.TIME_STEPPED : Driver.valueOf(kind))
                .timeStep(1.0 / steps);
    }

    static EnsembleResult longRun(Ensemble ensemble, String kind) {
        return kind.equals(PAIR) ? ensemble.timeStepBias(Times.of(1), Progress.silent()) : ensemble.run(Times.of(1));
    }

    static String result(EnsembleResult result) {
        return result.outcome().kind() + " " + result.replicas() + " "
                + Arrays.toString(result.rate().means())
                + Arrays.toString(result.rate().standardErrors())
                + Arrays.toString(result.spikes().means()) + Arrays.toString(result.rates(result.replicas() - 1));
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 3) {
            EnsembleResult result = longRun(
                    longReplicas(Integer.parseInt(arguments[2]), arguments[3])
                            .resume(Path.of(arguments[0]), Duration.ofMillis(5)),
                    arguments[3]);
            Files.writeString(Path.of(arguments[1]), result(result));
            return;
        }
        EnsembleResult result = ensemble(2, Integer.parseInt(arguments[2]))
                .resume(Path.of(arguments[0]), Duration.ofMillis(5))
                .run(Times.of(0.5, 1));
        Files.writeString(Path.of(arguments[1]), result(result));
    }
}
