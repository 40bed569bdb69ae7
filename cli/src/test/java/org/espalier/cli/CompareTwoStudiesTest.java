package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.espalier.cli.MainTest.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTwoStudiesTest {
    @TempDir
    Path folder;

    @Test
    void twoConditionsAreHeldAgainstEachOther() throws Exception {
        Files.writeString(folder.resolve("edges.csv"), "pre,post,w\na,b,2\nb,c,3\nc,a,1\na,c,4\n");
        String before = Files.writeString(folder.resolve("before.yaml"), RunCommandTest.STUDY)
                .toString();
        String after = Files.writeString(
                        folder.resolve("after.yaml"), RunCommandTest.STUDY.replace("input: 1,", "input: 2,"))
                .toString();
        Ran ran = MainTest.run("compare", before, after, "--method", "classes:classes=2", "--as", "csv", "--quiet");
        assertThat(ran.code()).as(ran.err()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("method,group,time,first,second,difference,half_width,gain,verdict");
        // simulation, mean field, classes, best order at two times
        assertThat(lines).hasSize(1 + 4 * 2);
        assertThat(lines.stream().filter(line -> line.startsWith("simulation,all,0.4,")))
                .singleElement()
                .satisfies(line -> {
                    String[] cells = line.split(",");
                    assertThat(Double.parseDouble(cells[5])).isPositive();
                    assertThat(Double.parseDouble(cells[7])).isGreaterThan(1);
                    assertThat(cells[8]).isEqualTo("rises");
                });
        Ran both = MainTest.run("compare", before, after, "--split", "1,2");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("takes neither --trees nor --split");
        Ran missing =
                MainTest.run("compare", before, folder.resolve("none.yaml").toString());
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("no such study file");
    }
}
