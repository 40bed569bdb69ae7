/** Contraction of a network along trees, and tree densities. */
package org.espalier.model.observable;
