/**
 * How fast does a network of spiking neurons fire, and what of its wiring decides that? The observable of a tree of neurons asks for those
 * of larger trees, without end:
 *
 * <pre class="tex">
 *     ∂_t τ(T) = Σ_{n=1}^{|T|} \Bigl[ A_n τ(T) − α ∂_{v_n} ∫ν(w) τ(T+n)(v, w) \,dw \Bigr] + R(T) .  (4.1)
 * </pre>
 *
 * <p>{@link org.espalier.hierarchy.Hierarchy} prints these equations. They are closed ({@link org.espalier.hierarchy.closure}) and solved with
 * a variable for each vertex ({@link org.espalier.hierarchy.tensor}, on small bases {@code basis}), or summed by
 * elementary densities ({@link org.espalier.hierarchy.expansion}), or replaced by few classes with the same tree densities ({@code
 * quadrature}). What they tend to as the network grows is the mean-field limit ({@link
 * org.espalier.hierarchy.meanfield}). All stand on the same finite volumes ({@link org.espalier.hierarchy.numerics}).
 *
 * <p><b>Guarantees.</b> The equation that is printed is the one that runs. A run that blows up, leaves its grid or is stopped ends with an
 * {@link org.espalier.run.Outcome} that says so. Numbers do not depend on the number of threads.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * String equations = Hierarchy.of(neuron).upTo(3).toUnicode();
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.hierarchy;
