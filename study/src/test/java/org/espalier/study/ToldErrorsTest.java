package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.espalier.estimates.bridge.Row;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.ThresholdMeanField;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.TruncatedNormal;
import org.espalier.model.neuron.UniformLaw;
import org.espalier.model.system.NetworkSystem;
import org.espalier.particles.observable.TestFunction;
import org.espalier.particles.observable.TreeObservables;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.study.method.ClassReduction;
import org.espalier.study.method.HierarchyMethod;
import org.espalier.study.method.MethodProblem;
import org.espalier.study.method.MethodSolution;
import org.espalier.study.method.TensorPath;
import org.espalier.study.method.TensorPath.Closing;
import org.espalier.study.method.TensorPath.Space;
import org.espalier.study.method.TypedCentred;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every error that is told is no smaller than the true one. */
class ToldErrorsTest {
    /**
     * A number.
     *
     * @param told its error as it is told, NaN if it is not
     * @param error its distance from the truth
     * @param doubt how well the truth is known
     */
    private record Case(String name, double time, double told, double error, double doubt) {
        boolean isViolated() {
            return told + doubt < error;
        }

        boolean isTold() {
            return !Double.isNaN(told);
        }

        boolean isClear() {
            return doubt < 0.2 * Math.max(error, told);
        }
    }

    /** Rates at the times, and how well they are known. */
    private record Truth(double[] rate, double[] doubt) {}

    private static final String[] NETWORKS = {
        "{family: erdos_renyi, neurons: 12, mean_degree: 4, coupling: 0.5, seed: 5}",
        "{family: erdos_renyi, neurons: 6, mean_degree: 2, coupling: 0.9, seed: 4}",
        "{family: regular, neurons: 8, degree: 3, coupling: 0.4, seed: 2}",
        "{family: erdos_renyi, neurons: 24, mean_degree: 6, coupling: 0.6, seed: 8}",
        "{family: erdos_renyi, neurons: 32, mean_degree: 5, coupling: 0.3, seed: 11}"
    };
    private static final String[] SIGNS = {"{rule: excitatory}", "{rule: inhibitory_fraction, fraction: 0.3, seed: 2}"};
    private static final String[] INTENSITIES = {
        "{family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}",
        "{family: sigmoid, maximum: 6, midpoint: 0.9, width: 0.05}",
        "{family: step, rate: 3, threshold: 0.9}",
        "{family: constant, rate: 1.5}"
    };
    private static final String[] LAWS = {
        "{family: normal, mean: 0.3, deviation: 0.3}",
        "{family: uniform, low: 0.1, high: 0.6}",
        "{family: point, at: 0.3}",
        "{family: normal, mean: 0.4, deviation: 0.05}"
    };
    private static final double[] NOISES = {0, 0.03, 0.1, 0.2, 0.35, 0.5};
    private static final Times TIMES = Times.of(0.3, 0.8, 1.7);

    private static String yaml(int network, int signs, int intensity, int law, double noise, int cells, double step) {
        return """
                title: Told errors
                network:
                  generator: %s
                  signs: %s
                  scaling: {measure: none}
                neuron:
                  drift: {family: linear, input: 1.1, rate: 1}
                  noise: %s
                  intensity: %s
                  reset: 0
                  kick_factor: 1
                time: {unit: 20 ms, outputs: [0.3, 0.8, 1.7], curve_intervals: 4}
                initial_law: %s
                hierarchy: {max_order: 5, closure: vanishing}
                numerics: {cells: %d, time_step: %s}
                simulation: {replicas: 2, time_step: 0.02, seed: 3}
                """.formatted(NETWORKS[network], SIGNS[signs], noise, INTENSITIES[intensity], LAWS[law], cells, step);
    }

    private static Truth truth(Study study, SynapticNetwork network) {
        double base = Grid.usualWidth(study.neuron(), study.law(), TIMES.last());
        double noise = study.neuron().noise();
        MeanField equation =
                MeanField.of(study.problem(network)).estimatingError(false).threads(2);
        boolean above = study.law().cumulative(study.neuron().reset()) <= 1e-12;
        boolean excites = IntStream.range(0, network.edges()).allMatch(e -> network.weight(e) >= 0);
        if (noise == 0 && above && excites) {
            MeanField exact = equation.scheme(Scheme.CHARACTERISTICS);
            return extrapolated(
                    exact.cellWidth(base / 8).step(0.00125).solve(TIMES),
                    exact.cellWidth(base / 4).step(0.0025).solve(TIMES),
                    3);
        }
        double finer = noise >= 0.1 ? 4 : 16;
        return extrapolated(
                equation.cellWidth(base / finer).step(0.004).solve(TIMES),
                equation.cellWidth(2 * base / finer).step(0.008).solve(TIMES),
                noise >= 0.1 ? 3 : 1);
    }

    private static Truth extrapolated(MeanFieldSolution fine, MeanFieldSolution coarse, double parts) {
        double[] rate = fine.populationRate();
        double[] other = coarse.populationRate();
        double[] doubt = new double[rate.length];
        for (int k = 0; k < rate.length; k++) {
            doubt[k] = Math.abs(rate[k] - other[k]) / parts;
            rate[k] += (rate[k] - other[k]) / parts;
        }
        return new Truth(rate, doubt);
    }

