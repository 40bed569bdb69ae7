package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in groups, inputs and readouts: one line that names them, exit code 2, before work starts. */
class SystemMistakesTest {
    private static final String STUDY = """
            title: Mistakes
            network:
              file: edges.csv
              columns: {source: pre, target: post, weight: weight}
              self_loops: drop
              duplicates: sum
              inhibitory: [gaba]
              signs: {rule: excitatory}
              scaling: {measure: mean_row_sum, value: 0.5}
            neuron:
              drift: {family: linear, input: 1, rate: 1}
              noise: 0.4
              intensity: {family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}
              reset: 0
              kick_factor: 1
              groups: {gaba: {noise: 0.3}}
            time: {unit: 1, outputs: [0.1, 0.2], curve_intervals: 1}
            initial_law: {family: normal, mean: 0.3, deviation: 0.3}
            groups:
              sensory: {names: ["ASE*", AWAL]}
              gaba: {names: ["DD?"]}
              motor: {except: [sensory, gaba]}
            inputs: [{group: sensory, current: {family: pulse, from: 0.05, until: 0.1, height: 1}}]
            silence: [gaba]
            readouts: [sensory, motor]
            hierarchy: {max_order: 1, closure: vanishing}
            numerics: {cells: 50, time_step: 0.02}
            simulation: {replicas: 4, time_step: 0.05, seed: 1}
            """;

    private static final String[][] MISTAKES = {
        {"readouts: [sensory, motor]", "readouts: [sensory, moter]", "no group is called 'moter'; did you mean motor"},
        {"inhibitory: [gaba]", "inhibitory: [gabba]", "no group is called 'gabba'; did you mean gaba"},
        {"{group: sensory,", "{group: sensry,", "no group is called 'sensry'; did you mean sensory"},
        {"silence: [gaba]", "silence: [nobody]", "no group is called 'nobody'"},
        {"AWAL]", "AWAK]", "group 'sensory': no neuron matches 'AWAK'; did you mean AWAL"},
        {"\"DD?\"", "\"XX*\"", "group 'gaba': no neuron matches 'XX*'"},
        {"names: [\"DD?\"]", "types: [GABA]", "group 'gaba': no neuron is of type 'GABA'"},
        {"except: [sensory, gaba]", "except: [sensory, gaba], within: [gaba]", "group 'motor': no neuron belongs to it"
        },
        {"gaba: {noise: 0.3}", "gaba: {noise: 0.3}, motor: {noise: 0.1}, rest: {}", "no group is called 'rest'"},
        {
            "except: [sensory, gaba]}",
            "except: [sensory]}",
            "neuron.groups: neuron DD1 is in both 'gaba' and 'motor'; give it one model"
        },
        {"silence: [gaba]", "silence: [sensory]", "group 'sensory' is silenced"},
        {"silence: [gaba]", "silence: [same]", "all neurons of group 'sensory' are silenced"},
        {"from: 0.05, until: 0.1", "from: 0.3, until: 0.4", "begins after the last of time.outputs, 0.2"},
        {"from: 0.05, until: 0.1", "from: -0.05, until: 0.1", "from = -0.05 must be ≥ 0"},
        {"from: 0.05, until: 0.1", "from: 0.1, until: 0.1", "until = 0.1 finite and later"},
        {"height: 1}", "height: .nan}", "height"},
        {"current: {", "curent: {", "curent"},
        {"current: {", "kick_rate: {", "kick_size"},
        {"silence: [gaba]", "silence: [gaba]\ndelays: {usual: -1}", "usual = -1.0 must be finite and ≥ 0"},
        {"names: [\"DD?\"]", "names: [\"DD?\"], share: 2", "group 'gaba': share 2.0 must lie in (0, 1]"},
        {
            "names: [\"DD?\"]",
            "column: {neuron: pre, column: kind, values: [GABBA]}",
            "column 'kind' says 'GABBA' of no neuron; did you mean GABA"
        },
        {"family: pulse, from: 0.05, until: 0.1, height: 1", "family: table, file: nothing.csv", "nothing.csv"},
    };

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> oneLineAndCodeTwo() throws IOException {
        Files.writeString(folder.resolve("edges.csv"), """
                pre,post,weight,kind
                ASEL,AWAL,1,S
                ASER,AWAL,2,S
                AWAL,DD1,2,S
                DD1,VB1,1,GABA
                DD2,VB1,1,GABA
                VB1,DD2,1,M
                VB1,ASEL,1,M
                VB1,ASER,1,M
                """);
        // without a mistake it is right
        Path right = write("right", STUDY);
        assertThat(MainTest.run("check", right.toString()).code()).isZero();
        assertThat(MainTest.run("simulate", right.toString(), "--quiet").code()).isZero();
        // every one through check, and in turn through the others
        List<String> others = List.of("run", "simulate", "compare");
        return IntStream.range(0, MISTAKES.length)
                .boxed()
                .flatMap(n -> Stream.of("check", others.get(n % 3))
                        .map(command -> DynamicTest.dynamicTest(
                                command + ": " + MISTAKES[n][2], () -> mistaken(command, MISTAKES[n]))));
    }

    private Path write(String name, String study) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, study);
        return file;
    }

    private void mistaken(String command, String... mistake) throws IOException {
        assertThat(STUDY).contains(mistake[0]);
        String study = STUDY.replace(mistake[0], mistake[1]);
        if (mistake[1].contains("same")) {
            study = study.replace("  gaba: {names", "  same: {groups: [sensory]}\n  gaba: {names");
        }
        if (mistake[2].contains("in both")) {
            study = study.replace("gaba: {noise: 0.3}", "gaba: {noise: 0.3}, motor: {noise: 0.2}");
        }
        Path file = write("mistaken", study);
        Path out = folder.resolve("out");
        List<String> arguments = command.equals("run")
                ? List.of(command, file.toString(), "--out", out.toString(), "--quiet")
                : command.equals("check")
                        ? List.of(command, file.toString())
                        : List.of(command, file.toString(), "--quiet");
        MainTest.Ran ran = MainTest.run(arguments.toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err()).hasLineCount(1).contains(mistake[2]);
        assertThat(ran.out()).isEmpty();
        assertThat(out).doesNotExist();
    }
}
