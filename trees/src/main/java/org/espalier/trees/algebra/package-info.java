/**
 * Expansions over trees multiply, compose and invert, and their coefficients obey laws that a computer can check: natural growth is
 * a derivation, grafting is pre-Lie, cutting is coassociative. Here are formal sums of trees with exact coefficients, products of
 * trees, and the Hopf algebra of Connes and Kreimer.
 *
 * <h2>Definitions</h2>
 *
 * <p>A {@link org.espalier.trees.algebra.FormalSum} is a finite linear combination of trees, forests or tensors with rational
 * coefficients, {@link org.apache.commons.numbers.fraction.BigFraction}. With T a tree:
 *
 * <pre>
 * natural growth       N(T) = Σ_n (T+n)
 * grafting             T ◁ S = Σ_n (S hung on vertex n of T),   N(T) = T ◁ •
 * Butcher product      T ∘ S = S hung on the root of T
 * coproduct            Δ(T) = T ⊗ 1 + Σ_c P^c(T) ⊗ R^c(T),      over admissible cuts c
 * antipode             S(T) = −T − Σ_{c not empty} S(P^c(T)) R^c(T)
 * </pre>
 *
 * <h2>Guarantees</h2>
 *
 * <p>Grafting is pre-Lie: (T ◁ S) ◁ R − T ◁ (S ◁ R) is symmetric in S and R. Δ is coassociative and multiplicative, S inverts
 * the identity on both sides: m(S ⊗ id)Δ = m(id ⊗ S)Δ = 0 on trees. The k-th power of N on • is Σ α(T) T over |T| = k+1. The
 * laws are property tests, for plain and decorated trees.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * RootedTree cherry = RootedTree.ofBrackets("[[][]]");
 * TreeProducts.naturalGrowth(cherry); // 2 [0 1 2 1] + [0 1 1 1]
 * ConnesKreimer.antipode(cherry);     // −[[][]] + 2 [] [[]] − [] [] []
 * ConnesKreimer.coproduct(cherry).coefficient(
 *         new Tensor<>(Forest.of(RootedTree.single()), Forest.of(RootedTree.ofLevels(0, 1)))); // 2
 * }</pre>
 *
 * <h2>References</h2>
 *
 * <ul>
 *   <li>A. Connes, D. Kreimer, Hopf algebras, renormalization and noncommutative geometry, Commun. Math. Phys. 199 (1998)
 *       203-242, section 2.
 *   <li>F. Chapoton, M. Livernet, Pre-Lie algebras and the rooted trees operad, IMRN 2001, theorem 1.9.
 *   <li>E. Hairer, C. Lubich, G. Wanner, Geometric Numerical Integration, 2nd ed., section III.1.
 * </ul>
 *
 * @since 0.1
 */
package org.espalier.trees.algebra;
