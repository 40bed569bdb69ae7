package org.espalier.bbgky.norms;

import org.espalier.run.Arguments;

/** What stands for y_{n+1} in a chain cut at level n. */
public sealed interface ChainClosure {
    /** y_{n+1} = 0: a lower bound of the chain, polynomial in time, never blows up. */
    record Vanishing() implements ChainClosure {}

    /**
     * y_{n+1} = B, an a-priori bound that must come from elsewhere.
     *
     * @param logBound ln B
     */
    record Bound(double logBound) implements ChainClosure {
        /** Checks the bound. */
        public Bound {
            Arguments.finite("a-priori closure", "ln B", logBound);
        }
    }

    /** y_{n+1} = y_n^{(n+1)/n}: exact on the majorant, and blows up at T* as the infinite chain does. */
    record Power() implements ChainClosure {}

    /** {@return y_{n+1} = 0} */
    static ChainClosure vanishing() {
        return new Vanishing();
    }

    /**
     * {@return y_{n+1} = B}
     *
     * @param logBound ln B
     */
    static ChainClosure bound(double logBound) {
        return new Bound(logBound);
    }

    /** {@return y_{n+1} = y_n^{(n+1)/n}} */
    static ChainClosure power() {
        return new Power();
    }
}
