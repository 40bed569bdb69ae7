package org.espalier.trees.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.espalier.trees.RootedTree;

/**
 * Drawings in Unicode characters for a terminal: the root on top, • for a vertex.
 *
 * <p>Where some type is not 0 vertices are written as their types; the power of the edge to the parent is a superscript if it is
 * not 1.
 */
public final class TreeText {
    private static final int LARGEST = 20_000_000;

    private TreeText() {}

    /** {@return the level sequence with blanks, such as {@code 0 1 1}} */
    public static String levels(RootedTree tree) {
        return Arrays.stream(tree.levels()).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    /**
     * {@return the lines of a drawing, each ended by a newline, without trailing blanks}
     *
     * @throws IllegalArgumentException if the drawing would hold more than twenty million characters
     */
    public static String draw(RootedTree tree) {
        StringBuilder text = new StringBuilder();
        for (String line : lines(tree)) {
            text.append(line.stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /**
     * {@return rows of trees, side by side, separated by empty lines}
     *
     * @param width largest number of characters in a line; a wider tree gets lines of its own
     * @throws IllegalArgumentException if the width is not positive or a drawing too large
     */
    public static String draw(List<RootedTree> trees, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("width " + width + " must be at least 1");
        }
        StringBuilder text = new StringBuilder();
        List<List<String>> row = new ArrayList<>();
        int used = 0;
        for (RootedTree tree : trees) {
            List<String> lines = lines(tree);
            int own = lines.get(0).length();
            if (!row.isEmpty() && used + 3 + own > width) {
                flush(row, text);
                used = 0;
            }
            used += own + (row.isEmpty() ? 0 : 3);
            row.add(lines);
        }
        flush(row, text);
        return text.toString();
    }

    private static void flush(List<List<String>> row, StringBuilder text) {
        int tallest = row.stream().mapToInt(List::size).max().orElse(0);
        text.append(text.length() > 0 && tallest > 0 ? "\n" : "");
        for (int i = 0; i < tallest; i++) {
            StringBuilder line = new StringBuilder();
            for (List<String> lines : row) {
                line.append(line.length() > 0 || lines != row.get(0) ? "   " : "");
                line.append(
                        i < lines.size()
                                ? lines.get(i)
                                : " ".repeat(lines.get(0).length()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        row.clear();
    }

    /** Lines of equal length. */
    private static List<String> lines(RootedTree tree) {
        Layout layout = new Layout(tree);
        int n = layout.order();
        boolean typed = Layout.typed(tree);
        String[] labels = new String[n];
        int widest = 1;
        for (int v = 0; v < n; v++) {
            labels[v] = label(tree, v, typed);
            widest = Math.max(widest, labels[v].length());
        }
        // columns lie an even number of characters apart, so that halves of them are whole
        int half = (widest + 2) / 2;
        long width = 2L * half * (layout.leaves() - 1) + widest;
        long height = 2L * layout.height() + 1;
        if (width * height > LARGEST) {
            throw new IllegalArgumentException("a drawing of " + width + " by " + height
                    + " characters is too large for text" + ": write the tree as brackets");
        }
        char[][] canvas = new char[(int) height][(int) width];
        for (char[] line : canvas) {
            Arrays.fill(line, ' ');
        }
        int[] at = new int[n];
        for (int v = 0; v < n; v++) {
            at[v] = layout.twiceColumn(v) * half;
        }
        int[] left = new int[n];
        int[] right = new int[n];
        Arrays.fill(left, -1);
        for (int v = n - 1; v > 0; v--) {
            int parent = layout.parent(v);
            left[parent] = at[v];
            right[parent] = Math.max(right[parent], at[v]);
        }
        for (int v = 0; v < n; v++) {
            labels[v].getChars(0, labels[v].length(), canvas[2 * layout.level(v)], at[v]);
            if (left[v] >= 0) {
                char[] line = canvas[2 * layout.level(v) + 1];
                Arrays.fill(line, left[v], right[v] + 1, '─');
            }
        }
        for (int v = 1; v < n; v++) {
            int parent = layout.parent(v);
            char[] line = canvas[2 * layout.level(v) - 1];
            line[at[v]] = at[v] == left[parent] ? '╭' : at[v] == right[parent] ? '╮' : '┬';
        }
        for (int v = 0; v < n; v++) {
            if (left[v] >= 0) {
                char[] line = canvas[2 * layout.level(v) + 1];
                line[at[v]] = left[v] == right[v] ? '│' : line[at[v]] == '┬' ? '┼' : '┴';
            }
        }
        return Arrays.stream(canvas).map(String::valueOf).toList();
    }

    private static String label(RootedTree tree, int vertex, boolean typed) {
        StringBuilder label = new StringBuilder(typed ? String.valueOf(tree.type(vertex)) : "•");
        if (tree.power(vertex) != 1) {
            String.valueOf(tree.power(vertex)).chars().forEach(digit -> label.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')));
        }
        return label.toString();
    }
}
