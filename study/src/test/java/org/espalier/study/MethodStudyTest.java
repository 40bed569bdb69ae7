package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.espalier.report.NumpyColumns;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.study.method.ClassQuadrature;
import org.espalier.study.method.ClassReduction;
import org.espalier.study.method.HierarchyMethod;
import org.espalier.study.method.MethodProblem;
import org.espalier.study.method.MethodSolution;
import org.espalier.study.method.TensorPath;
import org.espalier.study.method.TypedCentred;
import org.espalier.study.report.Answer;
import org.espalier.study.report.ReportFolder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that close the hierarchy in several ways. */
class MethodStudyTest {
    private static final String PLAIN = "hierarchy: {max_order: 5, closure: vanishing}";

    private static StudyResult result;

    private static String closedBy(String... methods) {
        return SmallStudy.yaml()
                .replace(
                        PLAIN,
                        "hierarchy:\n  max_order: 5\n  closure: vanishing\n  methods:\n    - "
                                + String.join("\n    - ", methods));
    }

    private static Study study() {
        return Study.parse(closedBy(
                "{method: typed, classes: 4, max_order: 2}",
                "{method: classes, classes: 4}",
                "{method: tensor, closure: mean_drive, max_order: 2, cells: 80}"));
    }

    @BeforeAll
    static void run() {
        result = study().run();
    }

    @Test
    void methodsAreReadWithTheirUsualNumbersAndWrittenWithAll() {
        Study all = Study.parse(closedBy(
                "{method: typed}",
                "{method: quadrature}",
                "{method: tensor, closure: mean_drive}",
                "{method: tensor, closure: conditional, max_order: 2}",
                "{method: tensor, closure: vanishing, basis: 12}",
                "{method: tensor, closure: mean_drive, max_order: 2, edge_powers: 2}",
                "{method: classes}"));
        assertThat(all.hierarchy().methods())
                .containsExactly(
                        new TypedCentred(16, 3),
                        new ClassQuadrature(16, 7, 0, 8),
                        new TensorPath(TensorPath.Closing.MEAN_DRIVE, 3, TensorPath.Space.BASIS, 24, 1),
                        new TensorPath(TensorPath.Closing.CONDITIONAL, 2, TensorPath.Space.CELLS, 200, 1),
                        new TensorPath(TensorPath.Closing.VANISHING, 3, TensorPath.Space.BASIS, 12, 1),
                        new TensorPath(TensorPath.Closing.MEAN_DRIVE, 2, TensorPath.Space.CELLS, 184, 2),
                        new ClassReduction(16));
        assertThat(Study.parse(all.toYaml())).isEqualTo(all);
        assertThat(all.toYaml()).contains("starts: 8", "cells: 200", "basis: 12");
        assertThat(SmallStudy.study().toYaml()).doesNotContain("methods");
        assertThat(Study.method("tensor:closure=conditional,max_order=2"))
                .isEqualTo(all.hierarchy().methods().get(3));
        assertThat(Study.method("classes")).isEqualTo(new ClassReduction(16));
    }

