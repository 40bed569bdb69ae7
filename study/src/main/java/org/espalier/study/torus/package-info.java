/**
 * Studies of the classical hierarchy: N exchangeable particles on the torus, by their limit (N → ∞), by the hierarchy of their
 * marginals (10.1), by simulation, and the bound of the norms (10.2), all against each other. A {@link
 * org.espalier.study.torus.TorusStudy} is read from YAML, and written so that the run can be repeated bit for bit.
 *
 * <pre>{@code
 * TorusStudy.builtIn().run(StudyListener.silent(), RunOptions.threads(2)).bridge();
 * }</pre>
 */
package org.espalier.study.torus;
