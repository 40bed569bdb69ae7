package org.espalier.model.io;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the connectomes, which are not part of the project; tests that need them are skipped without. */
public final class Connectomes {
    private Connectomes() {}

    public static Path worm() {
        return find("worm_edges.csv");
    }

    public static Path larva() {
        return find("larva_edges.txt");
    }

    private static Path find(String name) {
        String given = System.getenv("ESPALIER_DATA");
        Path folder = given != null
                ? Path.of(given)
                : Path.of(System.getProperty("espalier.root", "."), "..", "shared", "data");
        Path file = folder.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "no connectome at " + file);
        return file;
    }
}
