package org.espalier.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table as JSON: an array with one object for each row, null where a value is unknown. */
final class JsonTable {
    private JsonTable() {}

    static void print(Table table, PrintWriter out) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (Column column : table.columns()) {
                object.put(column.name(), value(column.cells().get(row)));
            }
            objects.add(object);
        }
        try {
            out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(objects));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON has no NaN and no infinity. */
    private static Object value(Object cell) {
        if (cell instanceof Double || cell instanceof Float) {
            return Double.isFinite(((Number) cell).doubleValue()) ? cell : null;
        }
        return cell == null || cell instanceof Boolean || cell instanceof Number ? cell : cell.toString();
    }
}
