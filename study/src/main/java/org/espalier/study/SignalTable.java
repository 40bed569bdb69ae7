package org.espalier.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.study.yaml.YamlMap;

/**
 * The points of a function of time: in the study, or in a file of two columns, time and value, with or without names above; linear in between, or
 * steps, each value until the next time.
 *
 * @param times not decreasing
 * @param values one a time
 */
@SuppressWarnings("ArrayRecordComponent")
record SignalTable(double[] times, double[] values) {
    private static final long MOST_BYTES = 64L << 20;

    static SignalTable read(YamlMap map, Path folder) {
        if (map.has("file") && (map.has("times") || map.has("values"))) {
            throw map.error("file", "table: give either times and values, or a file that has them");
        }
        SignalTable points = map.has("file")
                ? ofFile(folder.resolve(map.text("file")))
                : new SignalTable(array(map, "times"), array(map, "values"));
        return map.has("interpolation")
                        && map.word("interpolation", "linear", "step").equals("step")
                ? points.steps()
                : points;
    }

    private static double[] array(YamlMap map, String key) {
        return map.numbers(key).stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static SignalTable ofFile(Path file) {
        List<String> lines;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "table " + file + ": larger than 64 MB; take fewer points, or a formula");
            }
            lines = Files.readAllLines(file);
        } catch (MalformedInputException noText) {
            throw new IllegalArgumentException(
                    "table " + file + ": is no text in UTF-8; write two columns, time and value", noText);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<double[]> rows = new ArrayList<>();
        boolean named = false;
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.get(line).strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            String[] cells = text.split("[,;\\s]+");
            double[] row = numbers(cells);
            if (row == null && rows.isEmpty() && !named) {
                named = true;
            } else if (row == null || row.length != 2) {
                throw new IllegalArgumentException("table " + file + ", line " + (line + 1) + ": '" + text
                        + "' is not a time and a value; write two numbers a line");
            } else {
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("table " + file + ": holds no row; write a time and a value a line");
        }
        return new SignalTable(
                rows.stream().mapToDouble(row -> row[0]).toArray(),
                rows.stream().mapToDouble(row -> row[1]).toArray());
    }

    /** Null if one is none. */
    private static double[] numbers(String... cells) {
        try {
            return Arrays.stream(cells).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** Each value until the next time: two points at every time but the first. */
    private SignalTable steps() {
        if (times.length != values.length || times.length == 0) {
            return this;
        }
        double[] at = new double[2 * times.length - 1];
        double[] of = new double[at.length];
        for (int k = 0; k < at.length; k++) {
            at[k] = times[(k + 1) / 2];
            of[k] = values[k / 2];
        }
        return new SignalTable(at, of);
    }

    List<Double> listed(double... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
