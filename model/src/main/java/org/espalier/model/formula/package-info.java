/**
 * Formulas that people write in a study file or on the command line, for drifts, intensities and kernels: read by the
 * expression library exp4j, arithmetic and elementary functions only; no code is executed.
 *
 * <pre>{@code
 * Formula kernel = Formula.of("kernel", "a*min(x, y)", Map.of("a", 2.0), "x", "y");
 * double w = kernel.at(0.25, 0.5);   // 0.5
 * }</pre>
 */
package org.espalier.model.formula;
