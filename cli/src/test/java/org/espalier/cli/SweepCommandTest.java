package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.espalier.cli.MainTest.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
    @TempDir
    Path folder;

    private String study;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("edges.csv"), "pre,post,w\na,b,2\nb,c,3\nc,a,1\na,c,4\n");
        study = Files.writeString(
                        folder.resolve("small.yaml"),
                        RunCommandTest.STUDY + "groups: {first: {names: [a]}}\nreadouts: [first]\n")
                .toString();
    }

    @Test
    void twoAxesEndInATableAndAMap() throws Exception {
        Path out = folder.resolve("out");
        Ran ran = MainTest.run(
                "sweep",
                study,
                "--vary",
                "network.scaling.value=0.1:0.3:2",
                "--vary",
                "neuron.noise=0.3,0.4,-1",
                "--method",
                "classes:classes=2",
                "--as",
                "csv",
                "--out",
                out.toString());
        assertThat(ran.code()).isEqualTo(3);
        List<String> lines = ran.out().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("network.scaling.value,neuron.noise,group,time,classes_2,classes_2_told_error,trouble");
        // 2 x 3 points, two groups, two times
        assertThat(lines).hasSize(1 + 6 * 2 * 2);
        assertThat(lines.get(1)).startsWith("0.1,0.3,all,0.2,0.");
        assertThat(ran.out()).contains("0.1,-1.0,first,0.4,,,neuron.noise=-1: ");
        assertThat(ran.err()).contains("forecast: 4 points take about").contains("2 of 6 points lack a number");
        String page = Files.readString(out.resolve("report.html"));
        assertThat(page).contains("fill-opacity=\"1.000\"").contains("Points without a number");
        assertThat(Files.readString(out.resolve("sweep.csv")).lines().count()).isEqualTo(25);
        assertThat(Files.readString(out.resolve("study.yaml")))
                .contains("espalier sweep --vary network.scaling.value=0.1,0.3 --vary neuron.noise=0.3,0.4,-1.0"
                        + " --method classes:classes=2 study.yaml");
    }

    @Test
    void mistakesAreTheUsers() {
        for (String[] wrong : new String[][] {
            {"--vary", "network.scalng.value=1,2", "unknown key 'network.scalng'; did you mean 'scaling'?"},
            {"--vary", "neuron.noise=1:2", "is not KEY=FROM:TO:COUNT"},
            {"--vary", "title=1,2", "--method", "typd", "did you mean 'typed'?"}
        }) {
            String[] all = new String[wrong.length + 1];
            all[0] = "sweep";
            all[1] = study;
            System.arraycopy(wrong, 0, all, 2, wrong.length - 1);
            Ran ran = MainTest.run(all);
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err()).contains(wrong[wrong.length - 1]);
        }
    }
}
