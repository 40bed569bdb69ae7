package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaky integrate-and-fire neurons with a threshold, from the command line. */
class ThresholdStudyTest {
    private static final double INPUT = 0.9;
    private static final double NOISE = 0.5;
    private static final double RESET = 0.1;
    private static final double REST = 0.2;
    /** Everybody kicks everybody else: of 20 neurons 19. */
    private static final double ROW_SUM = 0.4 * 19 / 20;

    private static final String STUDY = """
            title: Threshold
            network:
              generator: {family: all_to_all, neurons: 20, coupling: 0.4}
              signs: {rule: as_given}
              scaling: {measure: none}
            neuron:
              drift: {family: linear, input: 0.9, rate: 1}
              noise: 0.5
              intensity: {family: threshold, threshold: 1}
              reset: 0.1
              kick_factor: 1
              refractory: 0.2
            time: {unit: tau, outputs: [1, 12], curve_intervals: 12}
            initial_law: {family: normal, mean: 0.1, deviation: 0.1}
            delays: {usual: 0.15}
            hierarchy: {max_order: 2, closure: vanishing}
            numerics: {cells: 200, time_step: 0.02}
            simulation: {replicas: 20, time_step: 0.01, seed: 1}
            """;

    @TempDir
    private Path folder;

    /** 1/T with Siegert's T = √π ∫_a^b e^{x²}(1 + erf x) dx = ∫_0^∞ (e^{2by} − e^{2ay})/y e^{−y²} dy and rest, by the midpoint rule. */
    private static double siegert(double input) {
        double a = (RESET - input) / NOISE;
        double b = (1 - input) / NOISE;
        double h = 1e-4;
        double sum = 0;
        for (int k = 0; k < 120_000; k++) {
            double y = (k + 0.5) * h;
            sum += h * Math.exp(-y * y) * (Math.exp(2 * b * y) - Math.exp(2 * a * y)) / y;
        }
        return 1 / (REST + sum);
    }

    /** The stationary rate r = 1/(τ + T(β + J r)), T the mean first-passage time. */
    private static double stationary() {
        double low = 0;
        double high = 1 / REST;
        for (int n = 0; n < 60; n++) {
            double r = (low + high) / 2;
            if (siegert(INPUT + ROW_SUM * r) > r) {
                low = r;
            } else {
                high = r;
            }
        }
        return low;
    }

    @Test
    void theStationaryRateIsSiegertsToItsToldError() throws Exception {
        Path study = folder.resolve("threshold.yaml");
        Files.writeString(study, STUDY);
        MainTest.Ran ran = MainTest.run("compare", study.toString(), "--as", "csv");
        assertThat(ran.code()).as(ran.err()).isZero();
        List<String[]> rows =
                ran.out().lines().skip(1).map(line -> line.split(",")).toList();
        assertThat(rows).hasSize(2).allMatch(row -> row[0].equals("mean field"));
        double told = Double.parseDouble(rows.get(1)[11]);
        assertThat(told).isBetween(1e-7, 2e-3);
        assertThat(Double.parseDouble(rows.get(1)[2])).isCloseTo(stationary(), within(told));
    }
}
