package org.espalier.bbgky.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.bbgky.law.VonMises;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.limit.McKeanVlasov;
import org.espalier.bbgky.marginals.MarginalClosure;
import org.espalier.bbgky.marginals.MarginalHierarchy;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.bbgky.particles.TorusEnsemble;
import org.espalier.run.Times;
import org.espalier.run.sampling.Verdict;
import org.junit.jupiter.api.Test;

class MarginalBridgeTest {
    /** N = 8: hierarchy and particles agree (family-wise 99.9 %), the limit and a wrong κ are told apart. */
    @Test
    void tellsRightFromWrong() {
        int number = 8;
        Times times = Times.of(0, 0.3);
        VonMises law = new VonMises(1, 1, 0.3);
        LimitSolution limit = McKeanVlasov.of(Sine.of(1), 0.4).solve(law, times);
        EmpiricalMarginals particles = TorusEnsemble.of(Sine.of(1), 0.4, law, number)
                .replicas(6000)
                .timeStep(0.02)
                .modes(1)
                .threads(2)
                .run(times);
        MarginalBridge right = MarginalBridge.compare(
                limit, hierarchy(1, number, times, law), particles, number, List.of(new int[] {1}), 0.999);
        assertThat(right.rows()).hasSize(6);
        assertThat(right.count(Verdict.DIFFERS)).isZero();
        assertThat(right.count(Verdict.AGREES)).isGreaterThanOrEqualTo(4);
        MarginalBridge wrong = MarginalBridge.compare(
                limit, hierarchy(0.7, number, times, law), particles, number, List.of(new int[] {1}), 0.999);
        assertThat(wrong.count(Verdict.DIFFERS)).isGreaterThanOrEqualTo(2);
        assertThatThrownBy(() -> MarginalBridge.compare(
                        limit, hierarchy(1, number, Times.of(1), law), particles, number, List.of(new int[] {1}), 0.9))
                .hasMessageContaining("different output times");
    }

    private static MarginalSolution hierarchy(double kappa, int number, Times times, VonMises law) {
        return MarginalHierarchy.of(Sine.of(kappa), 0.4)
                .upTo(3)
                .particles(number)
                .modes(8)
                .closedBy(MarginalClosure.CUMULANT)
                .solve(law, times);
    }
}
