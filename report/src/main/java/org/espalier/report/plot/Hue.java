package org.espalier.report.plot;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The colours of pictures, by role. Categories are those of Okabe and Ito, which readers with any common colour-vision
 * deficiency can tell apart; BLUE_1 to BLUE_6 are a ramp from light to dark for orders. Each role has a value for light
 * and for dark paper.
 */
public enum Hue {
    /** Text, axes, and what was measured. */
    INK(0x1c2024, 0xe8eaed),
    /** Secondary text and ticks. */
    MUTED(0x5a636d, 0xa7b0ba),
    /** Grid lines. */
    GRID(0xe1e4e8, 0x353b43),
    /** Background. */
    PAPER(0xffffff, 0x16191d),
    /** Category. */
    BLUE(0x0072b2, 0x56a8e8),
    /** Category. */
    VERMILION(0xd55e00, 0xff8a3d),
    /** Category. */
    GREEN(0x009e73, 0x2bc49a),
    /** Category. */
    PURPLE(0xb5568f, 0xe391c1),
    /** Category. */
    AMBER(0xb88300, 0xe9b949),
    /** Lightest of the ramp. */
    BLUE_1(0xa3c9e2, 0x2c4f6b),
    /** Second of the ramp. */
    BLUE_2(0x7fb4d6, 0x38658a),
    /** Third of the ramp. */
    BLUE_3(0x599ec9, 0x457ca9),
    /** Fourth of the ramp. */
    BLUE_4(0x3187bc, 0x5393c8),
    /** Fifth of the ramp. */
    BLUE_5(0x1a659a, 0x6fabdf),
    /** Darkest of the ramp. */
    BLUE_6(0x0b4a77, 0x93c6f2);

    private static final Hue[] RAMP = {BLUE_1, BLUE_2, BLUE_3, BLUE_4, BLUE_5, BLUE_6};

    private final int light;
    private final int dark;

    Hue(int light, int dark) {
        this.light = light;
        this.dark = dark;
    }

    /** {@return the k-th of so many colours of the ramp, k from 0; the last one is the darkest} */
    public static Hue ramp(int k, int of) {
        if (k < 0 || k >= of) {
            throw new IllegalArgumentException("ramp: position " + k + " of " + of);
        }
        return of == 1 ? RAMP[RAMP.length - 1] : RAMP[(int) Math.round((double) k * (RAMP.length - 1) / (of - 1))];
    }

    /** The colour on light paper, such as #d55e00. */
    String light() {
        return code(light);
    }

    private static String code(int color) {
        return String.format(Locale.ROOT, "#%06x", color);
    }

    /** {@return the name of the style sheet's variable, such as {@code --blue-1}} */
    public String variable() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return declarations of all variables for a style sheet, for light or dark paper: {@code --ink:#1c2024;--muted:…}} */
    public static String declarations(boolean onDark) {
        return Arrays.stream(values())
                .map(hue -> hue.variable() + ":" + code(onDark ? hue.dark : hue.light) + ";")
                .collect(Collectors.joining());
    }
}
