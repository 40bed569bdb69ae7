package org.espalier.particles.observable;

import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.espalier.model.neuron.Intensity;
import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;
import org.hipparchus.util.FastMath;

/**
 * A test function φ of one potential.
 *
 * @param name what a table calls it
 * @param function φ
 */
public record TestFunction(String name, DoubleUnaryOperator function) implements Fingerprinted {
    /** Checks the components. */
    public TestFunction {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(function, "function");
    }

    /** The name, and samples on scales from 10^-3 to 10^3. */
    @Override
    public void addTo(Fingerprint print) {
        print.add(name).addFunction(null, function, 0, 1e-3);
    }

    /** {@return φ = 1} */
    public static TestFunction one() {
        return new TestFunction("1", v -> 1);
    }

    /**
     * {@return φ(v) = v^p}
     *
     * @param power p ≥ 0
     */
    public static TestFunction moment(int power) {
        Arguments.require(power >= 0, "test function: power ", power, " must be ≥ 0");
        return new TestFunction("v^" + power, v -> FastMath.pow(v, power));
    }

    /**
     * {@return φ(v) = 1 for from ≤ v &lt; to, else 0}
     *
     * @param from lower end, belongs to it
     * @param to upper end, greater, does not
     */
    public static TestFunction indicator(double from, double to) {
        Arguments.require(from < to, "test function: interval from ", from, " to ", to, " is empty");
        return new TestFunction(String.format(Locale.ROOT, "1[%g, %g)", from, to), v -> v >= from && v < to ? 1 : 0);
    }

    /**
     * {@return φ(v) = cos θv, the real part of a Fourier mode}
     *
     * @param theta θ
     */
    public static TestFunction cosine(double theta) {
        return new TestFunction(String.format(Locale.ROOT, "cos %g v", theta), v -> FastMath.cos(theta * v));
    }

    /**
     * {@return φ(v) = sin θv, the imaginary part of a Fourier mode}
     *
     * @param theta θ
     */
    public static TestFunction sine(double theta) {
        return new TestFunction(String.format(Locale.ROOT, "sin %g v", theta), v -> FastMath.sin(theta * v));
    }

    /**
     * {@return φ = ν of the neurons that can fire, 0 for those that rest after a spike: with it the vertex is the population rate}
     *
     * @param intensity ν of the simulated neurons
     */
    public static TestFunction firing(Intensity intensity) {
        return new TestFunction("nu", new Firing(intensity));
    }

    /** Whether neurons that rest count 0. */
    boolean isFiring() {
        return function instanceof Firing;
    }

    private record Firing(Intensity intensity) implements DoubleUnaryOperator {
        @Override
        public double applyAsDouble(double v) {
            return intensity.at(v);
        }
    }

    /**
     * {@return φ = ν}
     *
     * @param intensity ν
     */
    public static TestFunction of(Intensity intensity) {
        return new TestFunction("ν", intensity::at);
    }

    /**
     * {@return φ(v)}
     *
     * @param v potential
     */
    public double at(double v) {
        return function.applyAsDouble(v);
    }
}
