package org.espalier.cli;

import java.io.PrintWriter;
import org.espalier.report.Visible;

/** Standard error: every message is one line, and what it quotes of files and arguments does not act on the terminal. */
final class Messages extends PrintWriter {
    Messages(PrintWriter target) {
        super(target, true);
    }

    @Override
    public void println(String message) {
        super.println(Visible.of(message));
    }

    @Override
    public void println(Object message) {
        println(String.valueOf(message));
    }
}
