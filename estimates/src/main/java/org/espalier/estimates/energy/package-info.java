/**
 * Until which time T* does the theory control the hierarchy of a neuron, and how wrong is a truncation by then? The weighted
 * energy estimate on trees (section 9): constants, horizon, a-priori truncation error.
 *
 * <p>In L² with weight ω_a(v) = e^{2a√(1+v²)} on every axis, X_T = ‖τ(T)‖² satisfies
 *
 * <pre class="tex">
 *     X_T' ≤ Σ_n \bigl( c_0 X_T + c_1 X_{T+n} \bigr)  (9.3)
 * </pre>
 *
 * with constants that {@link org.espalier.estimates.energy.EnergyConstants} computes for a neuron. They are finite for σ
 * &gt; 0 and a &gt; 0 and grow without bound as a → 0: ∫νu is not bounded on L²(R). From X_T(0) ≤ M^{|T|} the majorant (9.4)
 * y' = c0 y + c1 y² ({@link org.espalier.bbgky.norms.Majorant}) bounds every X_T by y^{|T|} up to its blow-up time T*, and
 * the vanishing closure at order n errs by at most y(t)(s/S*)^n. Tree by tree the inequalities are integrated exactly,
 * which bounds the distance of two solutions ({@link org.espalier.estimates.energy.StabilityEstimate}).
 *
 * <pre>{@code
 * EnergyEstimate estimate = EnergyEstimate.optimised(neuron, law, scaling.constant());
 * double horizon = estimate.majorant().blowUpTime();
 * }</pre>
 */
package org.espalier.estimates.energy;
