package org.espalier.run.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void knownSample() {
        Moments moments = new Moments(2);
        double[] x = {1, 4, 9, 16, 25};
        for (double value : x) {
            moments.add(value, 1e9 + value);
        }
        // mean 11, Σ(x − 11)² = 100 + 49 + 4 + 25 + 196 = 374
        assertThat(moments.estimate(0).mean()).isEqualTo(11);
        assertThat(moments.variance(0)).isCloseTo(374 / 4.0, within(1e-12));
        assertThat(moments.estimate(0).standardError()).isCloseTo(Math.sqrt(374 / 20.0), within(1e-12));
        // a large offset does not cost the variance
        assertThat(moments.variance(1)).isCloseTo(374 / 4.0, within(1e-5));
        // Σ(x − 11)³ = −1000 − 343 − 8 + 125 + 2744 = 1518: √20/3 · (1518/5)/(374/5)^(3/2)
        assertThat(moments.skewness(0)).isCloseTo(Math.sqrt(20) / 3 * 303.6 / Math.pow(74.8, 1.5), within(1e-12));
        assertThat(moments.skewness(1)).isCloseTo(moments.skewness(0), within(1e-5));
        // t quantile, 4 degrees of freedom, 97.5 %: 2.776445; z⁴ + 2z² − 3 = 19.439724
        double square = Math.pow(moments.skewness(0), 2) / 5;
        assertThat(moments.estimate(0).halfWidth(0.95))
                .isCloseTo(2.776445 * Math.sqrt(374 / 20.0) * (1 + square / 12 * 19.439724), within(1e-5));
        assertThat(moments.estimate(0).covers(0, 0.95)).isTrue();
        assertThat(moments.estimate(0).covers(-3, 0.95)).isFalse();
    }

    @Test
    void tooFewReplicasHaveNoInterval() {
        Moments moments = new Moments(1);
        assertThat(moments.estimate(0).mean()).isNaN();
        moments.add(3);
        assertThat(moments.estimate(0).mean()).isEqualTo(3);
        assertThat(moments.estimate(0).standardError()).isNaN();
        assertThat(moments.estimate(0).halfWidth(0.95)).isNaN();
        assertThatThrownBy(() -> moments.add(1, 2)).hasMessageContaining("length 2");
        assertThatThrownBy(() -> moments.estimate(0).halfWidth(95)).hasMessageContaining("level 95");
    }
}
