package org.espalier.study.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.espalier.study.yaml.YamlChange;

/**
 * A number of a study that runs through values.
 *
 * @param key its key, {@link YamlChange}
 * @param values the values, in their order
 * @param logarithmic whether they are equally far apart in their logarithms
 */
public record Axis(String key, List<Double> values, boolean logarithmic) {
    private static final int MOST = 10_000;

    /** Copies the values and checks them. */
    public Axis {
        values = List.copyOf(values);
        YamlChange.of(key, 0);
        if (values.isEmpty() || values.size() > MOST) {
            throw new IllegalArgumentException(
                    key + ": " + values.size() + " values; vary between 1 and " + MOST + " of them");
        }
        if (values.stream().anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException(key + ": all values must be finite, found " + values);
        }
        if (values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException(key + ": a value stands there twice, " + values);
        }
    }

    /**
     * {@return an axis as a command line has it}
     *
     * @param text {@code KEY=FROM:TO:COUNT}, {@code KEY=FROM:TO:COUNT:log}, or {@code KEY=A,B,C}
     * @throws IllegalArgumentException if it is none
     */
    public static Axis parse(String text) {
        String[] both = text.split("=", 2);
        if (both.length < 2 || both[0].isBlank() || both[1].isBlank()) {
            throw refused(text);
        }
        String key = both[0].strip();
        String[] parts = both[1].strip().split(":", -1);
        if (parts.length == 1) {
            List<Double> values = new ArrayList<>();
            for (String part : both[1].split(",", -1)) {
                values.add(number(text, part));
            }
            return new Axis(key, values, false);
        }
        boolean logarithmic = parts.length == 4 && parts[3].equals("log");
        if (parts.length != 3 && !logarithmic) {
            throw refused(text);
        }
        double from = number(text, parts[0]);
        double to = number(text, parts[1]);
        double count = number(text, parts[2]);
        if (count != Math.rint(count) || count < 2 || count > MOST) {
            throw new IllegalArgumentException(
                    "'" + text + "': COUNT = " + parts[2] + " must be a whole number between 2 and " + MOST);
        }
        if (logarithmic && !(from > 0 && to > 0)) {
            throw new IllegalArgumentException("'" + text + "': with log FROM and TO must be > 0; give a list instead");
        }
        List<Double> values = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double share = k / (count - 1);
            double value = logarithmic ? from * Math.pow(to / from, share) : from + share * (to - from);
            values.add(k == count - 1 ? to : tidy(value));
        }
        return new Axis(key, values, logarithmic);
    }

    /**
     * {@return an axis that was given as the option {@code --vary}, which a refusal names}
     *
     * @param text as {@link #parse}
     */
    public static Axis option(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("--vary " + refused.getMessage(), refused);
        }
    }

    private static double number(String text, String part) {
        try {
            return Double.parseDouble(part.strip());
        } catch (NumberFormatException e) {
            throw refused(text);
        }
    }

    /** 0.30000000000000004 is meant to be 0.3: twelve digits. */
    private static double tidy(double value) {
        return value == 0 ? 0 : new BigDecimal(value, new MathContext(12)).doubleValue();
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("'" + text
                + "' is not KEY=FROM:TO:COUNT, KEY=FROM:TO:COUNT:log or KEY=A,B,C with numbers, such as"
                + " network.scaling.value=0.1:0.5:5");
    }

    /** {@return what a command line says for it} */
    public String text() {
        return key + "=" + values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
