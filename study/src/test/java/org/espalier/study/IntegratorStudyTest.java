package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.report.Table;
import org.espalier.study.method.FiniteSize;
import org.espalier.study.report.StudyTables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** numerics.integrator: what it changes, what is told of it, what is refused. */
class IntegratorStudyTest {
    private static StudyResult fixed;
    private static StudyResult chosen;

    private static String yaml(String numerics) {
        return SmallStudy.yaml()
                .replace("outputs: [0.25, 0.5], curve_intervals: 8", "outputs: [0.25, 0.5], curve_intervals: 2")
                .replace("cells: 100", "cells: 40")
                .replace("time_step: 0.02}\nsim", numerics + "}\nsim")
                .replace("hierarchy: {max_order: 5, closure: vanishing}", """
                        hierarchy:
                          max_order: 3
                          closure: vanishing
                          methods:
                            - {method: classes, classes: 2}
                            - {method: tensor, closure: mean_drive, max_order: 2, cells: 24}
                        """.strip());
    }

    @BeforeAll
    static void run() {
        fixed = Study.parse(yaml("time_step: 0.005")).run();
        chosen = Study.parse(yaml("time_step: 0.005, integrator: gragg_bulirsch_stoer, tolerance: 1e-6"))
                .run();
    }

    @Test
    void theNumbersAreThoseOfFixedStepsWithinWhatIsTold() {
        assertThat(chosen.outcome().isCompleted()).isTrue();
        for (int k = 0; k < chosen.times().count(); k++) {
            assertThat(chosen.hierarchy().orElseThrow().rate(3)[k])
                    .isCloseTo(fixed.hierarchy().orElseThrow().rate(3)[k], within(1e-6));
            double told = chosen.hierarchy().orElseThrow().gridError(3)[k]
                    - fixed.hierarchy().orElseThrow().gridError(3)[k];
            double bound = chosen.hierarchy().orElseThrow().expansion().timeError(3);
            assertThat(bound).isBetween(1e-6, 3e-6);
            assertThat(told).isCloseTo(bound, within(1e-7));
            for (int m = 0; m < 2; m++) {
                double apart = chosen.methods().get(m).rate()[k]
                        - fixed.methods().get(m).rate()[k];
                assertThat(apart).isCloseTo(0, within(2e-5));
                assertThat(chosen.methods().get(m).discretisation()[k]).isGreaterThanOrEqualTo(1e-6);
            }
        }
        // fixed steps do not become other numbers
        assertThat(chosen.meanField().orElseThrow().rate())
                .isEqualTo(fixed.meanField().orElseThrow().rate());
    }

    @Test
    void whatIntegratedANumberIsToldBesideIt() {
        Table told = new StudyTables(chosen)
                .all().stream()
                        .filter(table -> table.name().equals("integrators"))
                        .findFirst()
                        .orElseThrow();
        assertThat(told.column("column").cells())
                .isEqualTo(List.of(
                        "order_1", "order_2", "order_3", "classes_2", "mean_drive_order_2_cells_24", "mean_field"));
        String name = "Hipparchus Gragg-Bulirsch-Stoer, tolerance 1.0e-06";
        assertThat(told.column("integrator").cells()).isEqualTo(List.of(name, name, name, name, name, "fixed steps"));
        assertThat(told.column("told_time_error").cells().get(3)).isEqualTo(1e-6);
        assertThat(told.column("told_time_error").cells().get(5)).isEqualTo(Double.NaN);
        assertThat(new FiniteSize(4).integrator(chosen.study().numerics().integrator()))
                .isEqualTo(Integrator.fixed());
        assertThat(chosen.stages().get(2).summary()).endsWith("by Hipparchus Gragg-Bulirsch-Stoer, tolerance 1.0e-06");
        assertThat(chosen.methods().get(0).summary()).contains("by Hipparchus Gragg-Bulirsch-Stoer");
        assertThat(fixed.stages().get(2).summary()).doesNotContain("by ");
    }

    @Test
    void theStudyIsWrittenWithItsIntegratorAndWithoutTheUsualOne() {
        assertThat(fixed.study().toYaml()).doesNotContain("integrator").doesNotContain("tolerance");
        Study again = Study.parse(chosen.study().toYaml());
        assertThat(again.numerics().integrator())
                .isEqualTo(Integrator.of(Integrator.Method.GRAGG_BULIRSCH_STOER, 1e-6));
        assertThat(Study.parse(yaml("time_step: 0.02, integrator: adams_moulton"))
                        .numerics()
                        .integrator())
                .isEqualTo(Integrator.of(Integrator.Method.ADAMS_MOULTON, 1e-6));
        assertThat(Study.parse(yaml("time_step: 0.02, integrator: fixed"))
                        .numerics()
                        .integrator())
                .isEqualTo(Integrator.fixed());
    }

    @Test
    void mistakesAreToldByLine() {
        for (List<String> mistake : List.of(
                List.of("integrator: dormand_prince", "dormand_prince_853"),
                List.of("tolerance: 1e-6", "fixed steps have no tolerance, given was 1.0E-6"),
                List.of("integrator: dormand_prince_54, tolerance: 0.5", "tolerance = 0.5 must lie between"),
                List.of("integrator: higham_hall_54, tolerance: small", "tolerance"))) {
            assertThatThrownBy(() -> Study.parse(yaml("time_step: 0.02, " + mistake.get(0))))
                    .hasMessageContaining(mistake.get(1))
                    .hasMessageContaining("line ");
        }
    }

    @Test
    void neuronsThatRestAreRefusedBeforeWorkStarts() {
        String resting = yaml("time_step: 0.02, integrator: adams_moulton")
                .replace("kick_factor: 1", "kick_factor: 1\n  refractory: 0.1");
        Study study = Study.parse(resting);
        assertThatThrownBy(() -> Forecast.of(study, study.network().network()))
                .hasMessageContaining("hierarchy by Hipparchus Adams-Moulton, tolerance 1.0e-06")
                .hasMessageContaining("refractory");
    }
}
