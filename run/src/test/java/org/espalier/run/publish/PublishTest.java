package org.espalier.run.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {
    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    static WholeFile.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private WholeFolder reserve(Path target, boolean replace) {
        return WholeFolder.reserve(target, replace, told::add);
    }

    private Path published(Path target, boolean replace, String... files) {
        try (WholeFolder whole = reserve(target, replace)) {
            whole.publish(sink -> {
                for (String file : files) {
                    sink.add(file, text(file + " " + replace));
                }
            });
        }
        return target;
    }

    /** Every file below a folder with its text, hidden ones too. */
    private static Map<String, String> found(Path root) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                all.put(root.relativize(path).toString(), Files.readString(path));
            }
        }
        return all;
    }

    @Test
    void aFolderAppearsWithItsListAndNothingElse() throws Exception {
        published(folder.resolve("out"), false, "b.csv", "a.csv");
        assertThat(found(folder)).containsOnlyKeys("out/a.csv", "out/b.csv", "out/" + WholeFolder.LIST);
        assertThat(folder.resolve("out/SHA256SUMS")).hasContent(sums());
    }

    private String sums() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (String name : List.of("a.csv", "b.csv")) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((name + " false").getBytes(StandardCharsets.UTF_8));
            lines.append(HexFormat.of().formatHex(digest))
                    .append("  ")
                    .append(name)
                    .append('\n');
        }
        return lines.toString();
    }

    @Test
    void onlyFilesOfTheEarlierReportAreReplaced() throws Exception {
        Path out = published(folder.resolve("out"), false, "a.csv", "old.csv");
        Files.writeString(out.resolve("thesis.tex"), "years of work");
        Files.createDirectory(out.resolve("src"));
        Files.writeString(out.resolve("src/Main.java"), "mine");
        assertThatThrownBy(() -> reserve(out, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds a report already", "--force");
        published(out, true, "a.csv", "new.csv");
        assertThat(found(out))
                .containsOnlyKeys("SHA256SUMS", "a.csv", "new.csv", "src/Main.java", "thesis.tex")
                .containsEntry("a.csv", "a.csv true")
                .containsEntry("thesis.tex", "years of work");
        // a file of the user's that would be replaced, and one that came into being during the run
        Files.writeString(out.resolve("rate.csv"), "measured in 1987");
        try (WholeFolder whole = reserve(out, true)) {
            assertThatThrownBy(() -> whole.publish(sink -> sink.add("rate.csv", text("computed"))))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("rate.csv is not from an earlier report", out + "-2");
        }
        assertThat(out.resolve("rate.csv")).hasContent("measured in 1987");
        assertThat(out.resolve("a.csv")).hasContent("a.csv true");
        assertThat(folder.resolve("out-2/rate.csv")).hasContent("computed");
    }

    @Test
    void whatIsNoReportIsLeftAlone() throws Exception {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("report.html"), "a page of my own");
        Files.writeString(mine.resolve("study.yaml"), "a study of my own");
        Files.writeString(mine.resolve("Main.java"), "source");
        assertThatThrownBy(() -> reserve(mine, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not empty and holds no report");
        Files.writeString(mine.resolve("SHA256SUMS"), "0".repeat(64) + "  ../../etc/passwd\n");
        assertThatThrownBy(() -> reserve(mine, true)).hasMessageContaining("holds no report");
        assertThat(found(mine)).hasSize(4);
        Path file = Files.writeString(folder.resolve("file"), "data");
        assertThatThrownBy(() -> reserve(file, true)).hasMessageContaining("is a file");
        assertThatThrownBy(() -> reserve(folder.resolve("no/place"), true)).hasMessageContaining("there is no folder");
    }

    @Test
    void linksAreNeitherFollowedNorReplaced() throws Exception {
        Path out = published(folder.resolve("out"), false, "a.csv");
        Path link = Files.createSymbolicLink(folder.resolve("link"), out);
        assertThatThrownBy(() -> reserve(link, true)).hasMessageContaining("is a symbolic link");
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Files.delete(out.resolve("a.csv"));
        Files.createSymbolicLink(out.resolve("a.csv"), precious);
        assertThatThrownBy(() -> reserve(out, true)).hasMessageContaining("a.csv: is no regular file");
        Path dead = Files.createSymbolicLink(folder.resolve("dead"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> reserve(dead, true)).hasMessageContaining("is a symbolic link");
        Files.createSymbolicLink(folder.resolve(".next.draft"), folder.resolve("elsewhere"));
        assertThatThrownBy(() -> reserve(folder.resolve("next"), false))
                .hasMessageContaining(".next.draft is in the way");

        assertThatThrownBy(() -> WholeFile.write(link, true, text("x"))).hasMessageContaining("is a symbolic link");
        Path to = Files.createSymbolicLink(folder.resolve("to"), precious);
        assertThatThrownBy(() -> WholeFile.write(to, true, text("x"))).hasMessageContaining("is a symbolic link");
        Files.createSymbolicLink(folder.resolve(".file.draft"), precious);
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("file"), true, text("x")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(precious).hasContent("mine");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
        assertThat(Files.exists(folder.resolve("file"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void theSecondRunIsRefusedUpFront() throws Exception {
        Path out = folder.resolve("out");
        try (WholeFolder first = reserve(out, false)) {
            assertThatThrownBy(() -> reserve(out, false)).hasMessageContaining("another run is writing to it");
            try (WholeFolder other = WholeFolder.reserveFree(folder, "out", told::add)) {
                assertThat(other.target()).isEqualTo(folder.resolve("out-2"));
            }
            first.publish(sink -> sink.add("a.csv", text("a")));
        }
        try (WholeFolder again = reserve(out, true)) {
            assertThat(again.target()).isEqualTo(out);
            assertThatThrownBy(() -> reserve(out, true)).hasMessageContaining("another run is writing to it");
        }
        assertThat(found(folder)).containsOnlyKeys("out/a.csv", "out/SHA256SUMS");
        assertThat(told).isEmpty();
    }

    @Test
    void workThatIsFinishedIsKeptWhenItsNameIsTaken() throws Exception {
        Path out = folder.resolve("out");
        try (WholeFolder whole = reserve(out, true)) {
            Files.createDirectory(out);
            Files.writeString(out.resolve("mine"), "mine");
            assertThatThrownBy(() -> whole.publish(sink -> sink.add("a.csv", text("a"))))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("the report is in " + out + "-2");
        }
        assertThat(found(folder)).containsOnlyKeys("out/mine", "out-2/a.csv", "out-2/SHA256SUMS");
    }

    @Test
    void workThatIsFinishedIsKeptWhenThePlaceIsGoneOrFull() throws Exception {
        Path parent = Files.createDirectory(folder.resolve("parent"));
        int[] tries = {0};
        WholeFolder.Contents contents = sink -> {
            tries[0]++;
            sink.add("a.csv", text("a"));
            if (tries[0] == 3) {
                throw new IOException("No space left on device");
            }
        };
        Path refuge;
        try (WholeFolder whole = reserve(parent.resolve("out"), false)) {
            Files.delete(parent.resolve(".out.draft"));
            Files.delete(parent.resolve(".out.lock"));
            Files.delete(parent);
            refuge = refuge(whole, contents, "is not there any more");
        }
        try (WholeFolder whole = reserve(folder.resolve("full"), false)) {
            assertThat(refuge(whole, contents, "No space left on device")).isNotEqualTo(refuge);
        }
        assertThat(tries[0]).isEqualTo(4);
        assertThat(found(folder)).isEmpty();
    }

    private static Path refuge(WholeFolder whole, WholeFolder.Contents contents, String reason) throws IOException {
        String said = "";
        try {
            whole.publish(contents);
        } catch (UncheckedIOException failure) {
            said = failure.getMessage();
        }
        assertThat(said).contains(reason, "the report is in ");
        Path refuge = Path.of(said.substring(said.indexOf("the report is in ") + 17));
        assertThat(refuge.resolve("a.csv")).hasContent("a");
        FolderList.delete(refuge);
        return refuge;
    }

    @Test
    void draftsOfKilledRunsAreToldCleanedKeptOrFinished() throws Exception {
        Path begun = Files.createDirectory(folder.resolve(".out.draft"));
        Files.writeString(begun.resolve("a.csv"), "half");
        published(folder.resolve("out"), false, "a.csv");
        assertThat(told).hasSize(1).first().asString().contains("removed what a run that was killed had begun");
        assertThat(found(folder)).containsOnlyKeys("out/a.csv", "out/SHA256SUMS");

        // finished, and killed before it got its name
        Path whole = Files.createDirectory(folder.resolve(".late.draft"));
        FolderList.fill(whole, sink -> sink.add("a.csv", text("late")));
        published(folder.resolve("late"), false, "a.csv");
        assertThat(told).hasSize(2).last().asString().contains("its report is in " + folder.resolve("late-2"));
        assertThat(folder.resolve("late-2/a.csv")).hasContent("late");

        // killed between the renames of a replacement
        Path out = folder.resolve("out");
        Path cut = Files.createDirectory(out.resolve(".espalier.draft"));
        FolderList.fill(cut, sink -> {
            sink.add("a.csv", text("newer"));
            sink.add("b.csv", text("newer"));
        });
        Files.move(cut.resolve("b.csv"), out.resolve("b.csv"));
        assertThatThrownBy(() -> reserve(out, false)).hasMessageContaining("holds a report already");
        assertThat(told).hasSize(3).last().asString().contains("now it is whole");
        assertThat(found(out))
                .containsOnlyKeys("a.csv", "b.csv", "SHA256SUMS")
                .containsEntry("a.csv", "newer")
                .containsEntry("b.csv", "newer");
    }

    @Test
    void aRunThatDoesNotFinishLeavesNothing() throws Exception {
        reserve(folder.resolve("out"), false).close();
        Path here = Files.createDirectory(folder.resolve("here"));
        reserve(here, false).close();
        assertThatThrownBy(() -> published(folder.resolve("out"), false, "../escape"))
                .hasMessageContaining("is no name for a file");
        assertThat(found(folder)).isEmpty();
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries).containsExactly(here);
        }
        published(here, false, "a.csv");
        assertThat(found(folder)).containsOnlyKeys("here/a.csv", "here/SHA256SUMS");
    }

    @Test
    void aFileIsReplacedOnlyOnRequestAndNeverHalfWritten() throws Exception {
        Path file = folder.resolve("a.npz");
        WholeFile.write(file, false, text("first"));
        assertThatThrownBy(() -> WholeFile.check(file, false)).hasMessageContaining("exists already", "--force");
        assertThatThrownBy(() -> WholeFile.write(file, false, text("x"))).hasMessageContaining("exists already");
        assertThatThrownBy(() -> WholeFile.write(file, true, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .hasMessageContaining("cannot write " + file + ": No space left on device");
        assertThat(file).hasContent("first");
        WholeFile.write(file, true, text("second"));
        assertThat(found(folder)).containsOnlyKeys("a.npz").containsEntry("a.npz", "second");
        Files.writeString(folder.resolve(".a.npz.draft"), "of a run that was killed");
        WholeFile.write(file, true, out -> {
            assertThatThrownBy(() -> WholeFile.write(file, true, text("x")))
                    .hasMessageContaining("another run is writing it");
            out.write('3');
        });
        assertThat(found(folder)).containsOnlyKeys("a.npz").containsEntry("a.npz", "3");
        List<String> told = new ArrayList<>();
        Files.writeString(folder.resolve(".a.npz.draft"), "of a run that was killed");
        WholeFile.check(file, true, told::add);
        WholeFile.check(file, true, told::add);
        assertThat(told).containsExactly(file + ": removed what a run that was killed had begun to write there");
        assertThat(found(folder)).containsOnlyKeys("a.npz");
        WholeFile.write(file, true, out -> {
            out.write('3');
            WholeFile.check(file, true, told::add); // a draft that is being written is none of a killed run
        });
        assertThat(told).hasSize(1);
        assertThat(found(folder)).containsOnlyKeys("a.npz").containsEntry("a.npz", "3");
        // one came into being while ours was written
        Path late = folder.resolve("late.npz");
        assertThatThrownBy(() -> WholeFile.write(late, false, out -> {
                    out.write('4');
                    Files.writeString(late, "theirs");
                }))
                .hasMessageContaining("late-2.npz");
        assertThat(found(folder)).containsEntry("late.npz", "theirs").containsEntry("late-2.npz", "4");
        assertThatThrownBy(() -> WholeFile.write(folder, true, text("x"))).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("no/file"), true, text("x")))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> WholeFile.check(Path.of("/dev/null"), true)).hasMessageContaining("is a device");
    }
}
