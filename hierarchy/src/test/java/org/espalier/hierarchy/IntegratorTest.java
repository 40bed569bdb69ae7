package org.espalier.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.expansion.TypedExpansion;
import org.espalier.hierarchy.expansion.TypedSolution;
import org.espalier.hierarchy.meanfield.Kicks;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.FiniteVolumeMatrices;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.Integrator.Method;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.RateDerivative;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.hierarchy.tensor.TensorHierarchy;
import org.espalier.hierarchy.tensor.TensorSolution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.system.Colour;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fixed steps and Hipparchus' integrators on every path, with types and inputs. */
class IntegratorTest {
    /** One output time before the jumps of the input, one at a jump, one between steps, one at the end. */
    private static final Times TIMES = Times.of(0.1, 0.31, 0.457, 0.7);

    private static final Normal LAW = Normal.of(0.3, 0.3);

    /** |λ| of a grid with cells so wide is 80 for the first neuron. */
    private static final Grid CELLS = Grid.of(-1.92, 0.16, 36);

    private static SynapticNetwork network(double factor) {
        double[][] weights = {{0, 0.5, -0.3, 0.2}, {0.4, 0, 0.1, 0}, {0, 0.7, 0, -0.2}, {0.3, 0.3, 0.3, 0}};
        for (double[] row : weights) {
            Arrays.setAll(row, j -> factor * row[j]);
        }
        return SynapticNetwork.ofMatrix(weights);
    }

    private static NetworkSystem system(double factor, double current) {
        Neuron usual = Connectome.neuron();
        Neuron other = Neuron.leak(2, 0.6)
                .noise(0.3)
                .intensity(Sigmoid.of(6, 0.9, 0.15))
                .reset(0.1);
        NeuronGroup first = new NeuronGroup("first", 0, 1);
        NeuronGroup last = new NeuronGroup("last", 3);
        NetworkSystem system = NetworkSystem.of(
                        Neurons.byNeuron(List.of(usual, usual, other, other)), network(factor), InitialLaws.same(LAW))
                .with(
                        Input.current(first, Signal.pulse(0.31, 0.6, 0.8)),
                        Input.current(last, Signal.sinusoid(0.1, 0.1, 1, 0)),
                        Input.poisson(last, Signal.sinusoid(2, 1, 1, 0), Signal.constant(0.1)))
                .reading(first, last);
        return current == 0 ? system : system.with(Input.current(first, Signal.constant(current)));
    }

    private static NetworkSystem system() {
        return system(1, 0);
    }

    private static double[] completed(Outcome outcome, double... rates) {
        assertThat(outcome.isCompleted()).as(outcome.message()).isTrue();
        return rates;
    }

    private static ElementaryDensities elementary() {
        return ElementaryDensities.of(system()).upTo(2).on(CELLS).threads(1);
    }

    private static double[] elementary(Integrator integrator, double step) {
        ElementarySolution solution =
                elementary().step(step).integrator(integrator).solve(TIMES);
        return completed(
                solution.outcome(),
                IntStream.range(0, TIMES.count())
                        .boxed()
                        .flatMapToDouble(k -> solution.trees().stream().mapToDouble(tree -> solution.rate(tree, k)))
                        .toArray());
    }

    private static TypedExpansion typed(NetworkSystem system) {
        return TypedExpansion.of(system)
                .classes(new int[] {0, 1, 2, 2})
                .upTo(2)
                .neglecting(0)
                .on(CELLS)
                .threads(1);
    }

    private static NetworkSystem byTwo(double factor) {
        Neuron usual = Connectome.neuron();
        Neuron other = Neuron.leak(2, 0.6)
                .noise(0.3)
                .intensity(Sigmoid.of(6, 0.9, 0.15))
                .reset(0.1);
        NeuronGroup first = new NeuronGroup("first", 0, 1);
        NeuronGroup last = new NeuronGroup("last", 2, 3);
        return NetworkSystem.of(
                        Neurons.byNeuron(List.of(usual, usual, other, other)), network(factor), InitialLaws.same(LAW))
                .with(
                        Input.current(first, Signal.pulse(0.31, 0.6, 0.8)),
                        Input.poisson(last, Signal.sinusoid(2, 1, 1, 0), Signal.constant(0.1)))
                .reading(first, last);
    }

