package org.espalier.report;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table as aligned columns: words left, numbers right with six digits. */
final class TextTable {
    private TextTable() {}

    static String text(Table table) {
        StringWriter text = new StringWriter();
        print(table, new PrintWriter(text));
        return text.toString().stripTrailing();
    }

    static void print(Table table, PrintWriter out) {
        List<List<String>> shown = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        for (Column column : table.columns()) {
            List<String> cells = new ArrayList<>(List.of(column.name()));
            column.cells().forEach(cell -> cells.add(shown(cell)));
            shown.add(cells);
            widths.add(cells.stream().mapToInt(TextTable::length).max().orElse(0));
        }
        for (int row = 0; row <= table.rows(); row++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < shown.size(); c++) {
                String cell = shown.get(c).get(row);
                String blanks = " ".repeat(widths.get(c) - length(cell));
                boolean words = table.columns().get(c).cells().stream().anyMatch(String.class::isInstance);
                line.append(c == 0 ? "" : "  ").append(words ? cell + blanks : blanks + cell);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String shown(Object cell) {
        if (cell == null) {
            return "–";
        }
        if (cell instanceof Double || cell instanceof Float) {
            double value = ((Number) cell).doubleValue();
            return Double.isNaN(value) ? "–" : decimal(value);
        }
        return Visible.of(cell.toString());
    }

    private static String decimal(double value) {
        double size = Math.abs(value);
        if (value == 0 || Double.isInfinite(value)) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        if (size >= 1e-4 && size < 1e7) {
            int digits = Math.max(0, 5 - (int) Math.floor(Math.log10(size)));
            return String.format(Locale.ROOT, "%." + digits + "f", value);
        }
        return String.format(Locale.ROOT, "%.5e", value);
    }
}
