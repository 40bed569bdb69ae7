package org.espalier.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlTextTest {
    private static final String GRAPH = "<graphml><graph edgedefault=\"directed\"><node id=\"ä\"/><node id=\"b\"/>"
            + "<edge source=\"b\" target=\"ä\"/></graph></graphml>";

    @TempDir
    private Path folder;

    private Path written(String declaration, Charset charset) throws IOException {
        return Files.writeString(folder.resolve("graph.graphml"), declaration + GRAPH, charset);
    }

    @Test
    void everyDeclaredEncodingIsRead() throws IOException {
        for (List<Object> each : List.<List<Object>>of(
                List.of("", StandardCharsets.UTF_8),
                List.of("\ufeff<?xml version='1.0'?>", StandardCharsets.UTF_8),
                List.of("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", StandardCharsets.ISO_8859_1),
                List.of("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", StandardCharsets.UTF_16),
                List.of("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", StandardCharsets.UTF_16LE),
                List.of("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", StandardCharsets.UTF_16BE))) {
            SynapticNetwork network = Networks.read(written((String) each.get(0), (Charset) each.get(1)));
            assertThat(network.label(0)).as(each.toString()).isEqualTo("ä");
        }
    }

    /** The parser of the JDK prints where bytes are wrong: only one line may be said, and by this program. */
    @Test
    void wrongBytesAreRefusedInSilence() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (String declaration : List.of("", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")) {
                Path file = written(declaration, StandardCharsets.ISO_8859_1);
                assertThatThrownBy(() -> Networks.read(file))
                        .isInstanceOf(NetworkFormatException.class)
                        .hasMessageContaining("is not GraphML ('a byte is not text in the encoding");
            }
            Path unknown = written("<?xml version=\"1.0\" encoding=\"KOI-99\"?>", StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Networks.read(unknown)).hasMessageContaining("KOI-99");
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
