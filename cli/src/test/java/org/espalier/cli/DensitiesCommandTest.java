package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DensitiesCommandTest {
    @TempDir
    private Path folder;

    private String file;

    /** w[b][a] = 2, w[c][a] = 3, w[a][c] = 4; one row of another kind. */
    @BeforeEach
    void write() throws IOException {
        Path path = folder.resolve("small.csv");
        Files.writeString(path, "Source,Target,Weight,Type\na,b,2,x\na,c,3,x\nc,a,4,x\nb,c,100,y\n");
        file = path.toString();
    }

    private MainTest.Ran densities(String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of("densities", file, "--where", "Type=x"));
        arguments.addAll(List.of(more));
        return MainTest.run(arguments.toArray(String[]::new));
    }

    /** Row sums 4 (a), 2 (b), 3 (c); path of three 3·4 + 4·2 + 4·3; cherry 16 + 4 + 9, all with equal leaves. */
    @Test
    void exactIntegers() {
        MainTest.Ran ran = densities("--max-order", "3", "--exact", "--injective", "--as", "csv");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("""
                        order,level_sequence,sum_homomorphism,sum_injective
                        1,0,3,3
                        2,0 1,9,9
                        3,0 1 2,32,8
                        3,0 1 1,29,0
                        """);
        assertThat(ran.err()).contains("3 neurons").doesNotContain("espalier:");
        assertThat(densities("--max-order", "2", "--exact", "--as", "csv").out())
                .isEqualTo("order,level_sequence,sum_homomorphism\n1,0,3\n2,0 1,9\n");
    }

    @Test
    void densitiesInThreeFormats() {
        assertThat(densities("-n", "3", "--as", "csv").out())
                .contains("order,level_sequence,symmetry,density", "3,0 1 1,2,9.666666666666666", "2,0 1,1,3.0");
        assertThat(densities("-n", "2").out()).contains("level_sequence", "3.00000");
        assertThat(densities("-n", "2", "--as", "json").out()).contains("\"density\" : 3.0");
        assertThat(densities("-n", "3", "--injective", "--as", "csv").out())
                .contains("injective_density,injective_error", "3,0 1 1,2,9.666666666666666,0.0,0.0");
        assertThat(densities("-n", "2", "--mean-row-sum", "0.5", "--as", "csv").out())
                .contains("2,0 1,1,0.5");
    }

    @Test
    void mistakesAreOneLineAndCodeTwo() {
        for (MainTest.Ran ran : List.of(
                densities("--max-order", "0"),
                densities("--max-order", "many"),
                densities("--exact", "--mean-row-sum", "1"),
                densities("--where", "Type"),
                densities("--columns", "a,b"),
                MainTest.run("densities"),
                MainTest.run("densities", folder.resolve("missing.csv").toString()))) {
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().lines().filter(line -> line.startsWith("espalier:")))
                    .hasSize(1);
        }
    }
}
