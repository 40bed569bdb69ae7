/** The neuron: drift, noise, intensity, reset; and laws at time 0. */
package org.espalier.model.neuron;
