package org.espalier.run;

/** Listens to a long computation, and may ask it to stop. */
@FunctionalInterface
public interface Progress {
    /**
     * Called now and then, from the thread that started the computation.
     *
     * @param fraction share of the work that is done, in [0, 1]
     * @return true to go on, false to stop: the computation then ends with {@link Outcome.Kind#CANCELLED} and keeps what
     *     is finished
     */
    boolean goOn(double fraction);

    /**
     * Listens to nothing and never stops.
     *
     * @return a silent listener
     */
    static Progress silent() {
        return fraction -> true;
    }

    /**
     * {@return a listener to a part of a longer computation: this one hears the share of the whole}
     *
     * @param from share of the whole that is done before the part
     * @param to share that is done after it
     */
    default Progress section(double from, double to) {
        return fraction -> goOn(from + (to - from) * fraction);
    }

    /** {@return the same listener, which also says stop where the thread that asks it is interrupted} */
    default Progress untilInterrupted() {
        return fraction -> goOn(fraction) && !Thread.currentThread().isInterrupted();
    }
}
