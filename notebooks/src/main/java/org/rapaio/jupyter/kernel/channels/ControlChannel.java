package org.rapaio.jupyter.kernel.channels;

import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.message.HMACDigest;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.jupyter.kernel.message.MessageType;
import org.rapaio.jupyter.kernel.message.messages.ControlInterruptReply;
import org.rapaio.org.zeromq.SocketType;
import org.rapaio.org.zeromq.ZMQ;

/**
 * Listens to Jupyter's requests to interrupt and to shut down. Replaces the class of the same name in the kernel's
 * jar (package org.espalier.notebooks says why). This one answers on its own socket and leaves the cell's answer to the cell.
 */
public final class ControlChannel extends AbstractChannel {
    private static final long PAUSE_MILLIS = 50;

    private volatile LoopThread loop;

    /**
     * Creates a channel that is not bound yet.
     *
     * @param channels all channels of the kernel
     * @param context of the sockets
     * @param digest signs messages
     */
    public ControlChannel(Channels channels, ZMQ.Context context, HMACDigest digest) {
        super(channels, "ControlChannel", context, SocketType.ROUTER, digest);
    }

    @Override
    public void bind(ConnectionProperties connection) {
        socket.bind(connection.formatAddress(connection.controlPort()));
        ZMQ.Poller poller = ctx.poller(1);
        poller.register(socket, ZMQ.Poller.POLLIN);
        loop = new LoopThread("ControlChannel", PAUSE_MILLIS, () -> {
            if (poller.poll(0) > 0) {
                answer(readMessage());
            }
        });
        loop.start();
    }

    private <T> void answer(Message<T> request) {
        MessageType<T> type = request.header().type();
        if (type.equals(MessageType.CONTROL_INTERRUPT_REQUEST)) {
            sendMessage(
                    new Message<>(request.getId(), MessageType.CONTROL_INTERRUPT_REPLY, new ControlInterruptReply()));
            MainApp.kernel.javaEngine().getShell().stop();
            return;
        }
        MessageHandler<T> handler = channels.getHandler(type);
        if (handler == null) {
            return;
        }
        channels.setMsgId(request.getId());
        try {
            handler.handle(request);
        } finally {
            channels.runAfterActions();
        }
        if (channels.isMarkedForShutdown()) {
            channels.close();
        }
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.shutdown();
        }
        super.close();
    }

    @Override
    public void joinUntilClose() {
        try {
            if (loop != null) {
                loop.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
