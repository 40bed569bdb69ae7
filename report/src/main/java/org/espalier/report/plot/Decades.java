package org.espalier.report.plot;

import java.util.Locale;
import java.util.function.Function;
import org.espalier.report.Digits;

/**
 * How a logarithmic axis is labelled: at powers of ten, or, where it spans less than a decade or two, at the numbers
 * between them too. Powers are written 10⁻⁴ once one of them needs it.
 *
 * @param low smallest positive value
 * @param high largest value
 */
record Decades(double low, double high) {
    /** The values of a plot along an axis. */
    static Decades of(Plot plot, boolean horizontal) {
        Plot.Axis axis = horizontal ? plot.x() : plot.y();
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (Plot.Layer layer : plot.layers()) {
            boolean band = layer.kind() == Plot.Kind.BAND;
            for (double[] values : horizontal
                    ? new double[][] {layer.x()}
                    : new double[][] {layer.y(), band ? layer.z() : layer.y()}) {
                for (double value : values) {
                    if (value > 0 && Double.isFinite(value)) {
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                    }
                }
            }
        }
        return new Decades(axis.low().orElse(low), axis.high().orElse(high));
    }

    /** Whether at least two powers of ten lie on the axis. */
    boolean powersSuffice() {
        return Math.floor(Math.log10(high) + 1e-9) - Math.ceil(Math.log10(low) - 1e-9) >= 1;
    }

    Function<Double, String> labels() {
        boolean powers = low < 0.9e-3 || high > 1.1e4;
        // 7, 8, 9 and 10 would stand on top of each other
        boolean crowded = !powersSuffice() && high > 5 * low;
        return value -> {
            double exponent = Math.log10(value);
            if (crowded && !sparse(value / Math.pow(10, Math.floor(exponent + 1e-9)))) {
                return " ";
            }
            if (powers && Math.abs(exponent - Math.rint(exponent)) < 1e-9) {
                return "10" + Digits.superscript((int) Math.rint(exponent));
            }
            return String.format(Locale.ROOT, "%.6g", value)
                    .replaceFirst("(\\.\\d*?)0+(e|$)", "$1$2")
                    .replaceFirst("\\.(e|$)", "$1");
        };
    }

    private static boolean sparse(double leading) {
        return Math.abs(leading - Math.rint(leading)) > 1e-6 || leading < 3.5 || Math.abs(leading - 5) < 0.5;
    }
}
