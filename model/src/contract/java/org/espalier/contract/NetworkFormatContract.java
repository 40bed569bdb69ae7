package org.espalier.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.espalier.model.io.NetworkFormat;
import org.espalier.model.io.NetworkFormatException;
import org.espalier.model.io.Networks;
import org.espalier.model.io.Reading;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every format of networks promises; a module that has formats gives a file of each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class NetworkFormatContract {
    @TempDir
    static Path folder;

    private List<Path> files;

    /**
     * {@return files of one network each: three neurons and the edges 0 → 1 and 1 → 2, at least one of every format of the
     * module}
     *
     * @param folder where they are written
     * @throws Exception if they cannot be
     */
    protected abstract List<Path> write(Path folder) throws Exception;

    /** {@return a class of the module whose formats these are} */
    protected abstract Class<?> anchor();

    Stream<Path> files() throws Exception {
        if (files == null) {
            files = write(Files.createDirectory(folder.resolve("given")));
        }
        return files.stream();
    }

    /** A format that is added to the module is added to its files. */
    @Test
    void everyFormatIsHere() throws Exception {
        Set<Class<?>> read = files().map(file -> Networks.formatOf(file).getClass()).collect(Collectors.toSet());
        assertThat(read).containsExactlyInAnyOrderElementsOf(Providers.of(NetworkFormat.class, anchor()));
        assertThat(Networks.formats().stream().map(NetworkFormat::title))
                .doesNotHaveDuplicates()
                .allMatch(title -> !title.isBlank());
        assertThat(Networks.formats().stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsAll(read);
    }

    @ParameterizedTest
    @MethodSource("files")
    void oneNetworkIsRead(Path file) throws IOException {
        byte[] before = Files.readAllBytes(file);
        NetworkFormat format = Networks.formatOf(file);
        Reading reading = format.read(file);
        SynapticNetwork network = reading.network();
        assertThat(network.size()).isEqualTo(3);
        assertThat(network.edges()).isEqualTo(2);
        int[] inputs = new int[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                inputs[i] += network.weight(i, j) == 0 ? 0 : 1 << j;
            }
        }
        assertThat(inputs).as("edges lead from column to row").containsExactly(0, 1, 2);
        assertThat(reading.report().toString())
                .startsWith(file.getFileName() + " (")
                .contains("3 neurons");
        Reading again = Networks.reading(file);
        assertThat(again.network()).isEqualTo(network);
        assertThat(again.report()).hasToString(reading.report().toString());
        assertThat(Files.readAllBytes(file)).as("the file is left as it was").isEqualTo(before);
    }

    /** What is missing, a folder, empty or cut off is refused in words that name the file, or is another network. */
    @ParameterizedTest
    @MethodSource("files")
    void whatCannotBeReadIsRefused(Path file) throws IOException {
        NetworkFormat format = Networks.formatOf(file);
        byte[] whole = Files.readAllBytes(file);
        Path broken = Files.createTempDirectory(folder, "broken").resolve(file.getFileName());
        refused(format, broken);
        Files.createDirectory(broken);
        refused(format, broken);
        Files.delete(broken);
        Files.write(broken, new byte[0]);
        refused(format, broken);
        for (int length = 1; length < whole.length; length += 1 + whole.length / 20) {
            Files.write(broken, Arrays.copyOf(whole, length));
            try {
                assertThat(format.read(broken).network()).isNotNull();
            } catch (NetworkFormatException refusal) {
                assertThat(refusal).hasMessageStartingWith(broken.toString());
            }
        }
    }

    private static void refused(NetworkFormat format, Path file) {
        assertThatThrownBy(() -> format.read(file))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageStartingWith(file.toString());
    }
}
