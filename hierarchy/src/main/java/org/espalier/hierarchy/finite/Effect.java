package org.espalier.hierarchy.finite;

import org.espalier.run.Experimental;

/** What a finite network does and its limit does not, each of first order in the size of the weights (section 13). */
@Experimental
public enum Effect {
    /** A kick is a jump of the potential: its second and higher moments count. */
    JUMPS("kicks are jumps"),
    /** After a spike a neuron rests, so that its spikes are no Poisson process and its kicks no white noise. */
    MEMORY("spikes of one neuron know of each other"),
    /** A spike of i changes the rate of j, which feeds back to i. */
    ECHO("a spike comes back from its targets"),
    /** Neurons that kick one neuron know of each other: by a synapse between them or a common input; and echoes over two neurons. */
    TRIANGLES("presynaptic neurons know of each other");

    private final String words;

    Effect(String words) {
        this.words = words;
    }

    /** {@return what reports call it} */
    public String words() {
        return words;
    }
}
