package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BbgkyCommandTest {
    @Test
    void norms() throws Exception {
        MainTest.Ran ran = MainTest.run(
                "bbgky",
                "norms",
                "--kernel",
                "stream:1/0=0.05",
                "--noise",
                "0.5",
                "--exponent",
                "2",
                "--until",
                "0.2",
                "--intervals",
                "2",
                "--as",
                "json");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("p = 2", "T* =");
        JsonNode rows = new ObjectMapper().readTree(ran.out());
        assertThat(rows).hasSize(12);
        for (JsonNode row : rows) {
            assertThat(row.get("log_norm_squared").asDouble())
                    .isCloseTo(row.get("log_majorant").asDouble(), org.assertj.core.api.Assertions.within(1e-9));
        }
        assertThat(MainTest.run("bbgky", "norms", "--kernel", "vortices", "--exponent", "4", "--latex")
                        .out())
                .contains("Young", "a = ");
        MainTest.Ran late = MainTest.run("bbgky", "norms", "--kernel", "sine", "--until", "10", "--accuracy", "1e-3");
        assertThat(late.code()).isEqualTo(Main.ENDED_EARLY);
        assertThat(late.err()).contains("blows up at T*");
        assertThat(late.out()).contains("order for accuracy 0.001", "beyond T*");
    }

    /** Each hypothesis that fails: exit code 2, its name, the reason and what would hold. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--kernel vortices --exponent 2|KERNEL_INTEGRABLE|any p > 2 holds",
                "--kernel vortices --noise 0 --exponent 4|NOISE_POSITIVE|take σ > 0",
                "--kernel sine --divergence-free --exponent 2|DIMENSION_TWO|d = 2",
                "--kernel coulomb:d=2 --divergence-free --exponent 4|DIVERGENCE_FREE|divergence term holds",
                "--kernel coulomb:d=2,g=-1 --exponent 4 --particles 10|DIVERGENCE_BOUNDED|regularise",
                "--kernel sine --exponent 1|EXPONENT_RANGE|p = 2 is the smallest",
            })
    void refusals(String line) {
        String[] parts = line.split("\\|");
        String[] words = ("bbgky norms " + parts[0]).split(" ");
        MainTest.Ran ran = MainTest.run(words);
        assertThat(ran.code()).isEqualTo(Main.USER_ERROR);
        assertThat(ran.err()).contains(parts[1], parts[2]);
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void marginalsAndLimit() throws Exception {
        MainTest.Ran ran = MainTest.run(
                "bbgky",
                "marginals",
                "--kernel",
                "sine:coupling=0.5",
                "--order",
                "3",
                "--particles",
                "10",
                "--as",
                "json",
                "--intervals",
                "1");
        assertThat(ran.code()).isZero();
        assertThat(new ObjectMapper().readTree(ran.out())).hasSize(6);
        assertThat(MainTest.run("bbgky", "marginals", "--latex", "--closure", "chaos")
                        .out())
                .contains("\\otimes f_1");
        MainTest.Ran limit = MainTest.run("bbgky", "limit", "--kernel", "sine:coupling=2", "--noise", "0.4");
        assertThat(limit.code()).isZero();
        assertThat(limit.out()).contains("linearly unstable, mode [1]", "free_energy");
        MainTest.Ran collapse = MainTest.run(
                "bbgky", "limit", "--kernel", "coulomb:d=2,g=-3", "--noise", "0.1", "--until", "1", "--points", "16");
        assertThat(collapse.code()).isEqualTo(Main.ENDED_EARLY);
    }

    @Test
    void simulateAndRun() {
        MainTest.Ran ran = MainTest.run(
                "bbgky", "simulate", "--kernel", "vortices:regularised=0.1", "--replicas", "5", "--intervals", "1");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("5 replicas of 20 particles", "[1, 1]");
        MainTest.Ran all =
                MainTest.run("bbgky", "run", "--replicas", "400", "--intervals", "2", "--seed", "3", "--order", "3");
        assertThat(all.err()).isEmpty();
        assertThat(all.code()).isZero();
        assertThat(all.out()).contains("stays below its bound", "N corr(1)", "agree");
        assertThat(all.out()).doesNotContain("EXCEEDS");
    }

    @Test
    void kinetic() {
        MainTest.Ran ran = MainTest.run(
                "bbgky",
                "kinetic",
                "--kernel",
                "coulomb:d=1,g=1",
                "--noise",
                "1",
                "--temperature",
                "0.8",
                "--intervals",
                "1",
                "--replicas",
                "20",
                "--until",
                "0.2");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("T* =", "flux, mode 1", "energy");
        assertThat(MainTest.run("bbgky", "kinetic", "--kernel", "vortices").err())
                .contains("covers d = 1");
    }

    @Test
    void report(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("torus.html");
        MainTest.Ran ran =
                MainTest.run("bbgky", "run", "--replicas", "40", "--intervals", "2", "--out", file.toString());
        assertThat(ran.code()).isZero();
        String page = Files.readString(file);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<svg", "N corr(1)", "\\partial_t f_2", "--replicas 40");
        assertThat(page).doesNotContain("<script", "http-equiv", "src=");
        MainTest.Ran again = MainTest.run("bbgky", "run", "--out", file.toString());
        assertThat(again.code()).isEqualTo(Main.USER_ERROR);
        assertThat(again.err()).contains("exists already");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bbgky limit --kernel cosine|'cosine' is not known",
                "bbgky limit --kernel sine:kappa=1|'kappa' is not known",
                "bbgky limit --kernel sine:coupling=x|is not a number",
                "bbgky limit --kernel coulomb:d=2 --law cosine:a=0.5,mode=1|has dimension 1",
                "bbgky|Missing required subcommand",
                "bbgky run --order 1|at least 2",
            })
    void mistakes(String line) {
        String[] parts = line.split("\\|");
        MainTest.Ran ran = MainTest.run(parts[0].split(" "));
        assertThat(ran.code()).isEqualTo(Main.USER_ERROR);
        assertThat(ran.err()).contains(parts[1]);
    }
}
