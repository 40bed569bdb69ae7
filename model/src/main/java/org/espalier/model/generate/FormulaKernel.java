package org.espalier.model.generate;

import java.util.Map;
import org.espalier.model.formula.Formula;

/**
 * A graphon given by a formula in x = ξ, the place of the postsynaptic neuron, and y = ζ, that of the presynaptic one, such as
 * {@code "2*min(x, y)"} or {@code "step(0.1 - abs(x - y))"}: see {@link Formula}. It has a density only, no atoms. Safe for
 * use by many threads. Equal to another of the same formula and parameters.
 */
public final class FormulaKernel implements MeasureKernel {
    private final Formula compiled;

    private FormulaKernel(Formula compiled) {
        this.compiled = compiled;
    }

    /**
     * {@return the kernel W(x, y) that was read from a formula}
     *
     * @param formula in x, y and the parameters
     * @param parameters values by name
     * @throws IllegalArgumentException if it cannot be read
     */
    public static FormulaKernel of(String formula, Map<String, Double> parameters) {
        return new FormulaKernel(Formula.of("kernel", formula, parameters, "x", "y"));
    }

    /** {@return the formula, as it was given} */
    public String formula() {
        return compiled.text();
    }

    /** {@return the parameters, values by name} */
    public Map<String, Double> parameters() {
        return compiled.parameters();
    }

    @Override
    public double density(double xi, double zeta) {
        double value = compiled.at(xi, zeta);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("kernel: '" + formula() + "' is " + value + " at x = " + xi + ", y = "
                    + zeta + "; it must be finite on the unit square");
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormulaKernel that && compiled.equals(that.compiled);
    }

    @Override
    public int hashCode() {
        return compiled.hashCode();
    }

    @Override
    public String toString() {
        return "FormulaKernel[W(x, y) = " + compiled + "]";
    }
}
