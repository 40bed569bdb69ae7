package org.espalier.model.network;

/** What to do when an ordered pair of neurons is connected more than once. */
public enum Duplicates {
    /** Add the weights, in the order in which they came. */
    SUM,
    /** Refuse the network. */
    ERROR
}
