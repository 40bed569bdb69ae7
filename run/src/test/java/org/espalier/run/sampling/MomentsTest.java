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
        // t quantile, 4 degrees of freedom, 97.5 %: 2.776445
        assertThat(moments.estimate(0).halfWidth(0.95)).isCloseTo(2.776445 * Math.sqrt(374 / 20.0), within(1e-5));
        assertThat(moments.estimate(0).covers(0, 0.95)).isTrue();
        assertThat(moments.estimate(0).covers(-2, 0.95)).isFalse();
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
