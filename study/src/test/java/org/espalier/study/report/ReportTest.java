package org.espalier.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.espalier.report.Digits;
import org.espalier.report.NumpyColumns;
import org.espalier.study.SmallStudy;
import org.espalier.study.Study;
import org.espalier.study.StudyListener;
import org.espalier.study.StudyResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportTest {
    private static StudyResult result;

    @BeforeAll
    static void run() {
        result = SmallStudy.study().run();
    }

    private static Path written(StudyResult found, Path folder) {
        Path target = folder.resolve("report");
        try (ReportFolder report = ReportFolder.create(target, false)) {
            report.write(found);
        }
        return target;
    }

    private static List<CSVRecord> table(Path file) throws Exception {
        try (var parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(file))) {
            return parser.getRecords();
        }
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void thePageIsWellFormedAndNeedsNothingElse(@TempDir Path folder) throws Exception {
        String html = Files.readString(written(result, folder).resolve("report.html"));
        Document page = parsed(html);
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("link").getLength()).isZero();
        assertThat(page.getElementsByTagName("img").getLength()).isZero();
        // whatever points anywhere points into the page; xmlns names are not fetched
        assertThat(html.replaceAll("xmlns(:xlink)?=\"[^\"]*\"", "")).doesNotContain("http:", "https:", "@import");
        assertThat(html).doesNotContain("url(\"", "url(h", "NaN", "null");
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("Small & quick <study>");
    }

    @Test
    void picturesAreDescribedIdsAreUniqueAndLinksLeadSomewhere(@TempDir Path folder) throws Exception {
        Document page = parsed(Files.readString(written(result, folder).resolve("report.html")));
        List<String> ids = new ArrayList<>();
        NodeList all = page.getElementsByTagName("*");
        int pictures = 0;
        for (int k = 0; k < all.getLength(); k++) {
            Element element = (Element) all.item(k);
            if (element.hasAttribute("id")) {
                ids.add(element.getAttribute("id"));
            }
            if (element.getTagName().equals("svg")) {
                boolean hidden = element.getAttribute("aria-hidden").equals("true");
                assertThat(hidden || !element.getAttribute("aria-label").isBlank())
                        .as("alternative text")
                        .isTrue();
                pictures += hidden ? 0 : 1;
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(pictures).isGreaterThan(12);
        NodeList links = page.getElementsByTagName("a");
        assertThat(links.getLength()).isGreaterThan(5);
        for (int k = 0; k < links.getLength(); k++) {
            String target = ((Element) links.item(k)).getAttribute("href");
            assertThat(ids).contains(target.substring(1));
        }
        assertThat(page.getElementsByTagName("math").getLength()).isGreaterThan(3);
        assertThat(page.getElementsByTagName("figure").getLength()).isEqualTo(10);
    }

    @Test
    void theTablesHoldTheNumbersOfTheResult(@TempDir Path folder) throws Exception {
        Path report = written(result, folder);
        List<CSVRecord> rates = table(report.resolve("rate.csv"));
        assertThat(rates).hasSize(result.times().count());
        int at = result.outputs().get(1);
        CSVRecord row = rates.get(at);
        assertThat(row.get("is_output")).isEqualTo("true");
        assertThat(Double.parseDouble(row.get("time"))).isEqualTo(0.5);
        assertThat(Double.parseDouble(row.get("order_3")))
                .isEqualTo(result.hierarchy().orElseThrow().rate(3)[at]);
        assertThat(Double.parseDouble(row.get("mean_field")))
                .isEqualTo(result.meanField().orElseThrow().rate()[at]);
        double mean = Double.parseDouble(row.get("simulation"));
        assertThat(mean)
                .isEqualTo(result.simulation().orElseThrow().rate().at(at).mean());
        assertThat(Double.parseDouble(row.get("simulation_high_95"))).isGreaterThan(mean);
        assertThat(Double.parseDouble(row.get("simulation_low_95"))).isLessThan(mean);

        List<CSVRecord> trees = table(report.resolve("trees.csv"));
        assertThat(trees).hasSize(17);
        double sum = trees.stream()
                .mapToDouble(tree -> Double.parseDouble(tree.get("effect_at_0.5")))
                .sum();
        // effects are extrapolated as the rates are
        assertThat(sum)
                .isCloseTo(result.hierarchy().orElseThrow().rate(5)[at], org.assertj.core.data.Offset.offset(1e-12));

        double mass = 0;
        for (CSVRecord bin : table(report.resolve("histogram.csv"))) {
            if (bin.get("time").equals("0.5")) {
                mass += Double.parseDouble(bin.get("density"))
                        * (Double.parseDouble(bin.get("potential_high"))
                                - Double.parseDouble(bin.get("potential_low")));
            }
        }
        assertThat(mass).isBetween(0.97, 1.0000001);
        assertThat(table(report.resolve("neurons.csv"))).hasSize(40);
        List<CSVRecord> stability = table(report.resolve("stability.csv"));
        assertThat(stability).hasSameSizeAs(rates);
        // one percent of the mass is moved by two deviations of the law
        double moved = 0.02 * Math.sqrt(result.study().law().variance());
        assertThat(Double.parseDouble(stability.get(0).get("wasserstein"))).isCloseTo(moved, within(0.02 * moved));
        assertThat(Double.parseDouble(stability.get(stability.size() - 1).get("wasserstein")))
                .isLessThan(moved);
        assertThat(table(report.resolve("comparison.csv"))).hasSize(2 * 7);
        assertThat(Files.readString(report.resolve("README.txt"))
                        .lines()
                        .filter(line -> line.matches("\\w+\\.\\w+ .*")))
                .hasSize(9);
    }

    @Test
    void theArraysAreTheColumnsOfTheTables(@TempDir Path folder) throws Exception {
        Path report = written(result, folder);
        NumpyColumns arrays = NumpyColumns.read(report.resolve("results.npz"));
        int columns = 0;
        for (String name :
                List.of("rate", "comparison", "trees", "density", "histogram", "neurons", "stability", "integrators")) {
            List<CSVRecord> rows = table(report.resolve(name + ".csv"));
            for (String column : rows.get(0).toMap().keySet()) {
                columns++;
                List<String> texts = arrays.texts(name + "." + column);
                assertThat(texts).as(column).hasSameSizeAs(rows);
                for (int k = 0; k < rows.size(); k++) {
                    String cell = rows.get(k).get(column);
                    assertThat(texts.get(k)).as("%s, row %d", column, k).isEqualTo(cell.isEmpty() ? "NaN" : cell);
                }
            }
        }
        assertThat(arrays.names()).hasSize(columns);
        assertThat(arrays.numbers("rate.mean_field"))
                .isEqualTo(result.meanField().orElseThrow().rate());
        assertThat(arrays.numbers("rate.order_3"))
                .isEqualTo(result.hierarchy().orElseThrow().rate(3));
    }

    @Test
    void theStudyInTheFolderRepeatsTheTables(@TempDir Path folder) throws Exception {
        Path first = written(result, folder);
        StudyResult again = Study.load(first.resolve("study.yaml")).run();
        Path second = folder.resolve("again");
        try (ReportFolder report = ReportFolder.create(second, false)) {
            report.write(again);
        }
        for (String name : List.of(
                "rate.csv",
                "trees.csv",
                "histogram.csv",
                "neurons.csv",
                "comparison.csv",
                "density.csv",
                "stability.csv")) {
            assertThat(second.resolve(name)).hasSameTextualContentAs(first.resolve(name));
        }
    }

    @Test
    void aReportIsNeverOverwrittenSilentlyNorHalfWritten(@TempDir Path folder) throws Exception {
        Path target = written(result, folder);
        assertThatThrownBy(() -> ReportFolder.create(target, false))
                .hasMessageContaining("holds a report already")
                .hasMessageContaining("--force");
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> ReportFolder.create(mine, true)).hasMessageContaining("holds no report");
        assertThatThrownBy(() -> ReportFolder.create(folder.resolve("no/such/place"), false))
                .hasMessageContaining("there is no folder");
        ReportFolder.create(folder.resolve("begun"), false).close();
        try (ReportFolder report = ReportFolder.create(target, true)) {
            report.write(result);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("report", "mine");
        }
        try (ReportFolder free = ReportFolder.free(folder, "report", text -> {})) {
            assertThat(free.target()).isEqualTo(folder.resolve("report-2"));
        }
    }

    @Test
    void aRunThatWasStoppedSaysSo(@TempDir Path folder) throws Exception {
        int[] calls = {0};
        StudyResult partial = SmallStudy.study().run(StudyListener.of(fraction -> calls[0]++ < 20), 2);
        assertThat(partial.outcome().isCompleted()).isFalse();
        Path report = written(partial, folder);
        String html = Files.readString(report.resolve("report.html"));
        parsed(html);
        assertThat(html).contains("The run ended early (cancelled)");
        assertThat(report.resolve("histogram.csv")).doesNotExist();
        assertThat(new Answer(partial).sentences().get(0)).startsWith("The run ended early");
    }

    @Test
    void numbersAreWrittenAsPeopleReadThem() {
        assertThat(Digits.withError(0.85460, 0.00831)).isEqualTo("0.8546 ± 0.0083");
        assertThat(Digits.withError(-12.345, 1.2)).isEqualTo("−12.3 ± 1.2");
        assertThat(Digits.of(9.4e-6, 2)).isEqualTo("9.4 × 10⁻⁶");
        assertThat(Digits.of(Double.NaN, 3)).isEqualTo("–");
        assertThat(Digits.of(-0.0123456, 3)).isEqualTo("−0.0123");
        assertThat(Digits.plain(0.25)).isEqualTo("0.25");
    }
}
