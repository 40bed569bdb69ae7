package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.SealedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rates between steps, and runs that are stopped and go on. */
class LongRunTest {
    private static final double[][] KERNEL = {{0.2, 0.5, -0.3}, {0.9, 0.1, 0.2}, {0.4, 0.4, -0.5}};
    private static final Populations CLASSES = Populations.ofClasses(new double[] {0.5, 0.3, 0.2}, KERNEL);

    private static MeanField equation() {
        return MeanField.of(Connectome.neuron(), CLASSES)
                .startingFrom(i -> Normal.of(0.3 + 0.1 * i, 0.3))
                .testing(v -> v)
                .keepingRates(true)
                .step(0.05);
    }

    /** Between steps the rate has the order of the steps themselves, two, from both sides; at output times it is the rate. */
    @Test
    void ratesBetweenStepsHaveOrderTwo() {
        MeanField onGrid = equation().on(Grid.of(-2, 0.05, 120)).estimatingError(false);
        double exact = onGrid.step(0.0005).solve(Times.of(0.617)).populationRate()[0];
        double[] errors = new double[4];
        for (int n = 0; n < 4; n++) {
            MeanFieldSolution solution = onGrid.step(0.05 / (1 << n)).solve(Times.of(0.3, 1));
            errors[n] = solution.populationRateAt(0.617) - exact;
            assertThat(solution.populationRateAt(1)).isEqualTo(solution.populationRate()[1]);
            assertThat(solution.rateAt(2, 0.3)).isEqualTo(solution.rate(2, 0));
            double average =
                    0.5 * solution.rateAt(0, 0.617) + 0.3 * solution.rateAt(1, 0.617) + 0.2 * solution.rateAt(2, 0.617);
            assertThat(average).isCloseTo(solution.populationRateAt(0.617), within(1e-14));
        }
        assertThat(errors[0] / errors[1]).isBetween(3.0, 5.3);
        assertThat(errors[1] / errors[2]).isBetween(3.3, 4.8);
        assertThat(errors[2] / errors[3]).isBetween(3.5, 4.5);
    }

    @Test
    void allFormsHaveRatesBetweenSteps() {
        Neuron still = new Neuron(new LinearLeak(1.5, 1), 0, Sigmoid.of(4, 1, 0.2), 0, 1);
        MeanField moving = MeanField.of(still, Populations.ofClasses(new double[] {1}, new double[][] {{0.3}}))
                .startingFrom(Normal.of(0.8, 0.1))
                .scheme(Scheme.CHARACTERISTICS)
                .cellWidth(0.01)
                .step(0.01);
        double between = moving.solve(Times.of(1)).populationRateAt(0.4567);
        assertThat(between).isCloseTo(moving.solve(Times.of(0.4567)).populationRate()[0], within(2e-4));
        MeanFieldSolution plain = moving.solve(Times.of(1));
        assertThatThrownBy(() -> plain.rateAt(0, 0.5)).hasMessageContaining("keepingRates");
        assertThatThrownBy(() -> plain.populationRateAt(1.5)).hasMessageContaining("between 0 and");
        assertThatThrownBy(() -> plain.populationRateAt(Double.NaN)).hasMessageContaining("NaN");
    }

    private static void assertSame(MeanFieldSolution found, MeanFieldSolution whole) {
        assertThat(found.outcome()).isEqualTo(whole.outcome());
        assertThat(found.steps()).isEqualTo(whole.steps());
        assertThat(found.driveRange()).isEqualTo(whole.driveRange());
        assertThat(found.populationRate()).containsExactly(whole.populationRate());
        for (int k = 0; k < whole.times().count(); k++) {
            assertThat(found.rates(k)).containsExactly(whole.rates(k));
            assertThat(found.averageDensity(k)).containsExactly(whole.averageDensity(k));
            assertThat(found.integrals(1, k)).containsExactly(whole.integrals(1, k));
            assertThat(found.mass(k)).isEqualTo(whole.mass(k));
            assertThat(found.edgeMass(k)).isEqualTo(whole.edgeMass(k));
            assertThat(found.rateError(k)).isEqualTo(whole.rateError(k));
        }
        for (double t = 0; t <= whole.times().last(); t += 0.0371) {
            assertThat(found.rateAt(1, t)).isEqualTo(whole.rateAt(1, t));
        }
    }

