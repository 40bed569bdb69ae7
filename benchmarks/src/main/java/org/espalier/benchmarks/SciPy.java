package org.espalier.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.trees.RootedTree;

/**
 * What SciPy did with the same network.
 *
 * @param product seconds for one product
 * @param densities seconds for all tree densities
 * @param values the densities
 */
record SciPy(String version, double product, double densities, Map<RootedTree, Double> values) {
    private static final String PYTHON = "/usr/bin/python3";

    /** Runs the script beside this class; null where there is no SciPy. */
    static SciPy run(SynapticNetwork network, List<RootedTree> trees, int repeats) throws IOException {
        if (!Files.isExecutable(Path.of(PYTHON)) || call(PYTHON, "-c", "import scipy.sparse") == null) {
            return null;
        }
        Path folder = Files.createTempDirectory("espalier-densities");
        try {
            write(network, trees, folder);
            Path script = folder.resolve("densities.py");
            try (InputStream in = SciPy.class.getResourceAsStream("densities.py")) {
                Files.copy(in, script);
            }
            List<String> lines = call(PYTHON, script.toString(), folder.toString(), Integer.toString(repeats));
            if (lines == null) {
                throw new IOException("the SciPy script failed");
            }
            Map<RootedTree, Double> values = new LinkedHashMap<>();
            for (int t = 0; t < trees.size(); t++) {
                values.put(trees.get(t), Double.valueOf(lines.get(3 + t).split(" ")[1]));
            }
            return new SciPy(
                    lines.get(0).split(" ")[1],
                    Double.parseDouble(lines.get(1).split(" ")[1]),
                    Double.parseDouble(lines.get(2).split(" ")[1]),
                    values);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The lines printed, or null if the command failed. */
    private static List<String> call(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return process.waitFor() == 0 ? text.lines().toList() : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void write(SynapticNetwork network, List<RootedTree> trees, Path folder) throws IOException {
        ByteBuffer word = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream starts = new BufferedOutputStream(Files.newOutputStream(folder.resolve("starts.bin")));
                OutputStream columns = new BufferedOutputStream(Files.newOutputStream(folder.resolve("columns.bin")));
                OutputStream weights = new BufferedOutputStream(Files.newOutputStream(folder.resolve("weights.bin")))) {
            for (int i = 0; i <= network.size(); i++) {
                starts.write(word.putInt(0, network.rowStart(i)).array(), 0, 4);
            }
            for (int e = 0; e < network.edges(); e++) {
                columns.write(word.putInt(0, network.column(e)).array(), 0, 4);
                weights.write(word.putDouble(0, network.weight(e)).array(), 0, 8);
            }
        }
        List<String> lines = new ArrayList<>();
        for (RootedTree tree : trees) {
            StringBuilder line = new StringBuilder().append(tree.order());
            tree.distinctChildren().forEach((child, copies) -> {
                for (int c = 0; c < copies; c++) {
                    line.append(' ').append(trees.indexOf(child));
                }
            });
            lines.add(line.toString());
        }
        Files.write(folder.resolve("trees.txt"), lines);
    }
}
