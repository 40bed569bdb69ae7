package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
    private static final List<String> LINES = Study.template().lines().toList();

    private static String without(int line) {
        return String.join(
                "\n",
                IntStream.range(0, LINES.size())
                        .filter(k -> k != line)
                        .mapToObj(LINES::get)
                        .toList());
    }

    private static boolean holdsKey(String line) {
        return line.matches("\\s*[a-z_]+:.*");
    }

    private static String key(String line) {
        return line.strip().replaceAll(":.*", "");
    }

    @Test
    void theTemplateIsTheStudyOfTheDocuments() {
        Study study = Study.builtIn();
        assertThat(study.neuron().drift()).isEqualTo(new LinearLeak(1, 1));
        assertThat(study.neuron().noise()).isEqualTo(0.4);
        assertThat(study.neuron().intensity()).isEqualTo(Sigmoid.of(4, 1, 0.2));
        assertThat(study.law()).isEqualTo(Normal.of(0.3, 0.3));
        assertThat(study.time().outputs().values()).containsExactly(0.25, 0.5, 1, 2);
        assertThat(study.network().network().size()).isEqualTo(419);
        double rows = 0;
        for (double sum : study.network().network().absoluteRowSums()) {
            rows += sum;
        }
        assertThat(rows / 419).isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void whatIsWrittenReadsBackToTheSame() {
        Study study = Study.builtIn().withSeed(-9_007_199_254_740_993L);
        assertThat(Study.parse(study.toYaml())).isEqualTo(study);
    }

    @Test
    void everyOptionOfAFileReadsBackToTheSame() {
        String yaml = Study.template()
                .replaceAll(
                        "(?s)  generator:.*?  # A network",
                        "  file: /tmp/x.csv\n  format: text\n  columns: {source: 2, target: 1, weight: 3}\n"
                                + "  rows: {column: Type, values: [chemical, 'a b']}\n  self_loops: error\n"
                                + "  duplicates: error\n  sha256: abc\n  # A network")
                .replace(
                        "    rule: excitatory ",
                        "    rule: column\n    column: nt\n    excitatory: [ACH]\n    inhibitory: [GABA, GLUT]\n");
        Study study = Study.parse(yaml);
        NetworkFile file = (NetworkFile) study.network().origin();
        assertThat(file.reading().selection().columns())
                .contains(new ReadingPlan.Columns("2", "1", java.util.Optional.of("3")));
        assertThat(file.reading().selection().rows())
                .containsExactly(new ReadingPlan.RowFilter("Type", List.of("chemical", "a b")));
        assertThat(file.reading().selection().signColumn().orElseThrow().inhibitory())
                .containsExactly("GABA", "GLUT");
        assertThat(Study.parse(study.toYaml())).isEqualTo(study);
    }

    @TestFactory
    List<DynamicTest> everyMissingKeyIsNamed() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int k = 0; k < LINES.size(); k++) {
            String line = LINES.get(k);
            if (!holdsKey(line)) {
                continue;
            }
            int at = k;
            boolean section =
                    k + 1 < LINES.size() && LINES.get(k + 1).indexOf(key(LINES.get(k + 1))) > line.indexOf(key(line));
            if (section) {
                continue; // without its head the body of a section is another mistake
            }
            tests.add(DynamicTest.dynamicTest(
                    "line " + (k + 1) + ": " + key(line),
                    () -> assertThatThrownBy(() -> Study.parse(without(at)))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageMatching("study, line \\d+: missing key '.*" + key(line) + "'; .*")));
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }

    @TestFactory
    List<DynamicTest> everyUnknownKeyIsNamedWithItsLine() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int k = 0; k < LINES.size(); k++) {
            String line = LINES.get(k);
            if (!holdsKey(line)) {
                continue;
            }
            List<String> lines = new ArrayList<>(LINES);
            lines.set(k, line.replaceFirst(key(line) + ":", key(line) + "x:"));
            String text = String.join("\n", lines);
            String place = "study, line " + (k + 1) + ": unknown key '";
            tests.add(DynamicTest.dynamicTest(
                    place + key(line),
                    () -> assertThatThrownBy(() -> Study.parse(text))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageStartingWith(place)
                            .hasMessageContaining(key(line) + "x'; ")));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> everyWrongValueIsNamedWithItsLine() {
        String[][] changes = {
            {"noise: 0.4", "noise: -0.4", "noise σ = -0.4"},
            {"noise: 0.4", "noise: much", "neuron.noise must be a finite number, found 'much'"},
            {"noise: 0.4", "noise: .nan", "neuron.noise must be a finite number, found '.nan'"},
            {"noise: 0.4", "noise: .inf", "neuron.noise must be a finite number"},
            {"noise: 0.4", "noise:", "neuron.noise must be a finite number, found nothing"},
            {"noise: 0.4", "noise: [1]", "neuron.noise must be a finite number, found a list"},
            {"replicas: 400", "replicas: 1.5", "simulation.replicas must be an integer, found '1.5'"},
            {"replicas: 400", "replicas: 1", "replicas = 1, an interval needs at least 2"},
            {"seed: 1\n  # A", "seed: 99999999999999999999\n  # A", "network.generator.seed must be an integer"},
            {"max_order: 6", "max_order: 0", "hierarchy.max_order = 0 must lie between 1"},
            {"max_order: 6", "max_order: 99", "max_order = 99 must lie between 1 and 16"},
            {"closure: vanishing", "closure: magic", "hierarchy.closure must be one of vanishing, found 'magic'"},
            {"outputs: [0.25, 0.5, 1, 2]", "outputs: [0.5, 0.25]", "must be greater than the one before"},
            {"outputs: [0.25, 0.5, 1, 2]", "outputs: 2", "time.outputs must be a list of numbers"},
            {"outputs: [0.25, 0.5, 1, 2]", "outputs: [0.25, x]", "found 'x'"},
            {"family: sigmoid", "family: cosine", "neuron.intensity.family must be one of sigmoid"},
            {"value: 0.5", "value: -1", "target -1.0 must be positive"},
            {"width: 0.2", "width: 0", "width w = 0.0"},
            {"cells: 400", "cells: 3", "cells = 3 must lie between 20"},
            {"time_step: 0.01\n  # int", "time_step: 0\n  # int", "time_step = 0.0 must be finite and > 0"},
            {"rule: excitatory", "rule: nice", "network.signs.rule must be one of as_given"},
            {"neurons: 419", "neurons: 1", "network.generator.neurons = 1 must lie between 2"},
            {"reset: 0", "reset: 0\n  reset: 1", "neuron.reset is given twice, first in line"},
            {"title: A", "title: [A", "not YAML"},
            {"title: A", "\ttitle: A", "not YAML"},
        };
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] change : changes) {
            assertThat(Study.template()).contains(change[0]);
            String text = Study.template().replace(change[0], change[1]);
            tests.add(DynamicTest.dynamicTest(
                    change[1].strip(),
                    () -> assertThatThrownBy(() -> Study.parse(text))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageMatching("(?s)study, line \\d+: .*")
                            .hasMessageContaining(change[2])
                            .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))));
        }
        return tests;
    }

    @Test
    void theNearestKeyIsGuessed() {
        assertThatThrownBy(() -> Study.parse(Study.template().replace("noise:", "nosie:")))
                .hasMessageContaining("unknown key 'neuron.nosie'; did you mean 'noise'?");
    }

    @Test
    void filesThatAreNoStudies(@TempDir Path folder) throws Exception {
        Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {0, (byte) 0xff, 3, 4, (byte) 0x80});
        Path control = Files.write(folder.resolve("c.yaml"), new byte[] {0, 1, 2, 3});
        Path empty = Files.createFile(folder.resolve("e.yaml"));
        assertThatThrownBy(() -> Study.load(folder.resolve("no.yaml"))).hasMessageContaining("no such study file");
        assertThatThrownBy(() -> Study.load(folder)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> Study.load(binary)).hasMessageContaining("is not text in UTF-8");
        assertThatThrownBy(() -> Study.load(control)).hasMessageContaining("not YAML");
        assertThatThrownBy(() -> Study.load(empty)).hasMessageContaining("the file is empty");
    }

    @Test
    void aNetworkIsFoundBesideItsStudyAndKeptByItsChecksum(@TempDir Path folder) throws Exception {
        Path edges = Files.writeString(folder.resolve("edges.csv"), "a,b,2\nb,c,4\n");
        Path file = Files.writeString(
                folder.resolve("s.yaml"),
                Study.template()
                        .replaceAll(
                                "(?s)  generator:.*?  # A network",
                                "  file: edges.csv\n  format: auto\n  self_loops: drop\n  duplicates: sum\n  # A"));
        Study study = Study.load(file);
        assertThat(study.network().network().size()).isEqualTo(3);
        Study resolved = study.resolved();
        assertThat(Study.parse(resolved.toYaml()).network().network())
                .isEqualTo(study.network().network());
        Files.writeString(edges, "a,b,2\nb,c,5\n");
        assertThatThrownBy(() -> resolved.network().network()).hasMessageContaining("SHA-256");
    }
}
