package org.espalier.model.io;

import java.nio.charset.StandardCharsets;

/** Reads decimal numbers from bytes: digits, one point, an exponent; nothing else that Java might take for a number. */
final class Decimal {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Decimal() {}

    /** The number, correctly rounded; NaN if it is none; infinite if it is too large. */
    static double parse(byte[] bytes, int from, int to) {
        int i = from;
        boolean negative = i < to && bytes[i] == '-';
        if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        long mantissa = 0;
        int digits = 0;
        int fraction = 0;
        boolean point = false;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                if (digits < 18) {
                    mantissa = 10 * mantissa + digit;
                }
                digits++;
                fraction += point ? 1 : 0;
            } else if (bytes[i] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        boolean exponent = i < to;
        if (exponent && !isExponent(bytes, i, to)) {
            return Double.NaN;
        }
        if (!exponent && digits <= 15 && fraction < POWERS.length) {
            // mantissa and power are exact, so one rounding
            double value = mantissa / POWERS[fraction];
            return negative ? -value : value;
        }
        return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    private static boolean isExponent(byte[] bytes, int from, int to) {
        int i = from;
        if (bytes[i] != 'e' && bytes[i] != 'E') {
            return false;
        }
        i++;
        if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        if (i == to) {
            return false;
        }
        for (; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }
}
