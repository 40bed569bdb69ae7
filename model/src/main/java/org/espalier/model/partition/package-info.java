/**
 * Many networks look the same to trees, and the smallest of them may have a few classes where the network has 139 000 neurons: then
 * the limit (5.1) has as many equations (section 5). A partition of the neurons does this if it is row-equitable,
 *
 * <pre class="tex">
 *     Σ_{j ∈ B} w_{ij} = w_{AB} \text{ for all } i ∈ A , \text{ for all classes } A, B .
 * </pre>
 *
 * <p>The coarsest one is found by weighted {@link org.espalier.model.partition.ColourRefinement}; its
 * {@link org.espalier.model.partition.Quotient}, class fractions p_A and matrix w_AB, has the tree densities of the network,
 * and (5.1) with equal initial laws reduces to it exactly. Two networks have equal densities for all trees exactly if they
 * have the same quotient: {@link org.espalier.model.partition.TreeDistinction}. A network without such symmetry is reduced
 * approximately by a {@link org.espalier.model.partition.QuasiStableColouring}, and
 * {@link org.espalier.model.partition.Quotient#error()} says how far that is from exact.
 *
 * <p>Guarantees: where weights are synapse counts, also with a common factor, sums are exact and so is the partition; a quotient
 * says how far from exact it is; "distinguishable" comes with a tree that does, where one was found.
 *
 * <pre>{@code
 * NeuronClasses classes = ColourRefinement.coarsest(network);
 * Quotient quotient = Quotient.of(network, classes);
 * TreeDensities same = quotient.densities(7);
 * }</pre>
 *
 * <p>For directed weights this, and not the doubly stochastic definition of fractional isomorphism, is the right notion;
 * they agree for symmetric ones.
 *
 * @since 0.1
 */
package org.espalier.model.partition;