    private static void add(List<Case> cases, String name, Truth truth, double[] value, double[] told) {
        for (int k = 0; k < TIMES.count(); k++) {
            if (!Double.isNaN(value[k])) {
                cases.add(new Case(name, TIMES.at(k), told[k], Math.abs(value[k] - truth.rate[k]), truth.doubt[k]));
            }
        }
    }

    private static double[] sum(double[] a, double[] b) {
        double[] result = a.clone();
        Arrays.setAll(result, k -> a[k] + b[k]);
        return result;
    }

    private static double[] sample(double[] all, Study study) {
        int[] at = study.time().outputsAmong(study.time().all());
        return Arrays.stream(at).mapToDouble(k -> all[k]).toArray();
    }

    /**
     * Told errors over a generated set: neurons, noise from 0 to 0.5, laws and intensities smooth and not, networks signed and not, classes,
     * orders, closures, grids, steps, tree observables, thresholds.
     */
    @Test
    @Tag("slow")
    void toldIsNotBelowTrue() {
        List<Case> cases = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            ofThreshold(n, cases);
        }
        for (int n = 0; n < 4; n++) {
            ofTrees(n, cases);
        }
        for (int physical = 0; physical < 12; physical++) {
            ofStudy(physical, cases);
        }
        judge(cases);
    }

    private static void ofStudy(int n, List<Case> cases) {
        double noise = NOISES[n % NOISES.length];
        // small noise needs fine cells to know the truth
        int network = (n * 3 + n / 6) % NETWORKS.length % (noise < 0.1 ? 2 : NETWORKS.length);
        int signs = n / 2 % 2;
        int intensity = (n + n / 6) % INTENSITIES.length;
        int law = (n / 3 + n) % LAWS.length;
        Truth truth = null;
        for (int numerics = 0; numerics < 2; numerics++) {
            int cells = numerics == 0 ? 200 : 60;
            double step = numerics == 0 ? 0.01 : 0.04;
            Study study = Study.parse(yaml(network, signs, intensity, law, noise, cells, step))
                    .resolved();
            SynapticNetwork w = study.network().network();
            NetworkSystem system = study.problem(w);
            truth = truth == null ? truth(study, w) : truth;
            String at = String.format(
                    Locale.ROOT,
                    "#%d N%d%s intensity %d law %d σ %.2f cells %d",
                    n,
                    w.size(),
                    signs == 0 ? "+" : "±",
                    intensity,
                    law,
                    noise,
                    cells);
            Times all = study.time().all();
            MeanFieldStudy limit = MeanFieldStudy.solve(study, system, all, 2, Progress.silent());
            add(cases, at + " study", truth, sample(limit.rate(), study), sample(limit.error(), study));
            MeanFieldSolution plain = limit.solution();
            double[] own = IntStream.range(0, all.count())
                    .mapToDouble(plain::rateError)
                    .toArray();
            add(cases, at + " plain", truth, sample(plain.populationRate(), study), sample(own, study));
            DriveRange drives = plain.driveRange();
            HierarchyStudy trees = HierarchyStudy.solve(study, system, drives, all, 2, Progress.silent());
            for (int order = 1; order <= trees.maxOrder(); order++) {
                add(
                        cases,
                        at + " order " + order,
                        truth,
                        sample(trees.rate(order), study),
                        sample(sum(trees.leftOut(order), trees.gridError(order)), study));
            }
            MethodProblem problem = new MethodProblem(system, drives, MeanFieldStudy.cellWidth(study), step, 2, all);
            for (HierarchyMethod method : methods(numerics == 1 && n % 3 == 1)) {
                MethodSolution solution = method.solve(problem, Progress.silent());
                add(
                        cases,
                        at + " " + method.name(),
                        truth,
                        sample(solution.rate(), study),
                        sample(sum(solution.leftOut(), solution.discretisation()), study));
            }
        }
    }

    private static List<HierarchyMethod> methods(boolean closures) {
        List<HierarchyMethod> methods = new ArrayList<>(List.of(
                new ClassReduction(1),
                new ClassReduction(3),
                new TypedCentred(1, 2),
                new TypedCentred(2, 3),
                new TypedCentred(4, 2)));
        if (closures) {
            methods.add(new TensorPath(Closing.MEAN_DRIVE, 1, Space.CELLS, 100, 1));
            methods.add(new TensorPath(Closing.MEAN_DRIVE, 2, Space.CELLS, 40, 1));
            methods.add(new TensorPath(Closing.CONDITIONAL, 2, Space.CELLS, 40, 1));
            methods.add(new TensorPath(Closing.VANISHING, 2, Space.CELLS, 40, 1));
        }
        return methods;
    }

    /** The absorbing boundary, with layers that cells resolve and others that they do not. */
    private static void ofThreshold(int n, List<Case> cases) {
        double noise = new double[] {0.05, 0.1, 0.2, 0.4}[n % 4];
        SynapticNetwork network = Study.parse(yaml(n % 3, n / 2 % 2, 0, 0, 0.4, 100, 0.01))
                .network()
                .network();
        Neuron neuron = new Neuron(new LinearLeak(n % 2 == 0 ? 1.3 : 0.9, 1), noise, new HardThreshold(1), 0, 0.1);
        InitialLaw law = n % 3 == 0 ? new UniformLaw(0, 0.6) : new TruncatedNormal(0.3, 0.15, -1, 0.9);
        double base = 1.0 / (n < 6 ? 100 : 50);
        ThresholdMeanField equation = ThresholdMeanField.of(neuron, network).startingFrom(law);
        MeanFieldSolution told = equation.cellWidth(base).step(0.01).solve(TIMES);
        double finer = noise < 0.1 ? 8 : 4;
        ThresholdMeanField exact = equation.estimatingError(false);
        Truth truth = extrapolated(
                exact.cellWidth(base / finer).step(0.0025).solve(TIMES),
                exact.cellWidth(2 * base / finer).step(0.005).solve(TIMES),
                3);
        assertThat(told.outcome().isCompleted()).isTrue();
        double[] error =
                IntStream.range(0, TIMES.count()).mapToDouble(told::rateError).toArray();
        String name = String.format(Locale.ROOT, "threshold #%d σ %.2f", n, noise);
        add(cases, name, truth, told.populationRate(), error);
        double[] less = IntStream.range(0, TIMES.count())
                .mapToDouble(told::extrapolatedError)
                .toArray();
        add(cases, name + " extrapolated", truth, told.extrapolatedRate(), less);
    }

    /** Tree observables of the mean field and of the largest order, as compare tells them. */
    private static void ofTrees(int n, List<Case> cases) {
        double noise = new double[] {0.4, 0.2, 0.05}[n % 3];
        Study study = Study.parse(yaml(n % 2, n / 2 % 2, n % 2, n / 3 % 2, noise, n < 3 ? 100 : 60, 0.02));
        List<String> functions = List.of("moment:1", "moment:2");
        TreeComparison found = study.run(
                        StudyListener.silent(), RunOptions.threads(2).trees(new TreeQuestion(2, functions)))
                .trees()
                .orElseThrow();
        SynapticNetwork network = study.resolved().network().network();
        double base = Grid.usualWidth(study.neuron(), study.law(), TIMES.last());
        double finer = noise < 0.1 ? 8 : 4;
        MeanField equation = MeanField.of(study.neuron(), network)
                .startingFrom(study.law())
                .estimatingError(false)
                .testing(v -> v, v -> v * v);
        MeanFieldSolution fine = equation.cellWidth(base / finer).step(0.0025).solve(TIMES);
        MeanFieldSolution coarse =
                equation.cellWidth(2 * base / finer).step(0.005).solve(TIMES);
        for (TreeComparison.Part part : found.parts()) {
            int type = 1 + functions.indexOf(part.function());
            TreeObservables sums =
                    TreeObservables.injective(network, List.of(TestFunction.moment(type)), List.of(part.tree()));
            double[] values = new double[TIMES.count()];
            double[] doubt = new double[TIMES.count()];
            for (int k = 0; k < TIMES.count(); k++) {
                double rough = sums.values(coarse.integrals(type, k))[0];
                values[k] = sums.values(fine.integrals(type, k))[0];
                doubt[k] = Math.abs(values[k] - rough) / 3;
                values[k] += (values[k] - rough) / 3;
            }
            for (Row row : part.comparison().rows()) {
                int k = IntStream.range(0, TIMES.count())
                        .filter(at -> TIMES.at(at) == row.time())
                        .findFirst()
                        .orElseThrow();
                cases.add(new Case(
                        "trees #" + n + " " + part.function() + " " + part.tree() + " " + row.prediction(),
                        row.time(),
                        row.budget().truncation() + row.budget().discretisation(),
                        Math.abs(row.predicted() - values[k]),
                        doubt[k]));
            }
        }
    }

    private static void judge(List<Case> cases) {
        List<Case> told = cases.stream().filter(Case::isTold).toList();
        double[] factors = told.stream()
                .filter(Case::isClear)
                .filter(c -> c.error > 1e-9)
                .mapToDouble(c -> c.told / c.error)
                .sorted()
                .toArray();
        List<Case> violated = told.stream().filter(Case::isViolated).toList();
        long settings = cases.stream().map(Case::name).distinct().count();
        double median = factors[factors.length / 2];
        System.out.printf(
                Locale.ROOT,
                "told errors: %d settings, %d numbers, %d told, %d of which the truth is known well; told/true: least %.2f, median"
                        + " %.2f, nine of ten between %.2f and %.0f%n",
                settings,
                cases.size(),
                told.size(),
                factors.length,
                factors[0],
                median,
                factors[factors.length / 20],
                factors[19 * factors.length / 20]);
        assertThat(violated).isEmpty();
        assertThat(settings).isGreaterThanOrEqualTo(300);
        assertThat(median).isBetween(1.0, 10.0);
    }
}
