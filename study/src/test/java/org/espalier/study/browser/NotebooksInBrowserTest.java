package org.espalier.study.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Executed notebooks as people read them. Runs only where the property {@code notebooks.html} names the folder that
 * {@code notebooks/run} has written, and a Chromium is found.
 */
class NotebooksInBrowserTest {
    private static final System.Logger LOG = System.getLogger("org.espalier.study");
    private static final int WALL = 25;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        if (Browser.program().isPresent() && System.getProperty("notebooks.html") != null) {
            browser = Browser.start(Browser.program().get(), folder);
            browser.size(1100, 900);
        }
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    static List<Path> pages() throws Exception {
        String named = System.getProperty("notebooks.html");
        assumeTrue(named != null, "no folder of executed notebooks was named: -Dnotebooks.html=FOLDER");
        assumeTrue(Browser.program().isPresent(), "no Chromium on the path");
        try (Stream<Path> files = Files.list(Path.of(named))) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    private static List<?> list(String script) {
        return (List<?>) browser.evaluate(script);
    }

    private static int count(String selector) {
        return (Integer) browser.evaluate("document.querySelectorAll('" + selector + "').length");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void needsNoNetworkSetsItsFormulasAndShowsItsPictures(Path page) throws Exception {
        Browser.Visit visit = browser.open(page.toUri());
        browser.evaluate("MathJax.startup.promise.then(() => true)");
        assertThat(visit.requests().stream().filter(address -> !address.startsWith("data:")))
                .containsExactly(page.toUri().toString());
        assertThat(visit.complaints()).isEmpty();
        LOG.log(
                System.Logger.Level.INFO,
                "{0}: {1} kB opened in {2} s, {3} formulas, {4} pictures",
                page.getFileName(),
                Files.size(page) / 1000,
                String.format("%.2f", visit.seconds()),
                count("mjx-container") + count(".jp-OutputArea math"),
                count(".jp-OutputArea svg, .jp-OutputArea img"));

        // every formula between dollars was set, none of them is an error, none stayed text
        assertThat(count("mjx-container")).isPositive();
        assertThat(count("mjx-merror, [data-mjx-error]")).isZero();
        assertThat(list("[...document.querySelectorAll('.jp-MarkdownOutput')].filter(m => {let c = m.cloneNode(true);"
                        + "c.querySelectorAll('mjx-container, code, pre').forEach(e => e.remove());"
                        + "return /\\$|\\\\\\\\[a-z]+/.test(c.textContent)}).map(m => m.textContent)"))
                .isEmpty();
        assertThat(
                        list(
                                "[...document.querySelectorAll('mjx-container > svg')].filter(s => {"
                                        + "let r = s.getBoundingClientRect(); return !(r.width > 2 && r.height > 2)}).map(s => s.outerHTML)"))
                .isEmpty();

        assertThat(count(".jp-OutputArea svg, .jp-OutputArea img")).isPositive();
        assertThat(list("[...document.images].filter(i => !(i.complete && i.naturalWidth > 0)).map(i => i.src)"))
                .isEmpty();
        assertThat(list("[...document.querySelectorAll('.jp-OutputArea svg')].filter(s => {"
                        + "let r = s.getBoundingClientRect(), b = s.getBBox();"
                        + "return !(r.width > 8 && r.height > 8 && b.width + b.height > 0)}).map(s => s.outerHTML)"))
                .isEmpty();

        assertThat(
                        list(
                                "[...document.querySelectorAll('[data-mime-type=\"application/vnd.jupyter.stderr\"], .jp-RenderedText')]"
                                        + ".filter(t => /[a-z](Exception|Error)(:|$)/m.test(t.textContent)).map(t => t.textContent)"))
                .as("faults")
                .isEmpty();
        assertThat(list(
                        "[...document.querySelectorAll('.jp-OutputArea pre')].map(t => t.textContent.split('\\n').length)"
                                + ".filter(lines => lines > " + WALL + ")"))
                .as("lines of text that one cell prints")
                .isEmpty();
    }
}
