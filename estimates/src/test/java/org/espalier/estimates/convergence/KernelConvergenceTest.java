package org.espalier.estimates.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.model.generate.KernelNetwork;
import org.espalier.model.generate.MeasureKernel;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.observable.TreeDensities;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Networks sampled from kernels w(ξ, dζ): a graphon, sparse samples of it, a kernel with an atom, relabelled neurons. */
class KernelConvergenceTest {
    private static final Neuron NEURON = new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1);
    private static final Normal LAW = Normal.of(0.3, 0.3);

    /** W(ξ, ζ) = (0.3 + ξ) ζ. */
    private static double graphon(double xi, double zeta) {
        return (0.3 + xi) * zeta;
    }

    private static double atom(double xi) {
        return 0.2 + 0.3 * xi;
    }

    /** The graphon and an atom at 1 − ξ. */
    private static final MeasureKernel ATOMIC = new MeasureKernel() {
        @Override
        public double density(double xi, double zeta) {
            return graphon(xi, zeta);
        }

        @Override
        public List<Atom> atoms(double xi) {
            return List.of(new Atom(1 - xi, atom(xi)));
        }
    };

    /** t_∞(T) of the limit by the recursion in ξ: functions of one variable, integrals by Gauss-Legendre (polynomials). */
    private static TreeDensities limit(boolean atoms, int order) {
        GaussLegendre rule = GaussLegendre.of(16);
        Map<RootedTree, DoubleUnaryOperator> x = new HashMap<>();
        Map<RootedTree, Double> densities = new HashMap<>();
        for (RootedTree tree : RootedTrees.upTo(order).toList()) {
            DoubleUnaryOperator product = xi -> 1;
            for (Map.Entry<RootedTree, Integer> child : tree.distinctChildren().entrySet()) {
                DoubleUnaryOperator inner = x.get(child.getKey());
                double mean = rule.integrate(zeta -> zeta * inner.applyAsDouble(zeta), 0, 1);
                DoubleUnaryOperator before = product;
                product = xi -> before.applyAsDouble(xi)
                        * Math.pow(
                                (0.3 + xi) * mean + (atoms ? atom(xi) * inner.applyAsDouble(1 - xi) : 0),
                                child.getValue());
            }
            x.put(tree, product);
            densities.put(tree, rule.integrate(product, 0, 1));
        }
        return TreeDensities.of(densities);
    }

    private static MeanFieldSolution limitSolution(boolean atoms) {
        int k = 100;
        double[] shares = new double[k];
        double[][] kernel = new double[k][k];
        Arrays.fill(shares, 1.0 / k);
        for (int i = 0; i < k; i++) {
            double xi = (i + 0.5) / k;
            for (int j = 0; j < k; j++) {
                kernel[i][j] = graphon(xi, (j + 0.5) / k) / k;
            }
            if (atoms) {
                kernel[i][k - 1 - i] += atom(xi);
            }
        }
        return MeanField.of(NEURON, Populations.ofClasses(shares, kernel))
                .startingFrom(LAW)
                .cellWidth(0.06)
                .estimatingError(false)
                .solve(Times.of(0.5, 1));
    }

    /** τ_N(T)(0), through t_N(T), and the rate and τ(•) of (5.1) at later times converge together, seeds fixed. */
    @Test
    @Tag("slow")
    void sampledKernelsConverge() {
        ConvergenceStudy.Family[] families = {
            (n, seed) -> KernelNetwork.dense(n, KernelConvergenceTest::graphon).generate(seed),
            (n, seed) -> KernelNetwork.sparse(n, KernelConvergenceTest::graphon, 2 * Math.sqrt(n), 1.3)
                    .generate(seed),
            (n, seed) -> KernelNetwork.dense(n, ATOMIC).generate(seed)
        };
        for (int f = 0; f < 3; f++) {
            boolean atoms = f == 2;
            MeanFieldSolution solution = limitSolution(atoms);
            ConvergenceStudy.Result result = ConvergenceStudy.of(families[f])
                    .sizes(25, 100, 400)
                    .draws(f == 1 ? 12 : 1)
                    .measuring("densities", Discrepancy.treeDensities(limit(atoms, 4)))
                    .measuring("rate", Discrepancy.populationRate(NEURON, LAW, solution))
                    .measuring("weak", Discrepancy.weakDistance(NEURON, LAW, solution))
                    .run(40);
            for (String name : List.of("densities", "rate", "weak")) {
                double[] d = result.distances(name);
                int draws = f == 1 ? 12 : 1;
                double first = Arrays.stream(d, 0, draws).average().orElseThrow();
                double last = Arrays.stream(d, 2 * draws, 3 * draws).average().orElseThrow();
                assertThat(last).as("family %d, %s", f, name).isLessThan(0.4 * first);
                assertThat(result.fit(name).exponent())
                        .as("family %d, %s", f, name)
                        .isBetween(-1.6, -0.3);
            }
        }
    }

    /** Random relabelling changes no observable. */
    @Test
    void relabellingChangesNothing() {
        SynapticNetwork network = KernelNetwork.dense(60, ATOMIC).generate(1);
        int[] order = new int[60];
        Arrays.setAll(order, i -> i);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 59; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        double[][] w = new double[60][60];
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                w[order[i]][order[j]] = network.weight(i, j);
            }
        }
        SynapticNetwork relabelled = SynapticNetwork.ofMatrix(w);
        assertThat(Discrepancy.treeDensities(TreeDensities.of(network, 5)).of(relabelled))
                .isLessThan(1e-12);
        MeanFieldSolution solution = MeanField.of(NEURON, network)
                .startingFrom(LAW)
                .cellWidth(0.06)
                .estimatingError(false)
                .solve(Times.of(0.5));
        assertThat(Discrepancy.weakDistance(NEURON, LAW, solution).of(relabelled))
                .isLessThan(1e-7);
        assertThat(Discrepancy.populationRate(NEURON, LAW, solution).of(relabelled))
                .isLessThan(1e-12);
    }
}
