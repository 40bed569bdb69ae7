/**
 * What does the hierarchy leave out of the exact equation (4.1) of a finite network? The remainders R_reset and R_jump, evaluated
 * without approximation, and their bounds (4.2).
 *
 * <p>For a tree T of order k and a test function φ, summed over tuples i of distinct neurons with weight w_T(i)/N:
 *
 * <pre class="tex">
 *     R_{\rm reset} = Σ_m ν(V_{i_m}) \bigl[ φ(V_i + αw[i][i_m], m\text{-th entry} := v_r) − φ(V_i, m\text{-th entry} := v_r) \bigr] ,
 *     R_{\rm jump} = Σ_{j∉i} ν(V_j) \Bigl[ φ(V_i + αw[i][j]) − φ(V_i) − Σ_n αw[i_n][j] \, ∂_n φ(V_i) \Bigr] ,
 * </pre>
 *
 * at one configuration V, or averaged over a law of V: cubature points, or replicas of a simulation. They are split by
 * mechanism, exactly: {@link org.espalier.estimates.remainders.Remainder}. The bounds
 *
 * <pre class="tex">
 *     |R_{\rm reset}| ≤ k(k−1) \, ‖ν‖ \, |α| \, ε_w R_w^{k−1} ‖∇φ‖ ,\qquad |R_{\rm jump}| ≤ \tfrac{k²}{2} ‖ν‖ \, α² ε_w R_w^k ‖∇²φ‖  (4.2)
 * </pre>
 *
 * hold at every configuration. Cost of one evaluation: number of tuples with w_T(i) ≠ 0 times the inputs of a tuple.
 */
package org.espalier.estimates.remainders;
