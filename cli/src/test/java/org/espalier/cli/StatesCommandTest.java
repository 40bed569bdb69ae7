package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.espalier.cli.MainTest.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatesCommandTest {
    @TempDir
    Path folder;

    private String study;

    @BeforeEach
    void write() throws Exception {
        Path example = Files.isDirectory(Path.of("examples")) ? Path.of("examples") : Path.of("../examples");
        study = Files.writeString(
                        folder.resolve("bistable.yaml"),
                        Files.readString(example.resolve("bistable.yaml")).replace("neurons: 50", "neurons: 30")
                                + "groups: {half: {share: 0.5}}\nreadouts: [half]\n")
                .toString();
    }

    private Ran states(String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "states";
        all[1] = study;
        all[2] = "--out";
        all[3] = folder.resolve("out" + more.length).toString();
        System.arraycopy(more, 0, all, 4, more.length);
        return MainTest.run(all);
    }

    @Test
    void twoStableStatesAndAnUnstableOneBetweenThem() throws Exception {
        Ran ran = states("--as", "json", "--quiet");
        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode rows = new ObjectMapper().readTree(ran.out());
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).get("rate").doubleValue()).isBetween(1e-4, 2e-3);
        assertThat(rows.get(1).get("kind").textValue()).isEqualTo("unstable");
        assertThat(rows.get(1).get("growth").doubleValue()).isPositive();
        assertThat(rows.get(2).get("rate").doubleValue()).isBetween(1.5, 1.8);
        // all neurons are alike
        assertThat(rows.get(2).get("half").doubleValue())
                .isCloseTo(rows.get(2).get("rate").doubleValue(), within(1e-12));
        assertThat(states().out()).startsWith("3 stationary states, ");
    }

    @Test
    void alongTheCouplingTwoStatesMeetInAFold() throws Exception {
        Ran ran = states("--vary", "network.generator.coupling=2,3,-1", "--as", "csv");
        assertThat(ran.code()).as(ran.err()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("network.generator.coupling,state,rate,half,growth,frequency,kind");
        assertThat(lines.stream().filter(line -> line.startsWith("2.0,"))).hasSize(1);
        assertThat(lines.stream().filter(line -> line.startsWith("3.0,"))).hasSize(3);
        String said = ran.err()
                .lines()
                .filter(line -> line.startsWith("Two states meet and vanish"))
                .findFirst()
                .orElseThrow();
        double fold = Double.parseDouble(said.replaceAll(".*coupling = ([0-9.]+),.*", "$1"));
        // 50 neurons have it at 2.4188, and nothing but J(N − 1)/N matters
        assertThat(fold * 29 / 30).isCloseTo(2.3704, within(2e-3));
        assertThat(Files.readString(folder.resolve("out4").resolve("report.html")))
                .contains("Diagram", "unstable");
    }

    @Test
    void aRunWarnsThatAnotherStateExists() {
        Ran ran = MainTest.run(
                "run",
                study,
                "--set",
                "simulation.replicas=4",
                "--set",
                "numerics.cells=100",
                "--set",
                "hierarchy.max_order=2",
                "--set",
                "time={unit: 20 ms, outputs: [1], curve_intervals: 4}",
                "--method",
                "classes:classes=1",
                "--out",
                folder.resolve("run").toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines())
                .anyMatch(line ->
                        line.startsWith("Another state exists: beside 0.00") && line.contains("is stable as well"));
    }

    @Test
    void aNetworkWithoutAStateAndMistakesAreTold() {
        // the more they fire the more they fire, without a largest rate
        Ran none = states(
                "--set",
                "neuron.intensity={family: exponential, rate: 2, threshold: 0, width: 0.3, maximum: none}",
                "--set",
                "network.generator.coupling=20");
        assertThat(none.code()).isEqualTo(3);
        assertThat(none.err()).contains("no stationary state was found");
        assertThat(none.out()).contains("no stationary state");
        Ran wrong = states("--vary", "neuron.nois=1,2");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("did you mean 'noise'?");
        Ran refused = states("--set", "simulation.refractory=0.1");
        assertThat(refused.code()).isEqualTo(2);
    }
}
