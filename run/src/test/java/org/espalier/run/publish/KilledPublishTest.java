package org.espalier.run.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that publish without a pause are killed at random moments. */
@Tag("slow")
class KilledPublishTest {
    private static final int KILLS = 40;
    private static final int FILES = 5;

    @TempDir
    Path folder;

    /** Publishes version after version into the folder that is its argument, and one file beside it. */
    static final class Writer {
        public static void main(String[] arguments) {
            Path out = Path.of(arguments[0]);
            for (int version = Integer.parseInt(arguments[1]); ; version++) {
                int now = version;
                try (WholeFolder whole = WholeFolder.reserve(out, true, text -> {})) {
                    whole.publish(files -> {
                        for (int k = 0; k < FILES; k++) {
                            files.add("part" + (k + now % 2) + ".csv", stream -> stream.write(content(now)));
                        }
                    });
                }
                WholeFile.write(out.resolveSibling("file"), true, stream -> stream.write(content(now)));
                System.out.println(now);
            }
        }
    }

    private static byte[] content(int version) {
        return (version + "\n").repeat(20_000).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsTornAndNothingOfTheUsersIsGone() throws Exception {
        Random random = new Random(7);
        Path out = folder.resolve("out");
        int version = 0;
        int cut = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            out.toString(),
                            Integer.toString(version))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var lines = process.inputReader();
            assertThat(lines.readLine()).as("the first version was published").isNotNull();
            Thread.sleep(random.nextInt(60));
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            version += 1000;

            if (kill == 0) {
                Files.writeString(out.resolve("thesis.tex"), "years of work");
            }
            assertThat(out.resolve("thesis.tex")).hasContent("years of work");
            List<Path> whole = new ArrayList<>(List.of(folder.resolve("file")));
            for (int k = 0; k <= FILES; k++) {
                whole.add(out.resolve("part" + k + ".csv"));
            }
            for (Path file : whole) {
                if (Files.exists(file)) {
                    String text = Files.readString(file);
                    assertThat(text)
                            .as("whole")
                            .isEqualTo(text.substring(0, text.indexOf('\n') + 1).repeat(20_000));
                }
            }
            List<String> told = new ArrayList<>();
            WholeFolder.reserve(out, true, told::add).close();
            cut += told.size();
            // one version, and exactly the files of the list beside the user's
            List<String> listed = Files.readAllLines(out.resolve(WholeFolder.LIST));
            assertThat(listed).hasSize(FILES);
            for (String line : listed) {
                byte[] bytes = Files.readAllBytes(out.resolve(line.substring(66)));
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                assertThat(line).startsWith(HexFormat.of().formatHex(digest));
            }
            assertThat(listed.stream().map(line -> line.substring(0, 64)).distinct())
                    .as("versions")
                    .hasSize(1);
            try (var entries = Files.list(out)) {
                assertThat(entries.count()).isEqualTo(FILES + 2);
            }
        }
        assertThat(cut).as("kills that left a draft").isPositive();
    }
}
