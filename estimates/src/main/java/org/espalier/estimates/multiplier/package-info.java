/**
 * By how much can the multiplication by ν enlarge a weak norm? The multiplier ("commutator") bound (9.2), with its best constant.
 *
 * <pre class="tex">
 *     ‖νμ‖_{H^{-1}} ≤ C(ν) \, ‖μ‖_{H^{-1}} ,\qquad C(ν) ≤ ½\bigl(‖ν'‖ + \sqrt{‖ν'‖² + 4‖ν‖²}\bigr)  (9.2)
 * </pre>
 *
 * <p>By duality C(ν) is the norm of multiplication by ν on H^1, the square root of the largest eigenvalue of
 *
 * <pre class="tex">
 *     ⟨(νu)', (νφ)'⟩ + ⟨νu, νφ⟩ = λ \bigl( ⟨u', φ'⟩ + ⟨u, φ⟩ \bigr) \quad\text{for all } φ ∈ H^1 ,
 * </pre>
 *
 * computed with linear finite elements ({@link org.espalier.estimates.multiplier.BestConstant}): a lower bound for C(ν)
 * that converges to it at order 2 in the element. The analytic bound, in sup norms, is sharp for ν = e^{ikx}
 * ({@link org.espalier.estimates.multiplier.MultiplierBound}). Acting on one variable of k the multiplication has the same
 * constant for every k. At a length ε the commutator of
 * multiplication with mollification is of order ε ({@link org.espalier.estimates.multiplier.MollifiedCommutator}).
 */
package org.espalier.estimates.multiplier;