    private static void refused(String yaml, String... named) {
        assertThatThrownBy(() -> Study.parse(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(named);
    }

    @Test
    void mistakesAreToldWithTheirLine() {
        refused(
                closedBy("{method: typd}"),
                "line 18",
                "hierarchy.methods[0].method",
                "'typd'",
                "did you mean 'typed'?");
        refused(
                closedBy("{method: typed}", "{method: typed, clases: 3}"),
                "line 19",
                "unknown key 'hierarchy.methods[1].clases'",
                "'classes'");
        refused(closedBy("{method: tensor, max_order: 2}"), "line 18", "missing key 'hierarchy.methods[0].closure'");
        refused(
                closedBy("{method: tensor, closure: conditional, max_order: 1}"),
                "line 18",
                "circular",
                "take max_order: 2");
        refused(
                closedBy("{method: tensor, closure: conditional, basis: 20}"),
                "line 18",
                "give cells instead of basis");
        refused(closedBy("{method: typed, max_order: 0}"), "line 18", "max_order = 0");
        refused(closedBy("{method: typed}", "{method: typed}"), "'typed, 16 classes, order 3' is asked for twice");
        refused(SmallStudy.yaml().replace("closure: vanishing", "closure: mean_drive"), "line 14", "hierarchy.methods");
        refused(
                SmallStudy.yaml().replace("closure: vanishing}", "closure: vanishing, methods: typed}"),
                "line 14",
                "must be a list");
        assertThatThrownBy(() -> Study.method("typed: classes")).hasMessageContaining("without blanks");
    }

    @Test
    void theRunHasEachMethodWithTheNumbersOfTheLibrary() {
        assertThat(result.outcome().isCompleted()).isTrue();
        assertThat(result.stages())
                .extracting(Stage::name)
                .containsExactly(
                        "network",
                        "mean-field equation",
                        "hierarchy",
                        "stationary states",
                        "typed, 4 classes, order 2",
                        "4 classes",
                        "mean drive, order 2, 80 cells",
                        "simulation");
        Study study = result.study();
        MethodProblem problem = new MethodProblem(
                study.neuron(),
                study.law(),
                result.network(),
                result.meanField().orElseThrow().solution().driveRange(),
                MeanFieldStudy.cellWidth(study),
                0.02,
                1,
                result.times());
        for (MethodSolution solution : result.methods()) {
            MethodSolution direct = solution.method().solve(problem, Progress.silent());
            assertThat(solution.rate()).isEqualTo(direct.rate());
            assertThat(solution.leftOut()).isEqualTo(direct.leftOut());
            assertThat(solution.discretisation()).isEqualTo(direct.discretisation());
            // held against the simulation
            assertThat(result.comparison().orElseThrow().of(solution.method().name()))
                    .hasSize(2);
        }
        double[] limit = result.meanField().orElseThrow().rate();
        double[] typed = result.methods().get(0).rate();
        for (int k : result.outputs()) {
            // weak coupling: the typed expansion is the mean field, the vanishing closure of the same order is not
            assertThat(typed[k]).isCloseTo(limit[k], within(1e-3));
            assertThat(Math.abs(result.hierarchy().orElseThrow().rate(2)[k] - limit[k]))
                    .isGreaterThan(1e-3);
        }
    }

    @Test
    void theResolvedStudyRepeatsTheMethodsBitForBit() {
        StudyResult again = Study.parse(result.study().toYaml()).run(StudyListener.silent(), 3);
        for (int m = 0; m < result.methods().size(); m++) {
            assertThat(again.methods().get(m).rate())
                    .isEqualTo(result.methods().get(m).rate());
        }
        assertThat(again.comparison()).isEqualTo(result.comparison());
    }

    @Test
    void tablesArraysAndPageHaveThem(@TempDir Path folder) throws Exception {
        Path target = folder.resolve("report");
        try (ReportFolder report = ReportFolder.create(target, false)) {
            report.write(result);
        }
        int at = result.outputs().get(1);
        double wanted = result.methods().get(2).rate()[at];
        try (var parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(target.resolve("rate.csv")))) {
            CSVRecord row = parser.getRecords().get(at);
            assertThat(Double.parseDouble(row.get("mean_drive_order_2_cells_80")))
                    .isEqualTo(wanted);
            assertThat(Double.parseDouble(row.get("mean_drive_order_2_cells_80_left_out")))
                    .isEqualTo(result.methods().get(2).leftOut()[at]);
            assertThat(Double.parseDouble(row.get("classes_4_discretisation")))
                    .isEqualTo(result.methods().get(1).discretisation()[at]);
        }
        assertThat(NumpyColumns.read(target.resolve("results.npz")).numbers("rate.mean_drive_order_2_cells_80")[at])
                .isEqualTo(wanted);
        String html = Files.readString(target.resolve("report.html"));
        assertThat(html).contains("Other closures", "typed, 4 classes, order 2", "mean drive, order 2, 80 cells");
        assertThat(html).doesNotContain("NaN", "null");
        Answer answer = new Answer(result);
        assertThat(answer.sentences()).anyMatch(sentence -> sentence.startsWith("Believe "));
        assertThat(answer.closed().column("rate").numbers()[5]).isEqualTo(wanted);
        assertThat(answer.closed().column("from_mean_field").numbers()[5])
                .isEqualTo(wanted - result.meanField().orElseThrow().rate()[at]);
    }

    @Test
    void aRunStoppedInAMethodKeepsWhatIsFinished() {
        List<String> finished = new ArrayList<>();
        StudyResult stopped = study().run(
                        new StudyListener() {
                            @Override
                            public Progress stage(String name) {
                                return fraction -> !name.equals("4 classes") || fraction < 0.3;
                            }

                            @Override
                            public void finished(String name, String summary) {
                                finished.add(name);
                            }
                        },
                        2);
        assertThat(stopped.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(stopped.methods()).hasSize(2);
        assertThat(stopped.methods().get(0).rate())
                .isEqualTo(result.methods().get(0).rate());
        assertThat(stopped.simulation()).isEmpty();
        assertThat(finished).contains("4 classes").doesNotContain("mean drive, order 2, 80 cells", "simulation");
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnythingIsSolved() {
        List<String> begun = new ArrayList<>();
        StudyListener listener = new StudyListener() {
            @Override
            public Progress stage(String name) {
                begun.add(name);
                return Progress.silent();
            }

            @Override
            public void finished(String name, String summary) {
                begun.add(name);
            }
        };
        Study typed = Study.parse(closedBy("{method: typed, classes: 40, max_order: 6}"));
        assertThatThrownBy(() -> typed.run(listener, 1))
                .hasMessageMatching(
                        "typed, 40 classes, order 6: [\\d.e+]+ unknowns need [\\d.e+]+ GB, this Java heap holds .*;"
                                + " take fewer classes, .*");
        Study tensors = Study.parse(closedBy("{method: tensor, closure: mean_drive, max_order: 6, cells: 60}"));
        assertThatThrownBy(() -> tensors.run(listener, 1)).hasMessageContaining("mean drive, order 6, 60 cells: ");
        Study crowded = Study.parse(closedBy("{method: classes, classes: 41}"));
        assertThatThrownBy(() -> crowded.run(listener, 1)).hasMessageContaining("41 classes for 40 neurons");
        assertThat(begun).containsOnly("network");
        // elementary densities and all that stands beside them are about one law
        Study unequal = Study.parse(closedBy("{method: typed}")
                .replace(
                        "initial_law: {family: normal, mean: 0.3, deviation: 0.3}",
                        "initial_law: {family: normal, mean: 0.3, deviation: 0.3,"
                                + " types: {a: {family: point, at: 0}}}"));
        assertThatThrownBy(() -> unequal.run(listener, 1)).hasMessageContaining("initial_law.types");
    }

    private static String page(String name) throws Exception {
        return Files.readString(Path.of(System.getProperty("espalier.root"), "docs", name));
    }

    private static List<HierarchyMethod> methodsOfTheDocumentation() throws Exception {
        Matcher block =
                Pattern.compile("```yaml\\n(hierarchy:.*?)```", Pattern.DOTALL).matcher(page("closures.md"));
        assertThat(block.find()).isTrue();
        return Study.parse(SmallStudy.yaml().replace(PLAIN, block.group(1).strip()))
                .hierarchy()
                .methods();
    }

    @Test
    void theExampleOfTheDocumentationIsTheSameInTheFileAndOnTheCommandLine() throws Exception {
        Matcher option = Pattern.compile("--method (\\S+)").matcher(page("closures.md"));
        List<HierarchyMethod> given = new ArrayList<>();
        while (option.find()) {
            given.add(Study.method(option.group(1)));
        }
        assertThat(given).isEqualTo(methodsOfTheDocumentation());
    }

    /** Every number of its table, to the digit that is there. */
    @Test
    @Tag("slow")
    void theTableOfTheDocumentationIsWhatComesOut() throws Exception {
        StudyResult found = Study.builtIn()
                .withReplicas(2)
                .withMethods(methodsOfTheDocumentation())
                .run();
        double[] limit = found.meanField().orElseThrow().rate();
        int rows = 0;
        for (String line : page("closures.md").lines().toList()) {
            String[] cells = line.split("\\s*\\|\\s*");
            if (cells.length != 7 || !cells[2].matches("below 1e-6|−?\\de-\\d+")) {
                continue;
            }
            double[] rate;
            double[] leftOut;
            double[] grid;
            if (cells[1].startsWith("order 5")) {
                HierarchyStudy orders = found.hierarchy().orElseThrow();
                rate = orders.rate(5);
                leftOut = orders.leftOut(5);
                grid = orders.gridError(5);
            } else {
                MethodSolution solution = found.methods().stream()
                        .filter(m -> m.method().name().equals(cells[1]))
                        .findFirst()
                        .orElseThrow();
                rate = solution.rate();
                leftOut = solution.leftOut();
                grid = solution.discretisation();
            }
            rows++;
            for (int j = 0; j < 4; j++) {
                int k = found.outputs().get(j);
                assertThat(digit(rate[k] - limit[k])).as(cells[1]).isEqualTo(cells[2 + j]);
            }
            int last = found.outputs().get(3);
            assertThat(digit(leftOut[last]) + "; " + digit(grid[last]))
                    .as(cells[1])
                    .isEqualTo(cells[6]);
        }
        assertThat(rows).isEqualTo(7);
    }

    private static String digit(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return Math.abs(value) < 1e-6
                ? "below 1e-6"
                : String.format(Locale.ROOT, "%.0e", value).replace('-', '−').replace("e−0", "e-");
    }

    /** The errors of docs/accuracy.md, to a factor of two; rates there are on one grid, here they are extrapolated. */
    @Test
    @Tag("slow")
    void theWormByOtherClosures() {
        Path data = Path.of(
                System.getenv().getOrDefault("ESPALIER_DATA", System.getProperty("espalier.root") + "/../shared/data"));
        Path edges = data.resolve("worm_edges.csv");
        Assumptions.assumeTrue(Files.exists(edges), "no connectomes at " + data);
        Study worm = Study.load(Path.of(System.getProperty("espalier.root"), "examples", "worm.yaml"))
                .withNetwork(edges)
                .withReplicas(2)
                .withMethods(List.of(new TypedCentred(8, 3), new ClassReduction(8)));
        StudyResult found = worm.run();
        double[] limit = found.meanField().orElseThrow().rate();
        // typed centred, K = 8: order 3 and order 1, at t = 0.25, 0.5, 1, 2
        double[][] known = {{1e-6, 7e-6, 2e-5, 3e-6}, {2e-4, 8e-4, 2e-3, 9e-4}};
        for (int m = 0; m < 2; m++) {
            MethodSolution solution = found.methods().get(m);
            for (int j = 0; j < 4; j++) {
                int k = found.outputs().get(j);
                double error = Math.abs(solution.rate()[k] - limit[k]);
                assertThat(error).as(solution.method().name() + " " + j).isLessThan(2 * known[m][j] + 3e-5);
            }
            double late = Math.abs(solution.rate()[found.outputs().get(1)]
                    - limit[found.outputs().get(1)]);
            assertThat(late).isGreaterThan(known[m][1] / 2 - 1e-5);
        }
    }
}
