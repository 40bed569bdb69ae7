package org.espalier.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.espalier.report.Digits;

/** Where the values of a plot lie along one of its axes, and at which of them it has ticks. */
final class Scale {
    /** A tick; without a label it is a short mark between labelled ones. */
    record Tick(double value, String label) {}

    private static final double SLACK = 1e-9;

    private static final double NEAR = 0.6;

    private final boolean logarithmic;
    private final double low;
    private final double high;
    private final double from;
    private final double to;
    private final List<Tick> ticks;

    /** An axis that runs from one place of the picture to another, with a tick at most every so many points. */
    Scale(Plot plot, boolean horizontal, double from, double to, double spacing) {
        Plot.Axis axis = horizontal ? plot.x() : plot.y();
        this.logarithmic = axis.logarithmic();
        this.from = from;
        this.to = to;
        double[] values = plot.layers().stream()
                .flatMapToDouble(layer -> values(layer, horizontal, logarithmic))
                .filter(value -> Double.isFinite(value) && (!logarithmic || value > 0))
                .toArray();
        double least = DoubleStream.of(values).min().orElse(logarithmic ? 0.1 : 0);
        double most = DoubleStream.of(values).max().orElse(1);
        if (least == most) {
            double margin = logarithmic ? least / 2 : least == 0 ? 1 : Math.abs(least) / 2;
            least -= margin;
            most += margin;
        }
        int room = (int) Math.max(2, Math.abs(to - from) / spacing);
        boolean given = axis.low().isPresent();
        // orders and numbers of neurons have no halves
        boolean whole = horizontal && DoubleStream.of(values).allMatch(value -> value == Math.rint(value));
        if (given) {
            least = axis.low().getAsDouble();
            most = axis.high().getAsDouble();
        } else if (logarithmic) {
            double margin = horizontal ? 1 : Math.pow(most / least, 0.04);
            least /= margin;
            most *= margin;
        } else if (!horizontal) {
            // to a tick where one is near, so that the end is labelled
            double step = step(most - least, room, whole);
            double below = Math.floor(least / step + SLACK) * step;
            double above = Math.ceil(most / step - SLACK) * step;
            double margin = 0.03 * (most - least);
            least = least - below < NEAR * step ? below : least - margin;
            most = above - most < NEAR * step ? above : most + margin;
        }
        this.low = least;
        this.high = most;
        this.ticks = logarithmic ? powers(room) : even(room, whole);
    }

    private static DoubleStream values(Plot.Layer layer, boolean horizontal, boolean logarithmic) {
        if (horizontal) {
            return DoubleStream.of(layer.x());
        }
        DoubleStream own = DoubleStream.of(layer.y());
        return switch (layer.kind()) {
            case LINE, MAP -> own;
            case BAND -> DoubleStream.concat(own, DoubleStream.of(layer.z()));
            case STEPS -> logarithmic ? own : DoubleStream.concat(own, DoubleStream.of(0));
            case POINTS -> {
                double[] ends = new double[2 * layer.z().length];
                for (int k = 0; k < layer.z().length; k++) {
                    ends[2 * k] = layer.y()[k] - layer.z()[k];
                    ends[2 * k + 1] = layer.y()[k] + layer.z()[k];
                }
                yield DoubleStream.concat(own, DoubleStream.of(ends));
            }
        };
    }

    /** Whether a value has a place. */
    boolean has(double value) {
        return Double.isFinite(value) && (!logarithmic || value > 0);
    }

    /** Whether a value lies on the axis. */
    boolean shows(double value) {
        return value >= low && value <= high;
    }

    /** Its place in the picture. */
    double at(double value) {
        double share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        return from + share * (to - from);
    }

    /** Where bars begin. */
    double base() {
        return logarithmic ? from : at(Math.max(low, Math.min(high, 0)));
    }

    List<Tick> ticks() {
        return ticks;
    }

    /** The next of 1, 2, 5, 10, … times a power of ten that makes few enough steps. */
    private static double step(double range, int room, boolean whole) {
        double raw = range / room;
        double power = Math.pow(10, Math.floor(Math.log10(raw) + SLACK));
        double step = 10 * power;
        for (double leading : new double[] {5, 2, 1}) {
            step = leading * power >= raw * (1 - SLACK) ? leading * power : step;
        }
        return whole ? Math.max(1, step) : step;
    }

    private List<Tick> even(int room, boolean whole) {
        double step = step(high - low, room, whole);
        long first = (long) Math.ceil(low / step - SLACK);
        long last = (long) Math.floor(high / step + SLACK);
        double largest = Math.max(Math.abs(low), Math.abs(high));
        boolean ordinary = largest < 1e5 && step >= 1e-4;
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + SLACK));
        int digits = 1 + (int) Math.max(0, Math.floor(Math.log10(largest)) - Math.floor(Math.log10(step) + SLACK));
        List<Tick> found = new ArrayList<>();
        for (long k = first; k <= last; k++) {
            String label = ordinary
                    ? String.format(Locale.ROOT, "%." + decimals + "f", k * step)
                            .replace('-', '−')
                    : k == 0 ? "0" : Digits.withPower(k * step, digits);
            found.add(new Tick(k * step, label));
        }
        return found;
    }

    /** Powers of ten, or, where less than two of them lie on the axis, numbers between them too. */
    private List<Tick> powers(int room) {
        int first = (int) Math.ceil(Math.log10(low) - SLACK);
        int last = (int) Math.floor(Math.log10(high) + SLACK);
        if (last - first < 1 && high < 3 * low) {
            return even(room, false);
        }
        int every = Math.max(1, (int) Math.ceil((last - first + 1.0) / room));
        List<Tick> found = new ArrayList<>();
        for (int power = first - 1; power <= last; power++) {
            for (int leading = 1; leading < 10; leading++) {
                double value = leading * Math.pow(10, power);
                if (value < low * (1 - SLACK) || value > high * (1 + SLACK)) {
                    continue;
                }
                boolean labelled = last - first < 1
                        ? leading < 4 || leading == 5
                        : leading == 1 && Math.floorMod(power, every) == 0;
                if (labelled || every == 1 && last - first < 8 || leading == 1) {
                    found.add(new Tick(value, labelled ? label(value, power) : ""));
                }
            }
        }
        return found;
    }

    /** Powers are written 10⁻⁴ once one of them needs it. */
    private String label(double value, int power) {
        boolean small = low < 0.9e-3 || high > 1.1e4;
        if (small && last(value, power)) {
            return "10" + Digits.superscript(power);
        }
        return small ? Digits.of(value, 1) : Digits.plain(value);
    }

    private static boolean last(double value, int power) {
        return Math.abs(value / Math.pow(10, power) - 1) < SLACK;
    }
}