    @Test
    void aRunThatWasStoppedGoesOnWithTheSameBits(@TempDir Path folder) {
        Times times = Times.of(0, 0.5, 1.2);
        MeanFieldSolution whole = equation().solve(times);
        Path file = folder.resolve("run");
        // stopped twice on the way, the second time by the last step written
        MeanFieldSolution first =
                equation().checkpoint(file, Duration.ofDays(1)).solve(times, fraction -> fraction < 0.4);
        assertThat(first.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(file).exists();
        MeanFieldSolution second =
                equation().resume(file, Duration.ZERO).threads(3).solve(times, fraction -> fraction < 0.8);
        assertThat(second.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(second.reached()).isEqualTo(2);
        double[] fractions = {2};
        MeanFieldSolution third = equation().resume(file, Duration.ofDays(1)).solve(times, fraction -> {
            if (fraction > 0.25) {
                fractions[0] = Math.min(fractions[0], fraction);
            }
            return true;
        });
        assertSame(third, whole);
        // the final grid did not begin anew
        assertThat(fractions[0]).isGreaterThan(0.7);
    }

    @Test
    void checkpointsOfSomethingElseAreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("run");
        Times times = Times.of(0.5);
        equation().checkpoint(file, Duration.ofDays(1)).solve(times, fraction -> fraction < 0.5);
        assertThatThrownBy(() -> equation().checkpoint(file, Duration.ZERO).solve(times))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exists; resume from it");
        assertThatThrownBy(() -> equation().resume(file, Duration.ZERO).solve(Times.of(0.6)))
                .hasMessageContaining("another computation: not the same output times;");
        assertThatThrownBy(() -> equation()
                        .startingFrom(Normal.of(0.31, 0.3))
                        .resume(file, Duration.ZERO)
                        .solve(times))
                .hasMessageContaining("not the same initial law;");
        MeanField other = MeanField.of(
                        Connectome.neuron(), Populations.ofClasses(new double[] {0.5, 0.3, 0.2}, new double[3][3]))
                .startingFrom(i -> Normal.of(0.3 + 0.1 * i, 0.3))
                .testing(v -> v)
                .keepingRates(true)
                .step(0.05);
        assertThatThrownBy(() -> other.resume(file, Duration.ZERO).solve(times))
                .hasMessageContaining("not the same network;");
        Path text = Files.writeString(folder.resolve("text"), "some other file");
        assertThatThrownBy(() -> equation().resume(text, Duration.ZERO).solve(times))
                .hasMessageContaining("is not a checkpoint");
        assertThatThrownBy(() -> equation().checkpoint(text, Duration.ofSeconds(-1)))
                .hasMessageContaining("negative");
    }

    /** Whatever bit of the file is another one, it is refused before anything of it is used. */
    @Test
    void everyBitOfACheckpointIsGuarded(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("run");
        Times times = Times.of(0.1);
        MeanField small = equation()
                .on(Grid.of(-2, 0.2, 30))
                .estimatingError(false)
                .keepingRates(false)
                .step(0.1);
        small.checkpoint(file, Duration.ofDays(1)).solve(times, fraction -> fraction < 0.5);
        String print = SealedFile.ofAny(file, "mean field", 1).fingerprint();
        MeanFieldCheckpoint.Place place = new MeanFieldCheckpoint.Place(file, Duration.ZERO, true);
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            assertThatThrownBy(() -> MeanFieldCheckpoint.of(place, print))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .contains("damaged")
                    .doesNotContain("\n");
        }
        Files.write(file, bytes);
        assertThat(small.resume(file, Duration.ZERO).solve(times).populationRate())
                .isEqualTo(small.solve(times).populationRate());
    }
}
