package org.espalier.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.espalier.report.Table;
import org.espalier.study.ExperimentResult;
import org.espalier.study.RunOptions;
import org.espalier.study.StudyListener;
import org.espalier.study.report.ReportFolder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs an experiment, writes its report and prints its answer. */
abstract class ExperimentCommand<R extends ExperimentResult> implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private OutputOptions output;

    @Mixin
    private FolderOptions folder;

    @Mixin
    private CheckpointOptions checkpoint;

    @Mixin
    private RunningOptions running;

    /** What runs; it is made before anything is written. */
    interface Job<R> {
        R run(StudyListener listener, RunOptions options);
    }

    abstract Job<R> job();

    /** Whether anything was finished that is worth a report. */
    boolean isWorthAReport(R result) {
        return true;
    }

    abstract void write(R result, ReportFolder report);

    abstract void answer(R result, OutputOptions to);

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        Job<R> job = job();
        RunOptions options = checkpoint.on(running.options());
        return running.run(progress -> {
            try (ReportFolder report = folder.reserve(output.force(), err)) {
                R result = job.run(progress, options);
                if (!isWorthAReport(result)) {
                    throw new CancellationException(result.outcome().message());
                }
                try {
                    write(result, report);
                } finally {
                    answer(result, output); // also if the folder cannot be written
                }
                if (!running.quiet()) {
                    err.println("report: " + folder.page(report));
                }
                return result.outcome();
            }
        });
    }

    /** Explains, unless only data are wanted. */
    void say(String line) {
        if (!running.quiet() || output.format() == Table.Format.TEXT) {
            output.say(line);
        }
    }
}
