package org.espalier.bbgky.norms;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.espalier.run.March;
import org.espalier.run.Solution;
import org.hipparchus.util.FastMath;

/** The levels of a chain at the output times it reached; each is named by its index. */
public final class ChainSolution implements Solution {
    private final March<double[]> march;
    private final OptionalDouble blowUp;

    ChainSolution(March<double[]> march, OptionalDouble blowUp) {
        this.march = march;
        this.blowUp = blowUp;
    }

    @Override
    public March<double[]> march() {
        return march;
    }

    /** {@return the order n, number of levels} */
    public int order() {
        return reached() == 0 ? 0 : march.at(0).length;
    }

    /**
     * {@return ln y_k}
     *
     * @param k level, 1 to n
     * @param time index of the time
     */
    public double log(int k, int time) {
        return march.at(time)[k - 1];
    }

    /**
     * {@return y_k, the value, infinite if it exceeds the range of double}
     *
     * @param k level, 1 to n
     * @param time index of the time
     */
    public double value(int k, int time) {
        return FastMath.exp(log(k, time));
    }

    /** {@return T*, the time of blow-up found by the event detector; empty if it is not before the last time} */
    public OptionalDouble blowUpTime() {
        return blowUp;
    }

    @Override
    public String toString() {
        return "chain at " + times() + ": ln y_1 = " + Arrays.toString(march.values(level -> level[0])) + ", "
                + outcome();
    }
}
