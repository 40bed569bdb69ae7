package org.espalier.cli;

import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import org.espalier.run.Outcome;
import org.espalier.study.RunOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How a long computation is run: on how many threads, what is told meanwhile, and what Ctrl-C does. */
final class RunningOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private Options.Threads threads;

    @Mixin
    private Options.Quiet quiet;

    /** A computation that can be stopped. */
    interface Work {
        /** Runs, and says how it ended. */
        Outcome run(RunProgress progress);
    }

    boolean quiet() {
        return quiet.given();
    }

    RunOptions options() {
        return threads.run();
    }

    /** Runs, tells why it ended early, if it did, and gives the exit code. */
    int run(Work work) {
        PrintWriter err = command.commandLine().getErr();
        try (Interruption interruption = Interruption.listen(err);
                RunProgress progress = quiet.progress(err, interruption::requested)) {
            progress.whenFinished(interruption::waitForWriting);
            Outcome outcome = work.run(progress);
            if (!outcome.isCompleted()) {
                err.println("espalier: " + outcome.message());
            }
            return interruption.requested() ? Main.INTERRUPTED : outcome.isCompleted() ? Main.OK : Main.ENDED_EARLY;
        } catch (CancellationException nothingFinished) {
            err.println("espalier: " + nothingFinished.getMessage() + "; there is nothing to show");
            return Main.INTERRUPTED;
        }
    }
}
