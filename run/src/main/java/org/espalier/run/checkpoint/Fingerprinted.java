package org.espalier.run.checkpoint;

/**
 * A value that says what it is made of. To be implemented by classes that are no records, or whose components are functions; a
 * record of numbers, texts, lists and other such values needs nothing, and what it adds here comes beside its components.
 */
public interface Fingerprinted {
    /**
     * Adds everything that the behaviour of this value depends on, in a fixed order; the name of the class is there already.
     *
     * @param print takes it
     */
    void addTo(Fingerprint print);
}
