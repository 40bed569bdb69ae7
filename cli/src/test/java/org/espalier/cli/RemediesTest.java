package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.espalier.model.io.Remedy;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every remedy that a reader prints is carried out as it is printed, and the network is read. */
class RemediesTest {
    @TempDir
    private Path folder;

    /** A file that is refused with a remedy, made by content or by a command, and options that it is read with. */
    private record Case(String name, String content, List<String> options, String... made) {
        Case(String name, String content, String... options) {
            this(name, content, List.of(options));
        }
    }

    private static final String GRAPHML = "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"><key id=\"k\""
            + " for=\"edge\" attr.name=\"length\" attr.type=\"int\"/><graph edgedefault=\"directed\"><node id=\"a\"/>"
            + "<node id=\"b\"/><edge source=\"a\" target=\"b\"><data key=\"k\">3</data></edge></graph></graphml>";

    private static Case made(String name, String... command) {
        return new Case(name, "a,b,3\nb,c,4\n", List.of(), command);
    }

    private static Map<Remedy, Case> cases() {
        Map<Remedy, Case> all = new EnumMap<>(Remedy.class);
        all.put(Remedy.COLUMNS, new Case("a file.csv", "Neuron 1,Neuron 2,Nbr\na,b,3\nb,a,4\n"));
        all.put(Remedy.COLUMNS_ALONE, new Case("a.csv", "pre,post,neuropil\na,b,AL\nb,c,AL\n"));
        all.put(Remedy.EDGES_OR_MATRIX, new Case("a.txt", "1 2 3\n4 5 6\n7 8 9\n"));
        all.put(Remedy.MATRIX, new Case("a.csv", matrixOfStrangers()));
        all.put(Remedy.WEIGHT, new Case("a.graphml", GRAPHML));
        all.put(Remedy.PART, new Case("a.npz", ""));
        all.put(
                Remedy.NO_WEIGHT,
                new Case(
                        "a.json",
                        "{\"nodes\":[{\"id\":1},{\"id\":2}],\"links\":[{\"source\":1,\"target\":2,\"weight\":3},"
                                + "{\"source\":2,\"target\":1}]}"));
        all.put(
                Remedy.LEAVE_OUT,
                new Case("a.json", "{\"links\":[{\"source\":1,\"target\":2}]}", "--delimiter", "comma"));
        all.put(Remedy.WEIGHT_INSTEAD, new Case("a.graphml", GRAPHML, "--columns", "source,target,length"));
        all.put(Remedy.DELIMITER, new Case("a.txt", "the left cell,the right cell\nthe right cell,the left cell\n"));
        all.put(Remedy.HEADER, new Case("a.csv", "cell,partner\nA,B\nB,C\nC,A\n"));
        all.put(Remedy.FILTER, new Case("a.csv", "pre,post,weight,Type\na,b,3,gap junction\n", "--where", "Type=x"));
        all.put(Remedy.SIGNS, new Case("a.csv", "pre,post,weight,nt\na,b,3,HIST\n", "--transmitter", "nt"));
        all.put(Remedy.DIRECTION, new Case("a.txt", "% sym weighted\n1 2 3\n2 1 4\n2 3 5\n4 3 1\n"));
        all.put(Remedy.DROP_SELF_LOOPS, new Case("a.csv", "pre,post,weight\na,a,3\na,b,3\n", "--self-loops", "error"));
        all.put(Remedy.UNLISTED, new Case("a.csv", "pre,post,weight\na,b,3\nb,a,3\nc,a,1\n", "--nodes", "list.csv"));
        all.put(Remedy.NODE_COLUMNS, new Case("a.csv", "pre,post,weight\na,b,3\nb,a,3\n", "--nodes", "odd.csv"));
        all.put(Remedy.PAJEK, new Case("a.net", "*Vertices 2\n1 \"a\"\n2 \"b\"\n*Arcs\n1 2 3\n"));
        all.put(Remedy.LGL, new Case("a.lgl", "# a\nb 5\nc\n# b\nc 2\n"));
        all.put(Remedy.SIF, new Case("a file.sif", "a pp b c\nb pp c\n"));
        all.put(Remedy.ADJACENCY_LIST, new Case("a.adjlist", "a b c\nb c\nc\n"));
        all.put(Remedy.UNZIP, new Case("a.zip", ""));
        all.put(Remedy.UNTAR, made("a.tar", "tar", "cf", "a.tar", "made.csv"));
        all.put(Remedy.BUNZIP2, made("a.bz2", "bzip2", "-k", "made.csv"));
        all.put(Remedy.UNXZ, made("a.xz", "xz", "-k", "made.csv"));
        all.put(Remedy.UNZSTD, made("a.zst", "zstd", "made.csv"));
        all.put(
                Remedy.RDS,
                made(
                        "a.rds",
                        "Rscript",
                        "-e",
                        "saveRDS(data.frame(pre = c('a', 'b'), post = c('b', 'a'), weight = 1:2), 'a.rds')"));
        all.put(
                Remedy.PICKLE,
                made(
                        "a.pickle",
                        "python3",
                        "-c",
                        "import networkx as nx, pickle; pickle.dump(nx.DiGraph([(1, 2)]), open('a.pickle', 'wb'))"));
        all.put(
                Remedy.FEATHER1,
                made(
                        "a.feather",
                        "python3",
                        "-c",
                        "import pandas, pyarrow.feather as f; f.write_feather(pandas.DataFrame({'pre': [1], 'post': [2],"
                                + " 'weight': [3]}), 'a.feather', version=1)"));
        all.put(Remedy.WORKBOOK, made("a.ods", "libreoffice", "--headless", "--convert-to", "ods", "made.csv"));
        all.put(Remedy.UTF16, made("a.csv", "sh", "-c", "iconv -f UTF-8 -t UTF-16 made.csv > a.csv"));
        all.put(Remedy.LATIN1, made("a.csv", "sh", "-c", "printf 'caf\\351,b,3\\n' > a.csv"));
        all.put(Remedy.DECIMAL_COMMA, new Case("a.txt", "1 2 0,5\n2 3 1,5\n"));
        all.put(Remedy.COMMENT_ROWS, new Case("a.txt", "1 2 3\n# why not\n2 3 4\n"));
        all.put(Remedy.BANNER, new Case("a.mtx", "3 3 2\n2 1 5\n3 1 6\n"));
        all.put(Remedy.SIZES, new Case("a.txt", "4 3\n1 2\n2 3\n3 4\n"));
        return all;
    }

