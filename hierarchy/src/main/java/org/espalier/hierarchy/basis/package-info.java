/**
 * A tensor of a tree has M^|T| entries: a hundred cells M are too many from order 3 on. The laws of a neuron under the drives that a network
 * exerts fill a space of few dimensions; a basis of it makes the variable of a vertex small (section 7).
 *
 * <p><b>Formula.</b> Functions φ_k, orthonormal in ⟨u, v⟩ = Σ_c u_c v_c/π_c, π the mean of those laws and φ_1 = π; A and D become ⟨φ_k, A φ_l⟩
 * and ⟨φ_k, D φ_l⟩.
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
