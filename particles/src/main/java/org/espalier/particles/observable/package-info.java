/**
 * N potentials are too many to look at: what is measured on a trajectory is a few numbers, computed from a {@link
 * org.espalier.particles.observable.Snapshot} at an output time.
 *
 * <p>An {@link org.espalier.particles.observable.Observable} is a fixed number of such values; an ensemble averages each of
 * them over its replicas. Ten lines define a new one:
 *
 * <pre>{@code
 * Observable secondMoment = Observable.of("E V²", state -> {
 *     double sum = 0;
 *     for (int i = 0; i < state.size(); i++) sum += state.potential(i) * state.potential(i);
 *     return sum / state.size();
 * });
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.particles.observable;
