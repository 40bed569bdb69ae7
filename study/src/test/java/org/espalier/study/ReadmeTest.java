package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.espalier.estimates.bridge.Bridge;
import org.espalier.estimates.bridge.Prediction;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.io.Networks;
import org.espalier.model.network.Scaling;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeDensities;
import org.espalier.particles.Ensemble;
import org.espalier.run.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is what runs, and their links lead somewhere. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("espalier.root"));
    private static final String SOURCE = "study/src/test/java/org/espalier/study/ReadmeTest.java";

    @Test
    void theExampleRuns(@TempDir Path folder) {
        Path file = folder.resolve("network.csv");
        Networks.write(new ErdosRenyi(60, 8, 1).generate(5), file);
        // example
        var network = Networks.read(file).scaledTo(Scaling.meanRowSum(0.5));
        var neuron = Neuron.leak(1.0, 1.0).noise(0.4).intensity(Sigmoid.of(4.0, 1.0, 0.2));
        var law = Normal.of(0.3, 0.3);
        var times = Times.of(0.25, 0.5, 1.0);

        var densities = TreeDensities.of(network, 6); // 37 numbers: all of the network that the hierarchy sees
        var trees = ElementaryDensities.of(neuron)
                .upTo(6)
                .startingFrom(law)
                .solve(times)
                .expansion(densities);
        var limit = MeanField.of(neuron, network).startingFrom(law).solve(times);
        var sampled = Ensemble.of(neuron, network, law).replicas(200).seed(1).run(times);

        var comparison = Bridge.compare(
                sampled.rate(),
                Prediction.of("order 6", times, trees.rate(6)),
                Prediction.of("mean field", times, limit.populationRate()));
        // end
        assertThat(comparison.rows()).hasSize(6);
        // the expansion at order 6 and the limit are two methods for one number at early times
        assertThat(trees.rate(6)[0]).isCloseTo(limit.populationRate()[0], within(1e-3));
    }

    @Test
    void theReadmeShowsTheExampleAboveLetterByLetter() throws IOException {
        String source = Files.readString(ROOT.resolve(SOURCE));
        String ran = source.substring(source.indexOf("// example\n") + 11, source.indexOf("        // end\n"));
        String readme = Files.readString(ROOT.resolve("README.md"));
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(block.find()).isTrue();
        assertThat(squeezed(block.group(1))).isEqualTo(squeezed(ran));
    }

    /** The formatter may break lines elsewhere than a page does. */
    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void linksOfTheDocumentsResolve() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("notebooks"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
                }
            }
        }
        assertThat(documents).hasSizeGreaterThan(4);
        Pattern link = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
        List<String> broken = new ArrayList<>();
        int seen = 0;
        for (Path document : documents) {
            Matcher matcher = link.matcher(Files.readString(document));
            while (matcher.find()) {
                String target = matcher.group(1);
                if (!target.startsWith("http")) {
                    seen++;
                    if (!Files.exists(document.resolveSibling(target))) {
                        broken.add(document.getFileName() + ": " + target);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(seen).isGreaterThan(20);
    }

    /** The page on trust quotes the recorded run of the accuracy table, number by number. */
    @Test
    void theNumbersOnTrustAreThoseOfTheAccuracyTable() throws IOException {
        String accuracy = Files.readString(ROOT.resolve("docs/accuracy.md"));
        String worm = accuracy.substring(accuracy.indexOf("\n## Worm"), accuracy.indexOf("\n## Larva"));
        List<String> times = List.of("0.25", "0.5", "1", "2");
        int compared = 0;
        for (MatchResult row : Pattern.compile("(?m)^\\| ([\\d.]+), t = ([\\d.]+) \\| (.*) \\|$")
                .matcher(Files.readString(ROOT.resolve("docs/trust.md")))
                .results()
                .toList()) {
            String[] quoted = row.group(3).split(" \\| ");
            for (int order = 1; order <= quoted.length; order++) {
                String name = "| " + row.group(1) + " | excitatory | vanishing, order " + order + " | ";
                int start = worm.indexOf(name);
                assertThat(start).as(name).isNotNegative();
                String[] recorded = worm.substring(start + name.length()).split(" \\| ", 5);
                assertThat(Double.parseDouble(quoted[order - 1]))
                        .as("%st = %s", name, row.group(2))
                        .isEqualTo(Double.parseDouble(recorded[times.indexOf(row.group(2))]));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(28);
    }
}
