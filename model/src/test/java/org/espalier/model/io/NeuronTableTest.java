package org.espalier.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuronTableTest {
    @TempDir
    Path folder;

    private final SynapticNetwork network = SynapticNetwork.of(
                    3, new int[] {1, 2}, new int[] {0, 1}, new double[] {1, 1})
            .labelled("11", "12", "13");

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("types.csv"), content);
    }

    @Test
    void typesOfFlyWire() throws IOException {
        Path connections = Files.writeString(
                folder.resolve("connections.csv"),
                "pre_root_id,post_root_id,neuropil,syn_count,nt_type\n11,12,A,5,GABA\n12,13,B,4,ACH\n11,12,C,2,GABA\n");
        SynapticNetwork read = NetworkReader.flyWire().read(connections).network();
        assertThat(read.weight(1, 0)).isEqualTo(-7);
        SynapticNetwork typed = NeuronTable.of("root_id", "class")
                .typed(read, file("root_id,flow,class\n12,x,optic\n99,x,central\n11,y,\n"));
        assertThat(typed.types()).containsExactly("unknown", "optic");
        assertThat(typed.type(1)).isEqualTo(1);
        assertThat(typed.type(2)).isZero();
    }

    @Test
    void refusals() throws IOException {
        NeuronTable table = NeuronTable.of("id", "class");
        assertThatThrownBy(() -> table.typed(network, file("id,kind\n11,a\n")))
                .hasMessageContaining("line 1: no column 'class' among 'id, kind'");
        assertThatThrownBy(() -> table.typed(network, file("id,class\n11,a\n11,b\n")))
                .hasMessageContaining("line 3: neuron '11' is of type 'b' here and 'a' before");
        assertThatThrownBy(() -> table.typed(network, file("id,class\n1,a\n")))
                .hasMessageContaining("names none of the neurons");
        assertThatThrownBy(() -> table.typed(network, file("id,class\n11\n")))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("line 2: only 1 columns");
    }
}
