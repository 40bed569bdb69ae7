package org.espalier.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    // written by scipy.sparse.save_npz of SciPy 1.17.1
    private static final String CSR =
            "UEsDBC0AAAAIAAAAIQBlzm9Z//////////8LABQAaW5kaWNlcy5ucHkBABAAkAAAAAAAAABKAAAAAAAAAJvsF+obEM"
                    + "nIUMZQrZ6SWpxcpG6loG6TaaKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GiY6mjoKtQoUAC5GBghggmIA"
                    + "UEsDBC0AAAAIAAAAIQDZTGOF//////////8KABQAaW5kcHRyLm5weQEAEACQAAAAAAAAAE4AAAAAAAAAm+wX6hsQyc"
                    + "hQxlCtnpJanFykbqWgbpNpoq6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaJjqaOgq1ChQALgYgYARiZiBm"
                    + "AWIAUEsDBC0AAAAIAAAAIQCjw3SX//////////8KABQAZm9ybWF0Lm5weQEAEACDAAAAAAAAAEUAAAAAAAAAm+wX6h"
                    + "sQychQxlCtnpJanFykbqWgXhNsrK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkamjoKtQoUAa7k4iIAUEsD"
                    + "BC0AAAAIAAAAIQDx2Rai//////////8JABQAc2hhcGUubnB5AQAQAJAAAAAAAAAASQAAAAAAAACb7BfqGxDJyFDGUK"
                    + "2eklqcXKRupaBuk2mhrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOpo6CrUKFAAuZgYIgNEAUEsDBC0A"
                    + "AAAIAAAAIQBYEE/W//////////8IABQAZGF0YS5ucHkBABAAoAAAAAAAAABUAAAAAAAAAJvsF+obEMnIUMZQrZ6SWp"
                    + "xcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GiY6mjoKtQoUAC4GMPhhD6EZHCAUxwEIfcEe"
                    + "AFBLAQItAy0AAAAIAAAAIQBlzm9ZSgAAAJAAAAALAAAAAAAAAAAAAACAAQAAAABpbmRpY2VzLm5weVBLAQItAy0AAA"
                    + "AIAAAAIQDZTGOFTgAAAJAAAAAKAAAAAAAAAAAAAACAAYcAAABpbmRwdHIubnB5UEsBAi0DLQAAAAgAAAAhAKPDdJdF"
                    + "AAAAgwAAAAoAAAAAAAAAAAAAAIABEQEAAGZvcm1hdC5ucHlQSwECLQMtAAAACAAAACEA8dkWokkAAACQAAAACQAAAA"
                    + "AAAAAAAAAAgAGSAQAAc2hhcGUubnB5UEsBAi0DLQAAAAgAAAAhAFgQT9ZUAAAAoAAAAAgAAAAAAAAAAAAAAIABFgIA"
                    + "AGRhdGEubnB5UEsFBgAAAAAFAAUAFgEAAKQCAAAAAA==";
    private static final String CSC =
            "UEsDBC0AAAAIAAAAIQBp+MTl//////////8LABQAaW5kaWNlcy5ucHkBABAAkAAAAAAAAABNAAAAAAAAAJvsF+obEM"
                    + "nIUMZQrZ6SWpxcpG6loG6TaaKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GiY6mjoKtQoUAC5GBgYGJgYI"
                    + "ALEBUEsDBC0AAAAIAAAAIQApnv3y//////////8KABQAaW5kcHRyLm5weQEAEACQAAAAAAAAAE4AAAAAAAAAm+wX6h"
                    + "sQychQxlCtnpJanFykbqWgbpNpoq6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaJjqaOgq1ChQALgYgYAJi"
                    + "ZiBmAWIAUEsDBC0AAAAIAAAAIQBR48T9//////////8KABQAZm9ybWF0Lm5weQEAEACDAAAAAAAAAEUAAAAAAAAAm+"
                    + "wX6hsQychQxlCtnpJanFykbqWgXhNsrK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkamjoKtQoUAa7k4mQA"
                    + "UEsDBC0AAAAIAAAAIQDx2Rai//////////8JABQAc2hhcGUubnB5AQAQAJAAAAAAAAAASQAAAAAAAACb7BfqGxDJyF"
                    + "DGUK2eklqcXKRupaBuk2mhrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOpo6CrUKFAAuZgYIgNEAUEsD"
                    + "BC0AAAAIAAAAIQBcgfQo//////////8IABQAZGF0YS5ucHkBABAAoAAAAAAAAABQAAAAAAAAAJvsF+obEMnIUMZQrZ"
                    + "6SWpxcpG6loG6TaaGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GiY6mjoKtQoUAC4mBghggdKMUJoZSgMA"
                    + "UEsBAi0DLQAAAAgAAAAhAGn4xOVNAAAAkAAAAAsAAAAAAAAAAAAAAIABAAAAAGluZGljZXMubnB5UEsBAi0DLQAAAA"
                    + "gAAAAhACme/fJOAAAAkAAAAAoAAAAAAAAAAAAAAIABigAAAGluZHB0ci5ucHlQSwECLQMtAAAACAAAACEAUePE/UUA"
                    + "AACDAAAACgAAAAAAAAAAAAAAgAEUAQAAZm9ybWF0Lm5weVBLAQItAy0AAAAIAAAAIQDx2RaiSQAAAJAAAAAJAAAAAA"
                    + "AAAAAAAACAAZUBAABzaGFwZS5ucHlQSwECLQMtAAAACAAAACEAXIH0KFAAAACgAAAACAAAAAAAAAAAAAAAgAEZAgAA"
                    + "ZGF0YS5ucHlQSwUGAAAAAAUABQAWAQAAowIAAAAA";
    private static final String COO =
            "UEsDBC0AAAAIAAAAIQB4FC3i//////////8HABQAcm93Lm5weQEAEACQAAAAAAAAAEwAAAAAAAAAm+wX6hsQychQxl"
                    + "CtnpJanFykbqWgbpNpoq6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaJjqaOgq1ChQALgYgYIRiJiAGAFBL"
                    + "AwQtAAAACAAAACEA7gZm8///////////BwAUAGNvbC5ucHkBABAAkAAAAAAAAABKAAAAAAAAAJvsF+obEMnIUMZQrZ"
                    + "6SWpxcpG6loG6TaaKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GiY6mjoKtQoUAC5GBghggtIAUEsDBC0A"
                    + "AAAIAAAAIQAn8gUS//////////8KABQAZm9ybWF0Lm5weQEAEACDAAAAAAAAAEUAAAAAAAAAm+wX6hsQychQxlCtnp"
                    + "JanFykbqWgXhNsrK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkamjoKtQoUAa7k/HwAUEsDBC0AAAAIAAAA"
                    + "IQDx2Rai//////////8JABQAc2hhcGUubnB5AQAQAJAAAAAAAAAASQAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupa"
                    + "Buk2mhrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOpo6CrUKFAAuZgYIgNEAUEsDBC0AAAAIAAAAIQBA"
                    + "k/Xb//////////8IABQAZGF0YS5ucHkBABAAiAAAAAAAAABMAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6Taa"
                    + "Suo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GiY6mjoKtQoUAC5GBiYGZgYWBgBQSwECLQMtAAAACAAAACEA"
                    + "eBQt4kwAAACQAAAABwAAAAAAAAAAAAAAgAEAAAAAcm93Lm5weVBLAQItAy0AAAAIAAAAIQDuBmbzSgAAAJAAAAAHAA"
                    + "AAAAAAAAAAAACAAYUAAABjb2wubnB5UEsBAi0DLQAAAAgAAAAhACfyBRJFAAAAgwAAAAoAAAAAAAAAAAAAAIABCAEA"
                    + "AGZvcm1hdC5ucHlQSwECLQMtAAAACAAAACEA8dkWokkAAACQAAAACQAAAAAAAAAAAAAAgAGJAQAAc2hhcGUubnB5UE"
                    + "sBAi0DLQAAAAgAAAAhAECT9dtMAAAAiAAAAAgAAAAAAAAAAAAAAIABDQIAAGRhdGEubnB5UEsFBgAAAAAFAAUADwEA"
                    + "AJMCAAAAAA==";

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        return file;
    }

    private SynapticNetwork npz(String base64) throws IOException {
        Path file = folder.resolve("w.npz");
        Files.write(file, Base64.getDecoder().decode(base64));
        return Networks.read(file);
    }

    @Test
    void whatSciPyWrites() throws IOException {
        SynapticNetwork csr = npz(CSR);
        assertThat(csr).isEqualTo(SynapticNetwork.ofMatrix(new double[][] {{0, 1.5, 0}, {2, 0, -3}, {0, 0, 0}}));
        assertThat(Networks.reading(folder.resolve("w.npz")).report().selfLoops())
                .isEqualTo(1);
        SynapticNetwork expected = SynapticNetwork.ofMatrix(new double[][] {{0, 1, 0}, {2, 0, 3}, {4, 0, 0}});
        assertThat(npz(CSC)).isEqualTo(expected);
        assertThat(npz(COO)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"w.npz", "w.mtx", "w.mtx.gz", "w.graphml", "w.graphml.gz", "w.espalier", "w.csv", "w.csv.gz"})
    void whatIsWrittenIsReadBack(String name) {
        String[] labels = {"a", "b \u00e9", "c<&>", "d"};
        SynapticNetwork network = SynapticNetwork.of(
                        4, new int[] {0, 1, 2, 3}, new int[] {1, 2, 3, 0}, new double[] {0.1, -7, 1e-20, 3})
                .labelled(labels);
        Path file = folder.resolve(name);
        Networks.write(network, file);
        SynapticNetwork read = Networks.read(file);
        assertThat(read.size()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                int post = read.find(labels[i]).orElseThrow();
                int pre = read.find(labels[j]).orElseThrow();
                assertThat(read.weight(post, pre)).isEqualTo(network.weight(i, j));
            }
        }
    }

    @Test
    void aWholeNetworkThroughEveryFormat() {
        SynapticNetwork network = SyntheticConnectome.worm().generate(6).times(1.0 / 3);
        for (String name : new String[] {"w.npz", "w.mtx", "w.espalier"}) {
            Networks.write(network, folder.resolve(name));
            assertThat(Networks.read(folder.resolve(name)))
                    .isEqualTo(network.withWeights((post, pre, weight) -> weight));
        }
        Networks.write(network, folder.resolve("w.graphml"));
        SynapticNetwork read = Networks.read(folder.resolve("w.graphml"));
        assertThat(read.rowSums())
                .isEqualTo(network.withWeights((post, pre, weight) -> weight).rowSums());
    }

    @Test
    void matrixMarket() throws IOException {
        String head = "%%MatrixMarket matrix coordinate ";
        assertThat(Networks.read(file("a.mtx", head + "real general\n% note\n\n2 2 2\n1 2 3.5\n2 1 -1e2\n")))
                .isEqualTo(SynapticNetwork.ofMatrix(new double[][] {{0, 3.5}, {-100, 0}}));
        assertThat(Networks.read(file("b.mtx", head + "pattern symmetric\n3 3 2\n2 1\n3 3\n")))
                .isEqualTo(SynapticNetwork.ofMatrix(new double[][] {{0, 1, 0}, {1, 0, 0}, {0, 0, 0}}));
        assertThat(Networks.read(file("c.mtx", head + "integer skew-symmetric\n2 2 1\n2 1 4\n")))
                .isEqualTo(SynapticNetwork.ofMatrix(new double[][] {{0, -4}, {4, 0}}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "real general;2 2 1                   | line 2: only 0 of 1 entries announced",
                "real general;2 2 1;1 2 3;2 1 3       | line 4: more than the 1 entries announced",
                "real general;2 3 1;1 2 3             | line 2: the matrix has 2 rows and 3 columns",
                "real general;2 2 1;1 3 3             | line 3: '3' is not a whole number from 1 to 2",
                "real general;2 2 1;0 1 3             | line 3: '0' is not a whole number from 1 to 2",
                "real general;2 2 1;1 2 nan           | line 3: the value 'nan' is not a finite decimal number",
                "real general;2 2 1;1 2               | line 3: 2 fields where 3 are expected",
                "complex general;2 2 1;1 2 1 1        | line 1: entries of type 'complex' are not read",
                "real hermitian;2 2 1;1 2 1           | line 1: the symmetry 'hermitian' is not read",
                "real general;2000000000 2000000000 1;1 2 1 | line 2: 2000000000 neurons are out of proportion",
                "real general;1e20 1e20 1;1 2 1       | line 2: '1e20' is not a whole number",
                "real general                         | no line with the numbers of rows",
            })
    void brokenMatrices(String content, String message) throws IOException {
        Path file = file("a.mtx", "%%MatrixMarket matrix coordinate " + content.replace(";", "\n"));
        assertThatThrownBy(() -> Networks.read(file))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void graphmlOfOthers() throws IOException {
        String text = """
                <?xml version="1.0" encoding="UTF-8"?>
                <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
                  <key id="d0" for="edge" attr.name="weight" attr.type="double">
                    <default>1</default></key>
                  <graph edgedefault="directed">
                    <node id="x"/><node id="y"/><node id="z"/>
                    <edge source="x" target="y"><data key="d0">2.5</data></edge>
                    <edge source="y" target="x"/>
                    <edge source="y" target="y"/>
                  </graph>
                </graphml>
                """;
        Reading reading = Networks.reading(file("a.graphml", text));
        assertThat(reading.network())
                .isEqualTo(SynapticNetwork.ofMatrix(new double[][] {{0, 1, 0}, {2.5, 0, 0}, {0, 0, 0}})
                        .labelled("x", "y", "z"));
        assertThat(reading.report().selfLoops()).isEqualTo(1);
        Path without = file("c.graphml", text.replace("<default>1</default>", ""));
        assertThatThrownBy(() -> Networks.read(without))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("line 8: the edge from 'y' to 'x' has no 'weight'");
        SynapticNetwork both = Networks.read(file("b.graphml", text.replace("\"directed", "\"undirected")));
        assertThat(both.weight(0, 1)).isEqualTo(3.5);
        assertThat(both.weight(1, 0)).isEqualTo(3.5);
    }

    @Test
    void otherGraphFiles() throws IOException {
        SynapticNetwork expected = SynapticNetwork.ofMatrix(new double[][] {{0, 0}, {2.5, 0}});
        SynapticNetwork gexf = Networks.read(file(
                "a.gexf",
                "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\"><graph defaultedgetype=\"directed\"><nodes>"
                        + "<node id=\"0\" label=\"0\"/><node id=\"1\" label=\"1\"/></nodes><edges>"
                        + "<edge id=\"0\" source=\"0\" target=\"1\" weight=\"2.5\"/></edges></graph></gexf>"));
        assertThat(gexf).isEqualTo(expected.labelled("0", "1"));
        SynapticNetwork gml = Networks.read(file(
                "a.gml", "graph [ directed 1 node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 weight 2.5 ] ]"));
        assertThat(gml.weight(1, 0)).isEqualTo(2.5);
        assertThat(gml.edges()).isEqualTo(1);
        SynapticNetwork dot = Networks.read(file("a.dot", "digraph g { a -> b [weight=2.5]; b -> c; }"));
        assertThat(dot.weight(dot.find("b").orElseThrow(), dot.find("a").orElseThrow()))
                .isEqualTo(2.5);
        assertThat(dot.weight(dot.find("c").orElseThrow(), dot.find("b").orElseThrow()))
                .isEqualTo(1);
        assertThat(dot.edges()).isEqualTo(2);
        assertThat(Networks.read(file("b.dot", "graph g { a -- b; }")).edges()).isEqualTo(2);
        SynapticNetwork json = Networks.read(file(
                "a.json",
                "{\"nodes\": [{\"id\": \"a\"}, {\"id\": \"b\"}],"
                        + " \"edges\": [{\"source\": \"a\", \"target\": \"b\", \"weight\": 2.5}]}"));
        assertThat(json).isEqualTo(expected.labelled("a", "b"));
        SynapticNetwork dimacs = Networks.read(file("a.gr", "p sp 2 1\na 1 2 2.5\n"));
        assertThat(dimacs.edges()).isEqualTo(1);
        assertThat(dimacs.weight(1, 0)).isEqualTo(2.5);
        // the path of three vertices
        SynapticNetwork graph6 = Networks.read(file("a.g6", "BW"));
        assertThat(graph6.size()).isEqualTo(3);
        assertThat(graph6.edges()).isEqualTo(4);
    }

    @Test
    void entitiesAreRefused() throws IOException {
        StringBuilder laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol0 \"lol\">");
        for (int k = 1; k < 12; k++) {
            laughs.append("<!ENTITY lol")
                    .append(k)
                    .append(" \"")
                    .append(("&lol" + (k - 1) + ";").repeat(10))
                    .append("\">");
        }
        laughs.append("]><graphml>&lol11;</graphml>");
        for (String text : new String[] {
            laughs.toString(),
            "<!DOCTYPE g SYSTEM \"file:///etc/passwd\"><graphml/>",
            "<!DOCTYPE g [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><graphml>&x;</graphml>"
        }) {
            assertThatThrownBy(() -> Networks.read(file("a.graphml", text)))
                    .isInstanceOf(NetworkFormatException.class)
                    .hasMessageContaining("DOCTYPE");
        }
        assertThatThrownBy(() -> Networks.read(file("b.graphml", "<graphml>" + "<a>".repeat(100_000))))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> Networks.read(file("a.json", "[".repeat(1_000_000))))
                .isInstanceOf(NetworkFormatException.class);
        assertThatThrownBy(() -> Networks.read(file("a.gml", "graph [ node ".repeat(200_000))))
                .isInstanceOf(NetworkFormatException.class);
        assertThatThrownBy(() -> Networks.read(file("a.g6", "~~?A????"))).isInstanceOf(NetworkFormatException.class);
    }

    @Test
    void archivesOutOfProportion() throws IOException {
        Path bomb = folder.resolve("bomb.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("shape.npy"));
            zip.write(NpyArray.header("<i8", "(100000000,)"));
            byte[] zeros = new byte[1 << 20];
            for (int k = 0; k < 100; k++) {
                zip.write(zeros);
            }
        }
        assertThatThrownBy(() -> Networks.read(bomb))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("unpacks to more than");
        Path claim = folder.resolve("claim.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(claim))) {
            zip.putNextEntry(new ZipEntry("format.npy"));
            zip.write(NpyArray.header("|S3", "()"));
            zip.write("csr".getBytes(StandardCharsets.US_ASCII));
            zip.putNextEntry(new ZipEntry("shape.npy"));
            zip.write(NpyArray.header("<i8", "(2,)"));
            zip.write(new byte[] {0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 0});
        }
        assertThatThrownBy(() -> Networks.read(claim))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("1073741824 neurons are out of proportion");
    }

    @ParameterizedTest
    @CsvSource({"PAR1xx,Parquet", "SQLite format 3,SQLite", "BZh9,bzip2", "ARROW1,Arrow"})
    void knownButNotRead(String start, String name) throws IOException {
        assertThatThrownBy(() -> Networks.read(file("a.bin", start)))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining(name);
    }

    @Test
    void packedTextWithoutTheEnding() throws IOException {
        Path file = folder.resolve("edges.txt");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 2 3\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Networks.read(file).weight(0, 1)).isEqualTo(3);
    }

    @Test
    void endingsThatAreNotKnown() {
        SynapticNetwork network = SynapticNetwork.of(2, new int[] {1}, new int[] {0}, new double[] {1});
        assertThatThrownBy(() -> Networks.write(network, folder.resolve("a.xyz")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use .csv");
        assertThatThrownBy(() -> Networks.write(network.labelled("a", "\u0001"), folder.resolve("a.graphml")))
                .hasMessageContaining("XML cannot hold");
        assertThat(folder.toFile().list()).isEmpty();
    }
}