    private static double[] typed(Integrator integrator, double step) {
        TypedSolution solution =
                typed(byTwo(1)).step(step).integrator(integrator).solve(TIMES);
        return completed(solution.outcome(), joined(solution.populationRate(), solution.readoutRate(1)));
    }

    private static MeanField meanField(NetworkSystem system) {
        return MeanField.of(system).on(CELLS).estimatingError(false).threads(1);
    }

    private static double[] meanField(Integrator integrator, double step) {
        MeanFieldSolution solution =
                meanField(system()).step(step).integrator(integrator).solve(TIMES);
        return completed(solution.outcome(), joined(solution.populationRate(), solution.readoutRate(1)));
    }

    private static TensorHierarchy tensors() {
        Grid cells = Grid.of(-2, 0.4, 13);
        return TensorHierarchy.of(TreeSystem.of(Connectome.neuron(), 2), Closure.meanDrive())
                .on(FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), cells)))
                .startingFrom((RootedTree tree) -> Math.pow(0.6, tree.order() - 1), cells.masses(LAW))
                .threads(1);
    }

    private static double[] tensors(Integrator integrator, double step) {
        TensorSolution solution = tensors().step(step).integrator(integrator).solve(TIMES);
        return completed(
                solution.outcome(), joined(solution.populationRate(), solution.tensor(RootedTree.ofLevels(0, 1), 2)));
    }

    /** Three colours: two types, a pulse and Poisson kicks that do not change. */
    private static double[] typedTensors(Integrator integrator, double step) {
        NetworkSystem system = NetworkSystem.of(byTwo(1).neurons(), network(1), InitialLaws.same(LAW))
                .with(
                        Input.current(new NeuronGroup("first", 0, 1), Signal.pulse(0.31, 0.45, 0.8)),
                        Input.poisson(new NeuronGroup("last", 3), Signal.constant(2), Signal.constant(0.1)));
        Grid cells = Grid.of(-2, 0.25, 21);
        List<Colour> colours = system.colouring().colours();
        TensorSolution solution = TensorHierarchy.of(TreeSystem.of(system, 2), Closure.vanishing())
                .on(ColourOperators.of(colours, cells, TIMES.last(), 1))
                .startingFrom(
                        TreeDensities.of(system, 2),
                        colours.stream()
                                .map(colour -> cells.masses(colour.law()))
                                .toArray(double[][]::new))
                .threads(1)
                .step(step)
                .integrator(integrator)
                .solve(TIMES);
        return completed(
                solution.outcome(), joined(solution.populationRate(), solution.tensor(RootedTree.single(1), 2)));
    }

    private static double[] joined(double[]... parts) {
        return Stream.of(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    /**
     * What is integrated. The typed loop starts by a small step whose drives are held, 1/256 of the later ones: an error of order two with a
     * small factor, which is what is left of it at steps as short as these.
     */
    private enum Path {
        ELEMENTARY(IntegratorTest::elementary, 4, 0.01, 1e-3),
        TYPED(IntegratorTest::typed, 2, 6.25e-4, 4e-4),
        MEAN_FIELD(IntegratorTest::meanField, 2, 2e-3, 5e-4),
        TENSORS(IntegratorTest::tensors, 4, 0.02, 2e-3),
        TYPED_TENSORS(IntegratorTest::typedTensors, 4, 0.02, 4e-3);

        private final BiFunction<Integrator, Double, double[]> numbers;
        private final int order;
        private final double step;
        private final double finest;
        private double[] best;

        Path(BiFunction<Integrator, Double, double[]> numbers, int order, double step, double finest) {
            this.numbers = numbers;
            this.order = order;
            this.step = step;
            this.finest = finest;
        }

        double[] fixed(double length) {
            return numbers.apply(Integrator.fixed(), length);
        }

        double[] by(Method method, double tolerance) {
            return numbers.apply(Integrator.of(method, tolerance), step);
        }

        synchronized double[] best() {
            if (best == null) {
                best = by(Method.DORMAND_PRINCE_853, 1e-12);
            }
            return best;
        }
    }

    private static double distance(double[] x, double[] y) {
        assertThat(x).hasSameSizeAs(y);
        double largest = 0;
        for (int k = 0; k < x.length; k++) {
            largest = Math.max(largest, Math.abs(x[k] - y[k]));
        }
        return largest;
    }

    /** Fixed steps extrapolated from three lengths: their own error is then below the smallest tolerance. */
    @ParameterizedTest
    @EnumSource(Path.class)
    void fixedStepsAndHipparchusAgree(Path path) {
        double[] coarse = path.fixed(path.finest);
        double[] middle = path.fixed(path.finest / 2);
        double[] fine = path.fixed(path.finest / 4);
        double[] extrapolated = extrapolated(
                path.order + 1, extrapolated(path.order, coarse, middle), extrapolated(path.order, middle, fine));
        for (double tolerance : new double[] {1e-6, 1e-9, 1e-11}) {
            // the loop of (5.1) cuts the series of each of its many steps at 1e-12: no extrapolation takes that off
            double least = path == Path.MEAN_FIELD ? 5e-11 : 0;
            assertThat(distance(path.by(Method.DORMAND_PRINCE_853, tolerance), extrapolated))
                    .as("%s", tolerance)
                    .isLessThan(Math.max(tolerance, least));
        }
        assertThat(distance(fine, extrapolated)).isGreaterThan(1e-15);
    }

    /** One class a neuron at order 1 is (5.1) with the Split scheme, and its loop of order four goes where that of (5.1) does not. */
    @Test
    void theMeanFieldAgreesWithTheTypedLoopToTheSmallestTolerance() {
        TypedSolution typed = TypedExpansion.of(free(1, 0.1))
                .classes(new int[] {0, 1, 2, 3})
                .upTo(1)
                .on(CELLS)
                .step(1e-4)
                .threads(1)
                .solve(TIMES);
        MeanField equation = meanField(free(1, 0.1)).scheme(Scheme.SPLIT);
        for (Method method : new Method[] {Method.DORMAND_PRINCE_853, Method.GRAGG_BULIRSCH_STOER}) {
            for (double tolerance : new double[] {1e-6, 1e-9, 1e-11}) {
                double[] rates = equation.integrator(Integrator.of(method, tolerance))
                        .solve(TIMES)
                        .populationRate();
                assertThat(distance(rates, typed.populationRate()))
                        .as("%s %s", method, tolerance)
                        .isLessThan(tolerance);
            }
        }
    }

    private static double[] extrapolated(int order, double[] coarse, double[] fine) {
        double[] result = new double[fine.length];
        Arrays.setAll(result, k -> fine[k] + (fine[k] - coarse[k]) / (Math.pow(2, order) - 1));
        return result;
    }

    @ParameterizedTest
    @EnumSource(Path.class)
    void theOrderOfFixedStepsIsSeenFromBothSides(Path path) {
        double coarse = distance(path.fixed(path.step), path.best());
        double fine = distance(path.fixed(path.step / 2), path.best());
        double ratio = Math.pow(2, path.order);
        assertThat(coarse / fine).isBetween(0.75 * ratio, 1.3 * ratio);
    }

    @ParameterizedTest
    @EnumSource(value = Method.class, names = "FIXED", mode = EnumSource.Mode.EXCLUDE)
    @Tag("slow")
    void everyIntegratorKeepsItsToleranceOnEveryPath(Method method) {
        for (Path path : Path.values()) {
            for (double tolerance : new double[] {1e-4, 1e-6, 1e-9, 1e-11}) {
                double[] numbers = path.by(method, tolerance);
                // at 1e-12 the differences of Adams' slopes are rounding
                double least = method == Method.ADAMS_MOULTON ? 1e-11 : 1e-12;
                double[] tighter = path.by(method, Math.max(least, tolerance / 10));
                assertThat(distance(numbers, tighter))
                        .as("%s %s", path, tolerance)
                        .isLessThan(tolerance);
                assertThat(distance(numbers, path.best()))
                        .as("%s %s", path, tolerance)
                        .isLessThan(tolerance);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"DORMAND_PRINCE_54", "GRAGG_BULIRSCH_STOER"})
    void theToldErrorIsAboveTheTrueOne(Method method) {
        Integrator integrator = Integrator.of(method, 1e-6);
        for (Path path : Path.values()) {
            assertThat(distance(path.numbers.apply(integrator, 1.0), path.best()))
                    .as("%s", path)
                    .isLessThan(1e-6);
        }
        assertThat(elementary().integrator(integrator).solve(TIMES).timeError()).isEqualTo(1e-6);
        assertThat(elementary().solve(TIMES).timeError()).isNaN();
    }

    /** |λ| t ≈ 35 and 709, where variables that are anchored at time 0 lose their digits and overflow. */
    @ParameterizedTest
    @ValueSource(doubles = {35, 709})
    @Tag("slow")
    void theHierarchyPassesTheTrapOfAnAnchorAtTimeZero(double reach) {
        FiniteVolumeMatrices operators = FiniteVolumeMatrices.of(NeuronOnGrid.of(Connectome.neuron(), CELLS));
        Times times = Times.of(reach / operators.fastest());
        Integrator integrator = Integrator.of(Method.DORMAND_PRINCE_54, 1e-8);
        ElementaryDensities elementary = ElementaryDensities.of(Connectome.neuron())
                .startingFrom(LAW)
                .upTo(3)
                .on(CELLS)
                .step(0.005)
                .threads(1);
        ElementarySolution windows = elementary.integrator(integrator).solve(times);
        ElementarySolution steps = elementary.solve(times);
        for (RootedTree tree : steps.trees()) {
            assertThat(windows.rate(tree, 0)).isCloseTo(steps.rate(tree, 0), within(1e-8));
            assertThat(distance(windows.mass(tree, 0), steps.mass(tree, 0))).isLessThan(1e-8);
        }
        TensorHierarchy tensors = tensors().step(0.01);
        assertThat(tensors.integrator(integrator).solve(times).populationRate()[0])
                .isCloseTo(tensors.solve(times).populationRate()[0], within(1e-8));
        MeanField equation = meanField(free(1, 0)).scheme(Scheme.SPLIT).integrator(integrator);
        TypedSolution typed = TypedExpansion.of(free(1, 0))
                .classes(new int[] {0, 1, 2, 3})
                .upTo(1)
                .on(CELLS)
                .step(2e-3)
                .threads(1)
                .solve(times);
        assertThat(equation.solve(times).populationRate()[0]).isCloseTo(typed.populationRate()[0], within(1e-8));
    }

    @Test
    void windowsWithManyOutputTimesReadTheSameStates() {
        Times many = Times.of(
                IntStream.rangeClosed(1, 70).mapToDouble(k -> k / 100.0).toArray());
        Integrator integrator = Integrator.of(Method.DORMAND_PRINCE_54, 1e-8);
        double[] rates = meanField(system()).integrator(integrator).solve(many).populationRate();
        double[] few = meanField(system())
                .integrator(Integrator.of(Method.DORMAND_PRINCE_853, 1e-11))
                .solve(many.every(7))
                .populationRate();
        for (int k = 0; k < few.length; k++) {
            assertThat(rates[7 * k]).isCloseTo(few[k], within(1e-8));
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        Integrator integrator = Integrator.of(Method.DORMAND_PRINCE_853, 1e-6);
        assertThat(meanField(system())
                        .threads(3)
                        .integrator(integrator)
                        .solve(TIMES)
                        .populationRate())
                .isEqualTo(
                        meanField(system()).integrator(integrator).solve(TIMES).populationRate());
        assertThat(typed(byTwo(1))
                        .threads(3)
                        .integrator(integrator)
                        .solve(TIMES)
                        .populationRate())
                .isEqualTo(typed(byTwo(1)).integrator(integrator).solve(TIMES).populationRate());
    }

    /** Cells are compared with cells twice as wide, and the tolerance is added. */
    @Test
    void theToldErrorHasTheToleranceInIt() {
        Integrator integrator = Integrator.of(Method.GRAGG_BULIRSCH_STOER, 1e-4);
        MeanFieldSolution solution =
                MeanField.of(system()).on(CELLS).integrator(integrator).solve(TIMES);
        double apart = Math.abs(solution.extrapolatedRate()[3] - solution.populationRate()[3]);
        assertThat(solution.rateError(3)).isCloseTo(apart + 1e-4, within(1e-15));
        assertThat(solution.timeError()).isEqualTo(1e-4);
        assertThat(solution.toString()).contains("Hipparchus Gragg-Bulirsch-Stoer, tolerance 1.0e-04");
        assertThat(MeanField.of(system()).on(CELLS).solve(TIMES).timeError()).isNaN();
    }

    /** Central differences of whole runs, h² and tolerance apart. */
    @ParameterizedTest
    @EnumSource(
            value = Scheme.class,
            names = {"FITTED", "SPLIT"})
    void derivativesOfTheMeanFieldAreThoseOfDifferences(Scheme scheme) {
        Integrator integrator = Integrator.of(Method.DORMAND_PRINCE_853, 1e-11);
        double h = 1e-3;
        BiFunction<Double, Double, MeanField> problem = (factor, current) -> {
            NetworkSystem system = scheme == Scheme.FITTED ? system(factor, current) : free(factor, current);
            return meanField(system).scheme(scheme).integrator(integrator);
        };
        RateDerivative coupling = problem.apply(1.0, 0.0).derivativeByCoupling(TIMES);
        RateDerivative current = problem.apply(1.0, 0.0).derivativeByCurrent(new double[] {1, 1, 0, 0}, TIMES);
        MeanFieldSolution more = problem.apply(1 + h, 0.0).solve(TIMES);
        MeanFieldSolution less = problem.apply(1 - h, 0.0).solve(TIMES);
        MeanFieldSolution up = problem.apply(1.0, h).solve(TIMES);
        MeanFieldSolution down = problem.apply(1.0, -h).solve(TIMES);
        double base = problem.apply(1.0, 0.0).solve(TIMES).populationRate()[3];
        assertThat(coupling.rate(3)).isCloseTo(base, within(1e-11));
        assertThat(coupling.readouts()).containsExactly("first", "last");
        for (int k = 0; k < TIMES.count(); k++) {
            near(coupling.derivative(k), more.populationRate()[k], less.populationRate()[k], h);
            near(current.derivative(k), up.populationRate()[k], down.populationRate()[k], h);
            for (int r = 0; r < 2; r++) {
                near(coupling.readoutDerivative(r, k), more.readoutRate(r)[k], less.readoutRate(r)[k], h);
                near(current.readoutDerivative(r, k), up.readoutRate(r)[k], down.readoutRate(r)[k], h);
            }
        }
        assertThat(Math.abs(coupling.derivative(3))).isGreaterThan(0.01);
        assertThat(current.derivative(3)).isGreaterThan(0.1);
    }

    /** Without Poisson kicks, which need the Fitted scheme. */
    private static NetworkSystem free(double factor, double current) {
        NeuronGroup first = new NeuronGroup("first", 0, 1);
        return NetworkSystem.of(Connectome.neuron(), network(factor), LAW)
                .with(
                        Input.current(first, Signal.pulse(0.31, 0.6, 0.8)),
                        Input.current(first, Signal.constant(current)))
                .reading(first, new NeuronGroup("last", 3));
    }

    private static void near(double derivative, double more, double less, double h) {
        assertThat(derivative).isCloseTo((more - less) / (2 * h), within(1e-6));
    }

    @Test
    void theDerivativeOfTheTypedExpansionIsThatOfDifferences() {
        Integrator integrator = Integrator.of(Method.DORMAND_PRINCE_853, 1e-11);
        double h = 1e-3;
        RateDerivative coupling = typed(byTwo(1)).integrator(integrator).derivativeByCoupling(TIMES);
        TypedSolution more = typed(byTwo(1 + h)).integrator(integrator).solve(TIMES);
        TypedSolution less = typed(byTwo(1 - h)).integrator(integrator).solve(TIMES);
        for (int k = 0; k < TIMES.count(); k++) {
            near(coupling.derivative(k), more.populationRate()[k], less.populationRate()[k], h);
            near(coupling.readoutDerivative(1, k), more.readoutRate(1)[k], less.readoutRate(1)[k], h);
        }
        assertThat(Math.abs(coupling.derivative(3))).isGreaterThan(0.01);
    }

    @Test
    void whatTheIntegratorsCannotDoIsRefusedByName() {
        Integrator integrator = Integrator.of(Method.ADAMS_MOULTON, 1e-6);
        MeanField equation = meanField(system()).integrator(integrator);
        assertThatThrownBy(() -> equation.kicks(Kicks.DIFFUSION).solve(TIMES))
                .hasMessage("mean field: kicks as DIFFUSION are for fixed steps, not for the integrator"
                        + " Hipparchus Adams-Moulton, tolerance 1.0e-06");
        assertThatThrownBy(() -> equation.scheme(Scheme.CHARACTERISTICS).solve(TIMES))
                .hasMessageContaining("use the Fitted scheme");
        assertThatThrownBy(() -> equation.scheme(Scheme.SPLIT).solve(TIMES))
                .hasMessageContaining("Poisson kicks from outside need the Fitted scheme");
        assertThatThrownBy(() -> MeanField.of(system().refractory(0.1))
                        .integrator(integrator)
                        .solve(TIMES))
                .hasMessageContaining("refractory times and delays look back in time");
        assertThatThrownBy(() -> meanField(system()).derivativeByCoupling(TIMES))
                .hasMessageContaining("call integrator(…)");
        assertThatThrownBy(() -> equation.derivativeByCurrent(new double[3], TIMES))
                .hasMessageContaining("3 currents for 4 populations");
        assertThatThrownBy(() -> typed(byTwo(1)).derivativeByCoupling(TIMES))
                .hasMessageContaining("one of Hipparchus' integrators");
        assertThatThrownBy(() -> Integrator.of(Method.DORMAND_PRINCE_54, 1e-14))
                .hasMessage("integrator: tolerance = 1.0E-14 must lie between 1.0E-13 and 0.01");
        assertThatThrownBy(() -> Integrator.of(Method.FIXED, 1e-6)).hasMessageContaining("have no tolerance");
        assertThatThrownBy(() -> Method.of("dopri5"))
                .hasMessageContaining("\"dopri5\" is none of fixed, dormand_prince_853, dormand_prince_54,");
    }

    @Test
    void aGridThatIsTooNarrowAndAnExpansionBeyondItsRadiusEndWithOneLine() {
        Integrator integrator = Integrator.of(Method.DORMAND_PRINCE_853, 1e-6);
        Outcome narrow = MeanField.of(system())
                .on(Grid.of(-1.92, 0.16, 20))
                .estimatingError(false)
                .integrator(integrator)
                .solve(TIMES)
                .outcome();
        assertThat(narrow.kind()).isEqualTo(Outcome.Kind.LEFT_GRID);
        assertThat(narrow.message()).contains("use a wider grid").doesNotContain("\n");
        Outcome wild = TypedExpansion.of(Connectome.neuron(), network(60))
                .startingFrom(LAW)
                .classes(new int[] {0, 0, 0, 0})
                .upTo(3)
                .on(CELLS)
                .integrator(integrator)
                .solve(Times.of(4))
                .outcome();
        assertThat(wild.isCompleted()).isFalse();
        assertThat(wild.message()).isNotBlank().doesNotContain("\n");
    }
}
