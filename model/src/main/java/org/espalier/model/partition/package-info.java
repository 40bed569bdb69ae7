/**
 * What trees can see of a network, and the smaller networks that look the same to them (section 5).
 *
 * <p>A partition of the neurons is row-equitable if Σ_{j∈B} w_ij is the same for all i of a class A, for all classes A, B.
 * The coarsest one is found by weighted {@link org.espalier.model.partition.ColourRefinement}; its
 * {@link org.espalier.model.partition.Quotient}, class fractions p_A and matrix w_AB, has the tree densities of the network,
 * and (5.1) with equal initial laws reduces to it exactly. Two networks have equal densities for all trees exactly if they
 * have the same quotient: {@link org.espalier.model.partition.TreeDistinction}. A network without such symmetry is reduced
 * approximately by a {@link org.espalier.model.partition.QuasiStableColouring}, and
 * {@link org.espalier.model.partition.Quotient#error()} says how far that is from exact.
 *
 * <pre>{@code
 * NeuronClasses classes = ColourRefinement.coarsest(network);
 * Quotient quotient = Quotient.of(network, classes);
 * TreeDensities same = quotient.densities(7);
 * }</pre>
 *
 * <p>For directed weights this, and not the doubly stochastic definition of fractional isomorphism, is the right notion;
 * they agree for symmetric ones.
 */
package org.espalier.model.partition;
