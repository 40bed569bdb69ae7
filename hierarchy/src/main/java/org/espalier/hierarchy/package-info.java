/**
 * The hierarchy of observables of one neuron model: {@link org.espalier.hierarchy.Hierarchy} prints its equations;
 * {@link org.espalier.hierarchy.expansion} solves them by elementary densities, {@link org.espalier.hierarchy.meanfield} solves
 * the mean-field limit, and {@link org.espalier.hierarchy.numerics} holds the finite volumes both use.
 *
 * <pre>{@code
 * String equations = Hierarchy.of(neuron).upTo(3).toUnicode();
 * }</pre>
 */
package org.espalier.hierarchy;
