package org.espalier.study.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The DevTools protocol of Chromium: commands with an answer each, and events, as JSON through one socket. */
final class DevTools implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    /** What the browser said by itself. */
    record Event(String method, Map<?, ?> parameters) {}

    private final AtomicInteger commands = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Map<?, ?>>> open = new ConcurrentHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final WebSocket socket;

    DevTools(URI address) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .join();
    }

    /** JSON is YAML 1.2. */
    private static Map<?, ?> parsed(String json) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        return (Map<?, ?>) new Load(settings).loadFromString(json);
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** Sends a command and returns its result; the session is that of a page, or empty for the browser. */
    Map<?, ?> send(String session, String method, String parameters) {
        int id = commands.incrementAndGet();
        CompletableFuture<Map<?, ?>> answer = new CompletableFuture<>();
        open.put(id, answer);
        String of = session.isEmpty() ? "" : ",\"sessionId\":" + quoted(session);
        socket.sendText("{\"id\":" + id + of + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        Map<?, ?> found = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (found.containsKey("error")) {
            throw new IllegalStateException(method + ": " + found.get("error"));
        }
        return (Map<?, ?>) found.get("result");
    }

    /** Waits until an event of this name has come since the events were last taken. */
    void await(String method) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (events) {
            while (events.stream().noneMatch(event -> event.method().equals(method))) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new IllegalStateException("the browser did not say " + method);
                }
                events.wait(left);
            }
        }
    }

    /** Returns what has come and forgets it. */
    List<Event> taken() {
        synchronized (events) {
            List<Event> copy = List.copyOf(events);
            events.clear();
            return copy;
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                Map<?, ?> message = parsed(text.toString());
                text.setLength(0);
                if (message.get("id") instanceof Integer id) {
                    open.remove(id).complete(message);
                } else {
                    synchronized (events) {
                        events.add(new Event((String) message.get("method"), (Map<?, ?>) message.get("params")));
                        events.notifyAll();
                    }
                }
            }
            from.request(1);
            return null;
        }
    }
}
