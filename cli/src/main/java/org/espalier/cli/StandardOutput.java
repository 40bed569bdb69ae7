package org.espalier.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where data are printed. A writer of Java swallows what goes wrong; this remembers it, so that data that did not arrive are an
 * error. A reader that has seen enough, such as {@code head}, closes the pipe, and that is none.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream target;
    private final PrintWriter writer;
    private IOException failure;

    StandardOutput(OutputStream target) {
        this.target = target;
        writer = new PrintWriter(
                new OutputStreamWriter(new BufferedOutputStream(this, 1 << 16), StandardCharsets.UTF_8), true);
    }

    PrintWriter writer() {
        return writer;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            target.write(bytes, from, count);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    /** Writes what is left, and gives the exit code: that of the command unless its data were lost. */
    int end(int code, PrintWriter err) {
        writer.flush();
        boolean closedPipe =
                failure != null && String.valueOf(failure.getMessage()).contains("Broken pipe");
        if (failure == null || closedPipe) {
            return code;
        }
        err.println("espalier: standard output: " + failure.getMessage() + "; what was printed is not complete");
        return Main.FAULT;
    }
}
