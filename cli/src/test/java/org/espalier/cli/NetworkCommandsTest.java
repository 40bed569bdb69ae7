package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.model.io.Networks;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands profile, convert and generate. */
class NetworkCommandsTest {
    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String small() throws IOException {
        Files.writeString(folder.resolve("small.csv"), "source,target,weight\na,b,2\na,c,-3\nc,a,4\n");
        return path("small.csv");
    }

    @Test
    void profileByHand() throws IOException {
        MainTest.Ran ran = MainTest.run("profile", small(), "--as", "csv");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("""
                        quantity,value
                        neurons,3
                        edges,3
                        negative_edges,1
                        total_weight,9.0
                        c_w,5.0
                        c_w_as_sum,9.0
                        r_w,4.0
                        largest_column_sum,5.0
                        epsilon_w,4.0
                        mean_row_sum,1.0
                        mean_absolute_row_sum,3.0
                        reciprocity,0.6666666666666666
                        weak_components,1
                        largest_weak_component,3
                        strong_components,2
                        largest_strong_component,2
                        """);
        assertThat(ran.err()).contains("3 neurons, 3 edges, 9 synapses").contains("C_w = 5");
        assertThat(MainTest.run("profile", small(), "--as", "json").out()).contains("\"quantity\" : \"epsilon_w\"");
        assertThat(MainTest.run("profile", small(), "--mean-row-sum", "0.5", "--as", "csv")
                        .out())
                .contains("mean_absolute_row_sum,0.5");
        assertThat(MainTest.run("profile", small(), "--print", "distributions", "--as", "csv")
                        .out())
                .contains("absolute_row_sum,3,3.0,", "in_degree,3,1.0,0.0,1.0,");
    }

