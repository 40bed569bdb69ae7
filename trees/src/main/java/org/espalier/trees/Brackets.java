package org.espalier.trees;

import java.util.Arrays;

/** Trees as nested brackets. */
final class Brackets {
    private Brackets() {}

    static String write(RootedTree tree) {
        int[] levels = tree.levelArray();
        StringBuilder text = new StringBuilder(2 * levels.length);
        int level = -1;
        for (int v = 0; v < levels.length; v++) {
            for (; level >= levels[v]; level--) {
                text.append(']');
            }
            text.append('[');
            if (tree.type(v) != 0) {
                text.append(tree.type(v));
            }
            if (tree.power(v) != 1) {
                text.append('^').append(tree.power(v));
            }
            level++;
        }
        return text.append("]".repeat(level + 1)).toString();
    }

    static RootedTree parse(String text) {
        int[] parents = new int[16];
        int[] types = new int[16];
        int[] powers = new int[16];
        int[] opened = new int[16];
        int n = 0;
        int current = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '[' || c == '(') {
                if (n > 0 && current < 0) {
                    throw new IllegalArgumentException("a second root at position " + i + " of \"" + shown(text)
                            + "\": one pair of brackets encloses a tree");
                }
                if (n == parents.length) {
                    parents = Arrays.copyOf(parents, 2 * n);
                    types = Arrays.copyOf(types, 2 * n);
                    powers = Arrays.copyOf(powers, 2 * n);
                    opened = Arrays.copyOf(opened, 2 * n);
                }
                parents[n] = current;
                opened[n] = i;
                int end = digits(text, i + 1);
                types[n] = end > i + 1 ? number(text, i + 1, end) : 0;
                powers[n] = 1;
                if (end < text.length() && text.charAt(end) == '^') {
                    int begin = end + 1;
                    end = digits(text, begin);
                    powers[n] = number(text, begin, end);
                }
                current = n++;
                i = end - 1;
            } else if (c == ']' || c == ')') {
                if (current < 0 || text.charAt(opened[current]) != (c == ']' ? '[' : '(')) {
                    throw new IllegalArgumentException("'" + c + "' at position " + i + " of \"" + shown(text)
                            + "\" closes no bracket of its kind");
                }
                current = parents[current];
            } else if (c != ',' && !Character.isWhitespace(c)) {
                throw new IllegalArgumentException("unexpected '" + c + "' at position " + i + " of \"" + shown(text)
                        + "\": a tree is written as nested brackets, for example [[[]][]]");
            }
        }
        if (n == 0 || current >= 0) {
            throw new IllegalArgumentException(
                    n == 0
                            ? "no tree in \"" + shown(text) + "\": the smallest is []"
                            : "the bracket at position " + opened[current] + " of \"" + shown(text)
                                    + "\" is not closed");
        }
        return Relabelled.ofDecorated(Arrays.copyOf(parents, n), Arrays.copyOf(types, n), Arrays.copyOf(powers, n))
                .tree();
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int number(String text, int from, int to) {
        try {
            return Integer.parseInt(text, from, to, 10);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "no number at position " + from + " of \"" + shown(text)
                            + "\": types and powers are small integers",
                    e);
        }
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
