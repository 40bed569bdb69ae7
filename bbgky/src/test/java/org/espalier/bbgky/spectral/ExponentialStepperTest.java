package org.espalier.bbgky.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.junit.jupiter.api.Test;

class ExponentialStepperTest {
    /** y' = −λy + y² has a closed form; order 4 from both sides, stiff and not. */
    @Test
    void orderFour() {
        double[] rates = {-1, -30, 0.5};
        double[] start = {0.5, 2, 0.1};
        double[] errors = new double[4];
        for (int n = 0; n < 4; n++) {
            ExponentialStepper stepper = new ExponentialStepper(rates, (y, dy) -> {
                for (int k = 0; k < y.length; k++) {
                    dy[k] = y[k] * y[k];
                }
            });
            double[] y = start.clone();
            int steps = 10 << n;
            for (int k = 0; k < steps; k++) {
                stepper.step(y, 1.0 / steps);
            }
            for (int k = 0; k < 3; k += 2) {
                double e = Math.exp(rates[k]);
                double exact = start[k] * e / (1 - start[k] * (e - 1) / rates[k]);
                errors[n] = Math.max(errors[n], Math.abs(y[k] - exact));
            }
        }
        for (int n = 1; n < 4; n++) {
            assertThat(Math.log(errors[n - 1] / errors[n]) / Math.log(2)).isBetween(3.6, 4.4);
        }
    }

    @Test
    void adaptiveAndBlowUp() {
        ExponentialStepper stepper = new ExponentialStepper(new double[] {-2, 0}, (y, dy) -> {
            dy[0] = Math.sin(y[1]) * y[0];
            dy[1] = 1;
        });
        double[] y = {1, 0};
        assertThat(stepper.advance(y, 0, 3, 1e-11, Progress.silent()).isCompleted())
                .isTrue();
        assertThat(y[0]).isCloseTo(Math.exp(-6 + 1 - Math.cos(3)), within(1e-9));
        ExponentialStepper explosive = new ExponentialStepper(new double[] {0}, (u, du) -> du[0] = u[0] * u[0]);
        double[] u = {1};
        Outcome outcome = explosive.advance(u, 0, 2, 1e-9, Progress.silent());
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.BLEW_UP);
        assertThat(outcome.time()).isCloseTo(1, within(1e-3));
    }

    @Test
    void diagonalPartIsExact() {
        ExponentialStepper stepper =
                new ExponentialStepper(new double[] {-700, 0}, (y, dy) -> java.util.Arrays.fill(dy, 0));
        double[] y = {1e90, 0.1};
        stepper.advance(y, 0, 0.3, 1e-9, Progress.silent());
        assertThat(y[0]).isCloseTo(1e90 * Math.exp(-210), within(1e90 * Math.exp(-210) * 1e-12));
        assertThat(y[1]).isEqualTo(0.1);
    }

    @Test
    void transformsAgainstTheDefinition() {
        for (int d = 1; d <= 3; d++) {
            Fourier fourier = new Fourier(d, 4);
            int size = fourier.size();
            double[] re = new Random(1).doubles(size, -1, 1).toArray();
            double[] im = new Random(2).doubles(size, -1, 1).toArray();
            double[] a = re.clone();
            double[] b = im.clone();
            fourier.forward(a, b);
            for (int m = 0; m < size; m++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int j = 0; j < size; j++) {
                    double angle = 0;
                    for (int l = 0, mm = m, jj = j; l < d; l++, mm /= 4, jj /= 4) {
                        angle -= 2 * Math.PI * (mm % 4) * (jj % 4) / 4;
                    }
                    sumRe += (re[j] * Math.cos(angle) - im[j] * Math.sin(angle)) / size;
                    sumIm += (im[j] * Math.cos(angle) + re[j] * Math.sin(angle)) / size;
                }
                assertThat(a[m]).isCloseTo(sumRe, within(1e-14));
                assertThat(b[m]).isCloseTo(sumIm, within(1e-14));
            }
            fourier.backward(a, b);
            assertThat(a).containsExactly(re, within(1e-14));
        }
        assertThatThrownBy(() -> new Fourier(2, 12)).hasMessageContaining("power of two");
    }
}
