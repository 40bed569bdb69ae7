/**
 * Networks from and to files.
 *
 * <p>Every reader ends in a {@link org.espalier.model.io.Reading} (the network and what became of the file) or in a
 * {@link org.espalier.model.io.NetworkFormatException} that names the file, the line, the value and the remedy; never in
 * another exception, and never with memory out of proportion to the file.
 *
 * <p><i>Edges</i> are ordered pairs of neurons, <i>synapses</i> are counted by their weights.
 *
 * <pre>{@code
 * SynapticNetwork network = Networks.read(Path.of("worm.csv"));
 * }</pre>
 */
package org.espalier.model.io;
