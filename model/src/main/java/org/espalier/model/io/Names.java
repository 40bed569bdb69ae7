package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of neurons: which are none, which are numbers, and how equal ones stay apart. */
final class Names {
    private static final Set<String> MISSING =
            Set.of("nan", "NaN", "NAN", "NA", "N/A", "#N/A", "<NA>", "null", "NULL", "None", "none", "NaT");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);
    private static final int ENOUGH = 16;

    private Names() {}

    /** Whether a program writes this where a name is missing. */
    static boolean isMissing(String name) {
        return MISSING.contains(name);
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static boolean isWhole(String text) {
        return WHOLE.matcher(text).matches();
    }

    /** Whether it is a number with a point or an exponent: 101.0, 1e+05. */
    static boolean isFloat(String text) {
        return isNumber(text) && !isWhole(text);
    }

    /** Whether it is a whole number, perhaps written as 101.0 or 1e+05. */
    static boolean isWholeValued(String text) {
        return isNumber(text)
                && (isWhole(text) || new BigDecimal(text).stripTrailingZeros().scale() <= 0);
    }

    /**
     * The digits of a whole number that is written with a point or an exponent; null if it has a fraction.
     *
     * @throws ArithmeticException if it is 2^53 or more: then digits were lost
     */
    static String digits(String text) {
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        if (value.scale() > 0) {
            return null;
        }
        BigInteger whole = value.toBigIntegerExact();
        if (whole.abs().compareTo(EXACT) >= 0) {
            throw new ArithmeticException("beyond 2^53");
        }
        return whole.toString();
    }

    /**
     * Tells whether ids went through floating point though they are written as whole numbers: all that are too large for a
     * double happen to be doubles. With 16 ids the chance of a false alarm is below 10^−19 from 10^17 on.
     */
    static boolean lostDigits(String... names) {
        int large = 0;
        boolean round = true;
        for (String name : names) {
            if (name.length() >= 17 && name.length() <= 19 && isWhole(name)) {
                BigInteger value = new BigInteger(name);
                if (value.bitLength() > 56) {
                    if (!new BigDecimal(value.doubleValue()).toBigInteger().equals(value)) {
                        return false;
                    }
                    round &= name.endsWith("000");
                    large++;
                }
            }
        }
        return large >= ENOUGH && !round;
    }

    /**
     * Labels for nodes of which each has an id of its own: the label where no other node has it, otherwise the label and the
     * id, and ids alone should even these not tell all nodes apart.
     *
     * @param labels null where a node has none
     */
    static String[] apart(List<String> ids, List<String> labels) {
        Map<String, Integer> times = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            times.merge(labels.get(i) == null ? ids.get(i) : labels.get(i), 1, Integer::sum);
        }
        String[] result = new String[ids.size()];
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < result.length; i++) {
            String label = labels.get(i) == null ? ids.get(i) : labels.get(i);
            result[i] = times.get(label) == 1 ? label : label + " (" + ids.get(i) + ")";
            seen.put(result[i], i);
        }
        return seen.size() == result.length ? result : ids.toArray(String[]::new);
    }

    /** Some of many, for a message. */
    static String some(Iterable<String> names) {
        List<String> list = new ArrayList<>();
        names.forEach(list::add);
        return shown(String.join(", ", list), 120);
    }

    /** Whether a word is another with one or two characters wrong: a damaged key must not be passed over. */
    static boolean isAlmost(String word, String known) {
        int[] before = new int[known.length() + 1];
        for (int k = 0; k <= known.length(); k++) {
            before[k] = k;
        }
        if (Math.abs(word.length() - known.length()) > 2) {
            return false;
        }
        for (int i = 1; i <= word.length(); i++) {
            int[] row = new int[known.length() + 1];
            row[0] = i;
            for (int k = 1; k <= known.length(); k++) {
                int changed = before[k - 1] + (word.charAt(i - 1) == known.charAt(k - 1) ? 0 : 1);
                row[k] = Math.min(changed, 1 + Math.min(row[k - 1], before[k]));
            }
            before = row;
        }
        return before[known.length()] > 0 && before[known.length()] <= 2;
    }

    /** Two equal names, or null. */
    static String twice(List<String> names) {
        List<String> sorted = new ArrayList<>(names);
        Collections.sort(sorted);
        for (int k = 1; k < sorted.size(); k++) {
            if (sorted.get(k).equals(sorted.get(k - 1))) {
                return sorted.get(k);
            }
        }
        return null;
    }
}
