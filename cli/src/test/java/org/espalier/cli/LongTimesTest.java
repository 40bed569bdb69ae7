package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.espalier.cli.MainTest.Ran;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Studies whose last time is many relaxation times away. */
class LongTimesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1, 10000", "100, 100, 50"})
    void aLeakIsNotTakenForARunaway(String input, String rate, String output) throws Exception {
        Files.writeString(folder.resolve("edges.csv"), "pre,post,w\na,b,2\nb,c,3\nc,a,1\na,c,4\n");
        Path study = Files.writeString(folder.resolve("long.yaml"), """
                title: Long
                network:
                  file: edges.csv
                  format: text
                  columns: {source: pre, target: post, weight: w}
                  self_loops: drop
                  duplicates: sum
                  signs: {rule: excitatory}
                  scaling: {measure: mean_row_sum, value: 0.3}
                neuron:
                  drift: {family: linear, input: %s, rate: %s}
                  noise: 0.4
                  intensity: {family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}
                  reset: 0
                  kick_factor: 1
                time: {unit: 20 ms, outputs: [%s], curve_intervals: 4}
                initial_law: {family: normal, mean: 0.3, deviation: 0.3}
                hierarchy: {max_order: 4, closure: vanishing}
                numerics: {cells: 80, time_step: 0.02}
                simulation: {replicas: 20, time_step: 0.02, seed: 3}
                """.formatted(input, rate, output));
        Ran ran = MainTest.run("check", study.toString(), "--as", "csv");
        assertThat(ran.err()).doesNotContain("carries", "explicit");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines().findFirst()).contains("stage,unknowns,megabytes,seconds");
    }
}
