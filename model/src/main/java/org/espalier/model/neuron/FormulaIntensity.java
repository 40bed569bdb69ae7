package org.espalier.model.neuron;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.espalier.model.formula.Formula;
import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;

/**
 * An intensity given by a formula in v, such as {@code "a*max(0, tanh((v-theta)/w))"}: the language of
 * {@link FormulaDrift}. Values above the maximum are cut down to it, which makes the intensity bounded; a negative value is
 * an error, not a silence.
 *
 * <p>Some ten times slower than a built-in family. Safe for use by many threads. Equal to another of the same formula,
 * parameters and maximum.
 */
public final class FormulaIntensity implements Intensity, Fingerprinted {
    private final Formula compiled;
    private final double maximum;

    private FormulaIntensity(Formula compiled, double maximum) {
        this.compiled = compiled;
        this.maximum = Arguments.positiveOrInfinite("intensity", "maximum", maximum);
    }

    /**
     * {@return an intensity that was read from a formula}
     *
     * @param formula in v and the parameters, with values ≥ 0
     * @param parameters values by name
     * @param maximum values above are cut down to it; infinity for no bound
     * @throws IllegalArgumentException if it cannot be read
     */
    public static FormulaIntensity of(String formula, Map<String, Double> parameters, double maximum) {
        return new FormulaIntensity(Formula.of("intensity", formula, parameters, "v"), maximum);
    }

    /** {@return the formula, as it was given} */
    public String formula() {
        return compiled.text();
    }

    /** {@return the parameters, values by name} */
    public Map<String, Double> parameters() {
        return compiled.parameters();
    }

    /** {@return the largest value, infinity for no bound} */
    public double maximum() {
        return maximum;
    }

    @Override
    public double at(double v) {
        double value = compiled.at(v);
        if (value < 0) {
            throw new IllegalArgumentException("intensity: the formula '" + formula() + "' is " + value + " at v = " + v
                    + ", it must be ≥ 0; write max(0, …)");
        }
        return value > maximum ? maximum : value;
    }

    @Override
    public FunctionFacts facts() {
        return new FunctionFacts(
                Double.NaN, maximum == Double.POSITIVE_INFINITY ? Double.NaN : maximum, Double.NaN, Optional.empty());
    }

    @Override
    public void addTo(Fingerprint print) {
        print.add(compiled).add(maximum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormulaIntensity that && compiled.equals(that.compiled) && maximum == that.maximum;
    }

    @Override
    public int hashCode() {
        return Objects.hash(compiled, maximum);
    }

    @Override
    public String toString() {
        return "FormulaIntensity[nu(v) = " + compiled + ", maximum " + maximum + "]";
    }
}
