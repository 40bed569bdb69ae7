package org.espalier.study.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A Chromium without a window, with a profile of its own. */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome-headless-shell");

    /**
     * What opening a page brought.
     *
     * @param requests addresses that were asked for, the page's own first
     * @param complaints what stands in the console as error or warning
     * @param seconds from the call until the page was loaded
     */
    public record Visit(List<String> requests, List<String> complaints, double seconds) {}

    private final Process process;
    private final DevTools tools;
    private final String page;

    private Browser(Process process, DevTools tools, String page) {
        this.process = process;
        this.tools = tools;
        this.page = page;
    }

    /**
     * Looks for a Chromium on the path.
     *
     * @return its program, empty where there is none
     */
    public static Optional<Path> program() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String name : NAMES) {
                Path candidate = Path.of(folder, name);
                if (Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Starts one.
     *
     * @param program its program
     * @param profile an empty folder
     * @return the browser, with one empty page
     */
    public static Browser start(Path program, Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox", // root has none; only pages of our own are opened
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("browser.log").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        program + " did not start: " + Files.readString(profile.resolve("browser.log")));
            }
            Thread.sleep(50);
        }
        List<String> lines = Files.readAllLines(port);
        DevTools tools = new DevTools(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
        Map<?, ?> target = tools.send("", "Target.createTarget", "{\"url\":\"about:blank\"}");
        Map<?, ?> session = tools.send(
                "",
                "Target.attachToTarget",
                "{\"targetId\":" + DevTools.quoted((String) target.get("targetId")) + ",\"flatten\":true}");
        Browser browser = new Browser(process, tools, (String) session.get("sessionId"));
        for (String domain : List.of("Page", "Network", "Runtime", "Log")) {
            browser.send(domain + ".enable", "{}");
        }
        return browser;
    }

    private Map<?, ?> send(String method, String parameters) {
        return tools.send(page, method, parameters);
    }

    /**
     * Sets the size of the window.
     *
     * @param width in CSS pixels
     * @param height in CSS pixels
     */
    public void size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
    }

    /**
     * Sets what the page is shown on.
     *
     * @param medium {@code screen} or {@code print}
     * @param scheme {@code light} or {@code dark}
     */
    public void medium(String medium, String scheme) {
        send(
                "Emulation.setEmulatedMedia",
                "{\"media\":" + DevTools.quoted(medium) + ",\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":"
                        + DevTools.quoted(scheme) + "}]}");
    }

    /**
     * Opens a page and waits until it is loaded.
     *
     * @param address its address
     * @return what it asked for and complained of
     */
    public Visit open(URI address) throws InterruptedException {
        tools.taken();
        long begun = System.nanoTime();
        send("Page.navigate", "{\"url\":" + DevTools.quoted(address.toString()) + "}");
        tools.await("Page.loadEventFired");
        double seconds = (System.nanoTime() - begun) / 1e9;
        // whatever scripts still do, they have done before this frame is drawn
        evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 300)))");
        List<String> requests = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        for (DevTools.Event event : tools.taken()) {
            Map<?, ?> what = event.parameters();
            switch (event.method()) {
                case "Network.requestWillBeSent" -> requests.add((String) ((Map<?, ?>) what.get("request")).get("url"));
                case "Runtime.exceptionThrown" -> complaints.add(String.valueOf(what.get("exceptionDetails")));
                case "Runtime.consoleAPICalled" -> {
                    if (List.of("error", "warning", "assert").contains(what.get("type"))) {
                        complaints.add(String.valueOf(what.get("args")));
                    }
                }
                case "Log.entryAdded" -> complaints.add(String.valueOf(what.get("entry")));
                default -> {}
            }
        }
        return new Visit(requests, complaints, seconds);
    }

    /**
     * Evaluates an expression in the page.
     *
     * @param script an expression, or a promise of a value
     * @return its value: text, number, truth, list or map
     */
    public Object evaluate(String script) {
        Map<?, ?> found = send(
                "Runtime.evaluate",
                "{\"expression\":" + DevTools.quoted(script) + ",\"awaitPromise\":true,\"returnByValue\":true}");
        if (found.containsKey("exceptionDetails")) {
            throw new IllegalStateException(String.valueOf(found.get("exceptionDetails")));
        }
        return ((Map<?, ?>) found.get("result")).get("value");
    }

    /** Presses and releases the Tab key. */
    public void tab() {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            send(
                    "Input.dispatchKeyEvent",
                    "{\"type\":\"" + type + "\",\"key\":\"Tab\",\"code\":\"Tab\",\"windowsVirtualKeyCode\":9}");
        }
    }

    /**
     * Prints the page.
     *
     * @return a PDF file
     */
    public byte[] pdf() {
        Map<?, ?> found = send("Page.printToPDF", "{\"printBackground\":true,\"preferCSSPageSize\":true}");
        return Base64.getDecoder().decode((String) found.get("data"));
    }

    @Override
    public void close() {
        try {
            tools.send("", "Browser.close", "{}");
        } catch (RuntimeException gone) {
            // it may end before it answers
        }
        tools.close();
        try {
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
