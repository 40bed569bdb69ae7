package org.espalier.report;

import java.util.Locale;

/** Numbers as people read them. */
public final class Digits {
    private Digits() {}

    /** {@return a number with so many significant digits, such as 0.6238 or 9.4 × 10⁻⁶; an en dash for what is not known} */
    public static String of(double value, int digits) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 1e-4 && size < 1e6) {
            int decimals = Math.max(0, digits - 1 - (int) Math.floor(Math.log10(size)));
            return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
        }
        return withPower(value, digits);
    }

    /** {@return a finite number as a multiple of a power of ten, with so many significant digits: 9.4 × 10⁻⁶} */
    public static String withPower(double value, int digits) {
        String[] parts =
                String.format(Locale.ROOT, "%." + (digits - 1) + "e", value).split("e");
        return parts[0].replace('-', '−') + " × 10" + superscript(Integer.parseInt(parts[1]));
    }

    /** {@return a whole number as an exponent, such as ⁻⁶} */
    public static String superscript(int exponent) {
        StringBuilder text = new StringBuilder();
        for (char c : Integer.toString(exponent).toCharArray()) {
            text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return text.toString();
    }

    /** {@return a value with as many decimals as half of its interval, or NaN, allows, such as 0.866 ± 0.003} */
    public static String withError(double value, double error) {
        if (!(error > 0) || Double.isInfinite(error)) {
            return of(value, 5);
        }
        int decimals = (int) Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(error))));
        return String.format(Locale.ROOT, "%." + decimals + "f ± %." + decimals + "f", value, error)
                .replace('-', '−');
    }

    /** {@return a time or a parameter, without trailing zeros} */
    public static String plain(double value) {
        String text =
                String.format(Locale.ROOT, "%.6f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
        return text.replace('-', '−');
    }
}
