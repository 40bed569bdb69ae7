/**
 * What do the theorems say about this neuron, this network, this time, in numbers, and what does a simulation say to it?
 *
 * <p>Each subpackage holds one kind of statement of sections 4, 5 and 9: {@code weaknorms} the weak norms H^{-1}, {@code
 * multiplier} the bound of the multiplication by ν in them, {@code remainders} R_reset and R_jump of (4.1), {@code energy} the
 * weighted energy estimate and its horizon T*, {@code audit} hypotheses with their margins, {@code distance} distances between
 * networks, {@code convergence} rates along sequences of networks; {@code bridge} holds predictions against simulations.
 */
package org.espalier.estimates;
