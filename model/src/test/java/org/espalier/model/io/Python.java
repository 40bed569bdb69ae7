package org.espalier.model.io;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs scripts of the tests with the Python of the system that has NumPy, SciPy and NetworkX. */
final class Python {
    private static final String[] PLACES = {"/usr/bin/python3", "python3"};

    private Python() {}

    /** Runs a script that lies beside the tests; the test is skipped where the programs are missing. */
    static void run(Path folder, String script, String... arguments) throws IOException, InterruptedException {
        Path file = folder.resolve(script);
        try (var in = Python.class.getResourceAsStream(script)) {
            Files.write(file, in.readAllBytes());
        }
        String python = null;
        for (String place : PLACES) {
            if (python == null && execute(folder, List.of(place, "-c", "import numpy, scipy, networkx")) == 0) {
                python = place;
            }
        }
        assumeTrue(
                python != null,
                "no Python with NumPy, SciPy and NetworkX (apt-get install python3-numpy python3-scipy"
                        + " python3-networkx)");
        List<String> command = new ArrayList<>(List.of(python, file.toString()));
        command.addAll(List.of(arguments));
        int code = execute(folder, command);
        if (code != 0) {
            throw new IOException(script + " ended with " + code + ": "
                    + Files.readString(folder.resolve("python.log"), StandardCharsets.UTF_8));
        }
    }

    private static int execute(Path folder, List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("python.log").toFile())
                    .start()
                    .waitFor();
        } catch (IOException missing) {
            return -1;
        }
    }
}
