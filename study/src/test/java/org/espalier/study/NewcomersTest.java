package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.model.io.Networks;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeDensities;
import org.espalier.particles.Ensemble;
import org.espalier.run.Times;
import org.espalier.run.sampling.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for newcomers shows what runs, and its three programs find one number. */
class NewcomersTest {
    private static final Path ROOT = Path.of(System.getProperty("espalier.root"));
    private static final String PYTHON = "/usr/bin/python3";

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("docs/from-brian2-and-numpy.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Estimate printed(String program, Path folder) throws Exception {
        Files.writeString(folder.resolve("program.py"), program);
        Process process = new ProcessBuilder(PYTHON, "program.py")
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("errors.txt")))
                .isZero();
        String[] numbers = said.strip().split("\\s+");
        return new Estimate(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), 40);
    }

    private static boolean has(String module, Path folder) throws Exception {
        return Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import " + module)
                                .directory(folder.toFile())
                                .redirectErrorStream(true)
                                .redirectOutput(folder.resolve("import.txt").toFile())
                                .start()
                                .waitFor()
                        == 0;
    }

    /**
     * Three methods for one number. Each pair may differ by 4.5 standard errors, which chance exceeds with probability 7e-6
     * a pair, and by 0.003 for the first-order time step of the Python programs.
     */
    @Test
    @Tag("slow")
    void theThreeProgramsAgree(@TempDir Path folder) throws Exception {
        assumeTrue(has("numpy", folder), "no numpy at " + PYTHON);
        Estimate numpy = printed(blocks("python").get(0), folder);
        Path file = folder.resolve("network.csv");
        // example
        var network = Networks.read(file);
        var neuron = Neuron.leak(1.0, 1.0).noise(0.4).intensity(Sigmoid.of(4.0, 1.0, 0.2));
        var law = Normal.of(0.3, 0.3);
        var time = Times.of(1.0);
        var sampled = Ensemble.of(neuron, network, law).replicas(200).seed(1).run(time);

        var trees = ElementaryDensities.of(neuron).upTo(6).startingFrom(law).solve(time);
        var byTrees = trees.expansion(TreeDensities.of(network, 6)).rate(6)[0];
        var limit = MeanField.of(neuron, network).startingFrom(law).solve(time).populationRate()[0];
        // end
        Estimate espalier = sampled.rate().at(0);
        System.getLogger("org.espalier.study")
                .log(
                        System.Logger.Level.INFO,
                        "NumPy {0}, Espalier {1}, order 6 {2}, mean field {3}",
                        numpy,
                        espalier,
                        String.valueOf(byTrees),
                        String.valueOf(limit));
        agree(numpy, espalier);
        if (has("brian2", folder)) {
            Estimate brian = printed(blocks("python").get(1), folder);
            agree(brian, espalier);
            agree(brian, numpy);
        }
        // the expansion nears its radius, the limit leaves out that weights of 1/20 are not small
        assertThat(limit).isBetween(espalier.mean() - 0.03, espalier.mean() + 0.03);
        assertThat(byTrees).isBetween(limit - 0.03, limit + 0.03);
    }

    private static void agree(Estimate one, Estimate other) {
        double error = Math.hypot(one.standardError(), other.standardError());
        assertThat(error).isLessThan(0.015);
        assertThat(Math.abs(one.mean() - other.mean())).isLessThan(4.5 * error + 0.003);
    }

    @Test
    void thePageShowsTheExampleLetterByLetter() throws IOException {
        String source = Files.readString(ROOT.resolve("study/src/test/java/org/espalier/study/NewcomersTest.java"));
        String ran = source.substring(source.indexOf("// example\n") + 11, source.indexOf("        // end\n"));
        assertThat(blocks("java").get(0).replaceAll("\\s+", "")).isEqualTo(ran.replaceAll("\\s+", ""));
    }
}
