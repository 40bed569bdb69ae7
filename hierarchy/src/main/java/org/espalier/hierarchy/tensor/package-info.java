/**
 * The tensor path: τ(T) with a variable for each vertex, from any initial data.
 *
 * <p><b>Problem.</b> ∂_t τ(T) = Σ_n [A_n τ(T) + α D_n B_n τ(T+n)], D standing for −∂_v, for all trees up to an order, closed by a
 * {@link org.espalier.hierarchy.closure.Closure}. Unlike the expansion of section 6.1 it starts from any τ(T)(0) (measured, mixed,
 * correlated) and gives two- and more-vertex densities.
 *
 * <p><b>Method.</b> Lawson's form of the classical Runge–Kutta method (Hipparchus' tableau): e^{hA} acts on every axis inside the
 * step, so that A sets no step; nothing is anchored at time 0. The couplings follow the relabelling of T+n.
 *
 * <p><b>Guarantees.</b> The mass of every τ(T) is constant to round-off for every closure. Unknowns: Σ_T M^|T|, refused before the run
 * if they do not fit.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * TensorSolution solution = TensorHierarchy.of(TreeSystem.of(neuron, 3), Closure.meanDrive())
 *         .on(SplitOperators.of(NeuronOnGrid.of(neuron, grid)))
 *         .startingFrom(TreeDensities.of(network, 4), grid.masses(law))
 *         .solve(Times.upTo(1.0));
 * double[] edge = solution.tensor(RootedTree.ofLevels(0, 1), k);
 * }</pre>
 */
package org.espalier.hierarchy.tensor;
