package org.espalier.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryNetworkTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("net.espalier");
    }

    private SynapticNetwork copy(SynapticNetwork network) {
        BinaryNetwork.format().write(network, file());
        return Networks.read(file());
    }

    @Test
    void keepsEverything() {
        SynapticNetwork counts = SyntheticConnectome.worm().generate(1);
        assertThat(copy(counts)).isEqualTo(counts);
        String[] labels = new String[419];
        String[] types = new String[419];
        Arrays.setAll(labels, i -> "Nërve " + i);
        Arrays.setAll(types, i -> "type " + i % 7);
        SynapticNetwork named = counts.labelled(labels).typed(types).times(1.0 / 3);
        SynapticNetwork read = copy(named);
        assertThat(read).isEqualTo(named);
        assertThat(read.isSingle()).isTrue();
        SynapticNetwork real = named.withWeights((post, pre, weight) -> weight * Math.PI);
        assertThat(real.isSingle()).isFalse();
        assertThat(copy(real)).isEqualTo(real);
        // more than one chunk of a megabyte
        SynapticNetwork large = new ErdosRenyi(20_000, 30, 0.7).generate(3);
        assertThat(copy(large)).isEqualTo(large);
        SynapticNetwork silent = SynapticNetwork.of(3, new int[0], new int[0], new double[0]);
        assertThat(copy(silent)).isEqualTo(silent);
    }

    @Test
    void everyFlippedByteIsNoticed() throws IOException {
        SynapticNetwork network = SynapticNetwork.of(3, new int[] {1, 2}, new int[] {0, 1}, new double[] {2, 3})
                .labelled("a", "b", "c");
        BinaryNetwork.format().write(network, file());
        byte[] good = Files.readAllBytes(file());
        for (int k = 0; k < good.length; k++) {
            byte[] bad = good.clone();
            bad[k] ^= 0x10;
            Files.write(file(), bad);
            assertThatThrownBy(() -> BinaryNetwork.format().read(file())).isInstanceOf(NetworkFormatException.class);
            Files.write(file(), Arrays.copyOf(good, k));
            assertThatThrownBy(() -> BinaryNetwork.format().read(file())).isInstanceOf(NetworkFormatException.class);
        }
        Files.write(file(), Arrays.copyOf(good, good.length + 1));
        assertThatThrownBy(() -> BinaryNetwork.format().read(file())).hasMessageContaining("do not fit 3 neurons");
    }

    @Test
    void aValidChecksumDoesNotExcuseABrokenStructure() throws IOException {
        SynapticNetwork network = SynapticNetwork.of(3, new int[] {1, 2}, new int[] {0, 1}, new double[] {2, 3});
        BinaryNetwork.format().write(network, file());
        byte[] good = Files.readAllBytes(file());
        int rowStarts = 40;
        int columns = rowStarts + 16;
        for (int[] change :
                new int[][] {{rowStarts, 1}, {rowStarts + 4, 7}, {columns, 9}, {columns, -1}, {columns + 8, 0x7FC00000}
                }) {
            ByteBuffer bytes = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(change[0], change[1]);
            CRC32C checksum = new CRC32C();
            checksum.update(bytes.array(), 0, good.length - 4);
            bytes.putInt(good.length - 4, (int) checksum.getValue());
            Files.write(file(), bytes.array());
            assertThatThrownBy(() -> Networks.read(file()))
                    .isInstanceOf(NetworkFormatException.class)
                    .hasMessageContaining("does not hold a network");
        }
    }

    @Test
    void edgeListsReadBackTheSame() throws IOException {
        SynapticNetwork network = SynapticNetwork.of(
                        4, new int[] {1, 2, 0, 3}, new int[] {0, 1, 3, 2}, new double[] {2, -0.1, 1e-30, 12345678901.0})
                .labelled("a b", "c,d", "e\"f", "é;|");
        for (String name : new String[] {"net.csv", "net.csv.gz"}) {
            EdgeList.csv().write(network, folder.resolve(name));
            SynapticNetwork read = Networks.read(folder.resolve(name));
            assertThat(read.edges()).isEqualTo(4);
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    int post = read.find(network.label(i)).orElseThrow();
                    int pre = read.find(network.label(j)).orElseThrow();
                    assertThat(read.weight(post, pre)).isEqualTo(network.weight(i, j));
                }
            }
        }
    }

    @Test
    void placesThatCannotBeWrittenTo() {
        SynapticNetwork network = SynapticNetwork.of(2, new int[] {1}, new int[] {0}, new double[] {1});
        assertThatThrownBy(() ->
                        EdgeList.csv().write(network, folder.resolve("none").resolve("x.csv")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("does not exist; create it first");
        assertThatThrownBy(() -> BinaryNetwork.format().write(network, folder)).hasMessageContaining("is a directory");
        assertThat(folder.toFile().list()).isEmpty();
    }
}
