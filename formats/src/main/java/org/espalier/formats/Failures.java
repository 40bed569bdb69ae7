package org.espalier.formats;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.espalier.model.io.NetworkFormatException;
import org.espalier.model.io.Reading;
import org.espalier.model.io.Remedy;

/** Whatever a library throws at a damaged file ends in the one exception that readers end in. */
final class Failures {
    private Failures() {}

    /** A library at work, which may throw anything. */
    @FunctionalInterface
    interface Work {
        Reading read() throws Exception;
    }

    static Reading typed(Path file, String format, Work work) {
        try {
            return work.read();
        } catch (NetworkFormatException refusal) {
            throw refusal;
        } catch (Exception | StackOverflowError | NoClassDefFoundError failure) {
            throw refusal(file, format, failure);
        }
    }

    private static NetworkFormatException refusal(Path file, String format, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String line = reason.replaceAll("\\s+", " ").strip();
        return new NetworkFormatException(
                file,
                0,
                "cannot be read as " + format + " (" + line.substring(0, Math.min(120, line.length())) + ")",
                Remedy.COMPLETE_FILE);
    }

    /** Opens rows; what a library throws becomes unchecked, and {@link #typed} sees to it. */
    static <T> Supplier<T> opening(java.util.concurrent.Callable<T> opener) {
        return () -> {
            try {
                return opener.call();
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        };
    }
}
