package org.rapaio.jupyter.kernel.core.java;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jshell.execution.LocalExecutionControl;

/**
 * Executes the snippets of a cell. Replaces the class of the same name in the kernel's jar (package org.espalier.notebooks
 * says why). This one stops a snippet as the JDK's own local execution does: loops
 * written in a cell end at once, library code when it listens to interrupts (before Java 20 always); a snippet that does
 * neither is left to itself, so that the notebook stays usable.
 */
public class RapaioExecutionControl extends LocalExecutionControl {
    /** Name of the exception that tells of a time limit; there is none here. */
    public static final String TIMEOUT_MARKER = "## Timeout Marker ##";

    /** Name of the exception that tells of an interruption. */
    public static final String INTERRUPTED_MARKER = "## Interrupted Marker ##";

    private static final String UNHEARD = "the computation does not listen to interrupts: "
            + "it goes on in the background until it is done or the kernel is restarted";
    private static final long PATIENCE_SECONDS = 2;
    private static volatile Call current;

    private final long timeout;
    private final Map<String, Object> results = new ConcurrentHashMap<>();

    /**
     * Creates an execution without snippets.
     *
     * @param timeout time limit of the kernel's settings, milliseconds; not kept, a cell may take as long as it takes
     */
    public RapaioExecutionControl(long timeout) {
        this.timeout = timeout;
    }

    /** {@return the time limit of the settings, in milliseconds} */
    public long getTimeout() {
        return timeout;
    }

    /**
     * Hands out a snippet's value, once.
     *
     * @param id what the invocation returned
     * @return the value, null if there was none
     */
    public Object takeResult(String id) {
        return results.remove(id);
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        Call call = new Call(snippet, Thread.currentThread());
        current = call;
        try {
            super.invoke(Call.class.getMethod("run"));
        } catch (StoppedException e) {
            throw new UserException("Execution interrupted.", INTERRUPTED_MARKER, e.getStackTrace());
        } catch (InterruptedException e) {
            throw new UserException(UNHEARD, InterruptedException.class.getName(), e.getStackTrace());
        } finally {
            call.end();
        }
        String id = UUID.randomUUID().toString();
        if (call.value != null) {
            results.put(id, call.value);
        }
        return id;
    }

    /** Stops the snippet that is running, if any. */
    public void interrupt() {
        try {
            stop();
        } catch (EngineTerminationException | InternalException e) {
            throw new IllegalStateException("cannot interrupt the cell: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() throws EngineTerminationException, InternalException {
        Call call = current;
        super.stop();
        if (call != null) {
            call.leaveUnlessEnded();
        }
    }

    /** One execution of one snippet. */
    public static final class Call {
        private final Method snippet;
        private final Thread waiting;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile Object value;

        private Call(Method snippet, Thread waiting) {
            this.snippet = snippet;
            this.waiting = waiting;
        }

        /**
         * Runs the snippet at hand and keeps its value: the JDK's execution passes on the value's text alone.
         *
         * @throws Throwable what the snippet throws
         */
        public static void run() throws Throwable {
            Call call = current;
            call.awaitWaiting();
            try {
                call.value = call.snippet.invoke(null);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        /** The JDK waits for all threads it sees at the beginning: the snippet's own ones must not be there yet. */
        private void awaitWaiting() {
            while (waiting.getState() != Thread.State.WAITING && ended.getCount() > 0) {
                Thread.yield();
            }
        }

        private synchronized void end() {
            ended.countDown();
            Thread.interrupted(); // nobody waits any more: an interruption that came late is not for the next message
        }

        private void leaveUnlessEnded() {
            try {
                if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    synchronized (this) {
                        if (ended.getCount() > 0) {
                            waiting.interrupt();
                        }
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
