package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.espalier.run.Progress;
import org.espalier.study.StudyListener;

/**
 * Shows the stages of a run on standard error: a bar with the time left on a terminal, a line a stage elsewhere, nothing when
 * quiet. A simulation also tells the width of its interval, elsewhere in a line now and then.
 */
final class RunProgress implements StudyListener, AutoCloseable {
    private static final int PARTS = 1000;
    /** Between lines about a simulation where there is no bar. */
    private static final double SECONDS_A_LINE = 10;

    private final PrintWriter err;
    private final boolean quiet;
    private final boolean bars;
    private final BooleanSupplier stop;
    private Runnable whenFinished = () -> {};
    private ProgressBar bar;
    private String width = "";
    private long began;
    private long spoken;
    private volatile double done;

    RunProgress(PrintWriter err, boolean quiet, BooleanSupplier stop) {
        this.err = err;
        this.quiet = quiet;
        this.bars = !quiet && isTerminal();
        this.stop = stop;
    }

    /** Calls this whenever a stage is finished. */
    void whenFinished(Runnable listener) {
        whenFinished = listener;
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
    public Optional<BooleanSupplier> stop() {
        return Optional.of(stop);
    }

    @Override
    public Progress stage(String name) {
        close();
        width = "";
        began = System.nanoTime();
        spoken = began;
        done = 0;
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
            done = fraction;
            if (shown != null) {
                shown.stepTo(Math.round(PARTS * fraction));
                shown.setExtraMessage(" " + width + left(System.nanoTime() - began, fraction));
            }
            return !stop.getAsBoolean();
        };
    }

    /** Time left if the rest goes on as it went so far; nothing in the first seconds. */
    static String left(long nanoseconds, double fraction) {
        double seconds = nanoseconds / 1e9;
        if (seconds < 2 || !(fraction > 0.001)) {
            return "";
        }
        long left = Math.round(seconds * (1 - Math.min(1, fraction)) / fraction);
        return left < 120
                ? left + " s left"
                : left < 7200 ? Math.round(left / 60.0) + " min left" : Math.round(left / 3600.0) + " h left";
    }

    @Override
    public void sampled(int replicas, int requested, double halfWidth) {
        width = Double.isNaN(halfWidth) ? "" : String.format(Locale.ROOT, "rate ± %.2g (95 %%), ", halfWidth);
        long now = System.nanoTime();
        if (!quiet && !bars && now - spoken >= SECONDS_A_LINE * 1e9) {
            spoken = now;
            err.println(
                    "simulation: " + replicas + " of " + requested + " replicas, " + width + left(now - began, done));
            err.flush();
        }
    }

    @Override
    public void finished(String name, String summary) {
        whenFinished.run();
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
