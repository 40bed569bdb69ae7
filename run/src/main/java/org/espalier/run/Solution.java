package org.espalier.run;

/**
 * What was found along output times, whatever is kept at each: the times asked for, how many of them were reached, and how
 * the way ended.
 */
public interface Solution {
    /** {@return what is kept at each time that was reached} */
    March<?> march();

    /** {@return the times asked for} */
    default Times times() {
        return march().times();
    }

    /** {@return how many of them were reached; what is asked at one of these is there} */
    default int reached() {
        return march().reached();
    }

    /** {@return how the run ended; completed if and only if all times were reached} */
    default Outcome outcome() {
        return march().outcome();
    }
}
