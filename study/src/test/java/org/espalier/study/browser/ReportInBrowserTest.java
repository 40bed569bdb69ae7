package org.espalier.study.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.espalier.study.SmallStudy;
import org.espalier.study.report.ReportFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The report as people meet it: in a browser. Skipped where there is no Chromium. */
class ReportInBrowserTest {
    private static final System.Logger LOG = System.getLogger("org.espalier.study");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static Browser browser;
    private static Path report;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no Chromium on the path");
        report = folder.resolve("report");
        try (ReportFolder written = ReportFolder.create(report, false)) {
            written.write(SmallStudy.study().run());
        }
        browser = Browser.start(Browser.program().get(), Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private static Browser.Visit visit(int width, String medium, String scheme) throws Exception {
        browser.size(width, 900);
        browser.medium(medium, scheme);
        return browser.open(report.resolve("report.html").toUri());
    }

    private static List<?> list(String script) {
        return (List<?>) browser.evaluate(script);
    }

    @Test
    void itAsksForNothingComplainsOfNothingAndOpensAtOnce() throws Exception {
        visit(1280, "screen", "light");
        Browser.Visit again = visit(1280, "screen", "light");
        assertThat(again.requests())
                .containsExactly(report.resolve("report.html").toUri().toString());
        assertThat(again.complaints()).isEmpty();
        LOG.log(
                System.Logger.Level.INFO,
                "report of {0} kB opened in {1} s",
                Files.size(report.resolve("report.html")) / 1000,
                String.format("%.2f", again.seconds()));
        // a second is what it takes on a quiet machine
        assertThat(again.seconds()).isLessThan(20);
    }

    @Test
    void picturesHaveInkAndFormulasAreSet() throws Exception {
        visit(1280, "screen", "light");
        assertThat(list("[...document.images].filter(i => !(i.complete && i.naturalWidth > 0)).map(i => i.src)"))
                .isEmpty();
        // a picture fills at least half of its box in each direction
        assertThat(
                        list(
                                "[...document.querySelectorAll('figure > svg')].filter(s => {"
                                        + "let b = s.getBBox(), v = s.viewBox.baseVal;"
                                        + "return !(s.getBoundingClientRect().width > 200 && b.width > v.width / 2 && b.height > v.height / 2"
                                        + " && s.querySelectorAll('line, polygon, polyline, text').length > 20)}).map(s => s.ariaLabel)"))
                .isEmpty();
        assertThat(browser.evaluate("document.querySelectorAll('figure > svg').length"))
                .isEqualTo(10);
        assertThat(list("[...document.querySelectorAll('svg')].filter(s => {let r = s.getBoundingClientRect();"
                        + "return !(r.width > 8 && r.height > 8)}).map(s => s.outerHTML)"))
                .isEmpty();
        // a fraction is set with its denominator below its numerator
        assertThat(browser.evaluate("document.querySelectorAll('mfrac').length > 1"))
                .isEqualTo(true);
        assertThat(list(
                        "[...document.querySelectorAll('mfrac')].filter(f => !(f.children[0].getBoundingClientRect().bottom"
                                + " <= f.children[1].getBoundingClientRect().top + 1)).map(f => f.outerHTML)"))
                .isEmpty();
    }

    @Test
    void wordsOfPicturesDoNotOverlapNorLeaveThePicture() throws Exception {
        for (int width : new int[] {1280, 360}) {
            visit(width, "screen", "light");
            assertThat(list("[...document.querySelectorAll('figure > svg')].flatMap(s => {"
                            + "let words = [...s.querySelectorAll('text')], paper = s.getBoundingClientRect();"
                            + "let boxes = words.map(w => w.getBoundingClientRect());"
                            + "return words.filter((w, i) => {let a = boxes[i];"
                            + "return a.left < paper.left - 1 || a.right > paper.right + 1 || a.top < paper.top - 1"
                            + " || a.bottom > paper.bottom + 1 || boxes.some((b, j) => j > i && a.left < b.right - 1"
                            + " && b.left < a.right - 1 && a.top + 2 < b.bottom - 2 && b.top + 2 < a.bottom - 2)})"
                            + ".map(w => s.getAttribute('aria-label') + ': ' + w.textContent)})"))
                    .as("width %d", width)
                    .isEmpty();
        }
    }

    /** WCAG 2 asks for a contrast of 4.5 between text and what is behind it. */
    @Test
    void textIsLegibleOnLightAndOnDarkPaper() throws Exception {
        for (String scheme : List.of("light", "dark")) {
            visit(1280, "screen", scheme);
            boolean dark = scheme.equals("dark");
            assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)'"))
                    .as(scheme)
                    .isEqualTo(!dark);
            assertThat(list("(() => {"
                            + "let light = c => {let [r, g, b] = c.match(/[\\d.]+/g).map(v => {v /= 255;"
                            + " return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4});"
                            + " return 0.2126 * r + 0.7152 * g + 0.0722 * b};"
                            + "let paper = light(getComputedStyle(document.body).backgroundColor);"
                            + "return [...document.body.querySelectorAll('*')].filter(e => [...e.childNodes].some(n =>"
                            + " n.nodeType === 3 && n.textContent.trim())).filter(e => {"
                            + "let style = getComputedStyle(e), text = light(e instanceof SVGElement ? style.fill : style.color);"
                            + "return (Math.max(text, paper) + 0.05) / (Math.min(text, paper) + 0.05) < 4.5})"
                            + ".map(e => e.outerHTML.slice(0, 200))})()"))
                    .as(scheme)
                    .isEmpty();
        }
    }

    @Test
    void theKeyboardReachesTheAnswerFirst() throws Exception {
        visit(1280, "screen", "light");
        browser.tab();
        assertThat(browser.evaluate("document.activeElement.className")).isEqualTo("skip");
        assertThat(browser.evaluate("document.activeElement.getBoundingClientRect().left >= 0"))
                .isEqualTo(true);
        browser.tab();
        assertThat(browser.evaluate("document.activeElement.getAttribute('href')"))
                .isEqualTo("#answer");
        assertThat(browser.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        // every table says what its heads are for
        assertThat(list("[...document.querySelectorAll('th')].filter(h => !h.scope).map(h => h.outerHTML)"))
                .isEmpty();
    }

    @Test
    void printsDarkInkOnWhitePaper() throws Exception {
        visit(1280, "print", "dark");
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('nav')).display"))
                .isEqualTo("none");
        byte[] pdf = browser.pdf();
        assertThat(new String(pdf, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        assertThat(pdf.length).isGreaterThan(50_000);
    }

    @Test
    void nothingIsWiderThanTheWindow() throws Exception {
        for (int width : new int[] {1280, 768, 500, 360}) {
            visit(width, "screen", "light");
            assertThat(browser.evaluate("document.documentElement.scrollWidth"))
                    .as("width %d", width)
                    .isEqualTo(width);
        }
    }
}
