package org.espalier.hierarchy.meanfield;

import java.nio.file.Path;
import java.time.Duration;
import org.espalier.run.checkpoint.SealedFile;

/**
 * Keeps the state of a run in a file, so that it can go on with the same bits. One solution may need several runs, on several grids: the
 * file says which of them it is of.
 */
final class MeanFieldCheckpoint {
    private static final int VERSION = 1;

    private final SealedFile file;
    private final long every;
    private boolean waiting;
    private long last = System.nanoTime();

    /** Where, how often and whether an existing file is gone on from. */
    record Place(Path file, Duration every, boolean resume) {}

    private MeanFieldCheckpoint(SealedFile file, long every, boolean waiting) {
        this.file = file;
        this.every = every;
        this.waiting = waiting;
    }

    static MeanFieldCheckpoint none() {
        return new MeanFieldCheckpoint(null, 0, false);
    }

    /** Refuses a file that exists and is not to be gone on from, or that belongs to another problem. */
    static MeanFieldCheckpoint of(Place place, String problem) {
        SealedFile file = new SealedFile(place.file(), "mean field", VERSION, problem);
        file.requireResumed(place.resume());
        boolean exists = file.exists();
        if (exists) {
            file.check();
        }
        return new MeanFieldCheckpoint(file, place.every().toNanos(), exists);
    }

    /** Brings a run to where the file left it, if the file is of this run. */
    void restore(MeanFieldRun run) {
        if (waiting) {
            file.read(state -> {
                if (state.text("").equals(run.name())) {
                    run.pass(state);
                    waiting = false;
                }
            });
        }
    }

    void perhaps(MeanFieldRun run) {
        if (file != null && System.nanoTime() - last >= every) {
            save(run);
        }
    }

    /** A file that is still to be gone on from is kept. */
    void save(MeanFieldRun run) {
        if (file == null || waiting) {
            return;
        }
        file.write(state -> {
            state.text(run.name());
            run.pass(state);
        });
        last = System.nanoTime();
    }
}
