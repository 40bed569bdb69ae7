/**
 * In which states can a network stay? All stationary states of (5.1) on classes of neurons, stable or not, each with the leading eigenvalue
 * of (5.1) linearised around it.
 *
 * <pre>  r_a = Φ_a( α Σ_b w_ab r_b + I_a ) ,     λ g_a = G_a g_a + ∂_S G_a m_a α Σ_b w_ab ⟨ν_b, g_b⟩ ,   Σ g_a = 0 ,</pre>
 *
 * <p>Φ_a(S) the stationary rate of one neuron of class a under a constant drive, m_a its law and G_a its generator there. One class is scanned
 * over all drives; more are searched by Newton's method from several starts, on a spline of Φ first and with Φ itself in the end. The
 * eigenvalues are zeros of an analytic function of K by K, which costs some twenty operations a cell; how many are unstable is counted.
 *
 * {@snippet :
 * List<StationaryState> states = StationaryStates.of(system, DriveClasses.of(system, 2, 8)).find();
 * states.forEach(state -> System.out.println(state.populationRate() + " " + state.growth()));
 * }
 *
 * @since 0.1
 */
package org.espalier.hierarchy.states;
