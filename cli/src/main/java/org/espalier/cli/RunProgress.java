package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.espalier.model.run.Progress;
import org.espalier.study.StudyListener;

/** Shows the stages of a run on standard error: a bar on a terminal, a line a stage elsewhere, nothing when quiet. */
final class RunProgress implements StudyListener, AutoCloseable {
    private static final int PARTS = 1000;

    private final PrintWriter err;
    private final boolean quiet;
    private final boolean bars;
    private final BooleanSupplier stop;
    private ProgressBar bar;

    RunProgress(PrintWriter err, boolean quiet, BooleanSupplier stop) {
        this.err = err;
        this.quiet = quiet;
        this.bars = !quiet && isTerminal();
        this.stop = stop;
    }

    /** Standard error is a terminal: where the system tells, from its file descriptor. */
    private static boolean isTerminal() {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
            return target.startsWith("/dev/pts") || target.startsWith("/dev/tty") || target.startsWith("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @Override
    public Progress stage(String name) {
        close();
        if (bars) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(PARTS)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(200)
                    .hideEta()
                    .clearDisplayOnFinish()
                    .build();
        }
        ProgressBar shown = bar;
        return fraction -> {
            if (shown != null) {
                shown.stepTo(Math.round(PARTS * fraction));
            }
            return !stop.getAsBoolean();
        };
    }

    @Override
    public void finished(String name, String summary) {
        close();
        if (!quiet) {
            err.println(name + ": " + summary);
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
