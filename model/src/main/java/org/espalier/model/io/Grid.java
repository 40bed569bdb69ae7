package org.espalier.model.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Cells of a sheet as rows of a table. */
final class Grid implements Rows {
    private static final int GROUPS = 5;

    private final List<List<String>> cells;
    private int row = -1;
    private byte[] bytes = new byte[0];
    private int[] ends = new int[0];

    Grid(List<List<String>> cells) {
        this.cells = cells;
    }

    /** A rectangle of stripped texts: without rows and columns at the edges that hold nothing, or one title only. */
    static List<List<String>> trimmed(List<List<String>> all) {
        int width = all.stream().mapToInt(List::size).max().orElse(0);
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : all) {
            List<String> full = new ArrayList<>();
            for (int k = 0; k < width; k++) {
                full.add(k < row.size() ? stripped(row.get(k)) : "");
            }
            rows.add(full);
        }
        boolean[] used = new boolean[width];
        for (int k = 0; k < width; k++) {
            int column = k;
            used[k] = rows.stream().anyMatch(row -> !row.get(column).isEmpty());
        }
        int left = IntStream.range(0, width).filter(k -> used[k]).findFirst().orElse(width);
        int right = IntStream.range(0, width).filter(k -> used[k]).max().orElse(-1) + 1;
        int first = 0;
        int last = rows.size();
        while (last > first && filled(rows.get(last - 1)) == 0) {
            last--;
        }
        while (first < last && (filled(rows.get(first)) == 0 || filled(rows.get(first)) == 1 && right - left > 2)) {
            first++; // nothing, or a title
        }
        List<List<String>> result = new ArrayList<>();
        for (List<String> row : rows.subList(first, last)) {
            if (filled(row) > 0) {
                result.add(List.copyOf(row.subList(Math.min(left, right), right)));
            }
        }
        return result;
    }

    /** The cells, or those right of and below some names of groups if only these are a matrix. */
    static List<List<String>> innermost(List<List<String>> cells, Predicate<List<List<String>>> isMatrix) {
        for (int above = 0; above < GROUPS; above++) {
            for (int left = 0; left < GROUPS; left++) {
                List<List<String>> inner = inside(cells, above, left);
                if (inner.size() > 2 && isMatrix.test(inner)) {
                    return inner;
                }
            }
        }
        return cells;
    }

    /** What is left without some rows and columns, up to the first row and column without a name. */
    private static List<List<String>> inside(List<List<String>> cells, int above, int left) {
        if (above >= cells.size() || left >= cells.get(0).size()) {
            return List.of();
        }
        List<String> header = cells.get(above);
        int right = left + 1;
        while (right < header.size() && !header.get(right).isEmpty()) {
            right++;
        }
        List<List<String>> result = new ArrayList<>();
        for (int k = above;
                k < cells.size() && (k == above || !cells.get(k).get(left).isEmpty());
                k++) {
            result.add(cells.get(k).subList(left, right));
        }
        return result;
    }

    private static long filled(List<String> row) {
        return row.stream().filter(cell -> !cell.isEmpty()).count();
    }

    private static String stripped(String text) {
        return text.replace('\u00A0', ' ').replaceAll("[\\r\\n\\t]+", " ").strip();
    }

    TableSample sample(int rows) {
        List<List<String>> first = cells.subList(0, Math.min(rows, cells.size()));
        return new TableSample(
                null,
                first,
                IntStream.rangeClosed(1, first.size()).mapToObj(Long::valueOf).toList(),
                first.size() == cells.size(),
                List.of(),
                false,
                0,
                false);
    }

    @Override
    public boolean next() {
        if (row + 1 >= cells.size()) {
            return false;
        }
        row++;
        List<String> fields = cells.get(row);
        if (ends.length < fields.size()) {
            ends = new int[fields.size()];
        }
        StringBuilder all = new StringBuilder();
        int end = 0;
        for (int k = 0; k < fields.size(); k++) {
            all.append(fields.get(k));
            end += fields.get(k).getBytes(StandardCharsets.UTF_8).length;
            ends[k] = end;
        }
        bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        return true;
    }

    @Override
    public long line() {
        return row + 1L;
    }

    @Override
    public int count() {
        return cells.get(row).size();
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    @Override
    public int end(int field) {
        return ends[field];
    }

    @Override
    public boolean isText(int field) {
        return false;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
