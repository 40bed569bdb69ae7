package org.espalier.run.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {
    @TempDir
    private Path folder;

    private SealedFile file;

    @BeforeEach
    void name() {
        file = new SealedFile(
                folder.resolve("run"),
                "test",
                3,
                new Fingerprint().part("law").add(1).text());
    }

    private static double read(SealedFile sealed) {
        double[] value = new double[1];
        sealed.read(state -> state.numbers(value));
        return value[0];
    }

    private void refused(String... words) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("checkpoint " + file.file() + " ")
                .doesNotContain("\n")
                .contains(words);
    }

    @Test
    void givesBackWhatWasWritten() {
        file.write(state -> state.number(0.1));
        assertThat(read(file)).isEqualTo(0.1);
        file.write(state -> state.number(0.2));
        assertThat(read(file)).isEqualTo(0.2);
        SealedFile any = SealedFile.ofAny(file.file(), "test", 3);
        assertThat(any).isEqualTo(file);
        file.check();
        file.delete();
        assertThat(folder).isEmptyDirectory();
    }

    /** Every bit of it, every length of it, and anything behind it. */
    @Test
    void nothingDamagedIsRead() throws IOException {
        file.write(state -> state.number(0.1));
        byte[] bytes = Files.readAllBytes(file.file());
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file.file(), damaged);
            refused("damaged");
        }
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file.file(), Arrays.copyOf(bytes, length));
            refused("damaged");
        }
        Files.write(file.file(), Arrays.copyOf(bytes, bytes.length + 1));
        refused("is damaged");
        Files.writeString(file.file(), "title: something else\n".repeat(10));
        refused("is not a checkpoint");
        Files.write(file.file(), bytes);
        assertThat(read(file)).isEqualTo(0.1);
    }

    @Test
    void filesOfOthersAreRefused() {
        file.write(state -> state.number(0.1));
        assertThatThrownBy(() -> new SealedFile(file.file(), "mean field", 3, file.fingerprint()).check())
                .hasMessageContaining("is the file of a test, not of a mean field");
        assertThatThrownBy(() -> new SealedFile(file.file(), "test", 4, file.fingerprint()).check())
                .hasMessageContaining("was written in version 3 of its format, this is version 4");
        String other = new Fingerprint().part("law").add(2).part("input").add(1).text();
        assertThatThrownBy(() -> new SealedFile(file.file(), "test", 3, other).check())
                .hasMessageContaining("belongs to another computation: not the same input, law; resume with the same");
        assertThatThrownBy(() -> new SealedFile(file.file(), "test", 3, "something").check())
                .hasMessageContaining("belongs to another computation");
        assertThatThrownBy(() -> file.requireResumed(false)).hasMessageContaining("exists; resume from it, or delete");
        file.requireResumed(true);
        // what is shorter than its reader believes
        assertThatThrownBy(() -> file.read(state -> state.numbers(new double[4])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another version");
    }

    /** What stands in the place of the draft may lead anywhere: it is not followed; a draft that is left over is replaced. */
    @Test
    void symbolicLinksAreNotFollowed() throws IOException {
        file.write(state -> state.number(0.1));
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Path draft = folder.resolve(".run.draft");
        Files.createSymbolicLink(draft, victim);
        assertThatThrownBy(() -> file.write(state -> state.number(0.2))).isInstanceOf(UncheckedIOException.class);
        assertThat(victim).hasContent("precious");
        assertThat(read(file)).isEqualTo(0.1);
        Files.delete(draft);
        Files.writeString(draft, "left over, and longer than what is written now".repeat(100));
        file.write(state -> state.number(0.3));
        assertThat(read(file)).isEqualTo(0.3);
        assertThat(draft).doesNotExist();
        Files.delete(file.file());
        Files.createSymbolicLink(file.file(), victim);
        assertThatThrownBy(() -> file.write(state -> state.number(0.2))).hasMessageContaining("symbolic link");
        assertThat(victim).hasContent("precious");
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldFile() throws IOException {
        file.write(state -> state.number(0.1));
        assertThatThrownBy(() -> file.write(out -> {
                    out.number(0.2);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("disk full");
        assertThat(read(file)).isEqualTo(0.1);
        SealedFile lost = new SealedFile(folder.resolve("missing").resolve("run"), "test", 3, "");
        assertThatThrownBy(() -> lost.write(out -> {})).hasMessageContaining("missing");
        assertThatThrownBy(lost::check).isInstanceOf(UncheckedIOException.class).hasMessageContaining("missing");
    }
}