    @Test
    void trendAlongASequence() {
        for (String n : new String[] {"50", "100", "200"}) {
            MainTest.run("generate", "all-to-all", path(n + ".espalier"), "--neurons", n, "--coupling", "0.9");
        }
        MainTest.Ran ran = MainTest.run(
                "profile",
                path("50.espalier"),
                path("100.espalier"),
                path("200.espalier"),
                "--print",
                "trend",
                "--as",
                "csv");
        assertThat(ran.out()).contains("quantity,exponent,standard_error,prefactor");
        assertThat(Double.parseDouble(ran.out().lines().toList().get(2).split(",")[1]))
                .isCloseTo(-1, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(MainTest.run("profile", path("50.espalier"), path("100.espalier"))
                        .err())
                .contains("--print trend");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.csv", "b.csv.gz", "b.mtx", "b.npz", "b.graphml", "b.espalier"})
    void convert(String name) throws IOException {
        MainTest.Ran ran = MainTest.run("convert", small(), path(name));
        assertThat(ran.err()).contains(name + ": 3 neurons, 3 edges written");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEmpty();
        SynapticNetwork network = Networks.read(folder.resolve(name));
        assertThat(network.absoluteRowSums()).containsExactlyInAnyOrder(4, 2, 3);
        MainTest.Ran again = MainTest.run("convert", small(), path(name));
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("exists already");
        assertThat(MainTest.run("convert", small(), path(name), "--force", "--transpose")
                        .code())
                .isZero();
        assertThat(Networks.read(folder.resolve(name)).absoluteColumnSums()).containsExactlyInAnyOrder(4, 2, 3);
    }

    @Test
    void partsOfANetwork() throws IOException {
        MainTest.run("convert", small(), path("p.csv"), "--at-least", "3");
        assertThat(Networks.read(folder.resolve("p.csv")).edges()).isEqualTo(2);
        MainTest.run("convert", small(), path("q.mtx"), "--at-least", "3", "--largest-component");
        assertThat(Networks.read(folder.resolve("q.mtx")).size()).isEqualTo(2);
    }

    @Test
    void transmitters() throws IOException {
        Files.writeString(
                folder.resolve("fly.csv"),
                "pre_root_id,post_root_id,neuropil,syn_count,nt_type\n1,2,A,5,GABA\n1,2,B,1,ACH\n2,1,A,3,ACH\n");
        assertThat(MainTest.run("convert", path("fly.csv"), path("s.mtx"), "--transmitter", "nt_type")
                        .code())
                .isZero();
        assertThat(Networks.read(folder.resolve("s.mtx")).weight(1, 0)).isEqualTo(-4);
    }

    @Test
    void selfLoops() throws IOException {
        Path edges = Files.writeString(folder.resolve("loops.csv"), "source,target,weight\na,b,2\nb,b,3\nc,a,1\n");
        MainTest.Ran dropped = MainTest.run("profile", edges.toString(), "--as", "csv");
        assertThat(dropped.out()).contains("edges,2\n", "total_weight,3.0\n");
        assertThat(dropped.err()).contains("1 self-loops dropped");
        MainTest.Ran kept = MainTest.run("profile", edges.toString(), "--as", "csv", "--self-loops", "keep");
        assertThat(kept.out()).contains("edges,3\n", "total_weight,6.0\n", "r_w,5.0\n");
        MainTest.Ran refused = MainTest.run("profile", edges.toString(), "--self-loops", "error");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("line 3: neuron 'b' is connected to itself; add --self-loops drop");
        assertThat(MainTest.run("convert", edges.toString(), path("kept.csv"), "--self-loops", "keep")
                        .code())
                .isZero();
        assertThat(Files.readString(folder.resolve("kept.csv"))).contains("b,b,3");
        assertThat(MainTest.run("convert", edges.toString(), path("dropped.csv"))
                        .code())
                .isZero();
        assertThat(Files.readString(folder.resolve("dropped.csv"))).doesNotContain("b,b");
    }

    @Test
    void generateIsReproducibleAndMatchesTheLibrary() {
        assertThat(MainTest.run(
                                "generate",
                                "erdos-renyi",
                                path("a.npz"),
                                "--neurons",
                                "300",
                                "--degree",
                                "7",
                                "--coupling",
                                "0.5",
                                "--seed",
                                "9")
                        .code())
                .isZero();
        SynapticNetwork expected = new ErdosRenyi(300, 7, 0.5).generate(9);
        assertThat(Networks.read(folder.resolve("a.npz"))).isEqualTo(expected.withWeights((post, pre, w) -> w));
        MainTest.run("generate", "connectome", path("w.espalier"), "--like", "worm", "--seed", "3");
        assertThat(Networks.read(folder.resolve("w.espalier")))
                .isEqualTo(SyntheticConnectome.worm().generate(3));
        MainTest.run("generate", "synthetic-connectome", path("v.espalier"), "--like", "worm", "--seed", "3");
        assertThat(folder.resolve("v.espalier")).hasSameBinaryContentAs(folder.resolve("w.espalier"));
        MainTest.run("generate", "shuffle", path("c.mtx"), "--from", path("w.espalier"));
        assertThat(Networks.read(folder.resolve("c.mtx")).edges()).isEqualTo(4647);
        MainTest.run("generate", "split", path("s.espalier"), "--from", path("w.espalier"), "--copies", "2");
        assertThat(Networks.read(folder.resolve("s.espalier")).size()).isEqualTo(838);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regular --neurons 20 --degree 3",
                "small-world --neurons 20 --degree 4 --rewiring 0.2",
                "power-law --neurons 200 --degree 5 --exponent 1.5",
                "blocks --sizes 30,20 --probabilities 0.2,0.3;0.1,0.1 --couplings 1,-2;1,1",
                "graphon --neurons 20 --kernel a*min(x,y) --parameter a=2",
                "graphon --neurons 60 --kernel x*y --degree 5 --bound 1 --random-places",
                "rank-one --neurons 20 --gain 1+g*x --output exp(-x) --parameter g=3",
                "planted --sizes 30,20 --inputs 2,3;1,0 --synapses 4,-6;7,0 --scale 0.1",
                "stochastic-block --sizes 30,20 --probabilities 0.2,0.3;0.1,0.1 --couplings 1,-2;1,1",
                "small-world --neurons 20 --neighbours 4",
                "erdos-renyi --neurons 40 --mean-degree 5",
                "graphon --neurons 30 --kernel x --places random --parameter a=1 --parameter b=2",
                "synthetic-connectome --like worm --neurons 100 --edges 300",
                "synthetic-connectome --neurons 60 --edges 200 --in-spread 0.5 --out-spread 0.5 --correlation 0"
                        + " --without-input 0 --without-output 0 --synapses-per-edge 3 --synapse-spread 1",
            })
    void everyFamily(String line) {
        String[] words = line.strip().split(" ");
        String[] arguments = new String[words.length + 2];
        arguments[0] = "generate";
        arguments[1] = words[0];
        arguments[2] = path(words[0] + ".espalier");
        System.arraycopy(words, 1, arguments, 3, words.length - 1);
        MainTest.Ran ran = MainTest.run(arguments);
        assertThat(ran.err()).contains("edges written");
        assertThat(ran.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profile /none/at/all.csv                                  | no such file",
                "generate                                                  | generate what?",
                "generate regular a.xyz --neurons 10 --degree 2            | no format is known",
                "generate regular /none/at/a.csv --neurons 10 --degree 2   | does not exist",
                "generate regular a.csv --neurons 10 --degree 10           | degree = 10.0 must be in",
                "generate regular a.csv --neurons ten --degree 10          | ten",
                "generate blocks a.csv --sizes 3 --probabilities x --couplings 1 | 'x' is not a number",
                "generate planted a.csv --sizes 3 --inputs 1.5 --synapses 1 | 1.5 must be a whole number",
                "generate graphon a.csv --neurons 9 --kernel x*z           | 'x*z' cannot be read",
                "generate graphon a.csv --neurons 9 --kernel x --degree 3  | a sparse sample needs a bound",
                "generate graphon a.csv --neurons 9 --kernel 2*x --degree 3 --bound 1 | exceeds the bound 1.0",
                "generate graphon a.csv --neurons 9 --kernel x --degree -3 | degree = -3.0 must be > 0",
                "generate rank-one a.csv --neurons 9 --gain x --output q   | output: the formula 'q' cannot be read",
                "generate synthetic-connectome a.csv --neurons 9        | missing key 'edges'",
                "generate connectome a.csv --like bee                      | like must be one of worm, fly",
                "generate erdos-renyi a.csv --neurons 9                    | --mean-degree",
                "profile a.csv --self-loops perhaps                        | perhaps",
                "convert /none/at/all.csv b.parquet                        | no format is known",
            })
    void mistakes(String line, String message) {
        MainTest.Ran ran = MainTest.run(line.strip().split(" +"));
        assertThat(ran.err()).contains(message);
        assertThat(ran.err().strip().lines().count()).isEqualTo(1);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(Path.of("a.csv")).doesNotExist();
    }
}
