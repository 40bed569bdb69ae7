package org.espalier.model.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One damage a file: it is refused, or the network stays the same, or the damage lies in a name or a number and that alone is
 * changed. What else changes silently is counted and explained: rows that went or came as a whole, a comment that said that
 * they have no direction and is gone, and damage across a delimiter that leaves well-formed rows cannot be told from files
 * that were meant so. Formats with a checksum change nothing silently.
 */
class MutationTest {
    private static final String[] TOKENS = {
        ",",
        "\t",
        ";",
        " ",
        "\n",
        "\"",
        "NaN",
        "-",
        "-0",
        "1e5",
        "0",
        "1",
        "source",
        "weight",
        "#",
        "%",
        "\u00e9",
        "<",
        ">",
        "&amp;",
        "{",
        "}",
        "[",
        "]",
        "'",
        "graph",
        "node",
        "edge",
        "directed",
        ".",
        "a"
    };

    @TempDir
    private Path folder;

    /** A file, and which of its bytes are names or numbers: each run of equal numbers above 0 is one of them. */
    private record Seed(String name, byte[] content, int[] tokens, Set<String> edges, int size) {}

    /** How the reading of a damaged file ended. */
    private enum Outcome {
        REFUSED,
        SAME,
        NAME_OR_NUMBER,
        WHOLE_ROWS,
        ACROSS_A_DELIMITER,
        UNEXPLAINED
    }

    private Seed seed(String name, byte[] content, int[] tokens) throws IOException {
        Path file = folder.resolve("seed-" + name);
        Files.write(file, content);
        SynapticNetwork network = Networks.read(file);
        return new Seed(name, content, tokens, edges(network), network.size());
    }

