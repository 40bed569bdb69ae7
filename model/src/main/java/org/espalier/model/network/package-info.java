/** Synaptic networks. */
package org.espalier.model.network;
