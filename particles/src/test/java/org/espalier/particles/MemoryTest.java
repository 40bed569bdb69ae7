package org.espalier.particles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run holds in the heap while it is under way, against the forecast: in a machine of its own, see {@link HeldHeap}. */
@Tag("slow")
class MemoryTest {
    @TempDir
    Path folder;

    @Test
    void theHeapHoldsWhatWasForecast() throws IOException, InterruptedException {
        File printed = folder.resolve("shares.txt").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx1500m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldHeap.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(printed)
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        List<String> shares = Files.readAllLines(printed.toPath());
        assertThat(process.exitValue()).as(String.join("\n", shares)).isZero();
        assertThat(shares).hasSize(7);
        for (String share : shares) {
            assertThat(Double.parseDouble(share.substring(0, share.indexOf(' '))))
                    .as(share)
                    .isBetween(0.9, 1.1);
        }
    }
}
