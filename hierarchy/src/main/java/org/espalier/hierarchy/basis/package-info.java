/**
 * Small bases for the variable of a vertex (section 7).
 *
 * <p><b>Problem.</b> A tensor of a tree has M^|T| entries: a hundred cells are too many from order 3 on. The laws of a neuron under the
 * drives that a network exerts fill a space of few dimensions.
 *
 * <p><b>Guarantees.</b> Mass is exact. The growth of errors is certified for every drive of a range, or the basis is refused
 * ({@link org.espalier.hierarchy.basis.ReducedBasis}).
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * NeuronOnGrid onGrid = NeuronOnGrid.of(neuron, Grid.covering(neuron, law, drives, 2, 0.05));
 * ReducedBasis basis = ReducedBasis.of(onGrid, law, drives, 2, 16);
 * double[] start = basis.coordinates(onGrid.grid().masses(law));
 * ElementarySolution reduced = ElementaryDensities.solve(basis.operators(drives, 100), start, 1, 5, 0.01, times);
 * }</pre>
 */
package org.espalier.hierarchy.basis;
