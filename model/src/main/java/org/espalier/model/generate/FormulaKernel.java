package org.espalier.model.generate;

import java.util.Map;
import java.util.Objects;
import org.espalier.model.formula.Formula;

/**
 * A graphon given by a formula in x = ξ, the place of the postsynaptic neuron, and y = ζ, that of the presynaptic one, such as
 * {@code "2*min(x, y)"} or {@code "step(0.1 - abs(x - y))"}: see {@link Formula}. It has a density only, no atoms. Safe for
 * use by many threads.
 */
public final class FormulaKernel implements MeasureKernel {
    private final String formula;
    private final Map<String, Double> parameters;
    private final Formula compiled;

    private FormulaKernel(String formula, Map<String, Double> parameters) {
        this.formula = formula;
        this.parameters = Map.copyOf(parameters);
        this.compiled = Formula.of("kernel", formula, parameters, "x", "y");
    }

    /**
     * Reads a formula.
     *
     * @param formula in x, y and the parameters
     * @param parameters values by name
     * @return the kernel W(x, y)
     * @throws IllegalArgumentException if it cannot be read
     */
    public static FormulaKernel of(String formula, Map<String, Double> parameters) {
        return new FormulaKernel(formula, parameters);
    }

    /** {@return the formula, as it was given} */
    public String formula() {
        return formula;
    }

    /** {@return the parameters, values by name} */
    public Map<String, Double> parameters() {
        return parameters;
    }

    @Override
    public double density(double xi, double zeta) {
        double value = compiled.at(xi, zeta);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("kernel: '" + formula + "' is " + value + " at x = " + xi + ", y = "
                    + zeta + "; it must be finite on the unit square");
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormulaKernel that
                && formula.equals(that.formula)
                && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(formula, parameters);
    }

    @Override
    public String toString() {
        return "FormulaKernel[W(x, y) = " + formula + ", " + new java.util.TreeMap<>(parameters) + "]";
    }
}
