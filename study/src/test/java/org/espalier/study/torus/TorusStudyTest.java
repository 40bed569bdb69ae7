package org.espalier.study.torus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.espalier.bbgky.marginals.MarginalClosure;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.study.RunOptions;
import org.espalier.study.StudyListener;
import org.espalier.study.report.ReportFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorusStudyTest {
    @Test
    void whatIsWrittenIsRead() {
        TorusStudy other = new TorusStudy(
                "Vortices: a test",
                new TorusSystem("vortices:regularised=0.05", 0.25, "cosine:a=0.5,mode=1/0", 7),
                0.3,
                4,
                new MarginalPlan(3, MarginalClosure.KIRKWOOD, OptionalInt.of(2)),
                new ParticlePlan(50, 0.01, -9, OptionalDouble.of(1e-5)));
        for (TorusStudy study : new TorusStudy[] {TorusStudy.builtIn(), other}) {
            assertThat(TorusStudy.read(study.toYaml(), "study.yaml")).isEqualTo(study);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noise: 0.5|noise: lots|study.yaml, line 4|must be a finite number",
                "kernel: sine:coupling=1|kernel: sinus|must be one of sine, bump",
                "replicas: 400|replica: 400|did you mean 'replicas'",
                "closure: cumulant|closure: guess|must be one of",
                "force: automatic|force: 3|relative error",
                "until: 0.5|until: -1|until = -1.0",
            })
    void mistakesAreNamed(String line) {
        String[] parts = line.split("\\|");
        String text = TorusStudy.builtIn().toYaml();
        assertThat(text).contains(parts[0]);
        var thrown = assertThatThrownBy(() -> TorusStudy.read(text.replace(parts[0], parts[1]), "study.yaml"))
                .isInstanceOf(IllegalArgumentException.class);
        for (int k = 2; k < parts.length; k++) {
            thrown.hasMessageContaining(parts[k]);
        }
    }

    private static StudyListener stoppingAt(String stage, double fraction) {
        return new StudyListener() {
            @Override
            public Progress stage(String name) {
                return done -> !name.equals(stage) || done < fraction;
            }

            @Override
            public void finished(String name, String summary) {
                // nothing to tell
            }
        };
    }

    /** Stopped in the simulation: what is finished is there, and a report of it can be written; stopped at once: nothing. */
    @Test
    void aStoppedRunKeepsWhatIsFinished(@TempDir Path folder) throws Exception {
        TorusResult result = TorusStudy.builtIn().run(stoppingAt("simulation", 0.02), RunOptions.threads(1));
        assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(result.marginals()).isPresent();
        assertThat(result.particles().orElseThrow().replicas()).isLessThan(400);
        assertThat(result.bias()).isEmpty();
        try (ReportFolder report = ReportFolder.create(folder.resolve("report"), false)) {
            report.write(result);
        }
        assertThat(Files.readString(folder.resolve("report/report.html")))
                .contains("The run ended early", "Norms and their bound");
        assertThat(folder.resolve("report/norms.csv")).exists();
        assertThatThrownBy(() -> TorusStudy.builtIn().run(stoppingAt("limit", 0), RunOptions.threads(1)))
                .isInstanceOf(CancellationException.class);
    }
}
