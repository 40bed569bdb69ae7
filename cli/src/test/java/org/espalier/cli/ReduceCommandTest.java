package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReduceCommandTest {
    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** A ring of four, and a fifth neuron that hears two of them. */
    private String ring() throws IOException {
        return file("ring.csv", "source,target,weight\na,b,1\nb,c,1\nc,d,1\nd,a,1\na,e,2\nc,e,3\n");
    }

    @Test
    void exactReduction() throws IOException {
        MainTest.Ran ran = MainTest.run("reduce", ring(), "--as", "csv");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("2 classes of 5 neurons, row-equitable");
        assertThat(ran.out()).isEqualTo("class,neurons,fraction,row_sum\n0,4,0.8,1.0\n1,1,0.2,5.0\n");
        assertThat(MainTest.run("reduce", ring(), "--print", "weights", "--as", "csv")
                        .out())
                .isEqualTo("post_class,pre_class,weight\n0,0,1.0\n1,0,5.0\n");
        assertThat(MainTest.run("reduce", ring(), "--print", "neurons", "--as", "csv")
                        .out())
                .contains("neuron,class\n", "a,0\n", "e,1\n");
    }

    @Test
    void approximateReduction() throws IOException {
        MainTest.Ran one = MainTest.run("reduce", ring(), "--classes", "1");
        assertThat(one.out()).contains("1 class of 5 neurons, not row-equitable", "up to 3.2", "by 1.6");
        assertThat(MainTest.run("reduce", ring(), "--tolerance", "4").out()).contains("1 class of 5");
        assertThat(MainTest.run("reduce", ring(), "--tolerance", "3").out()).contains("2 classes of 5");
    }

    @Test
    void networksThatLookAlike() throws IOException {
        String six = file("six.csv", "source,target,weight\na,b,1\nb,c,1\nc,d,1\nd,e,1\ne,f,1\nf,a,1\n");
        String three = file("three.csv", "source,target,weight\na,b,1\nb,c,1\nc,a,1\n");
        assertThat(MainTest.run("reduce", six, "--against", three, "--as", "csv")
                        .out())
                .contains("false,,");
        MainTest.Ran ran = MainTest.run("reduce", six, "--against", ring(), "--as", "csv");
        assertThat(ran.out()).contains("true,0 1,1.0,1.8");
    }

    @Test
    void mistakesAreOneLineAndCodeTwo() throws IOException {
        for (MainTest.Ran ran : List.of(
                MainTest.run("reduce", ring(), "--classes", "0"),
                MainTest.run("reduce", ring(), "--classes", "9"),
                MainTest.run("reduce", ring(), "--tolerance", "-1"),
                MainTest.run("reduce", ring(), "--classes", "2", "--tolerance", "1"),
                MainTest.run("reduce", ring(), "--print", "everything"),
                MainTest.run("reduce", folder.toString()))) {
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().lines().filter(line -> line.startsWith("espalier:")))
                    .hasSize(1);
        }
    }
}
