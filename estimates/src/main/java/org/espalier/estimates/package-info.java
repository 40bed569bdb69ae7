/**
 * Theorems as numbers: norms, inequalities with their constants, hypotheses with their margins.
 *
 * <p>Each subpackage holds one kind of statement of sections 4, 5 and 9: {@code norms} the weak
 * norms, {@code multiplier} the multiplication by ν, {@code remainders}
 * R_reset and R_jump of (4.1), {@code energy} the weighted energy estimate,
 * {@code audit} hypotheses, {@code distance} distances between networks,
 * {@code convergence} rates along sequences of networks.
 */
package org.espalier.estimates;
