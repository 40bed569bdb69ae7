package org.espalier.hierarchy.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.espalier.hierarchy.ColouredTaylor;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.NamedColour;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.expansion.ElementaryDensities;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaws;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Neurons;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeContraction;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.system.Colour;
import org.espalier.model.system.Input;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tensor path of coloured trees. */
class ColouredTensorsTest {
    /** Colours without meaning: the operators come from elsewhere. */
    private static List<NamedColour> colours(int count) {
        return IntStream.range(0, count)
                .mapToObj(a -> NamedColour.of("c" + a, Connectome.neuron()))
                .toList();
    }

    /**
     * Σ over tuples with the colours of T of w_T times what a product of the f^(k), of some total degree at most, is made into.
     *
     * @param coefficients f_i^(n), by degree, neuron and mode
     * @param slope 0 for the product itself; else the coupling of the equations of all f takes the place of one factor after the other
     */
    private static double[] overTuples(
            ColouredTaylor taylor, RootedTree tree, int degree, double[][][] coefficients, double[][][] slope) {
        int modes = taylor.modes;
        int order = tree.order();
        double[] sum = new double[(int) Math.pow(modes, order)];
        int[] tuple = new int[order];
        int[][] candidates = new int[order][];
        int tuples = 1;
        for (int v = 0; v < order; v++) {
            int colour = tree.type(v);
            candidates[v] = IntStream.range(0, ColouredTaylor.NEURONS)
                    .filter(i -> taylor.colourOf[i] == colour)
                    .toArray();
            tuples *= candidates[v].length;
        }
        for (int code = 0; code < tuples; code++) {
            double weight = 1.0 / ColouredTaylor.NEURONS;
            for (int v = 0, rest = code; v < order; rest /= candidates[v].length, v++) {
                tuple[v] = candidates[v][rest % candidates[v].length];
                weight *= v == 0 ? 1 : taylor.weights[tuple[tree.parent(v)]][tuple[v]];
            }
            // polynomials in the coupling of every entry, a factor after the other
            double[][] product = truncated(new double[][] {{weight}}, degree);
            double[][] derived = truncated(new double[][] {{0}}, degree);
            for (int v = 0; v < order; v++) {
                double[][] next = times(product, coefficients, tuple[v], degree, modes);
                if (slope != null) {
                    double[][] first = times(derived, coefficients, tuple[v], degree, modes);
                    double[][] second = times(product, slope, tuple[v], degree, modes);
                    for (int d = 0; d <= degree; d++) {
                        for (int k = 0; k < first[d].length; k++) {
                            first[d][k] += second[d][k];
                        }
                    }
                    derived = first;
                }
                product = next;
            }
            for (double[] one : slope == null ? product : derived) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += one[k];
                }
            }
        }
        return sum;
    }

    private static double[][] truncated(double[][] polynomial, int degree) {
        double[][] result = new double[degree + 1][1];
        result[0] = polynomial[0];
        return result;
    }

    private static double[][] times(double[][] left, double[][][] factor, int neuron, int degree, int modes) {
        double[][] result = new double[degree + 1][left[0].length * modes];
        for (int d = 0; d <= degree; d++) {
            for (int e = 0; d + e <= degree && e < factor.length; e++) {
                for (int k = 0; k < left[d].length; k++) {
                    for (int l = 0; l < modes; l++) {
                        result[d + e][k * modes + l] += left[d][k] * factor[e][neuron][l];
                    }
                }
            }
        }
        return result;
    }

    private static double[][][] folded(ColouredTaylor taylor, double[] flat) {
        double[][][] result = new double[taylor.order][ColouredTaylor.NEURONS][taylor.modes];
        for (int k = 0; k < flat.length; k++) {
            result[k / taylor.modes / ColouredTaylor.NEURONS][k / taylor.modes % ColouredTaylor.NEURONS][
                            k % taylor.modes] =
                    flat[k];
        }
        return result;
    }

    /** Σ_j w_ij ⟨ν, f_j⟩ D f_i, order by order: one order of the coupling more than its factors have. */
    private static double[][][] coupling(ColouredTaylor taylor, double[][][] f) {
        int modes = taylor.modes;
        double[][][] result = new double[taylor.order][ColouredTaylor.NEURONS][modes];
        for (int n = 1; n < taylor.order; n++) {
            for (int m = 0; m < n; m++) {
                for (int i = 0; i < ColouredTaylor.NEURONS; i++) {
                    double drive = 0;
                    for (int j = 0; j < ColouredTaylor.NEURONS; j++) {
                        for (int k = 0; k < modes; k++) {
                            drive += taylor.weights[i][j]
                                    * taylor.intensities[taylor.colourOf[j]][k]
                                    * f[n - 1 - m][j][k];
                        }
                    }
                    for (int k = 0; k < modes; k++) {
                        for (int l = 0; l < modes; l++) {
                            result[n][i][k] += drive * taylor.transports[taylor.colourOf[i]][k][l] * f[m][i][l];
                        }
                    }
                }
            }
        }
        return result;
    }

    /** With the coupling ε, τ(T) has ε^{|T|−1} in front: what it keeps of the rest has degree order − |T|. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theCouplingsOfAllTreesToOrderFiveAreThoseOfTheProductsOfTheLimit(int count) {
        ColouredTaylor taylor = new ColouredTaylor(count, 2, 5, 11);
        double[][][] f = folded(taylor, taylor.coefficients());
        double[][][] coupled = coupling(taylor, f);
        try (TensorProgram program = new TensorProgram(
                TreeSystem.of(colours(count), 5), Closure.vanishing(), taylor.operators(), Map.of(), 1)) {
            double[] state = new double[program.unknowns()];
            for (RootedTree tree : program.trees()) {
                double[] exact = overTuples(taylor, tree, 5 - tree.order(), f, null);
                System.arraycopy(exact, 0, state, program.offset(tree), exact.length);
            }
            double[] slope = new double[state.length];
            program.couple(state, slope);
            for (RootedTree tree : program.trees()) {
                double[] exact = overTuples(taylor, tree, 5 - tree.order(), f, coupled);
                double[] found = program.tensor(tree, slope);
                for (int k = 0; k < exact.length; k++) {
                    assertThat(found[k]).as(tree.toString()).isCloseTo(exact[k], within(1e-12));
                }
            }
        }
    }

    private static void areTheTaylorExpansion(int count, int order, double step, double tolerance) {
        ColouredTaylor taylor = new ColouredTaylor(count, 2, order, 12);
        double[][][] f = folded(taylor, taylor.coefficients());
        TensorSolution solution = TensorHierarchy.of(TreeSystem.of(colours(count), order), Closure.vanishing())
                .on(taylor.operators())
                .startingFrom(
                        TreeDensities.of(
                                TreeContraction.of(SynapticNetwork.ofMatrix(taylor.weights)), taylor.colourOf, order),
                        taylor.start)
                .step(step)
                .threads(1)
                .solve(Times.of(ColouredTaylor.TIMES[1]));
        for (RootedTree tree : solution.trees()) {
            double[] exact = overTuples(taylor, tree, order - tree.order(), f, null);
            double[] found = solution.tensor(tree, 0);
            for (int k = 0; k < exact.length; k++) {
                assertThat(found[k]).as(tree.toString()).isCloseTo(exact[k], within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 3, 4e-4", "3, 3, 7e-4"})
    void inTimeTheyAreTheTaylorExpansionWithOperatorsThatJump(int count, int order, double step) {
        areTheTaylorExpansion(count, order, step, 1e-12);
    }

    @Test
    @Tag("slow")
    void inTimeToOrderFive() {
        areTheTaylorExpansion(2, 5, 2e-3, 1e-10);
    }

    /** Every neuron of a colour receives the same from each colour: (5.1) on the colours is exact, and so are both closures. */
    @Test
    void closuresAreExactWhereColoursAreEquitable() {
        ColouredTaylor taylor = new ColouredTaylor(2, 3, 1, 13);
        // colours 0 1 1 0 1: sums 0.4 from colour 0 to 0, −0.3 from 1 to 0, 0.6 and 0.2 to 1
        double[][] between = {{0.4, -0.3}, {0.6, 0.2}};
        double[][] shares = {{0.25, 0.5, 0.3, 0.75, 0.2}, {0.1, 0.2, 0.5, 0.9, 0.3}};
        int[] sizes = {2, 3};
        double[][] weights = new double[5][5];
        for (int i = 0; i < 5; i++) {
            for (int c = 0; c < 2; c++) {
                double total = 0;
                for (int j = 0; j < 5; j++) {
                    total += taylor.colourOf[j] == c && j != i ? shares[i % 2][j] : 0;
                }
                for (int j = 0; j < 5; j++) {
                    if (taylor.colourOf[j] == c && j != i) {
                        weights[i][j] = between[taylor.colourOf[i]][c] * shares[i % 2][j] / total;
                    }
                }
            }
        }
        double[] f = new DormandPrince853Integrator(1e-12, 0.1, 1e-14, 1e-14)
                .integrate(onColours(taylor, between), new ODEState(0, flat(taylor.start)), 0.5)
                .getPrimaryState();
        Map<Closure, Integer> closures = new HashMap<>(Map.of(Closure.meanDrive(), 1, Closure.conditional(), 2));
        closures.forEach((closure, least) -> {
            for (int order = least; order <= 3; order++) {
                TensorSolution solution = TensorHierarchy.of(TreeSystem.of(colours(2), order), closure)
                        .on(ColourOperators.of(taylor.operators(0)))
                        .startingFrom(
                                TreeDensities.of(
                                        TreeContraction.of(SynapticNetwork.ofMatrix(weights)),
                                        taylor.colourOf,
                                        order + 1),
                                taylor.start)
                        .step(2e-3)
                        .threads(1)
                        .solve(Times.of(0.5));
                double population = 0;
                for (int a = 0; a < 2; a++) {
                    double rate = 0;
                    double mass = 0;
                    for (int k = 0; k < 3; k++) {
                        double share = sizes[a] / 5.0;
                        assertThat(solution.tensor(RootedTree.single(a), 0)[k])
                                .as(closure.formula() + " " + order)
                                .isCloseTo(share * f[a * 3 + k], within(1e-11));
                        rate += taylor.intensities[a][k] * f[a * 3 + k];
                        mass += f[a * 3 + k];
                    }
                    population += sizes[a] / 5.0 * rate;
                    assertThat(solution.rate(a)[0]).isCloseTo(rate / mass, within(1e-10 * Math.abs(rate / mass)));
                }
                assertThat(solution.populationRate()[0]).isCloseTo(population, within(1e-10));
            }
        });
    }

    private static double[] flat(double[][] rows) {
        return IntStream.range(0, rows.length * rows[0].length)
                .mapToDouble(k -> rows[k / rows[0].length][k % rows[0].length])
                .toArray();
    }

    private static OrdinaryDifferentialEquation onColours(ColouredTaylor taylor, double[][] between) {
        double[][][] generators = new double[2][][];
        for (int a = 0; a < 2; a++) {
            generators[a] = taylor.operators(0)[a].generator();
        }
        return new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return 6;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                double[] slope = new double[6];
                for (int a = 0; a < 2; a++) {
                    double drive = 0;
                    for (int c = 0; c < 2; c++) {
                        for (int k = 0; k < 3; k++) {
                            // a colour whose law has another mass than 1 counts with it
                            drive += between[a][c] * taylor.intensities[c][k] * y[c * 3 + k];
                        }
                    }
                    for (int k = 0; k < 3; k++) {
                        for (int l = 0; l < 3; l++) {
                            slope[a * 3 + k] +=
                                    (generators[a][k][l] + drive * taylor.transports[a][k][l]) * y[a * 3 + l];
                        }
                    }
                }
                return slope;
            }
        };
    }

    /** Two types, a pulse that begins and ends between output times, constant Poisson kicks. */
    private static NetworkSystem system() {
        Neuron usual = Connectome.neuron();
        Neuron other = Neuron.leak(2, 0.6)
                .noise(0.3)
                .intensity(Sigmoid.of(6, 0.9, 0.15))
                .reset(0.1);
        NeuronGroup first = new NeuronGroup("first", 0, 1);
        NeuronGroup last = new NeuronGroup("last", 3);
        return NetworkSystem.of(
                        Neurons.byNeuron(List.of(usual, usual, other, other)),
                        SynapticNetwork.ofMatrix(new double[][] {
                            {0, 0.5, -0.3, 0.2}, {0.4, 0, 0.1, 0}, {0, 0.7, 0, -0.2}, {0.3, 0.3, 0.3, 0}
                        }),
                        InitialLaws.byNeuron(List.of(
                                Normal.of(0.3, 0.3), Normal.of(0.3, 0.3), Normal.of(0.1, 0.3), Normal.of(0.3, 0.3))))
                .with(
                        Input.current(first, Signal.pulse(0.31, 0.45, 1.2)),
                        Input.poisson(last, Signal.constant(2), Signal.constant(0.2)));
    }

    private static TensorHierarchy onGrid(NetworkSystem system, Grid grid, int order) {
        List<Colour> colours = system.colouring().colours();
        double[][] laws =
                colours.stream().map(colour -> grid.masses(colour.law())).toArray(double[][]::new);
        return TensorHierarchy.of(TreeSystem.of(system, order), Closure.vanishing())
                .on(ColourOperators.of(colours, grid, 0.6, 0.01))
                .startingFrom(TreeDensities.of(system, order), laws)
                .step(0.01)
                .threads(1);
    }

    @Test
    void onAGridTheyAreWhatElementaryDensitiesAre() {
        Grid grid = new Grid(-2, 0.16, 32);
        Times times = Times.of(0.25, 0.4, 0.6);
        NetworkSystem system = system();
        TensorSolution tensors = onGrid(system, grid, 2).solve(times);
        var elementary = ElementaryDensities.of(system)
                .upTo(2)
                .on(grid)
                .step(0.002)
                .solve(times)
                .expansion(TreeDensities.of(system, 2));
        for (int k = 0; k < times.count(); k++) {
            assertThat(tensors.populationRate()[k]).isCloseTo(elementary.rate(2, k), within(1e-8));
            double mass = 0;
            for (int a = 0; a < 3; a++) {
                mass += tensors.mass(RootedTree.single(a), k);
            }
            assertThat(mass).isCloseTo(1, within(1e-12));
        }
        // by an integrator of Hipparchus, whose windows end where the pulse does
        TensorSolution windows = onGrid(system, grid, 2)
                .integrator(Integrator.of(Integrator.Method.DORMAND_PRINCE_853, 1e-9))
                .solve(times);
        for (int k = 0; k < times.count(); k++) {
            assertThat(windows.populationRate()[k]).isCloseTo(elementary.rate(2, k), within(1e-8));
        }
        assertThat(windows.activityAt(RootedTree.single(1), 0.47))
                .isCloseTo(tensors.activityAt(RootedTree.single(1), 0.47), within(1e-8));
        // between two outputs, across the end of the pulse
        TensorSolution fewer = onGrid(system, grid, 2).solve(Times.of(0.25, 0.6));
        for (int a = 0; a < 3; a++) {
            assertThat(fewer.activityAt(RootedTree.single(a), 0.4))
                    .isCloseTo(tensors.activity(RootedTree.single(a), 1), within(1e-9));
        }
    }

    /** The colours are refined by the groups that are read out; what cuts through a colour is refused. */
    @Test
    void ofASystemTheyTellTheRatesOfItsGroups() {
        Grid grid = new Grid(-2, 0.16, 32);
        Times times = Times.of(0.25, 0.6);
        NeuronGroup read = new NeuronGroup("read", 1, 3);
        NetworkSystem system = system().reading(read);
        SystemTensors tensors = SystemTensors.of(system, 2, Closure.vanishing());
        assertThat(tensors.colouring().count()).isEqualTo(4);
        TensorSolution solution = tensors.on(grid, 0.6, 0.01).threads(1).solve(times);
        var elementary = ElementaryDensities.of(system)
                .upTo(2)
                .on(grid)
                .step(0.002)
                .solve(times)
                .expansion(TreeDensities.readouts(system, 2).get(0));
        for (int k = 0; k < 2; k++) {
            assertThat(tensors.rate(solution, read)[k]).isCloseTo(elementary.rate(2, k), within(1e-8));
            assertThat(tensors.rate(solution, NeuronGroup.all("all", 4))[k])
                    .isCloseTo(solution.populationRate()[k], within(1e-12));
        }
        SystemTensors coarse = SystemTensors.of(system(), 1, Closure.vanishing());
        TensorSolution alone = coarse.on(grid, 0.6, 0.01).threads(1).solve(times);
        assertThatThrownBy(() -> coarse.rate(alone, read))
                .hasMessageContaining("group 'read' has 1 of the 2 neurons of a colour");
        assertThatThrownBy(() -> SystemTensors.of(system.refractory(0.1), 2, Closure.vanishing()))
                .hasMessageContaining("refractory");
    }

    @Test
    void aRunThatIsResumedBetweenAJumpAndAnOutputHasTheSameBits() {
        Grid grid = new Grid(-2, 0.16, 32);
        NetworkSystem system = system();
        Times times = Times.of(0.25, 0.6);
        TensorSolution whole = onGrid(system, grid, 2).solve(times);
        for (int stop : new int[] {10, 20}) {
            int[] told = {0};
            TensorSolution part = onGrid(system, grid, 2).solve(times, share -> told[0]++ < 2 + stop + 25);
            assertThat(part.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
            Times rest = part.reached() == 0 ? times : Times.of(0.6);
            TensorSolution resumed =
                    onGrid(system, grid, 2).resumingFrom(part.checkpoint()).solve(rest);
            assertThat(resumed.populationRate()[rest.count() - 1]).isEqualTo(whole.populationRate()[1]);
        }
    }

    @Test
    void equalColoursAreOneToTheRounding() {
        ColouredTaylor taylor = new ColouredTaylor(2, 3, 3, 14);
        VertexOperators own = taylor.operators(0)[0];
        SynapticNetwork network = SynapticNetwork.ofMatrix(taylor.weights);
        TensorHierarchy two = TensorHierarchy.of(TreeSystem.of(colours(2), 3), Closure.vanishing())
                .on(ColourOperators.of(own, own))
                .startingFrom(TreeDensities.of(TreeContraction.of(network), taylor.colourOf, 3), taylor.start[0]);
        TensorHierarchy one = TensorHierarchy.of(TreeSystem.of(Connectome.neuron(), 3), Closure.vanishing())
                .on(own)
                .startingFrom(TreeDensities.of(network, 3), taylor.start[0]);
        // sums over colours in another order
        assertThat(two.solve(Times.of(0.5)).populationRate()[0])
                .isCloseTo(one.solve(Times.of(0.5)).populationRate()[0], within(1e-14));
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        TreeSystem system = TreeSystem.of(colours(2), 2);
        ColouredTaylor taylor = new ColouredTaylor(2, 2, 1, 1);
        Closure own = (state, tree, vertex, out) -> {};
        assertThatThrownBy(() -> TensorHierarchy.of(system, own)).hasMessageContaining("says nothing of colours");
        TensorHierarchy hierarchy = TensorHierarchy.of(system, Closure.vanishing());
        assertThatThrownBy(() -> hierarchy.on(taylor.operators(0)[0]))
                .hasMessageContaining("operators of 1 colours, the system has 2");
        assertThatThrownBy(() -> hierarchy.startingFrom(
                        TreeDensities.of(SynapticNetwork.ofMatrix(taylor.weights), 2), new double[2]))
                .hasMessageContaining("densities of 1 colours");
        assertThatThrownBy(() -> hierarchy
                        .on(taylor.operators())
                        .startingFrom(
                                TreeDensities.of(
                                        TreeContraction.of(SynapticNetwork.ofMatrix(taylor.weights)),
                                        taylor.colourOf,
                                        2),
                                taylor.start)
                        .stationary())
                .hasMessageContaining("change in time");
        VertexOperators[] changed = taylor.operators(1).clone();
        changed[1] = VertexOperators.of(changed[1].generator(), changed[1].transport(), new double[] {1, 2});
        assertThatThrownBy(() -> ColourOperators.of(taylor.operators(0)).changing(0.1, changed))
                .hasMessageContaining("colour 1")
                .hasMessageContaining("another ν or D");
        List<VertexOperators> none = new ArrayList<>();
        assertThatThrownBy(() -> ColourOperators.of(none.toArray(VertexOperators[]::new)))
                .hasMessageContaining("at least");
    }
}
