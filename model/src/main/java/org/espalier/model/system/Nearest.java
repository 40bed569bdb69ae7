package org.espalier.model.system;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names near to one that was not found, for messages. */
public final class Nearest {
    private static final int MOST = 3;

    private Nearest() {}

    /**
     * {@return "; did you mean …" with the nearest names by Levenshtein's distance, at most three, or an empty text if none is near}
     *
     * @param wanted the name that was not found; * and ? do not count
     * @param names those that there are
     */
    public static String remedy(String wanted, Iterable<String> names) {
        String word = wanted.replaceAll("[*?]", "").toLowerCase(Locale.ROOT);
        List<String> near = new ArrayList<>();
        for (String name : names) {
            if (distance(word, name.toLowerCase(Locale.ROOT)) <= Math.max(1, word.length() / 3)) {
                near.add(name);
            }
        }
        near.sort(Comparator.comparingInt((String name) -> distance(word, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
        return near.isEmpty()
                ? ""
                : "; did you mean " + String.join(", ", near.subList(0, Math.min(MOST, near.size())));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(diagonal + cost, 1 + Math.min(row[j], row[j - 1]));
                diagonal = row[j];
                row[j] = best;
            }
        }
        return row[b.length()];
    }
}
