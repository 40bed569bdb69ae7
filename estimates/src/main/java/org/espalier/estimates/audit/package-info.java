/**
 * Does the theorem apply to this network at all? Its hypotheses, checked one by one: satisfied with its margin, violated with its witness, or undecided with
 * the reason. Nothing that was not checked is called true.
 *
 * <p>{@link org.espalier.estimates.audit.MeanFieldAudit} holds a network (or a sequence of networks), a neuron and an
 * initial law against the theorem of [JZ] (section 5) and against what the weighted energy estimate needs (section 9);
 * {@link org.espalier.estimates.audit.KernelAudit} holds a kernel on the torus against (10.2). A theorem about N → ∞ can
 * be held against a sequence only: for one network its scaling hypotheses are undecided, and the audit says what their
 * numbers are.
 *
 * <pre>{@code
 * Audit audit = MeanFieldAudit.of(network, neuron, law);
 * System.out.println(audit);
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.estimates.audit;
