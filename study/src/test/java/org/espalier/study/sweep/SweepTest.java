package org.espalier.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.study.RateAnswer;
import org.espalier.study.RateMethod;
import org.espalier.study.RunOptions;
import org.espalier.study.SmallStudy;
import org.espalier.study.Study;
import org.espalier.study.StudyListener;
import org.espalier.study.StudyResult;
import org.espalier.study.yaml.YamlChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final List<RateMethod> ALL = List.of(
            RateMethod.parse("typed:classes=2,max_order=2"),
            RateMethod.parse("orders"),
            RateMethod.parse("mean_field"),
            RateMethod.parse("simulation"));

    @TempDir
    Path folder;

    private static Study scaled() {
        return Study.parse(SmallStudy.yaml()
                .replace("scaling: {measure: none}", "scaling: {measure: mean_row_sum, value: 0.3}")
                .replace("replicas: 40", "replicas: 6"));
    }

    private static Sweep sweep(String axis, List<RateMethod> methods) {
        return new Sweep(scaled(), List.of(Axis.parse(axis)), methods);
    }

    private static SweepResult run(Sweep sweep, int threads) {
        return sweep.run(StudyListener.silent(), RunOptions.threads(threads));
    }

    @Test
    void pointsAreWhatRunsOfTheirOwnFind() {
        SweepResult found = run(sweep("network.scaling.value=0.1:0.3:2", ALL), 2);
        assertThat(found.outcome().isCompleted()).isTrue();
        for (int p = 0; p < 2; p++) {
            Study own = scaled().changed(List.of(YamlChange.of("network.scaling.value", p == 0 ? 0.1 : 0.3)))
                    .withMethods(List.of(ALL.get(0).closure().orElseThrow()));
            StudyResult alone = own.run(StudyListener.silent(), RunOptions.threads(1));
            for (int t = 0; t < 2; t++) {
                int at = alone.outputs().get(t);
                double limit = alone.meanField().orElseThrow().rate()[at];
                assertThat(found.rates(0, RateAnswer.POPULATION, t, false)[p])
                        .isCloseTo(alone.methods().get(0).rate()[at], within(1e-5));
                var orders = alone.hierarchy().orElseThrow();
                assertThat(found.rates(1, RateAnswer.POPULATION, t, false)[p])
                        .isCloseTo(orders.rate(orders.expansion().bestOrder(at))[at], within(1e-4));
                assertThat(found.rates(2, RateAnswer.POPULATION, t, false)[p]).isCloseTo(limit, within(2e-4));
                // six replicas of 40 neurons, the same random numbers at other curve points: a sanity bound, 5 standard
                // errors
                assertThat(found.rates(3, RateAnswer.POPULATION, t, false)[p]).isCloseTo(limit, within(0.25));
                assertThat(found.rates(0, RateAnswer.POPULATION, t, true)[p]).isBetween(1e-9, 0.05);
            }
        }
        assertThat(found.points().get(0).values()).containsExactly(0.1);
    }

    @Test
    void noNumberDependsOnThreadsOrOnAStopInBetween() {
        Sweep sweep = sweep("network.scaling.value=0.1,0.2,0.3,0.4", List.of(ALL.get(1), ALL.get(3)));
        SweepResult one = run(sweep, 1);
        assertThat(run(sweep, 2).table()).isEqualTo(one.table());
        Path file = folder.resolve("sweep.kept");
        AtomicInteger told = new AtomicInteger();
        Progress stopping = fraction -> fraction < 0.3 || told.incrementAndGet() < 2;
        SweepResult stopped = sweep.run(
                new StudyListener() {
                    @Override
                    public Progress stage(String name) {
                        return name.equals("sweep") ? stopping : Progress.silent();
                    }

                    @Override
                    public void finished(String name, String summary) {
                        // nobody listens
                    }
                },
                RunOptions.threads(1).checkpoint(file, false));
        assertThat(stopped.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(stopped.points().size()).isBetween(1, 3);
        SweepResult resumed =
                sweep.run(StudyListener.silent(), RunOptions.threads(2).checkpoint(file, true));
        assertThat(resumed.table()).isEqualTo(one.table());
        assertThatThrownBy(() -> sweep("network.scaling.value=0.1,0.2", sweep.methods())
                        .run(StudyListener.silent(), RunOptions.threads(1).checkpoint(file, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("axes");
    }

    @Test
    void aPointThatFailsSaysSoAndTheOthersStand() {
        SweepResult found = run(sweep("neuron.noise=-0.1,0.4", List.of(ALL.get(1))), 2);
        assertThat(found.outcome().kind()).isEqualTo(Outcome.Kind.NOT_CONVERGED);
        assertThat(found.points().get(0).troubles()).contains("neuron.noise").contains("-0.1");
        assertThat(found.points().get(1).troubles()).isEmpty();
        assertThat(found.rates(0, RateAnswer.POPULATION, 1, false)[0]).isNaN();
        assertThat(found.rates(0, RateAnswer.POPULATION, 1, false)[1]).isPositive();
        assertThat(found.troubles()).startsWith("1 of 2 points lacks a number; the first at neuron.noise = -0.1");
        // a method that does not fit leaves the others
        SweepResult some = run(
                sweep("network.scaling.value=0.1,0.2", List.of(RateMethod.parse("typed:classes=41"), ALL.get(1))), 1);
        assertThat(some.points().get(1).troubles()).contains("41 classes for 40 neurons");
        assertThat(some.rates(1, RateAnswer.POPULATION, 0, false)[1]).isPositive();
    }

    @Test
    void axesAreReadAsTheyAreMeant() {
        assertThat(Axis.parse("a.b=0.1:0.5:5").values()).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5);
        assertThat(Axis.parse("a=1:100:3:log").values()).containsExactly(1.0, 10.0, 100.0);
        assertThat(Axis.parse("a=3, 1").values()).containsExactly(3.0, 1.0);
        for (String wrong : List.of(
                "a", "a=", "a=1:2", "a=1:2:x", "a=1:2:1", "a=0:1:3:log", "a=1:2:3:lg", "a=1,1", "a=NaN", "a..b=1")) {
            assertThatThrownBy(() -> Axis.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> run(sweep("neuron.nois=1,2", ALL), 1))
                .hasMessageContaining("unknown key 'neuron.nois'; did you mean 'noise'?");
        assertThatThrownBy(() -> new Sweep(scaled(), List.of(), ALL)).hasMessageContaining("vary one or two");
    }

    @Test
    void whatTakesADayIsRefusedUnlessItIsKept() {
        Sweep long_ = new Sweep(
                scaled().changed(List.of(YamlChange.of("simulation.replicas", 1_000_000_000))),
                List.of(Axis.parse("network.scaling.value=0.1:0.5:400")),
                List.of(ALL.get(3)));
        assertThatThrownBy(() -> run(long_, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("400 points take about")
                .hasMessageContaining("days; vary fewer values")
                .hasMessageContaining("--checkpoint FILE");
    }
}
