package org.espalier.particles.observable;

/** The state of one trajectory of N neurons at one time. Valid while it is being measured only. */
public interface Snapshot {
    /** {@return the time, t} */
    double time();

    /** {@return the number of neurons, N} */
    int size();

    /**
     * {@return the potential of a neuron, V_i(t)}
     *
     * @param neuron index, 0 ≤ neuron &lt; N
     */
    double potential(int neuron);

    /**
     * {@return the intensity with which a neuron is about to fire, ν(V_i(t)), spikes per unit of time}
     *
     * @param neuron index, 0 ≤ neuron &lt; N
     */
    double intensity(int neuron);

    /**
     * {@return how often a neuron has fired since time 0, number of spikes in (0, t]}
     *
     * @param neuron index, 0 ≤ neuron &lt; N
     */
    long spikes(int neuron);

    /** {@return how often the network has fired since time 0, number of spikes of all neurons in (0, t]} */
    long spikes();

    /**
     * {@return the mean of α w over the synapses, potential, which changes only if they are plastic; NaN if there are
     * none}
     */
    double meanKick();
}
