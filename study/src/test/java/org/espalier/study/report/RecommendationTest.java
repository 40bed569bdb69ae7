package org.espalier.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.espalier.study.SmallStudy;
import org.espalier.study.Study;
import org.espalier.study.StudyResult;
import org.espalier.study.report.Recommendation.Candidate;
import org.junit.jupiter.api.Test;

class RecommendationTest {
    private static Candidate predicted(String name, double rate, double told, double fromParticles) {
        return new Candidate(name, rate, told, fromParticles, 1, Candidate.Kind.LIMIT);
    }

    private static Candidate simulated(double rate, double half) {
        return new Candidate("direct simulation", rate, half, 0, 1, Candidate.Kind.SIMULATION);
    }

    private static Recommendation among(Candidate... candidates) {
        return Recommendation.among(2, List.of(candidates));
    }

    @Test
    void theSimulationIsBelievedUnlessAPredictionIsClearlyNearer() {
        Candidate limit = predicted("mean field", 0.8655, 2e-4, 0.0069);
        Recommendation worm = among(simulated(0.8602, 0.0044), limit);
        assertThat(worm.best().simulated()).isTrue();
        assertThat(worm.halfWidth()).isEqualTo(0.0044);
        assertThat(worm.reason()).contains("mean field", "0.0069");
        Recommendation few = among(simulated(0.87, 0.05), limit);
        assertThat(few.best().name()).isEqualTo("mean field");
        assertThat(few.halfWidth()).isEqualTo(2e-4 + 0.0069);
        assertThat(few.includes()).contains("how far it is from the simulation");
        assertThat(few.reason()).contains("± 0.050");
    }

    @Test
    void whatTellsALargerErrorThanTheSpreadIsNeverBelieved() {
        // nearest to the simulation by luck, and says itself that it does not know
        Candidate lucky = predicted("trees up to order 4", 0.8601, 0.12, 1e-5);
        Recommendation found =
                among(lucky, predicted("mean field", 0.8655, 2e-4, 0.0069), predicted("typed", 0.8654, 1e-3, 0.0070));
        assertThat(found.best().name()).isEqualTo("mean field");
        assertThat(among(lucky, simulated(0.86, 0.2)).best().simulated()).isTrue();
        // nothing else is there
        assertThat(among(lucky).best()).isEqualTo(lucky);
        assertThat(among(lucky).reason()).isEqualTo("the only method that got there");
    }

    @Test
    void aRunSaysItFirst() {
        StudyResult result = SmallStudy.study().withReplicas(60).run();
        Answer answer = new Answer(result);
        Recommendation best = Recommendation.of(result).orElseThrow();
        assertThat(answer.sentences().get(0))
                .startsWith("Believe " + best.number())
                .contains(best.best().name(), "t = 0.5");
        // simulation, mean field, the usual closure, orders, with what they took
        assertThat(best.candidates()).hasSize(4).allMatch(one -> one.seconds() > 0 && one.told() > 0);
        assertThat(best.candidates()).anyMatch(one -> one.name().equals("typed, 8 classes, order 3"));
        String page = Findings.of(result).page();
        assertThat(page.indexOf("Believe ")).isBetween(0, page.indexOf("class=\"cards\""));
        assertThat(page).contains("Hierarchy, typed, 8 classes, order 3", "Error told and seconds");
    }

    @Test
    void aGeneratedStudyOnAFileIsCalledAfterTheFile() {
        assertThat(Study.builtIn().withNetwork(Path.of("data/fly.csv.gz")).title())
                .isEqualTo("fly");
        assertThat(Study.builtIn().withNetwork(Path.of("fly_edges")).title()).isEqualTo("fly_edges");
        Study named = Study.parse(SmallStudy.yaml()
                .replace(
                        "generator: {family: erdos_renyi, neurons: 40, mean_degree: 8, coupling: 0.3, seed: 5}",
                        "file: a.csv"));
        assertThat(named.withNetwork(Path.of("b.csv")).title()).isEqualTo("Small & quick <study>");
    }

    @Test
    void theFiniteNetworkIsBelievedWhereNoSimulationIs() {
        Candidate limit = predicted("mean field", 0.8655, 2e-4, Double.NaN);
        Candidate finite =
                new Candidate("finite network, 16 classes", 0.8575, 0.0035, Double.NaN, 5, Candidate.Kind.FINITE);
        Recommendation found = among(limit, finite);
        assertThat(found.best()).isEqualTo(finite);
        assertThat(found.halfWidth()).isEqualTo(0.0035);
        assertThat(found.reason()).contains("alone knows the finite network");
        // nor where it tells more than all methods differ by
        Candidate loose =
                new Candidate("finite network, 16 classes", 0.8575, 0.02, Double.NaN, 5, Candidate.Kind.FINITE);
        assertThat(among(limit, loose).best()).isEqualTo(limit);
        // a rough simulation confirms it and is wider than it
        Candidate near = new Candidate("finite network, 16 classes", 0.8575, 0.0035, 0.004, 5, Candidate.Kind.FINITE);
        Candidate far = predicted("mean field", 0.8655, 2e-4, 0.0069);
        assertThat(among(far, near, simulated(0.861, 0.009)).best()).isEqualTo(near);
        assertThat(among(far, near, simulated(0.8585, 0.004)).best().name()).isEqualTo("direct simulation");
    }
}
