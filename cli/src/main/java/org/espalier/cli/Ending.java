package org.espalier.cli;

import org.espalier.run.Outcome;

/** Says how a computation ended, when not well, and gives the exit code. */
final class Ending {
    private Ending() {}

    static int of(Outcome outcome, OutputOptions output) {
        if (outcome.isCompleted()) {
            return Main.OK;
        }
        output.warn(outcome.message());
        return Main.ENDED_EARLY;
    }
}
