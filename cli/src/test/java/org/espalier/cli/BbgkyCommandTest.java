package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void simulate(@TempDir Path folder) {
        MainTest.Ran ran = MainTest.run(
                "bbgky",
                "simulate",
                "--kernel",
                "vortices:regularised=0.1",
                "--replicas",
                "20",
                "--intervals",
                "1",
                "--bias",
                "--quiet");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("20 replicas of 20 particles", "[1, 1]", "f1_imaginary_bias_half_width");
        String tally = folder.resolve("run.tally").toString();
        String[] words = {
            "bbgky", "simulate", "--as", "csv", "--checkpoint", tally, "--replicas", "60", "--resume", "--threads", "2"
        };
        String whole = MainTest.run("bbgky", "simulate", "--as", "csv", "--replicas", "60")
                .out();
        words[7] = "23";
        assertThat(MainTest.run(words).code()).isZero();
        words[7] = "60";
        MainTest.Ran resumed = MainTest.run(words);
        assertThat(resumed.out()).isEqualTo(whole);
        assertThat(resumed.err()).contains("simulation: 60 of 60 replicas");
        MainTest.Ran again = MainTest.run("bbgky", "simulate", "--checkpoint", tally, "--replicas", "60", "--quiet");
        assertThat(again.code()).isEqualTo(Main.USER_ERROR);
        assertThat(again.err()).contains("exists; resume from it");
        MainTest.Ran other = MainTest.run(
                "bbgky", "simulate", "--checkpoint", tally, "--resume", "--seed", "2", "--replicas", "60", "--quiet");
        assertThat(other.err()).contains("another computation");
    }

    /** The report folder, and its study run again: every table but the wall-clock times has the same bits. */
    @Test
    void runWritesAReportThatRepeats(@TempDir Path folder) throws Exception {
        Path first = folder.resolve("first");
        MainTest.Ran all = MainTest.run(
                "bbgky",
                "run",
                "--replicas",
                "400",
                "--intervals",
                "2",
                "--seed",
                "3",
                "--order",
                "3",
                "--quiet",
                "--out",
                first.toString());
        assertThat(all.err()).isEmpty();
        assertThat(all.code()).isZero();
        assertThat(all.out()).contains("stays below its bound", "N corr(1)", "agree", "bias of the time step");
        assertThat(all.out()).doesNotContain("EXCEEDS");
        Path second = folder.resolve("second");
        MainTest.Ran repeated = MainTest.run(
                "bbgky",
                "run",
                first.resolve("study.yaml").toString(),
                "--quiet",
                "--threads",
                "1",
                "--out",
                second.toString());
        assertThat(repeated.out()).isEqualTo(all.out());
        for (String name : List.of(
                "study.yaml",
                "comparison.csv",
                "curves.csv",
                "norms.csv",
                "histogram.csv",
                "pair_histogram.csv",
                "README.txt")) {
            assertThat(Files.readString(second.resolve(name)))
                    .as(name)
                    .isEqualTo(Files.readString(first.resolve(name)))
                    .isNotEmpty();
        }
        String page = Files.readString(first.resolve("report.html"));
        assertThat(page).startsWith("<!DOCTYPE html>").contains("<svg", "<math", "bias of the time step", "T*");
        assertThat(page).doesNotContain("<script", "http-equiv", "src=", "@import");
        MainTest.Ran again = MainTest.run("bbgky", "run", "--quiet", "--out", first.toString());
        assertThat(again.code()).isEqualTo(Main.USER_ERROR);
        assertThat(again.err()).contains("--force");
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
                "--quiet",
                "--pairs",
                "--pair-functions",
                "16",
                "--until",
                "0.1");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("T* =", "flux, mode 1", "energy", "Y_2 stays below its bound");
        assertThat(MainTest.run("bbgky", "kinetic", "--kernel", "vortices").err())
                .contains("covers d = 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bbgky limit --kernel cosine|kernel must be one of sine, bump",
                "bbgky limit --kernel sine:kappa=1|unknown key 'kappa'",
                "bbgky limit --kernel sine:coupling=x|coupling must be a finite number, found 'x'",
                "bbgky limit --kernel coulomb:d=2 --law cosine:a=0.5,mode=1|has dimension 1",
                "bbgky|Missing required subcommand",
                "bbgky run --order 1|at least 2",
                "bbgky run --replicas 10|at least 40",
                "bbgky run --particles 1|at least 2",
                "bbgky run --kernel coulomb:d=3|covers d = 1 and 2",
                "bbgky run --modes 0|modes = 0 must lie",
                "bbgky run --kernel vortices --law uniform --replicas 50000|at most 1 GB",
                "bbgky run --kernel vortices --law uniform --order 4 --modes 6|fewer modes",
                "bbgky run --closure kirkwood --kernel vortices --law von-mises:concentration=1|grid points",
                "bbgky run --closure nonsense|Invalid value",
                "bbgky run --checkpoint no/such/folder/file|no/such/folder",
                "bbgky run --resume|--checkpoint FILE",
                "bbgky run --threads 0|threads = 0",
                "bbgky run --force-tolerance 1|relative error",
                "bbgky run no-such-study.yaml|no such study file",
                "bbgky simulate --noise -1|noise = -1.0",
                "bbgky simulate --noise NaN|noise must be a finite number",
                "bbgky simulate --until 0|until = 0.0",
                "bbgky simulate --intervals 0|intervals = 0",
                "bbgky simulate --step 0|time_step = 0.0",
                "bbgky simulate --replicas 0|replicas = 0",
                "bbgky simulate --particles 0|particles = 0",
                "bbgky simulate --kernel power:d=2,a=2|not integrable",
                "bbgky simulate --kernel coulomb:d=4|d = 4",
                "bbgky simulate --kernel coulomb:regularised=1e-9|[1e-4, 1]",
                "bbgky simulate --kernel stream:1=0.5|",
                "bbgky simulate --law von-mises:concentration=-1|",
                "bbgky marginals --order 9|order = 9",
                "bbgky marginals --particles 0|N = 0",
                "bbgky marginals --order 3 --particles 2|exceeds N = 2",
                "bbgky limit --points 100|a power of two",
                "bbgky norms --exponent x|must be a number",
                "bbgky norms --order 0|",
                "bbgky norms --accuracy 0|accuracy",
                "bbgky kinetic --temperature 0|temperature 0",
                "bbgky kinetic --functions 1|Hermite functions",
                "bbgky kinetic --friction -1|friction",
            })
    void mistakes(String line) {
        String[] parts = line.split("\\|", 2);
        MainTest.Ran ran = MainTest.run(parts[0].split(" "));
        assertThat(ran.err()).contains(parts[1]);
        assertThat(ran.err().strip().lines()).as(ran.err()).hasSize(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(Main.USER_ERROR);
        assertThat(Path.of("espalier-out")).doesNotExist();
    }
}
