package org.espalier.estimates.bridge;

/** What a simulation says about a prediction. */
public enum Verdict {
    /** The whole interval of the difference lies within the tolerance. */
    AGREES,
    /** The interval of the difference excludes 0. */
    DIFFERS,
    /** The interval contains 0 and is wider than the tolerance. */
    CANNOT_TELL
}
