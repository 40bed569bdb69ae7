/**
 * How do the observables go on from any initial data, measured, mixed or correlated? The tensor path: τ(T) with a variable for each vertex.
 *
 * <p><b>Formula.</b> ∂_t τ(T) = Σ_n [A_n τ(T) + α D_n B_n τ(T+n)], D standing for −∂_v, for all trees up to an order, closed by a
 * {@link org.espalier.hierarchy.closure.Closure}. Unlike the expansion of section 6.1 it starts from any τ(T)(0) and gives two- and more-vertex densities.
 *
 * <p><b>Method.</b> Lawson's form of the classical Runge–Kutta method (Hipparchus' tableau): e^{hA/2}, applied four times a step, acts
 * on every axis, so that A sets no step; nothing is anchored at time 0. The couplings follow the relabelling of T+n. The two kernels, a
 * matrix on an axis and the contraction of an axis, work on tiles that stay in the nearest cache.
 *
 * <p><b>Beyond plain trees</b> (section 8), with the vanishing closure: edges of power two (total excess at most 1), kicks inside a
 * tuple that stay among the observables, and forests: see {@link org.espalier.hierarchy.equation.TreeSystem}. Where no neuron kicks two
 * others and no two neurons kick each other, injective observables with all three give the second moments of a finite network of
 * constant intensity exactly.
 *
 * <p><b>Guarantees.</b> The mass of every τ(T) is constant to round-off for every closure. The numbers do not depend on the number of
 * threads, bit by bit, nor on an interruption ({@link org.espalier.hierarchy.tensor.TensorCheckpoint}). A warm step allocates nothing.
 * Unknowns, memory, steps and operations are known before the run ({@link org.espalier.hierarchy.tensor.TensorForecast}); what does not
 * fit is refused.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * TensorSolution solution = TensorHierarchy.of(TreeSystem.of(neuron, 3), Closure.meanDrive())
 *         .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(neuron, grid)))
 *         .startingFrom(TreeDensities.of(network, 4), grid.masses(law))
 *         .solve(Times.upTo(1.0));
 * double[] edge = solution.tensor(RootedTree.ofLevels(0, 1), k);
 * double between = solution.activityAt(RootedTree.single(), 0.333);
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.hierarchy.tensor;
