package org.espalier.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.espalier.model.io.NetworkReader.Delimiter;
import org.espalier.model.io.NetworkReader.Header;
import org.espalier.model.network.Duplicates;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedTextTest {
    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        Path file = folder.resolve("net.txt");
        Files.writeString(file, content);
        return file;
    }

    private SynapticNetwork read(String content) throws IOException {
        return Networks.read(file(content));
    }

    @Test
    void wormChemicalRows() {
        Reading reading = NetworkReader.automatic().where("Type", "chemical").read(Connectomes.worm());
        ReadReport report = reading.report();
        assertThat(report.neurons()).isEqualTo(419);
        assertThat(report.edges()).isEqualTo(4647);
        assertThat(report.rows()).isEqualTo(4681 + 2698);
        assertThat(report.filtered()).isEqualTo(2698);
        assertThat(report.selfLoops()).isEqualTo(34);
        assertThat(report.duplicates()).isZero();
        assertThat(reading.network().label(0)).isEqualTo("I1L");
        assertThat(reading.network().find("I2L")).hasValue(1);
        // first row: I1L makes 10 synapses on I2L
        assertThat(reading.network().weight(1, 0)).isEqualTo(10);
    }

    @Test
    void larva() {
        ReadReport report = Networks.reading(Connectomes.larva()).report();
        assertThat(report.neurons()).isEqualTo(3554);
        assertThat(report.edges()).isEqualTo(118_433);
        assertThat(report.rows()).isEqualTo(119_010);
        assertThat(report.selfLoops()).isEqualTo(577);
    }

    @Test
    void meanRowSumOfTheWorm() {
        SynapticNetwork network = NetworkReader.automatic()
                .where("Type", "chemical")
                .read(Connectomes.worm())
                .network()
                .scaledTo(Scaling.meanRowSum(0.5));
        double total = 0;
        for (double sum : network.rowSums()) {
            total += sum;
        }
        assertThat(total / 419).isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-14));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b,2\nb,c,3.5\n",
                "a\tb\t2\nb\tc\t3.5",
                "a;b;2\r\nb;c;3.5\r\n",
                "a|b|2\nb|c|3.5\n",
                "  a   b 2\nb \t c  3.5  \n",
                "# made by hand\n% and commented\n\na,b,2\n\nb,c,3.5\n",
                "\uFEFFa,b,2\nb,c,3.5\n",
                "\"a\",\" b \",2\n\"b\",\"c\",\"3.5\"\n",
                "\"a\" \"b\" 2\nb \"c\" 3.5\n",
                "a ,b   , 2\n b,c,3.5e0\n",
                "a,b,2,\nb,c,+3.5,\n",
                "source,target,weight\na,b,2\nb,c,3.5\n",
                "Pre ID;Post ID;syn_count\na;b;2\nb;c;3.5\n",
                "n,to,from\n2,b,a\n3.5,c,b\n",
            })
    void everyUsualTable(String content) throws IOException {
        SynapticNetwork network = content.startsWith("n,")
                ? NetworkReader.automatic()
                        .columns("from", "to", "n")
                        .read(file(content))
                        .network()
                : read(content);
        assertThat(network)
                .isEqualTo(SynapticNetwork.of(3, new int[] {1, 2}, new int[] {0, 1}, new double[] {2, 3.5})
                        .labelled("a", "b", "c"));
    }

    @Test
    void gzipOfSeveralMembers() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (String part : new String[] {"a,b,2\nb,", "c,3.5\n"}) {
            try (OutputStream out = new GZIPOutputStream(packed)) {
                out.write(part.getBytes(StandardCharsets.UTF_8));
            }
        }
        Path file = folder.resolve("net.csv.gz");
        Files.write(file, packed.toByteArray());
        assertThat(Networks.read(file).weight(2, 1)).isEqualTo(3.5);
    }

    @Test
    void pipesCanBeRead() throws Exception {
        Path pipe = folder.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        org.junit.jupiter.api.Assumptions.assumeTrue(made.waitFor() == 0, "no named pipes here");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (String part : new String[] {"a,b,2\nb,", "c,3.5\n"}) {
            try (OutputStream out = new GZIPOutputStream(packed)) {
                out.write(part.getBytes(StandardCharsets.UTF_8));
            }
        }
        for (byte[] content :
                new byte[][] {"a,b,2\nb,c,3.5\n".getBytes(StandardCharsets.UTF_8), packed.toByteArray()}) {
            Thread writer = new Thread(() -> {
                try {
                    Files.write(pipe, content, java.nio.file.StandardOpenOption.WRITE);
                } catch (IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            });
            writer.start();
            assertThat(Networks.read(pipe).weight(2, 1)).isEqualTo(3.5);
            writer.join();
        }
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, "a,b,1\na,b,2\n", java.nio.file.StandardOpenOption.WRITE);
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        });
        writer.start();
        assertThatThrownBy(() ->
                        NetworkReader.automatic().duplicates(Duplicates.ERROR).read(pipe))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("neurons 'a' and 'b' were connected before");
        writer.join();
    }

    @Test
    void namesKeepWhatTellsThemApart() throws IOException {
        SynapticNetwork network = read("07,7,1\n7,720575940628857210,2\n\"a,\"\"b\",é,3\n");
        assertThat(network.size()).isEqualTo(5);
        assertThat(network.label(0)).isEqualTo("07");
        assertThat(network.label(2)).isEqualTo("720575940628857210");
        assertThat(network.label(3)).isEqualTo("a,\"b");
        assertThat(network.label(4)).isEqualTo("é");
    }

    @Test
    void twoColumnsWeighOneEach() throws IOException {
        SynapticNetwork network = read("1 2\n2 3\n1 2\n");
        assertThat(network.weight(1, 0)).isEqualTo(2);
        assertThat(network.weight(2, 1)).isEqualTo(1);
    }

    @Test
    void manyNamesAreKeptApart() throws IOException {
        StringBuilder text = new StringBuilder();
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            text.append("neuron")
                    .append(i)
                    .append(',')
                    .append("neuron")
                    .append((i * 7 + 1) % n)
                    .append(",1\n");
        }
        SynapticNetwork network = read(text.toString());
        assertThat(network.size()).isEqualTo(n);
        for (int i = 0; i < n; i += 371) {
            int from = network.find("neuron" + i).orElseThrow();
            int to = network.find("neuron" + (i * 7 + 1) % n).orElseThrow();
            assertThat(network.weight(to, from)).isEqualTo(1);
        }
    }

    @Test
    void rowsAddUpToWhatBecameOfThem() throws IOException {
        String text = "pre,post,n,kind\na,b,1,x\na,b,2,x\nb,b,4,x\na,c,8,y\nb,a,0,x\nb,c,3,z\n";
        ReadReport report = NetworkReader.automatic()
                .columns("pre", "post", "n")
                .where("kind", "x", "z")
                .read(file(text))
                .report();
        assertThat(report.rows()).isEqualTo(6);
        assertThat(report.filtered()).isEqualTo(1);
        assertThat(report.withoutWeight()).isEqualTo(1);
        assertThat(report.selfLoops()).isEqualTo(1);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.edges()).isEqualTo(2);
        assertThat(report.synapses()).isEqualTo(6);
        assertThat(report.toString())
                .isEqualTo("net.txt (text, comma, header: pre to post, weight n, not used: kind): 3 neurons, 2 edges,"
                        + " 6 synapses from 6 rows,"
                        + " 1 filtered out, 1 of weight 0, 1 self-loops dropped, 1 added to an earlier edge");
    }

    @Test
    void signsFromAColumn() throws IOException {
        String text = "pre_root_id,post_root_id,neuropil,syn_count,nt_type\n1,2,A,5,GABA\n1,2,B,2,GABA\n3,2,A,4,ACH\n";
        SynapticNetwork network = NetworkReader.automatic()
                .signedBy("nt_type", Transmitters.FLYWIRE)
                .read(file(text))
                .network();
        assertThat(network.weight(1, 0)).isEqualTo(-7);
        assertThat(network.weight(1, 2)).isEqualTo(4);
        assertThatThrownBy(() -> NetworkReader.automatic()
                        .signedBy("nt_type", Map.of("GABA", -1))
                        .read(folder.resolve("net.txt")))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("line 4: no sign is known for 'ACH'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,b,1;a,b                | line 2: 2 columns where 3 are expected",
                "a,b,1;a,b,1,9            | line 2: 4 columns where 3 are expected",
                "a,b,1;a,c,x              | line 2: the weight 'x' is not a decimal number",
                "a,b,1;a,c,NaN            | line 2: the weight 'NaN' is not a decimal number",
                "a,b,1;a,c,Infinity       | line 2: the weight 'Infinity' is not a decimal number",
                "a,b,1;a,c,1e999          | line 2: the weight '1e999' is too large",
                "a,b,1;a,c,0x10           | line 2: the weight '0x10' is not a decimal number",
                "a,b,1;a,c,1d             | line 2: the weight '1d' is not a decimal number",
                "a,b,1;a,c,               | line 2: the weight '' is not a decimal number",
                "a,b,1;a,,1               | line 2: the name of the target neuron is empty",
                "a,b,1;,b,1               | line 2: the name of the source neuron is empty",
                "a,b,1;a,\"c,1            | line 2: a double quote does not close",
                "a,b,1;a,\"c\"d,1         | line 2: a double quote does not close",
                "x,y,strange;a,b,1        | line 1: no source and no target column is recognised among 'x, y, strange'",
                "source,target,q;a,b,1    | line 1: no weight column is recognised among 'source, target, q'",
                "abc                      | line 1: 1 column where at least 2 are needed",
                "source,target,weight     | holds no row",
                "# nothing                | holds no row",
                "a,b,0                    | all 1 rows have weight 0",
                "a,b,1;\u0001\u0002,b,2   | line 2: the name '\uFFFD\uFFFD' holds a control character",
            })
    void refusals(String content, String message) throws IOException {
        Path file = file(content.strip().replace(";", "\n"));
        assertThatThrownBy(() -> Networks.read(file))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message)
                .hasMessageContaining("; ");
    }

    @Test
    void refusalsOfFiles() throws IOException {
        Path empty = file("");
        assertThatThrownBy(() -> Networks.read(empty)).hasMessageContaining("net.txt: is empty");
        assertThatThrownBy(() -> Networks.read(folder)).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> Networks.read(folder.resolve("none.csv"))).hasMessageContaining("no such file");
        Path binary = folder.resolve("binary.csv");
        Files.write(binary, new byte[] {1, 2, 0, 3});
        assertThatThrownBy(() -> Networks.read(binary)).hasMessageContaining("zero byte at position 2");
        Path wide = folder.resolve("wide.csv");
        Files.writeString(wide, "a,b,1", StandardCharsets.UTF_16);
        assertThatThrownBy(() -> Networks.read(wide)).hasMessageContaining("UTF-16");
        Path latin = folder.resolve("latin.csv");
        Files.writeString(latin, "é,b,1", StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Networks.read(latin)).hasMessageContaining("not text in UTF-8");
        Path cut = folder.resolve("cut.csv.gz");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("a,b,1\nb,c,2\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(cut, java.util.Arrays.copyOf(packed.toByteArray(), packed.size() - 20));
        assertThatThrownBy(() -> Networks.read(cut))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("check that the file is complete");
    }

    @Test
    void gzipBombIsRefused() throws IOException {
        Path bomb = folder.resolve("bomb.csv.gz");
        byte[] row = "a,b,1\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write("a,b,1\n".getBytes(StandardCharsets.UTF_8));
            byte[] blanks = "\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int k = 0; k < 80; k++) {
                out.write(blanks);
            }
            out.write(row);
        }
        assertThatThrownBy(() -> Networks.read(bomb))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("unpacks to more than");
    }

    @Test
    void lineTooLong() throws IOException {
        Path file = file("a,b,1\n" + "x".repeat(1 << 22) + ",b,1\n");
        assertThatThrownBy(() -> Networks.read(file)).hasMessageContaining("line 2: the line is longer than");
    }

    @Test
    void linesAcrossTheBuffer() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < 300; k++) {
            text.append("x".repeat(10_000 + k))
                    .append(k)
                    .append(",hub,")
                    .append(k + 1)
                    .append('\n');
        }
        SynapticNetwork network = read(text.toString());
        assertThat(network.size()).isEqualTo(301);
        assertThat(network.rowSums()[1]).isEqualTo(300 * 301 / 2);
    }

    @Test
    void selfLoopsAndDuplicatesAsErrors() throws IOException {
        Path file = file("a,b,1\nb,b,2\na,c,1\na,b,5\n");
        assertThatThrownBy(() ->
                        NetworkReader.automatic().selfLoops(SelfLoops.ERROR).read(file))
                .hasMessageContaining("line 2: neuron 'b' is connected to itself");
        assertThatThrownBy(() ->
                        NetworkReader.automatic().duplicates(Duplicates.ERROR).read(file))
                .hasMessageContaining("line 4: neurons 'a' and 'b' were connected before");
    }

    @Test
    void namedColumnsMustExist() throws IOException {
        Path file = file("x,y,z\na,b,1\n");
        assertThatThrownBy(
                        () -> NetworkReader.automatic().columns("x", "y", "w").read(file))
                .hasMessageContaining("no weight column 'w' among 'x, y, z'");
        assertThatThrownBy(() -> NetworkReader.automatic().columns(1, 2, 4).read(file))
                .hasMessageContaining("weight column is number 4 of 3");
        assertThatThrownBy(() -> NetworkReader.automatic()
                        .columns("x", "y", "z")
                        .where("z", "2")
                        .read(file))
                .hasMessageContaining("no row is left of 1; the filtered columns also hold [1]");
        assertThat(NetworkReader.automatic()
                        .delimitedBy(Delimiter.COMMA)
                        .header(Header.PRESENT)
                        .columns(1, 2, 3)
                        .read(file)
                        .network()
                        .size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "12,12",
        "-3,-3",
        "+.5,0.5",
        "5.,5",
        "1.25e2,125",
        "1E-3,0.001",
        "123456789012345678901,1.2345678901234568e20",
        "0.1,0.1",
        "9007199254740993,9007199254740992",
        "0.30000000000000004,0.30000000000000004",
        "-0.0001,-1e-4"
    })
    void decimals(String text, double value) {
        byte[] bytes = ("," + text + ",").getBytes(StandardCharsets.US_ASCII);
        assertThat(Decimal.parse(bytes, 1, bytes.length - 1)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "e5", "1e", "1e+", "1e5.", "1 2", "1,2", "1_0", "--1", "NaN", "∞", "1.2.3"})
    void notDecimals(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Decimal.parse(bytes, 0, bytes.length)).isNaN();
    }
}
