package org.espalier.bbgky.law;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.run.Arguments;
import org.hipparchus.util.FastMath;

/**
 * The law f(x) = 1 + Σ_n a_n cos 2πm_n·x with Σ|a_n| ≤ 1, so that f ≥ 0. Without terms it is the uniform law.
 *
 * @param dimension d, 1 to 3
 * @param amplitudes a_n by mode m_n, one of each pair m, −m
 */
public record FourierLaw(int dimension, Map<List<Integer>, Double> amplitudes) implements TorusLaw {
    /** Copies and checks. */
    public FourierLaw {
        amplitudes = Collections.unmodifiableMap(new LinkedHashMap<>(amplitudes));
        Arguments.require(
                dimension >= 1 && dimension <= 3, "Fourier law: dimension d = ", dimension, " must be 1, 2 or 3");
        double sum = 0;
        for (Map.Entry<List<Integer>, Double> entry : amplitudes.entrySet()) {
            List<Integer> opposite = entry.getKey().stream().map(m -> -m).toList();
            if (entry.getKey().size() != dimension || amplitudes.containsKey(opposite)) {
                throw new IllegalArgumentException("Fourier law: mode " + entry.getKey() + " must have " + dimension
                        + " entries, not all 0, and appear once together with its opposite");
            }
            sum += FastMath.abs(entry.getValue());
        }
        if (!(sum <= 1)) {
            throw new IllegalArgumentException(
                    "Fourier law: the amplitudes sum to " + sum + " in modulus; at most 1, or the density is negative");
        }
    }

    /**
     * {@return the uniform law, f = 1}
     *
     * @param dimension d
     */
    public static FourierLaw uniform(int dimension) {
        return new FourierLaw(dimension, Map.of());
    }

    /**
     * {@return 1 + a cos 2πm·x}
     *
     * @param amplitude a, in [−1, 1]
     * @param mode m, d entries
     */
    public static FourierLaw cosine(double amplitude, int... mode) {
        return new FourierLaw(mode.length, Map.of(Arrays.stream(mode).boxed().toList(), amplitude));
    }

    @Override
    public double density(double[] x) {
        double sum = 1;
        for (Map.Entry<List<Integer>, Double> entry : amplitudes.entrySet()) {
            double phase = 0;
            for (int l = 0; l < dimension; l++) {
                phase += entry.getKey().get(l) * x[l];
            }
            sum += entry.getValue() * FastMath.cos(2 * FastMath.PI * phase);
        }
        return FastMath.max(0, sum);
    }

    @Override
    public double[] coefficient(int[] mode) {
        if (Arrays.stream(mode).allMatch(m -> m == 0)) {
            return new double[] {1, 0};
        }
        List<Integer> key = Arrays.stream(mode).boxed().toList();
        Double amplitude = amplitudes.get(key);
        if (amplitude == null) {
            amplitude = amplitudes.get(key.stream().map(m -> -m).toList());
        }
        return new double[] {amplitude == null ? 0 : amplitude / 2, 0};
    }

    @Override
    public double supremum() {
        double sum = 1;
        for (double amplitude : amplitudes.values()) {
            sum += FastMath.abs(amplitude);
        }
        return sum;
    }

    /** Parseval for p = 2; else the trapezoidal rule, exact for the integers p the grid resolves. */
    @Override
    public double norm(double exponent) {
        if (amplitudes.isEmpty()) {
            return 1;
        }
        if (exponent == 2) {
            double sum = 1;
            for (double amplitude : amplitudes.values()) {
                sum += amplitude * amplitude / 2;
            }
            return FastMath.sqrt(sum);
        }
        int reach = 1;
        for (List<Integer> mode : amplitudes.keySet()) {
            for (int m : mode) {
                reach = Math.max(reach, Math.abs(m));
            }
        }
        int points = (int) FastMath.min(dimension == 1 ? 4096 : dimension == 2 ? 256 : 48, 64L * reach);
        int total = (int) FastMath.round(FastMath.pow(points, dimension));
        double[] x = new double[dimension];
        double sum = 0;
        for (int n = 0; n < total; n++) {
            for (int l = 0, rest = n; l < dimension; l++, rest /= points) {
                x[l] = (double) (rest % points) / points;
            }
            sum += FastMath.pow(density(x), exponent);
        }
        return FastMath.pow(sum / total, 1 / exponent);
    }
}
