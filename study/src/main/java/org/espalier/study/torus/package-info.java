/**
 * How do N exchangeable particles on the torus differ from their limit N → ∞? The limit, the hierarchy of the marginals (10.1), a
 * simulation and the bound of the norms (10.2), all against each other. A {@link
 * org.espalier.study.torus.TorusStudy} is read from YAML, and written so that the run can be repeated bit for bit.
 *
 * <pre>{@code
 * TorusStudy.builtIn().run(StudyListener.silent(), RunOptions.threads(2)).bridge();
 * }</pre>
 */
package org.espalier.study.torus;
