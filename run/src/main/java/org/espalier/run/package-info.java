/**
 * How is a long computation asked for, watched and ended, alike in every room? It has {@link org.espalier.run.Settings}, whose arguments are
 * checked in one place ({@link org.espalier.run.Arguments}), takes output {@link org.espalier.run.Times} and a listener for its {@link
 * org.espalier.run.Progress}, goes from one time to the next ({@link org.espalier.run.March}), and ends with an {@link
 * org.espalier.run.Outcome} in its {@link org.espalier.run.Solution}.
 *
 * <p><b>Guarantees.</b> What was reached is kept, and a result says how far that is: a run that is stopped, blows up or leaves its grid does
 * not throw and returns no numbers beyond. Settings are copied, never changed.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * double[] y = {1};
 * March<double[]> decay = March.through(
 *         Times.upTo(1), March.Leg.ofSteps(0.01, h -> y[0] -= h * y[0]), y::clone, Progress.silent());
 * if (!decay.outcome().isCompleted()) throw new IllegalStateException(decay.outcome().message());
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.run;
