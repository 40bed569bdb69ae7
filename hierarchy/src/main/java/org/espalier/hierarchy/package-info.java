/**
 * The hierarchy of observables, its closures, and the mean-field limit: see {@link org.espalier.hierarchy.numerics},
 * {@link org.espalier.hierarchy.meanfield} and {@link org.espalier.hierarchy.expansion}.
 */
package org.espalier.hierarchy;
