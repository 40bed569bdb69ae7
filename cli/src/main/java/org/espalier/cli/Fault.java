package org.espalier.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Turns what went wrong into one line and an exit code. The variable ESPALIER_TRACE adds the stack trace. */
final class Fault {
    private Fault() {}

    static int report(Throwable thrown, PrintWriter err) {
        Throwable cause = exhaustion(thrown);
        boolean mistake = isMistake(cause);
        String line = mistake ? sentence(cause) : internal(cause);
        err.println("espalier: " + line.strip().replaceAll("\\s*\\R\\s*", " "));
        if (System.getenv("ESPALIER_TRACE") != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            trace.toString().lines().forEach(err::println);
        }
        err.flush();
        return mistake ? Main.USER_ERROR : Main.FAULT;
    }

    /** Where memory or the stack ran out on another thread, what was thrown here only carries it. */
    private static Throwable exhaustion(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof StackOverflowError || cause instanceof OutOfMemoryError) {
                return cause;
            }
            cause = cause.getCause();
        }
        return thrown;
    }

    private static boolean isMistake(Throwable thrown) {
        // the arithmetic of this program says after a colon what is beyond which range, that of Java does not
        boolean told = thrown instanceof ArithmeticException
                && thrown.getMessage() != null
                && thrown.getMessage().contains(": ");
        return told
                || thrown instanceof IllegalArgumentException
                || thrown instanceof StackOverflowError
                || thrown instanceof IOException
                || thrown instanceof UncheckedIOException;
    }

    private static String internal(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            return "out of memory: the Java heap holds " + Runtime.getRuntime().maxMemory() / (1 << 20)
                    + " MB; give a smaller network, order or grid, or raise it with JAVA_TOOL_OPTIONS=-Xmx4g";
        }
        return "a fault of the program, please report it (ESPALIER_TRACE=1 shows where): " + thrown;
    }

    /** Files: a system's exception holds the name alone, or a name and a reason. */
    private static String sentence(Throwable thrown) {
        if (thrown instanceof StackOverflowError) {
            return "what was given is nested too deeply; write it flatter";
        }
        if (thrown instanceof UncheckedIOException unchecked) {
            IOException cause = unchecked.getCause();
            boolean named = cause instanceof FileSystemException || cause instanceof FileNotFoundException;
            // what was done with which file, where the cause does not name it
            boolean said = !named
                    && unchecked.getMessage() != null
                    && !unchecked.getMessage().equals(cause.toString());
            if (said && cause.getMessage() != null && unchecked.getMessage().endsWith(cause.getMessage())) {
                return unchecked.getMessage();
            }
            return said ? unchecked.getMessage() + ": " + sentence(cause) : sentence(cause);
        }
        if (thrown instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file; check the name and the folder";
        }
        if (thrown instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied; choose another file or change its permissions";
        }
        if (thrown instanceof NotDirectoryException file) {
            return file.getFile() + ": is not a folder";
        }
        if (thrown instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + ": exists already; choose another name";
        }
        if (thrown instanceof DirectoryNotEmptyException full) {
            return full.getFile() + ": the folder is not empty; choose another name";
        }
        if (thrown instanceof FileSystemException system) {
            return system.getFile() + ": " + (system.getReason() == null ? system.toString() : system.getReason());
        }
        if (thrown instanceof CharacterCodingException) {
            return "the file is not UTF-8 text";
        }
        if (thrown instanceof FileNotFoundException) {
            return thrown.getMessage();
        }
        return thrown.getMessage() == null || thrown.getMessage().isBlank() ? thrown.toString() : thrown.getMessage();
    }
}