    /** The first rows have names that stand above, the others have not. */
    private static String matrixOfStrangers() {
        StringBuilder text = new StringBuilder(",n0,n1,n2");
        for (int k = 3; k < 80; k++) {
            text.append(",n").append(k);
        }
        for (int row = 0; row < 80; row++) {
            text.append('\n').append(row < 30 ? "n" : "m").append(row).append(",1".repeat(80));
        }
        return text.append('\n').toString();
    }

    /** What cannot be carried out here: it needs a repository with the data. */
    private static final List<Remedy> ELSEWHERE = List.of(Remedy.GIT_LFS, Remedy.GIT_ANNEX);

    @Test
    void everyCommandHasACase() {
        assertThat(Arrays.stream(Remedy.values())
                        .filter(remedy -> remedy.kind() != Remedy.Kind.WORDS && remedy.kind() != Remedy.Kind.MODULE)
                        .filter(remedy -> !ELSEWHERE.contains(remedy))
                        .toList())
                .allSatisfy(remedy -> assertThat(cases()).containsKey(remedy));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandWorks() {
        return cases().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().name(), () -> carryOut(entry.getKey(), entry.getValue())));
    }

    private void carryOut(Remedy remedy, Case one) throws Exception {
        Path place = Files.createDirectory(folder.resolve(remedy.name()));
        Path file = place.resolve(one.name);
        prepare(place, file, one);
        List<String> options = new ArrayList<>(one.options);
        for (int k = 0; k < options.size(); k++) {
            options.set(
                    k,
                    options.get(k).endsWith(".csv")
                            ? place.resolve(options.get(k)).toString()
                            : options.get(k));
        }
        MainTest.Ran refused = profile(file, options);
        assertThat(refused.code()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err().strip().lines().count()).isEqualTo(1);
        switch (remedy.kind()) {
            case OPTIONS -> alternatives(refused.err()).forEach(more -> read(file, combined(options, more)));
            case LESS ->
                read(
                        file,
                        remedy == Remedy.LEAVE_OUT
                                ? List.of()
                                : alternatives(refused.err()).get(0));
            default -> shell(place, refused.err());
        }
    }

    private static void prepare(Path place, Path file, Case one) throws Exception {
        Files.writeString(place.resolve("list.csv"), "id\na\nb\n");
        Files.writeString(place.resolve("odd.csv"), "cells of mine,size\na,1\nb,2\n");
        if (one.name.endsWith(".npz")) {
            Files.write(file, archive());
        } else if (one.name.endsWith(".zip")) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry("edges.csv"));
                zip.write("a,b,3\nb,c,4\n".getBytes(StandardCharsets.UTF_8));
            }
        } else if (one.made.length > 0) {
            Path made = Files.writeString(place.resolve("made.csv"), one.content);
            assumeTrue(exists(one.made[0]), one.made[0] + " is not installed");
            assumeTrue(run(place, List.of(one.made)) == 0, String.join(" ", one.made) + " does not work here");
            for (String packed : List.of(".bz2", ".xz", ".zst", ".ods")) {
                Path by = place.resolve(packed.equals(".ods") ? "made.ods" : made.getFileName() + packed);
                if (Files.exists(by)) {
                    Files.move(by, file);
                }
            }
        } else {
            Files.writeString(file, one.content);
        }
    }

    /** Two matrices in one archive of NumPy. */
    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("chemical", "gap junctions")) {
                org.espalier.model.io.NpyArray.entry(zip, name, "<i4", "(2, 2)");
                zip.write(org.espalier.model.io.NpyArray.little(16)
                        .putInt(0)
                        .putInt(3)
                        .putInt(0)
                        .putInt(0)
                        .array());
            }
        }
        return bytes.toByteArray();
    }

    private static MainTest.Ran profile(Path file, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("profile", file.toString(), "--as", "csv"));
        arguments.addAll(options);
        return MainTest.run(arguments.toArray(String[]::new));
    }

    private static void read(Path file, List<String> options) {
        MainTest.Ran ran = profile(file, options);
        assertThat(ran.code()).as(file + " " + options + ": " + ran.err()).isZero();
        assertThat(ran.out()).contains("neurons,");
    }

    /** The options that a message proposes: each alternative as words. */
    private static List<List<String>> alternatives(String message) {
        String proposal = message.strip().substring(message.lastIndexOf("; ") + 2);
        List<List<String>> result = new ArrayList<>();
        Matcher option = Pattern.compile("(--[a-z-]+) ('(?:[^']|'\\\\'')*'|[^\\s,]+(?:,[^\\s,]+)*)")
                .matcher(proposal);
        while (option.find()) {
            String value = option.group(2);
            result.add(List.of(
                    option.group(1),
                    value.startsWith("'")
                            ? value.substring(1, value.length() - 1).replace("'\\''", "'")
                            : value));
        }
        assertThat(result).as(proposal).isNotEmpty();
        return result;
    }

    /** An option takes the place of the same one. */
    private static List<String> combined(List<String> options, List<String> more) {
        List<String> result = new ArrayList<>(options);
        int at = result.indexOf(more.get(0));
        if (at >= 0) {
            result.subList(at, at + 2).clear();
        }
        result.addAll(more);
        return result;
    }

    private void shell(Path place, String message) throws Exception {
        String command = message.strip()
                .replaceFirst("(?s).*first run: ", "")
                .replaceFirst("(?s) \\([^()]*\\)(, or add --.*)?$", "");
        String program = command.split(" ")[0];
        assumeTrue(exists(program), program + " is not installed");
        if (program.equals("python3")) {
            String needed = command.contains("networkx") ? "networkx" : "pandas, pyarrow";
            assumeTrue(run(place, List.of("python3", "-c", "import " + needed)) == 0, "Python without " + needed);
        }
        assertThat(run(place, List.of("sh", "-c", command)))
                .as(command + log(place))
                .isZero();
        Matcher said = Pattern.compile("(?s)then read (a file in |a file of |the )?('[^']*'\\S*|[^)]*)\\)")
                .matcher(message);
        assertThat(said.find()).as(message).isTrue();
        Path made = made(place, said.group(1), said.group(2).replace("'", ""));
        read(made, List.of());
    }

    private static Path made(Path place, String where, String name) throws IOException {
        if (where == null) {
            return Path.of(name);
        }
        try (Stream<Path> all = Files.walk(where.equals("a file in ") ? Path.of(name) : place)) {
            return all.filter(file -> file.toString().endsWith(where.equals("the ") ? ".xlsx" : ".csv"))
                    .filter(file -> !file.endsWith("list.csv") && !file.endsWith("odd.csv"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean exists(String program) {
        return Stream.of("/usr/bin/", "/bin/", "/usr/local/bin/")
                .anyMatch(path -> Files.isExecutable(Path.of(path + program)));
    }

    private static String log(Path place) throws IOException {
        return " " + Files.readString(place.resolve("log"), StandardCharsets.UTF_8);
    }

    private static int run(Path place, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("log").toFile());
        // the Python of the system has the packages that the remedies name
        builder.environment().merge("PATH", "/usr/bin:", (path, first) -> first + path);
        Process process = builder.start();
        try (OutputStream none = process.getOutputStream()) {
            none.flush();
        }
        return process.waitFor();
    }
}
