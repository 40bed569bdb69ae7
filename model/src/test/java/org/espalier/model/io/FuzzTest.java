package org.espalier.model.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutated small files: each ends in a network or in a typed error that names the file, in time and in little memory. */
class FuzzTest {
    private static final String[] TOKENS = {
        ",",
        "\t",
        ";",
        " ",
        "\n",
        "\r\n",
        "\"",
        "\"\"",
        "NaN",
        "Infinity",
        "1e999",
        "-",
        "-0",
        "1e-400",
        "0x1",
        "\0",
        "99999999999",
        "2147483647",
        "4294967296",
        "source",
        "target",
        "weight",
        "#",
        "%",
        "\u00e9",
        "\ufeff",
        "<",
        ">",
        "&",
        "<!DOCTYPE a>",
        "&amp;",
        "{",
        "}",
        "[",
        "]",
        "()",
        "'",
        "graph",
        "node",
        "edge",
        "e",
        ".",
        "..",
        "1 1 1\n"
    };

    @TempDir
    Path folder;

    /** A well-formed file, and how often it is taken. */
    private record Seed(String name, byte[] content, int share) {}

    private static Seed text(String name, int share, String content) {
        return new Seed(name, content.getBytes(StandardCharsets.UTF_8), share);
    }

    private List<Seed> seeds() throws IOException {
        SynapticNetwork network = SynapticNetwork.of(
                        4, new int[] {0, 1, 2, 3, 2}, new int[] {1, 2, 3, 0, 0}, new double[] {1, 2, 3, 4, 0.5})
                .labelled("a", "b", "c", "d");
        List<Seed> seeds = new ArrayList<>(List.of(
                text("a.csv", 30, "source,target,weight\na,b,1\nb,c,2.5\nc,a,-3e1\nc,c,1\na,b,7\n"),
                text("b.txt", 20, "29 8419602 9.0\n29 9469519 1.0\n17 29 2\n"),
                text("c.tsv", 10, "\"pre id\"\tpost\tn_syn\ttype\n\"x \"\"y\"\tz\t3\tchemical\nz\tw\t1\telectrical\n"),
                text(
                        "d.csv",
                        10,
                        "pre_root_id,post_root_id,neuropil,syn_count,nt_type\n720575940611,720575940612,ME,5,ACH\n"),
                text(
                        "e.mtx",
                        15,
                        "%%MatrixMarket matrix coordinate real general\n% c\n3 3 3\n1 2 0.5\n2 3 1\n3 1 -2\n"),
                text(
                        "f.gml",
                        1,
                        "graph [ directed 1 node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 weight 2 ] ]"),
                text("g.dot", 1, "digraph g { a -> b [weight=2.5]; b -> c; }"),
                text(
                        "h.json",
                        1,
                        "{\"nodes\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"edges\":[{\"source\":\"a\",\"target\":\"b\"}]}"),
                text("i.gr", 2, "c note\np sp 3 2\na 1 2 2.5\na 2 3 1\n"),
                text("j.g6", 2, "DQc"),
                text(
                        "k.gexf",
                        1,
                        "<gexf version=\"1.2\"><graph defaultedgetype=\"directed\"><nodes><node id=\"0\" label=\"x\"/>"
                                + "<node id=\"1\" label=\"y\"/></nodes><edges><edge id=\"0\" source=\"0\" target=\"1\""
                                + " weight=\"2\"/></edges></graph></gexf>")));
        for (String name : new String[] {"l.npz", "m.espalier", "n.graphml"}) {
            Path file = folder.resolve(name);
            Networks.write(network, file);
            seeds.add(new Seed(name, Files.readAllBytes(file), name.endsWith("graphml") ? 1 : 6));
            Files.delete(file);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(seeds.get(0).content());
        }
        seeds.add(new Seed("o.csv.gz", packed.toByteArray(), 8));
        return seeds;
    }

    private static byte[] mutated(byte[] content, SplittableRandom random) {
        byte[] bytes = content;
        int changes = 1 + random.nextInt(4);
        for (int k = 0; k < changes; k++) {
            int at = random.nextInt(bytes.length + 1);
            int length = Math.min(1 + random.nextInt(12), bytes.length - at);
            byte[] before = Arrays.copyOf(bytes, at);
            byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
            bytes = switch (random.nextInt(7)) {
                case 0 -> join(before, new byte[] {(byte) random.nextInt(256)}, rest);
                case 1 -> join(before, Arrays.copyOfRange(rest, length, rest.length));
                case 2 -> join(before, Arrays.copyOf(rest, length), rest);
                case 3 -> join(before, TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8), rest);
                case 4 ->
                    join(
                            before,
                            TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8),
                            Arrays.copyOfRange(rest, length, rest.length));
                case 5 -> {
                    byte[] flipped = bytes.clone();
                    if (at < flipped.length) {
                        flipped[at] ^= (byte) (1 << random.nextInt(8));
                    }
                    yield flipped;
                }
                default -> before;
            };
            if (bytes.length == 0) {
                return new byte[] {'\n'};
            }
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private void fuzz(int files, long masterSeed) throws IOException {
        List<Seed> seeds = seeds();
        List<Seed> drawn = seeds.stream()
                .flatMap(seed -> IntStream.range(0, seed.share()).mapToObj(k -> seed))
                .toList();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AtomicLong networks = new AtomicLong();
        AtomicLong refusals = new AtomicLong();
        AtomicLong withLine = new AtomicLong();
        IntStream.range(0, files).parallel().forEach(k -> {
            SplittableRandom random = new SplittableRandom(masterSeed + k);
            Seed seed = drawn.get(random.nextInt(drawn.size()));
            byte[] bytes = mutated(seed.content(), random);
            Path file = folder.resolve(Thread.currentThread().getId() + seed.name());
            long before = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            try {
                Files.write(file, bytes);
                SynapticNetwork network = Networks.read(file);
                assertThat(network.size()).isPositive();
                networks.incrementAndGet();
            } catch (NetworkFormatException refusal) {
                assertThat(refusal.getMessage())
                        .startsWith(file.toString())
                        .doesNotContain("\n")
                        .contains("; ");
                refusals.incrementAndGet();
                withLine.addAndGet(refusal.line() > 0 ? 1 : 0);
            } catch (Throwable other) {
                throw new AssertionError(
                        "file " + k + " (" + seed.name() + "): "
                                + Base64.getEncoder().encodeToString(bytes),
                        other);
            }
            String which = "file " + k + ": " + Base64.getEncoder().encodeToString(bytes);
            // buffers and parsers of the libraries take a few MB whatever the size of the file
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as(which)
                    .isLessThan(48L << 20);
            assertThat(System.nanoTime() - start).as(which).isLessThan(10_000_000_000L);
        });
        assertThat(networks.get() + refusals.get()).isEqualTo(files);
        // both ends are reached often, or the mutations are useless
        assertThat(networks.get()).isGreaterThan(files / 10);
        assertThat(refusals.get()).isGreaterThan(files / 5);
        assertThat(withLine.get()).isGreaterThan(files / 10);
    }

    @Test
    void twoThousandFiles() throws IOException {
        fuzz(2000, 1);
    }

    @Test
    @Tag("slow")
    void twentyThousandFiles() throws IOException {
        fuzz(20_000, 1);
    }

    @Test
    @Tag("slow")
    void aMillionFiles() throws IOException {
        fuzz(1_000_000, 1_000_000_000L);
    }
}
