package org.espalier.bbgky.norms;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.hipparchus.util.FastMath;

/** The levels of a chain at the output times it reached. */
public final class ChainSolution {
    private final Times times;
    private final double[][] logs;
    private final OptionalDouble blowUp;
    private final Outcome outcome;

    ChainSolution(Times times, double[][] logs, OptionalDouble blowUp, Outcome outcome) {
        this.times = times;
        this.logs = logs;
        this.blowUp = blowUp;
        this.outcome = outcome;
    }

    /** {@return the times asked for} */
    public Times times() {
        return times;
    }

    /** {@return how many of the times were reached, number of times with values} */
    public int reached() {
        return logs.length;
    }

    /** {@return the order n, number of levels} */
    public int order() {
        return logs.length == 0 ? 0 : logs[0].length;
    }

    /**
     * {@return ln y_k}
     *
     * @param k level, 1 to n
     * @param time index of a time that was reached
     */
    public double log(int k, int time) {
        return logs[time][k - 1];
    }

    /**
     * {@return y_k, the value, infinite if it exceeds the range of double}
     *
     * @param k level, 1 to n
     * @param time index of a time that was reached
     */
    public double value(int k, int time) {
        return FastMath.exp(log(k, time));
    }

    /**
     * Returns the time of blow-up found by the event detector.
     *
     * @return T*, empty if the chain does not blow up before its last time
     */
    public OptionalDouble blowUpTime() {
        return blowUp;
    }

    /** {@return how the integration ended, {@link Outcome.Kind#BLEW_UP} if a time at or after T* was asked for} */
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public String toString() {
        return "chain at " + times + ": ln y_1 = "
                + Arrays.toString(
                        Arrays.stream(logs).mapToDouble(level -> level[0]).toArray())
                + ", " + outcome;
    }
}
