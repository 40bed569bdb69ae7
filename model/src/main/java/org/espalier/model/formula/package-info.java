/**
 * Drifts, intensities and kernels that no family covers are written by people, in a study file or on the command line, and a text
 * from a file must not be able to do anything but compute. A {@link org.espalier.model.formula.Formula} is read by the expression
 * library exp4j: arithmetic, named parameters and elementary functions; no code is executed.
 *
 * <p>Guarantees: what cannot be read is refused with the reason and the known names; values agree on all machines; a formula is a
 * value and safe for use by many threads.
 *
 * <pre>{@code
 * Formula kernel = Formula.of("kernel", "a*min(x, y)", Map.of("a", 2.0), "x", "y");
 * double w = kernel.at(0.25, 0.5);   // 0.5
 * }</pre>
 */
package org.espalier.model.formula;
