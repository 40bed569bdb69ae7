package org.espalier.model.system;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.model.formula.Formula;
import org.espalier.run.checkpoint.Fingerprint;
import org.hipparchus.util.FastMath;

/** The families of signals. */
final class Signals {
    private Signals() {}

    private static void finite(String what, String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + ": " + name + " = " + value + " must be finite");
        }
    }

    /** Without the zero of a whole number. */
    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    record Constant(double value) implements Signal {
        @Override
        public String describe() {
            return plain(value);
        }

        Constant {
            finite("constant signal", "value", value);
        }

        @Override
        public double at(double time) {
            return value;
        }

        @Override
        public double mean(double from, double until) {
            return value;
        }

        @Override
        public boolean isZero() {
            return value == 0;
        }
    }

    record Pulse(double from, double until, double height) implements Signal {
        @Override
        public String describe() {
            return plain(height) + " for " + plain(from) + " ≤ t < " + plain(until) + ", else 0";
        }

        Pulse {
            if (!(from >= 0 && until > from && until < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "pulse: from = " + from + " must be ≥ 0 and until = " + until + " finite and later");
            }
            finite("pulse", "height", height);
        }

        @Override
        public double at(double time) {
            return time >= from && time < until ? height : 0;
        }

        @Override
        public double mean(double first, double last) {
            return at((first + last) / 2);
        }

        @Override
        public double[] breaks() {
            return new double[] {from, until};
        }

        @Override
        public boolean isZero() {
            return height == 0;
        }
    }

    record Sinusoid(double average, double amplitude, double frequency, double phase) implements Signal {
        @Override
        public String describe() {
            return plain(average) + " + " + plain(amplitude) + " sin(2π " + plain(frequency) + " t"
                    + (phase == 0 ? "" : " + " + plain(phase)) + ")";
        }

        Sinusoid {
            finite("sinusoid", "mean", average);
            finite("sinusoid", "amplitude", amplitude);
            finite("sinusoid", "phase", phase);
            if (!(frequency >= 0 && frequency < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("sinusoid: frequency = " + frequency + " must be finite and ≥ 0");
            }
        }

        @Override
        public double at(double time) {
            return average + amplitude * FastMath.sin(2 * Math.PI * frequency * time + phase);
        }

        @Override
        public double mean(double from, double until) {
            // sin(θ) averaged over an arc of length 2δ around its middle is sin(middle) sin(δ)/δ
            double delta = Math.PI * frequency * (until - from);
            double shrunk = delta < 1e-4 ? 1 - delta * delta / 6 : FastMath.sin(delta) / delta;
            double middle = Math.PI * frequency * (from + until) + phase;
            return average + amplitude * shrunk * FastMath.sin(middle);
        }

        @Override
        public boolean isZero() {
            return average == 0 && (amplitude == 0 || frequency == 0 && FastMath.sin(phase) == 0);
        }
    }

    record Table(double[] times, double[] values) implements Signal {
        /** Longer tables are told by their ends. */
        private static final int MOST_DESCRIBED = 6;

        @Override
        public String describe() {
            StringBuilder text = new StringBuilder("linear between");
            int last = times.length - 1;
            for (int k = 0; k <= last; k++) {
                if (last < MOST_DESCRIBED || k == 0 || k == last) {
                    text.append(k == 0 ? " " : ", ")
                            .append(plain(values[k]))
                            .append(" at t = ")
                            .append(plain(times[k]));
                } else if (k == 1) {
                    text.append(", …");
                }
            }
            return text.toString();
        }

        Table {
            times = times.clone();
            values = values.clone();
            if (times.length == 0 || times.length != values.length) {
                throw new IllegalArgumentException("table: " + times.length + " times and " + values.length
                        + " values; as many of each and at least one are needed");
            }
            for (int k = 0; k < times.length; k++) {
                finite("table", "value " + (k + 1), values[k]);
                boolean later = k == 0 ? times[0] >= 0 : times[k] >= times[k - 1];
                boolean thrice = k > 1 && times[k] == times[k - 2];
                if (!later || thrice || !Double.isFinite(times[k])) {
                    throw new IllegalArgumentException(
                            "table: time " + (k + 1) + " = " + times[k]
                                    + " must be finite, ≥ 0 and not before the one before; two equal times make a jump, three nothing");
                }
            }
        }

        @Override
        public double at(double time) {
            int after = 0; // first point later than the time
            int high = times.length;
            while (after < high) {
                int middle = (after + high) >>> 1;
                if (times[middle] <= time) {
                    after = middle + 1;
                } else {
                    high = middle;
                }
            }
            return between(after, time);
        }

        private double between(int after, double time) {
            if (after == 0 || after == times.length) {
                return values[after == 0 ? 0 : after - 1];
            }
            double part = (time - times[after - 1]) / (times[after] - times[after - 1]);
            return values[after - 1] + part * (values[after] - values[after - 1]);
        }

        @Override
        public double mean(double from, double until) {
            return at((from + until) / 2); // linear in between
        }

        @Override
        public double[] breaks() {
            return Arrays.stream(times).distinct().toArray();
        }

        @Override
        public boolean isZero() {
            return Arrays.stream(values).allMatch(value -> value == 0);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Table that
                    && Arrays.equals(times, that.times)
                    && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(times) + Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return "Table[times=" + Arrays.toString(times) + ", values=" + Arrays.toString(values) + "]";
        }
    }

    /** A formula; two are equal if their texts and parameters are. */
    static final class Formulated implements Signal {
        private final String text;
        private final Map<String, Double> parameters;
        private final Formula formula;

        Formulated(String text, Map<String, Double> parameters) {
            this.text = text;
            this.parameters = Map.copyOf(parameters);
            formula = Formula.of("signal", text, parameters, "t");
        }

        @Override
        public double at(double time) {
            double value = formula.at(time);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "signal: the formula '" + text + "' is " + value + " at t = " + time);
            }
            return value;
        }

        @Override
        public String describe() {
            return parameters.isEmpty() ? text : text + ", " + new TreeMap<>(parameters);
        }

        @Override
        public void addTo(Fingerprint print) {
            print.add(formula);
            Signal.super.addTo(print);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Formulated that && text.equals(that.text) && parameters.equals(that.parameters);
        }

        @Override
        public int hashCode() {
            return 31 * text.hashCode() + parameters.hashCode();
        }

        @Override
        public String toString() {
            return "Formula[" + text + ", " + new TreeMap<>(parameters) + "]";
        }
    }
}
