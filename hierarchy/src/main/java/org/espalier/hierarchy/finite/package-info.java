/**
 * What does the network on the table do, which has N neurons and not infinitely many? Where kicks are jumps, spike trains are no Poisson
 * trains and neurons know of each other, its rates differ from those of the limit by terms of first order in the size of the weights
 * (section 13). {@link org.espalier.hierarchy.finite.FiniteNetwork} finds them by classes of neurons, in a second where a
 * simulation of the same precision takes minutes.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * FiniteSolution finite = FiniteNetwork.of(system).solve(times);
 * double rate = limit.extrapolatedRate()[k] + finite.shift(0, k);   // ± limit.rateError(k) + finite.error(0, k)
 * double echo = finite.effect(Effect.ECHO, 0, k);
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.hierarchy.finite;
