package org.espalier.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.espalier.model.io.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyColumnsTest {
    private static final String PYTHON = "/usr/bin/python3";

    private static NumpyColumns sample() {
        return NumpyColumns.empty()
                .with("rate.time", List.of(0.25, 0.1, -1e-300, Double.MAX_VALUE))
                .with("unknown", Arrays.asList(1.5, null, "", Double.NaN))
                .with("is_output", List.of(true, false, false, true))
                .with("neuron", List.of(0, 1, -7, Long.MAX_VALUE / 1024))
                .with("label", Arrays.asList("α β", "", null, "AVAL"))
                .with("unit", List.of(TimeUnit.DAYS, TimeUnit.HOURS));
    }

    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path folder) {
        Path file = folder.resolve("results.npz");
        sample().write(file);
        NumpyColumns read = NumpyColumns.read(file);
        assertThat(read.names()).containsExactly("rate.time", "unknown", "is_output", "neuron", "label", "unit");
        assertThat(read.numbers("rate.time")).containsExactly(0.25, 0.1, -1e-300, Double.MAX_VALUE);
        assertThat(read.numbers("unknown")).containsExactly(1.5, Double.NaN, Double.NaN, Double.NaN);
        assertThat(read.numbers("is_output")).containsExactly(1, 0, 0, 1);
        assertThat(read.numbers("neuron")).containsExactly(0, 1, -7, Long.MAX_VALUE / 1024);
        assertThat(read.texts("label")).containsExactly("α β", "", "", "AVAL");
        assertThat(read.texts("unit")).as("what is neither number nor text").containsExactly("DAYS", "HOURS");
    }

    @Test
    void theBytesDependOnTheColumnsAlone(@TempDir Path folder) throws Exception {
        sample().write(folder.resolve("a.npz"));
        Thread.sleep(20);
        sample().write(folder.resolve("b.npz"));
        assertThat(folder.resolve("a.npz")).hasSameBinaryContentAs(folder.resolve("b.npz"));
    }

    @Test
    void numpyReadsAndWritesTheSame(@TempDir Path folder) throws Exception {
        assumeTrue(python(folder, "import numpy").isEmpty(), "no numpy at " + PYTHON);
        Path file = folder.resolve("results.npz");
        sample().write(file);
        String said = python(folder, """
                import numpy
                r = numpy.load("results.npz")
                assert sorted(r) == ['is_output', 'label', 'neuron', 'rate.time', 'unit', 'unknown'], sorted(r)
                assert r['rate.time'].dtype == float and r['rate.time'].tolist() == [0.25, 0.1, -1e-300, 1.7976931348623157e308]
                assert r['unknown'][0] == 1.5 and numpy.isnan(r['unknown'][1:]).all() and len(r['unknown']) == 4
                assert r['is_output'].dtype == bool and r['is_output'].tolist() == [True, False, False, True]
                assert r['neuron'].dtype == numpy.int64 and r['neuron'].tolist() == [0, 1, -7, (2**63 - 1) // 1024]
                assert r['label'].tolist() == ['α β', '', '', 'AVAL'], r['label']
                numpy.savez("back.npz", **r)
                numpy.savez_compressed("matrix.npz", m=numpy.zeros((2, 2)))
                """);
        assertThat(said).isEmpty();
        NumpyColumns back = NumpyColumns.read(folder.resolve("back.npz"));
        for (String name : List.of("rate.time", "unknown", "is_output", "neuron")) {
            assertThat(back.numbers(name)).as(name).isEqualTo(sample().numbers(name));
        }
        assertThat(back.texts("label")).isEqualTo(sample().texts("label"));
        assertThatThrownBy(() -> NumpyColumns.read(folder.resolve("matrix.npz")))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("matrix.npz", "one dimension");
    }

    /** What the program complains of, empty when it is content. */
    private static String python(Path folder, String program) throws Exception {
        if (!Files.isExecutable(Path.of(PYTHON))) {
            return "no " + PYTHON;
        }
        Files.writeString(folder.resolve("check.py"), program, StandardCharsets.UTF_8);
        Process process = new ProcessBuilder(PYTHON, "check.py")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : said;
    }

    @Test
    void mistakesAreNamed(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> sample().with("label", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'label' is there already");
        assertThatThrownBy(() -> sample().with("a/b", List.of())).hasMessageContaining("'a/b'");
        assertThatThrownBy(() -> sample().numbers("label")).hasMessageContaining("holds texts such as 'α β'");
        assertThatThrownBy(() -> sample().numbers("rate")).hasMessageContaining("no column 'rate'", "rate.time");
        Path text = Files.writeString(folder.resolve("text.npz"), "no archive");
        assertThatThrownBy(() -> NumpyColumns.read(text))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("text.npz");
    }
}