    /** Names and numbers stand between « and ». */
    private Seed text(String name, String marked) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        List<Integer> tokens = new ArrayList<>();
        int token = 0;
        boolean inside = false;
        for (int point : marked.codePoints().toArray()) {
            if (point == '«') {
                inside = true;
                token++;
            } else if (point == '»') {
                inside = false;
            } else {
                byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                content.writeBytes(bytes);
                for (int k = 0; k < bytes.length; k++) {
                    tokens.add(inside ? token : 0);
                }
            }
        }
        return seed(
                name,
                content.toByteArray(),
                tokens.stream().mapToInt(Integer::intValue).toArray());
    }

    private Seed binary(String name, byte[] content, int dataFrom) throws IOException {
        int[] tokens = new int[content.length];
        for (int k = dataFrom; k < tokens.length; k++) {
            tokens[k] = 1 + (k - dataFrom) / 8;
        }
        return seed(name, content, tokens);
    }

    private static Set<String> edges(SynapticNetwork network) {
        Set<String> result = new HashSet<>();
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                result.add(network.label(network.column(e)) + " > " + network.label(i) + " = " + network.weight(e));
            }
        }
        return result;
    }

    private List<Seed> seeds() throws IOException {
        List<Seed> seeds = new ArrayList<>(List.of(
                text(
                        "header.csv",
                        "source,target,weight\n«ADAL»,«AVAR»,«12»\n«AVAR»,«RIML»,«2.5»\n«RIML»,«ADAL»,«-30»\n"),
                text("blanks.txt", "«29» «8419602» «9.0»\n«29» «9469519» «1.0»\n«17» «29» «2»\n«17» «8419602» «5»\n"),
                text(
                        "gephi.csv",
                        "Source,Target,Type,Weight\n«a1»,«b1»,Directed,«3»\n«b1»,«c1»,Undirected,«4»\n«c1»,«a1»,Directed,«5»\n"),
                text("konect.txt", "% sym weighted\n«1» «2» «4»\n«2» «3» «5»\n«5» «1» «6»\n"),
                text(
                        "flywire.csv",
                        "pre_root_id,post_root_id,neuropil,syn_count\n«720575940611»,«720575940612»,ME,«5»\n"
                                + "«720575940612»,«720575940613»,LO,«7»\n"),
                text(
                        "labelled.csv",
                        ",«ADAL»,«AVAR»,«RIML»\n«ADAL»,«0»,«1»,«2»\n«AVAR»,«3»,«0»,«0»\n«RIML»,«0»,«4»,«0»\n"),
                text("bare.txt", "«0» «1» «2» «0»\n«3» «0» «0» «7»\n«0» «4» «0» «0»\n«5» «0» «6» «0»\n"),
                text("networkx.txt", "«a1» «b1» {'weight': «3»}\n«b1» «c1» {'weight': «4»}\n"),
                text(
                        "coordinate.mtx",
                        "%%MatrixMarket matrix coordinate real general\n«3» «3» «3»\n«1» «2» «0.5»\n«2» «3» «1»\n«3» «1» «-2»\n"),
                text(
                        "symmetric.mtx",
                        "%%MatrixMarket matrix array real symmetric\n«3» «3»\n«0»\n«4»\n«5»\n«0»\n«6»\n«0»\n"),
                text(
                        "a.gml",
                        "graph [\n directed 1\n node [ id «0» label \"«ADAL»\" ]\n node [ id «1» label \"«AVAR»\" ]\n"
                                + " edge [ source «0» target «1» value «7» ]\n edge [ source «1» target «0» value «2» ]\n]\n"),
                text("a.dot", "digraph { «ADAL» -> «AVAR» [weight=«3»]; «AVAR» -> «RIML» [weight=«4»]; }\n"),
                text(
                        "a.json",
                        "{\"directed\": true, \"nodes\": [{\"id\": \"«ADAL»\"}, {\"id\": \"«AVAR»\"}], \"links\": [{\"source\":"
                                + " \"«ADAL»\", \"target\": \"«AVAR»\", \"weight\": «3»}]}"),
                text(
                        "a.graphml",
                        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"><key id=\"d0\" for=\"edge\""
                                + " attr.name=\"weight\" attr.type=\"double\"/><graph edgedefault=\"directed\"><node id=\"«n0»\"/>"
                                + "<node id=\"«n1»\"/><edge source=\"«n0»\" target=\"«n1»\"><data key=\"d0\">«3»</data></edge>"
                                + "<edge source=\"«n1»\" target=\"«n0»\"><data key=\"d0\">«4»</data></edge></graph></graphml>"),
                text(
                        "a.gexf",
                        "<gexf version=\"1.2\"><graph defaultedgetype=\"directed\"><nodes><node id=\"«0»\" label=\"«x1»\"/>"
                                + "<node id=\"«1»\" label=\"«y1»\"/></nodes><edges><edge id=\"0\" source=\"«0»\" target=\"«1»\""
                                + " weight=\"«2»\"/></edges></graph></gexf>"),
                text("a.gr", "c a note\np sp «3» «2»\na «1» «2» «2.5»\na «2» «3» «1»\n"),
                text("a.g6", "«DQc»")));
        SynapticNetwork network = SynapticNetwork.of(
                        4, new int[] {0, 1, 2, 3, 2}, new int[] {1, 2, 3, 0, 0}, new double[] {1, 2, 3, 4, 0.5})
                .labelled("a", "b", "c", "d");
        for (String name : new String[] {"a.npz", "a.espalier"}) {
            Path file = folder.resolve(name);
            Networks.write(network, file);
            seeds.add(binary(name, Files.readAllBytes(file), Integer.MAX_VALUE));
        }
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.writeBytes(NpyArray.header("<f8", "(3, 3)"));
        int header = array.size();
        array.writeBytes(NpyArray.little(72)
                .putDouble(0)
                .putDouble(2)
                .putDouble(3)
                .putDouble(4)
                .putDouble(0)
                .putDouble(0)
                .putDouble(5)
                .putDouble(6)
                .putDouble(0)
                .array());
        seeds.add(binary("a.npy", array.toByteArray(), header));
        seeds.add(binary(
                "a.xlsx",
                Workbooks.edges(
                        List.of(List.of("pre", "post", "weight"), List.of("a", "b", 3), List.of("b", "c", 4.5))),
                Integer.MAX_VALUE));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(seeds.get(0).content());
        }
        seeds.add(binary("a.csv.gz", packed.toByteArray(), Integer.MAX_VALUE));
        return seeds;
    }

    /** A damaged file, and the name or number that the damage lies in, 0 if it lies elsewhere. */
    private record Damaged(byte[] bytes, int token) {}

    private static Damaged damaged(Seed seed, SplittableRandom random) {
        byte[] bytes = seed.content;
        int kind = random.nextInt(7);
        int at = random.nextInt(bytes.length + (kind == 0 || kind == 3 ? 1 : 0));
        int length = Math.min(1 + random.nextInt(12), bytes.length - at);
        byte[] before = Arrays.copyOf(bytes, at);
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        byte[] token = TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
        return switch (kind) {
            case 0 -> new Damaged(join(before, new byte[] {(byte) random.nextInt(256)}, rest), beside(seed, at));
            case 1 ->
                new Damaged(join(before, Arrays.copyOfRange(rest, length, rest.length)), within(seed, at, length));
            case 2 -> new Damaged(join(before, Arrays.copyOf(rest, length), rest), within(seed, at, length));
            case 3 -> new Damaged(join(before, token, rest), beside(seed, at));
            case 4 ->
                new Damaged(
                        join(before, token, Arrays.copyOfRange(rest, length, rest.length)), within(seed, at, length));
            case 5 -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield new Damaged(flipped, seed.tokens[at]);
            }
            default -> new Damaged(before.length == 0 ? new byte[] {'\n'} : before, 0);
        };
    }

    /** The token that a place is in or beside. */
    private static int beside(Seed seed, int at) {
        int left = at > 0 ? seed.tokens[at - 1] : 0;
        return left > 0 ? left : at < seed.tokens.length ? seed.tokens[at] : 0;
    }

    /** The token that a range is in, 0 if it reaches out of it. */
    private static int within(Seed seed, int at, int length) {
        int token = seed.tokens[at];
        return IntStream.range(at, at + length).allMatch(k -> seed.tokens[k] == token) ? token : 0;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static Outcome outcome(Seed seed, Damaged damaged, SynapticNetwork read) {
        Set<String> edges = edges(read);
        if (edges.equals(seed.edges) && read.size() == seed.size) {
            return Outcome.SAME;
        }
        Set<String> lost = minus(seed.edges, edges);
        Set<String> come = minus(edges, seed.edges);
        boolean renamed = withoutNames(lost).equals(withoutNames(come)) && read.size() == seed.size;
        // an edge, or both ways of it; several edges if a node has another name
        boolean local = lost.size() <= 2 && come.size() <= 2;
        if (damaged.token > 0 && (local || renamed)) {
            return Outcome.NAME_OR_NUMBER;
        }
        if (come.isEmpty() || lost.isEmpty()) {
            return Outcome.WHOLE_ROWS;
        }
        return local || renamed || come.size() <= 2 && damaged.token == 0
                ? Outcome.ACROSS_A_DELIMITER
                : Outcome.UNEXPLAINED;
    }

    private static Set<String> minus(Set<String> all, Set<String> others) {
        Set<String> result = new HashSet<>(all);
        result.removeAll(others);
        return result;
    }

    private static List<String> withoutNames(Set<String> edges) {
        return edges.stream()
                .map(edge -> edge.substring(edge.indexOf(" = ")))
                .sorted()
                .toList();
    }

    private Map<String, Map<Outcome, LongAdder>> damage(int files, long masterSeed) throws IOException {
        List<Seed> seeds = seeds();
        Map<String, Map<Outcome, LongAdder>> counts = new ConcurrentHashMap<>();
        Map<String, String> examples = new ConcurrentHashMap<>();
        IntStream.range(0, files).parallel().forEach(k -> {
            SplittableRandom random = new SplittableRandom(masterSeed + k);
            Seed seed = seeds.get(k % seeds.size());
            Damaged damaged = damaged(seed, random);
            Path file = folder.resolve(Thread.currentThread().getId() + seed.name());
            Outcome outcome;
            try {
                Files.write(file, damaged.bytes);
                outcome = outcome(seed, damaged, Networks.read(file));
            } catch (NetworkFormatException refusal) {
                outcome = Outcome.REFUSED;
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
            counts.computeIfAbsent(seed.name, name -> new ConcurrentHashMap<>())
                    .computeIfAbsent(outcome, one -> new LongAdder())
                    .increment();
            if (outcome == Outcome.UNEXPLAINED) {
                examples.putIfAbsent(seed.name + " " + k, new String(damaged.bytes, StandardCharsets.ISO_8859_1));
            }
        });
        System.getLogger(MutationTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0}",
                        table(counts) + "\n"
                                + examples.entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .limit(12)
                                        .map(example -> example.getKey() + ": "
                                                + example.getValue()
                                                        .replace("\n", "\\n")
                                                        .replaceAll("[^\\x20-\\x7E]", "?"))
                                        .collect(Collectors.joining("\n")));
        return counts;
    }

    private static String table(Map<String, Map<Outcome, LongAdder>> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(row -> "%-16s".formatted(row.getKey())
                                + Arrays.stream(Outcome.values())
                                        .map(outcome -> outcome + " " + number(row.getValue(), outcome))
                                        .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("\n", "damaged files\n", ""));
    }

    private static long number(Map<Outcome, LongAdder> counts, Outcome outcome) {
        return counts.containsKey(outcome) ? counts.get(outcome).sum() : 0;
    }

    private static double share(Map<String, Map<Outcome, LongAdder>> counts, Outcome outcome, int files) {
        return counts.values().stream().mapToLong(row -> number(row, outcome)).sum() / (double) files;
    }

    private void check(int files, long masterSeed) throws IOException {
        Map<String, Map<Outcome, LongAdder>> counts = damage(files, masterSeed);
        for (String checked : new String[] {"a.npz", "a.espalier", "a.xlsx", "a.csv.gz"}) {
            for (Outcome silent : new Outcome[] {
                Outcome.NAME_OR_NUMBER, Outcome.WHOLE_ROWS, Outcome.ACROSS_A_DELIMITER, Outcome.UNEXPLAINED
            }) {
                assertThat(number(counts.get(checked), silent))
                        .as(checked + " " + silent)
                        .isZero();
            }
        }
        assertThat(share(counts, Outcome.UNEXPLAINED, files)).isLessThan(0.004);
        assertThat(share(counts, Outcome.WHOLE_ROWS, files)).isLessThan(0.03);
        assertThat(share(counts, Outcome.ACROSS_A_DELIMITER, files)).isLessThan(0.03);
        // all ends are reached, or the damage is none
        assertThat(share(counts, Outcome.REFUSED, files)).isGreaterThan(0.4);
        assertThat(share(counts, Outcome.NAME_OR_NUMBER, files)).isGreaterThan(0.02);
    }

    @Test
    void tenThousandDamagedFiles() throws IOException {
        check(11_000, 3);
    }

    /** A million with -Despalier.mutations=1000000; fewer where time counts. */
    @Test
    @Tag("slow")
    void manyDamagedFiles() throws IOException {
        check(Integer.getInteger("espalier.mutations", 150_000), 5_000_000_000L);
    }
}
