package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Leaky integrate-and-fire neurons with a threshold, from the command line. */
class ThresholdStudyTest {
    private static final double INPUT = 0.9;
    private static final double NOISE = 0.5;
    private static final double RESET = 0.1;
    private static final double REST = 0.2;
    /** Everybody kicks everybody else: of 20 neurons 19. */
    private static final double ROW_SUM = 0.4 * 19 / 20;

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
        Path root = Path.of(System.getProperty("espalier.root"));
        String study = root.resolve("examples").resolve("threshold.yaml").toString();
        MainTest.Ran ran =
                MainTest.run("compare", study, "--as", "csv", "--replicas", "10", "--set", "simulation.time_step=0.02");
        assertThat(ran.code()).as(ran.err()).isZero();
        List<String[]> rows =
                ran.out().lines().skip(1).map(line -> line.split(",")).toList();
        assertThat(rows).hasSize(2).allMatch(row -> row[0].equals("mean field"));
        double told = Double.parseDouble(rows.get(1)[11]);
        assertThat(told).isBetween(1e-7, 5e-3);
        double predicted = Double.parseDouble(rows.get(1)[2]);
        assertThat(predicted).isCloseTo(stationary(), within(told));
        // the page on questions says so
        assertThat(Files.readString(root.resolve("docs").resolve("questions.md")))
                .contains(String.format(Locale.ROOT, "the mean field has %.5f at t = 12", predicted))
                .contains(String.format(Locale.ROOT, "Siegert's formula has %.5f", stationary()));
    }
}
