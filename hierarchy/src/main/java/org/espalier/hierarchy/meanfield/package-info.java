/**
 * How does a large network fire, if every neuron feels the others through their rates alone? The mean-field limit: one Fokker–Planck equation
 * for each neuron or class, coupled by the drives.
 *
 * <p><b>Formula.</b>
 *
 * <pre class="tex">
 *     ∂_t f_i + ∂_v\bigl((b + S_i) f_i\bigr) = \tfrac{σ²}{2} ∂_v^2 f_i − ν f_i + δ_{v_r} ∫ν f_i ,\qquad S_i = α Σ_j w_{ij} ∫ν f_j .  (5.1)
 * </pre>
 *
 * <p><b>Method.</b> Finite volumes in v ({@link org.espalier.hierarchy.numerics.Scheme}). A time step freezes each S_i at its
 * mean over the step, taken from a quadratic in time through the last rates and corrected where the step shows it to be
 * wrong, and applies the exact exponential of the generator of each neuron
 * ({@link org.espalier.hierarchy.numerics.Propagator}): second order in the step, positive, without a step restriction
 * from diffusion or hubs.
 *
 * <p><b>Guarantees.</b> Mass of each neuron is conserved to round-off; the grid follows the range of drives; mass at the
 * edge above 1e-8 ends the run with an outcome; results are identical for any number of threads, and
 * those of a run that was stopped and resumed from its checkpoint.
 *
 * <p>Besides (5.1): kicks as diffusion or as jumps ({@link org.espalier.hierarchy.meanfield.Kicks}, section 8), a deterministic threshold as
 * an absorbing boundary ({@link org.espalier.hierarchy.meanfield.ThresholdMeanField}, (5.3)), no noise along
 * characteristics ({@link org.espalier.hierarchy.numerics.Scheme#CHARACTERISTICS}), kernels w(ξ, dζ) ({@link
 * org.espalier.hierarchy.meanfield.Populations#ofKernel}), stationary states, and the equation of Wilson and Cowan to be held against
 * them ({@link org.espalier.hierarchy.meanfield.WilsonCowan}).
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * MeanFieldSolution limit = MeanField.of(neuron, network).startingFrom(Normal.of(0.3, 0.3)).solve(Times.upTo(2.0));
 * double[] rate = limit.populationRate();
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.hierarchy.meanfield;
