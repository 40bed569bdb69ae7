package org.espalier.particles.observable;

/** The state of one trajectory of N neurons at one time. Valid while it is being measured only. */
public interface Snapshot {
    /**
     * Returns the time.
     *
     * @return t
     */
    double time();

    /**
     * Returns the number of neurons.
     *
     * @return N
     */
    int size();

    /**
     * Returns the potential of a neuron.
     *
     * @param neuron index, 0 ≤ neuron &lt; N
     * @return V_i(t)
     */
    double potential(int neuron);

    /**
     * Returns the intensity with which a neuron is about to fire.
     *
     * @param neuron index, 0 ≤ neuron &lt; N
     * @return ν(V_i(t)), spikes per unit of time
     */
    double intensity(int neuron);

    /**
     * Returns how often a neuron has fired since time 0.
     *
     * @param neuron index, 0 ≤ neuron &lt; N
     * @return number of spikes in (0, t]
     */
    long spikes(int neuron);

    /**
     * Returns how often the network has fired since time 0.
     *
     * @return number of spikes of all neurons in (0, t]
     */
    long spikes();

    /**
     * Returns the mean of the kicks of all synapses, which changes only if synapses are plastic.
     *
     * @return mean of α w over the synapses, potential; NaN if there are none
     */
    double meanKick();
}
