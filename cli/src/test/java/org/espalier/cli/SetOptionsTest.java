package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.espalier.cli.MainTest.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of a study that the command line changes. */
class SetOptionsTest {
    @TempDir
    Path folder;

    private String study;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("edges.csv"), "pre,post,w\na,b,2\nb,c,3\nc,a,1\na,c,4\n");
        study = Files.writeString(folder.resolve("small.yaml"), RunCommandTest.STUDY)
                .toString();
    }

    private Ran check(String... settings) {
        String[] all = new String[settings.length + 4];
        all[0] = "check";
        all[1] = study;
        all[2] = "--as";
        all[3] = "csv";
        System.arraycopy(settings, 0, all, 4, settings.length);
        return MainTest.run(all);
    }

    @Test
    void aChangedFileAndAChangeOnTheCommandLineAreTheSame() throws Exception {
        Ran changed = check("--set", "hierarchy.max_order=6", "--set", "numerics.cells=160");
        Files.writeString(
                Path.of(study),
                RunCommandTest.STUDY.replace("max_order: 4", "max_order: 6").replace("cells: 80", "cells: 160"));
        Ran file = check();
        assertThat(changed.code()).isZero();
        assertThat(changed.out()).isEqualTo(file.out());
        // what the file leaves out can be added
        assertThat(check("--set", "simulation.threshold=0.75").err()).contains("simulation.threshold = 0.75");
        Ran equations = MainTest.run("equations", study, "--set", "neuron.noise=0.75");
        assertThat(equations.out()).contains("0.75");
    }

    @Test
    void whatIsRefusedNamesTheChangeAndTheNearestKey() {
        assertRefused("neuron.nois=0.3", "--set neuron.nois=0.3: unknown key 'neuron.nois'; did you mean 'noise'?");
        assertRefused("neurn.noise=0.3", "unknown key 'neurn'; did you mean 'neuron'?");
        assertRefused(
                "neuron.noise=loud", "--set neuron.noise=loud: neuron.noise must be a finite number, found 'loud'");
        assertRefused("numerics.cells=5", "--set numerics.cells=5: numerics: cells = 5 must lie between 20 and 100000");
        assertRefused("neuron.noise.x=1", "neuron.noise holds no keys");
        assertRefused("hierarchy.methods[0].classes=4", "hierarchy.methods is no list in this study");
        assertRefused("neuron.noise", "is not KEY=VALUE");
        assertRefused("neuron.noise=", "nothing is given");
        assertRefused("neuron..noise=1", "is no key of a study");
        assertRefused("time.outputs={", "the value is not YAML");
    }

    private void assertRefused(String setting, String message) {
        Ran ran = check("--set", setting);
        assertThat(ran.code()).as(setting).isEqualTo(2);
        assertThat(ran.err()).as(setting).contains(message);
        assertThat(ran.err().lines().count()).isEqualTo(1);
    }
}
