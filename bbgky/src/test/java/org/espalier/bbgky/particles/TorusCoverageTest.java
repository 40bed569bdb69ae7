package org.espalier.bbgky.particles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.law.VonMises;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TorusCoverageTest {
    /**
     * At time 0 all is known: particles are independent. The fewest replicas without a remark, 30, and for what comes from batches the
     * fewest that it takes, 40. Covered ~ Binomial(2000, 0.95): mean 1900, deviation 9.75; limits 1866 to 1934, 3.5 deviations.
     */
    @Test
    @Tag("slow")
    void intervalsCoverTheExactMarginals() {
        TorusLaw law = new VonMises(1, 1, 0.2);
        double[] a = law.coefficient(new int[] {1});
        double[] b = law.coefficient(new int[] {2});
        double norm = 1 + 2 * (a[0] * a[0] + a[1] * a[1] + b[0] * b[0] + b[1] * b[1]);
        TorusEnsemble ensemble = TorusEnsemble.of(Sine.of(1), 0.3, law, 4);
        Map<String, Integer> covered = new LinkedHashMap<>();
        for (int seed = 0; seed < 2000; seed++) {
            EmpiricalMarginals few = ensemble.replicas(30).seed(seed).run(Times.of(0));
            EmpiricalMarginals run = ensemble.replicas(40).seed(seed).run(Times.of(0));
            Map<String, Boolean> held = Map.of(
                    "real part", few.first(0, 1).covers(a[0], 0.95),
                    "imaginary part", few.firstImaginary(0, 1).covers(a[1], 0.95),
                    "pair", holds(few.second(0, new int[] {1}, new int[] {2}), a[0] * b[0] - a[1] * b[1]),
                    "correlation", holds(run.correlation(0, 1), 0),
                    "norm", holds(run.squaredNorm(1, 0), norm),
                    "norm of pairs", holds(run.squaredNorm(2, 0), norm * norm),
                    "chaos", holds(run.squaredDistanceFromChaos(0), 0));
            held.forEach((name, holds) -> covered.merge(name, holds ? 1 : 0, Integer::sum));
        }
        // the distance from chaos is exactly 0 here, where its variance falls like 1/R² and the jackknife's is too
        // large
        assertThat(covered.remove("chaos")).isBetween(1866, 2000);
        assertThat(covered.values()).as(covered.toString()).allMatch(count -> count >= 1866 && count <= 1934);
    }

    private static boolean holds(Estimate estimate, double truth) {
        return estimate.covers(truth, 0.95);
    }
}
