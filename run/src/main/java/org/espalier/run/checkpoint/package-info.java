/**
 * Files from which a long computation goes on: whole at any moment, and never taken for those of another computation.
 *
 * <p>A computation that takes hours is stopped, killed, or loses its machine. What it keeps in a file must then (1) be there,
 * (2) be whole, (3) be of this computation: a state of another neuron, step or law gives plausible and wrong numbers. A {@link
 * org.espalier.run.checkpoint.SealedFile} guarantees the first two: it is written beside itself, forced to disk and renamed, and
 * ends with a checksum of all that is in it. The third is what its {@link org.espalier.run.checkpoint.Fingerprint} is for: a
 * SHA-256 of every value that the numbers depend on, part by part, so that a refusal can say which part differs.
 *
 * <pre>{@code
 * String print = new Fingerprint().part("law").add(law).part("time step").add(0.01).text();
 * SealedFile file = new SealedFile(path, "drift study", 1, print);
 * file.write(state -> state.number(t));
 * file.read(state -> t = state.number(t));         // refused if law or step differ, or a bit
 * }</pre>
 *
 * <p>What is kept in such files is up to their users: tallies of replicas ({@link org.espalier.run.sampling}), states of mean fields
 * and of hierarchies.
 *
 * @since 0.1
 */
package org.espalier.run.checkpoint;
