/**
 * People have networks in many files, and few of these say all that matters: which column is which, whether an edge has a
 * direction, which side of a matrix is presynaptic, whether two names are one neuron. Every tree density carries 1/N and a
 * direction, so a file that is taken for something else gives a plausible wrong number.
 *
 * <p>So nothing is guessed. A file is read if its content is evidence for one reading; {@link
 * org.espalier.model.io.ReadReport} says in one line how it was understood. What leaves something open is refused with a
 * {@link org.espalier.model.io.NetworkFormatException} that names the file, the line, the value and a {@link
 * org.espalier.model.io.Remedy} that works; {@link org.espalier.model.io.NetworkReader} holds what was said about it.
 * Readers end in no other exception, and never take memory out of proportion to the file.
 *
 * <p><i>Edges</i> are ordered pairs of neurons, <i>synapses</i> are counted by their weights.
 *
 * <pre>{@code
 * SynapticNetwork network = Networks.read(Path.of("worm.csv"));
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.model.io;
