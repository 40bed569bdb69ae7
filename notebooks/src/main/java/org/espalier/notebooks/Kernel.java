package org.espalier.notebooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.logging.LogManager;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.LoopThread;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.Transform;

/** Starts the Java kernel in an order that cannot fail: channels first, handlers next, and only then messages. */
public final class Kernel {
    private Kernel() {}

    /**
     * Runs the kernel until Jupyter shuts it down.
     *
     * @param arguments the connection file that Jupyter wrote
     * @throws IOException if the connection file cannot be read
     * @throws GeneralSecurityException if the connection's signature scheme is not available
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        try (InputStream quiet = Kernel.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(quiet);
        }
        ConnectionProperties connection =
                Transform.fromJson(Files.readString(Path.of(arguments[0])), ConnectionProperties.class);
        Channels channels = new Channels(connection);
        channels.connect(quietly());
        LoopThread.open();
        channels.joinUntilClose();
    }

    /** The kernel tells of every library it finds; Jupyter would show that above the first cell. */
    private static RapaioKernel quietly() {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return MainApp.kernel;
        } finally {
            System.setOut(out);
        }
    }
}
