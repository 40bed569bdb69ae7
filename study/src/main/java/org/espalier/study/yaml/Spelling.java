package org.espalier.study.yaml;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a word was meant to be. */
public final class Spelling {
    private static final int MOST_EDITS = 2;

    private Spelling() {}

    /**
     * {@return the end of a message that asks whether the candidate within two edits was meant; empty if there is none}
     *
     * @param word what was given
     * @param candidates what might have been meant
     */
    public static Optional<String> guess(String word, String... candidates) {
        String best = null;
        int least = MOST_EDITS + 1;
        for (String candidate : candidates) {
            int edits = edits(word.toLowerCase(Locale.ROOT), candidate);
            if (edits < least) {
                least = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best).map(nearest -> "; did you mean '" + nearest + "'?");
    }

    private static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        Arrays.setAll(previous, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
