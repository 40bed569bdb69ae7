package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PipelineTest {
    @Test
    void everyStageIsThereAndTheMethodsAgreeInsideTheRadius() {
        StudyResult result = SmallStudy.study().run();
        assertThat(result.outcome().isCompleted()).isTrue();
        assertThat(result.stages())
                .extracting(Stage::name)
                .containsExactly(
                        "network",
                        "mean-field equation",
                        "hierarchy",
                        "stationary states",
                        "typed, 8 classes, order 3",
                        "simulation");
        assertThat(result.outputs()).hasSize(2);
        int at = result.outputs().get(0);
        assertThat(result.times().at(at)).isEqualTo(0.25);
        double limit = result.meanField().orElseThrow().rate()[at];
        double trees = result.hierarchy().orElseThrow().rate(5)[at];
        // weak coupling, early: the fifth order is within the discretisation of the limit
        assertThat(trees).isCloseTo(limit, Offset.offset(1e-3));
        // and order 1, the uncoupled neuron, is not
        assertThat(result.hierarchy().orElseThrow().rate(1)[at]).isLessThan(limit - 0.02);
        // 4.5 standard errors (probability 6e-5 of failing by chance, 39 degrees of freedom; the seed is fixed) and
        // 0.02 for
        // kicks of 0.04 that are not infinitesimal
        Estimate simulated = result.simulation().orElseThrow().rate().at(at);
        assertThat(simulated.mean()).isCloseTo(limit, Offset.offset(4.5 * simulated.standardError() + 0.02));
        assertThat(simulated.standardError()).isLessThan(0.03);
    }

    @Test
    void theResolvedStudyRepeatsTheRunBitForBitWithAnyNumberOfThreads() {
        StudyResult first = SmallStudy.study().run(StudyListener.silent(), 1);
        StudyResult again = Study.parse(first.study().toYaml()).run(StudyListener.silent(), 3);
        assertThat(again.meanField().orElseThrow().rate())
                .isEqualTo(first.meanField().orElseThrow().rate());
        for (int order = 1; order <= 5; order++) {
            assertThat(again.hierarchy().orElseThrow().rate(order))
                    .isEqualTo(first.hierarchy().orElseThrow().rate(order));
        }
        assertThat(again.simulation().orElseThrow().rate().means())
                .isEqualTo(first.simulation().orElseThrow().rate().means());
        assertThat(again.comparison()).isEqualTo(first.comparison());
        StudyResult other = SmallStudy.study().withSeed(4).run();
        assertThat(other.simulation().orElseThrow().rate().means())
                .isNotEqualTo(first.simulation().orElseThrow().rate().means());
        assertThat(other.meanField().orElseThrow().rate())
                .isEqualTo(first.meanField().orElseThrow().rate());
    }

    /** Stops in the middle of one stage. */
    private record StopIn(String stage, List<String> finished) implements StudyListener {
        @Override
        public Progress stage(String name) {
            return fraction -> !name.equals(stage) || fraction < 0.3;
        }

        @Override
        public void finished(String name, String summary) {
            finished.add(name);
        }
    }

    @Test
    void whatIsFinishedWhenTheRunIsStoppedIsKept() {
        StudyResult result = SmallStudy.study().run(new StopIn("simulation", new ArrayList<>()), 2);
        assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(result.meanField()).isPresent();
        assertThat(result.hierarchy().orElseThrow().reached())
                .isEqualTo(result.times().count());
        StudyResult early = SmallStudy.study().run(new StopIn("mean-field equation", new ArrayList<>()), 2);
        assertThat(early.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(early.hierarchy()).isEmpty();
        assertThat(early.simulation()).isEmpty();
        assertThat(early.comparison()).isEmpty();
    }

    @Test
    void whereverARunIsStoppedItSaysWhy() {
        for (String stage : List.of("mean-field equation", "hierarchy", "simulation")) {
            for (double until : new double[] {0, 0.3, 0.999, 1}) {
                StudyListener listener = StudyListener.of(Progress.silent());
                StudyResult result = SmallStudy.study()
                        .run(
                                new StudyListener() {
                                    @Override
                                    public Progress stage(String name) {
                                        return fraction -> !name.equals(stage) || fraction < until;
                                    }

                                    @Override
                                    public void finished(String name, String summary) {
                                        listener.finished(name, summary);
                                    }
                                },
                                2);
                assertThat(result.outcome().kind())
                        .as(stage + " " + until)
                        .isIn(Outcome.Kind.CANCELLED, Outcome.Kind.COMPLETED);
                if (!result.outcome().isCompleted()) {
                    assertThat(result.outcome().message())
                            .as(stage + " " + until)
                            .isNotBlank();
                } else {
                    // stopped at the very end of the last stage: nothing is missing
                    assertThat(stage).isEqualTo("simulation");
                    assertThat(result.comparison()).isPresent();
                }
            }
        }
    }

    @Test
    void whatDoesNotFitInMemoryIsRefusedWithTheNumber() {
        Study large = Study.parse(
                SmallStudy.yaml().replace("max_order: 5", "max_order: 16").replace("cells: 100", "cells: 2000"));
        assertThatThrownBy(large::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("hierarchy: [\\d.e+]+ unknowns need [\\d.e+]+ GB, this Java heap holds .* lower"
                        + " hierarchy.max_order .*");
    }

    @Test
    void theForecastOfTheTreesIsExactInUnknowns() {
        Study study = SmallStudy.study();
        Forecast forecast = Forecast.of(study, study.network().network());
        // 1 + 1 + 2 + 4 + 9 trees up to order 5
        double unknowns = forecast.items().stream()
                .filter(item -> item.stage().equals("hierarchy"))
                .findFirst()
                .orElseThrow()
                .unknowns();
        assertThat(unknowns % 17).isZero();
    }

    @Test
    void beyondTheRadiusTheOrdersAreFlagged() {
        Study strong = Study.parse(SmallStudy.yaml()
                .replace("coupling: 0.3", "coupling: 2.5")
                .replace("outputs: [0.25, 0.5]", "outputs: [0.05, 2]")
                .replace("replicas: 40", "replicas: 2"));
        StudyResult result = strong.run();
        HierarchyStudy hierarchy = result.hierarchy().orElseThrow();
        assertThat(hierarchy.improves(result.outputs().get(0))).isTrue();
        assertThat(hierarchy.improves(result.outputs().get(1))).isFalse();
    }

    /** Population rate of (5.1) on the worm, mean row sum 0.5: two independent solvers agree to 3e-5. */
    @Test
    @Tag("slow")
    void theWormOfTheExamples() {
        Path data = Path.of(
                System.getenv().getOrDefault("ESPALIER_DATA", System.getProperty("espalier.root") + "/../shared/data"));
        Path edges = data.resolve("worm_edges.csv");
        Assumptions.assumeTrue(Files.exists(edges), "no connectomes at " + data);
        Study study = Study.load(Path.of(System.getProperty("espalier.root"), "examples", "worm.yaml"))
                .withNetwork(edges);
        StudyResult result = study.run();
        assertThat(result.outcome().isCompleted()).isTrue();
        double[] exact = {0.44346, 0.64687, 0.85318, 0.86551};
        MeanFieldStudy limit = result.meanField().orElseThrow();
        for (int j = 0; j < exact.length; j++) {
            int k = result.outputs().get(j);
            // the known rates are good to 3e-5
            assertThat(limit.rate()[k]).isCloseTo(exact[j], Offset.offset(1e-4));
            assertThat(limit.rate()[k]).isCloseTo(exact[j], Offset.offset(3e-5 + limit.error()[k]));
            double corrected = limit.rate()[k] - limit.solution().populationRate()[k];
            assertThat(limit.solution().populationRate()[k])
                    .isCloseTo(exact[j], Offset.offset(3e-5 + 2 * Math.abs(corrected)));
            assertThat(limit.error()[k]).isLessThan(1e-3);
        }
    }

    @Test
    void copiesThatMakeNoSenseAreRefusedBeforeWorkStarts() {
        List<String> begun = new ArrayList<>();
        StudyListener listener = new StudyListener() {
            @Override
            public Progress stage(String name) {
                begun.add(name);
                return Progress.silent();
            }

            @Override
            public void finished(String name, String summary) {
                begun.add(name);
            }
        };
        assertThatThrownBy(() -> SmallStudy.study().split(List.of(0, 2), listener, 1))
                .hasMessageContaining("copies [0, 2]");
        assertThat(begun).isEmpty();
    }
}
