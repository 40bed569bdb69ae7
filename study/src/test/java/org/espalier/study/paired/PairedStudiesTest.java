package org.espalier.study.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.particles.EnsembleResult;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.SmallStudy;
import org.espalier.study.Study;
import org.espalier.study.StudyListener;
import org.espalier.study.yaml.YamlChange;
import org.junit.jupiter.api.Test;

class PairedStudiesTest {
    /** Neurons that do not hear each other, simulated without time steps: the mean field is exact for them. */
    private static Study alone(double input) {
        return Study.parse(SmallStudy.yaml()
                        .replace("neurons: 40, mean_degree: 8", "neurons: 5, mean_degree: 2")
                        .replace("kick_factor: 1", "kick_factor: 0")
                        .replace(
                                "replicas: 40, time_step: 0.02", "replicas: 20, driver: event_driven, time_step: 0.02"))
                .changed(List.of(YamlChange.of("neuron.drift.input", input), YamlChange.parse("time.outputs=[0.5]")));
    }

    /** 200 intervals of 95 %: between 0.89 and 0.99 of them cover, but for a chance below 1e-3. */
    @Test
    void pairedIntervalsCoverAtTheirLevel() {
        Study first = alone(1);
        Study second = alone(1.3);
        PairedResult found = PairedStudies.of(first, second).run(StudyListener.silent(), 1);
        double exact = found.rows().stream()
                .filter(row -> row.method().equals("mean field"))
                .findFirst()
                .orElseThrow()
                .difference();
        assertThat(exact).isBetween(0.02, 0.5);
        SynapticNetwork network = first.network().network();
        int covered = 0;
        double gains = 0;
        for (int seed = 1; seed <= 200; seed++) {
            EnsembleResult a = first.withSeed(seed).ensemble(network).run(Times.of(0.5));
            EnsembleResult b = second.withSeed(seed).ensemble(network).run(Times.of(0.5));
            Estimate difference = PairedStudies.difference(a, b, 20, 0);
            assertThat(difference.mean())
                    .isCloseTo(b.rate().at(0).mean() - a.rate().at(0).mean(), within(1e-12));
            covered += difference.covers(exact, 0.95) ? 1 : 0;
            gains += Math.hypot(a.rate().at(0).standardError(), b.rate().at(0).standardError())
                    / difference.standardError();
        }
        assertThat(covered / 200.0).isBetween(0.89, 0.99);
        assertThat(gains / 200).isGreaterThan(1.5);
    }

    @Test
    void theSameConditionTwiceIsTheSame() {
        Study study = SmallStudy.study().withReplicas(5);
        PairedResult found = PairedStudies.of(study, study.withSeed(99)).run(StudyListener.silent(), 2);
        assertThat(found.outcome().isCompleted()).isTrue();
        assertThat(found.rows())
                .extracting(PairedRow::method)
                .contains("simulation", "mean field", "typed, 8 classes, order 3", "best order");
        assertThat(found.rows())
                .allMatch(row -> row.difference() == 0 && row.verdict().equals("same"));
        assertThatThrownBy(() -> PairedStudies.of(study, study.changed(List.of(YamlChange.parse("time.outputs=[1]")))))
                .hasMessageContaining("time.outputs differ");
    }
}
