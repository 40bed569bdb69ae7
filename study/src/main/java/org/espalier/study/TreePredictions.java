package org.espalier.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.espalier.estimates.bridge.Bridge;
import org.espalier.estimates.bridge.Prediction;
import org.espalier.estimates.bridge.TupleVersion;
import org.espalier.hierarchy.expansion.ElementarySolution;
import org.espalier.hierarchy.expansion.OrdersLeftOut;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.GridErrors;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.TreeContraction;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.observable.TestFunction;
import org.espalier.particles.observable.TreeObservables;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.sampling.Series;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;
import org.espalier.trees.TreeSymmetry;

/**
 * What theory says about tree observables of version I: the mean field by the integrals ∫φ f_i of all neurons, and the hierarchy by their
 * expansion in trees, where the vanishing closure at order n keeps the terms whose vertices and subtrees together have at most n vertices.
 */
final class TreePredictions {
    private static final double LEVEL = 0.95;
    private static final int FEW_ORDERS = 5;

    private final Study study;
    private final SynapticNetwork network;
    private final TreeQuestion question;
    private final int threads;
    private final Times outputs;
    private final List<TestFunction> functions;
    private final List<RootedTree> trees = new ArrayList<>();
    private final List<TreeObservables> sums = new ArrayList<>();
    private final List<AtTimes> sampled = new ArrayList<>();

    TreePredictions(Study study, SynapticNetwork network, TreeQuestion question, int threads) {
        this.study = study;
        this.network = network;
        this.question = question;
        this.threads = threads;
        outputs = study.time().outputs();
        functions = question.functions().stream()
                .map(text -> Observations.function(text, study))
                .toList();
        RootedTrees.upTo(question.maxOrder()).forEach(trees::add);
        for (TestFunction function : functions) {
            TreeObservables distinct = TreeObservables.injective(network, List.of(function), trees);
            sums.add(distinct);
            sampled.add(new AtTimes(distinct, outputs));
        }
    }

    /** What the simulation measures: one observable a test function, one value a tree. */
    List<AtTimes> sampled() {
        return sampled;
    }

    TreeComparison compare(
            Optional<MeanFieldStudy> meanField,
            Optional<HierarchyStudy> hierarchy,
            SimulationStudy simulation,
            int[] at,
            Progress progress) {
        Limit limit = meanField
                .filter(m -> m.solution().outcome().isCompleted())
                .map(m -> limit(m.solution().grid(), progress))
                .orElse(null);
        List<TreeComparison.Part> parts = new ArrayList<>();
        for (int f = 0; f < functions.size(); f++) {
            Map<RootedTree, Prediction> byTrees = hierarchy
                    .filter(h -> h.expansion().outcome().isCompleted())
                    .map(expansions(f, at))
                    .orElse(Map.of());
            for (int n = 0; n < trees.size(); n++) {
                List<Prediction> predictions = new ArrayList<>();
                if (byTrees.containsKey(trees.get(n))) {
                    predictions.add(byTrees.get(trees.get(n)));
                }
                double[] coincidences = Refinement.unknown(outputs);
                if (limit != null) {
                    predictions.add(limit.distinct(f, n));
                    coincidences = limit.coincidences(f, n);
                }
                if (!predictions.isEmpty()) {
                    parts.add(new TreeComparison.Part(
                            question.functions().get(f),
                            trees.get(n),
                            bridge(simulation, f, n, at).compare(predictions.toArray(Prediction[]::new)),
                            Arrays.stream(coincidences).boxed().toList()));
                }
            }
        }
        return new TreeComparison(LEVEL, question.maxOrder(), parts);
    }

    private Bridge bridge(SimulationStudy simulation, int f, int n, int... at) {
        Series all = simulation.result().observed(sampled.get(f), n);
        Series wanted = new Series(outputs, Arrays.stream(at).mapToObj(all::at).toList());
        Bridge bridge = Bridge.of(wanted, List.of(trees.get(n)), TupleVersion.INJECTIVE)
                .level(LEVEL)
                .among(functions.size() * trees.size());
        Optional<EnsembleResult> bias = simulation.bias();
        return bias.isPresent()
                ? bridge.timeStepBias(bias.get().observed(sampled.get(f), n))
                : study.simulation().isEventDriven() ? bridge.withoutTimeStep() : bridge;
    }

    /** The mean field with the usual grid and step, two coarser grids, and a longer step. */
    private record Limit(
            TreePredictions asked,
            MeanFieldSolution fine,
            MeanFieldSolution rough,
            MeanFieldSolution roughest,
            MeanFieldSolution slow) {
        private double[] values(MeanFieldSolution solution, TreeObservables sums, int f, int n) {
            double[] result = Refinement.unknown(solution.times());
            for (int k = 0; k < solution.reached(); k++) {
                result[k] = sums.values(solution.integrals(1 + f, k))[n];
            }
            return result;
        }

        Prediction distinct(int f, int n) {
            double[] value = values(fine, asked.sums.get(f), f, n);
            double[] coarse = values(rough, asked.sums.get(f), f, n);
            double[] step = Refinement.ofStep(value, values(slow, asked.sums.get(f), f, n));
            double[] error = GridErrors.ofExtrapolated(
                    value, coarse, values(roughest, asked.sums.get(f), f, n), asked.resolvedOn(rough.grid()));
            for (int k = 0; k < value.length; k++) {
                error[k] += step[k];
                value[k] += Refinement.correction(value[k], coarse[k]);
            }
            return Prediction.of(StudyResult.meanFieldName(), asked.outputs, value)
                    .truncation(new double[value.length])
                    .discretisation(error);
        }

        double[] coincidences(int f, int n) {
            if (asked.trees.get(n).order() <= 2) {
                return new double[asked.outputs.count()];
            }
            TreeObservables every =
                    TreeObservables.homomorphism(asked.network, List.of(asked.functions.get(f)), asked.trees);
            double[] all = values(fine, every, f, n);
            double[] distinct = values(fine, asked.sums.get(f), f, n);
            Arrays.setAll(all, k -> all[k] - distinct[k]);
            return all;
        }
    }

    private boolean resolvedOn(Grid coarse) {
        return GridErrors.resolves(coarse, study.neuron(), study.law());
    }

    private Limit limit(Grid grid, Progress progress) {
        double step = study.numerics().timeStep();
        MeanField equation = MeanField.of(study.neuron(), network)
                .startingFrom(study.law())
                .threads(threads)
                .estimatingError(false)
                .testing(functions.stream().map(TestFunction::function).toArray(DoubleUnaryOperator[]::new));
        Grid coarse = grid.coarser(study.neuron().reset());
        return new Limit(
                this,
                equation.on(grid).step(step).solve(outputs, progress.section(0, 0.4)),
                equation.on(coarse).step(step).solve(outputs, progress.section(0.4, 0.55)),
                equation.on(coarse.coarser(study.neuron().reset()))
                        .step(step)
                        .solve(outputs, progress.section(0.55, 0.6)),
                equation.on(grid).step(2 * step).solve(outputs, progress.section(0.6, 0.8)));
    }

    /** The hierarchy at its largest order, for the trees that it has: no larger than that. */
    private java.util.function.Function<HierarchyStudy, Map<RootedTree, Prediction>> expansions(int f, int... at) {
        return hierarchy -> {
            int largest = hierarchy.maxOrder();
            Map<RootedTree, double[]> vectors = TreeContraction.of(network)
                    .threads(threads)
                    .vectors(hierarchy.expansion().elementary().trees());
            ElementarySolution fine = hierarchy.expansion().elementary();
            Optional<ElementarySolution> rough = hierarchy.coarse().map(coarse -> coarse.elementary());
            Optional<ElementarySolution> roughest = hierarchy.coarsest().map(coarse -> coarse.elementary());
            Map<RootedTree, Prediction> result = new LinkedHashMap<>();
            double[][][] byOrder = new double[at.length][][];
            double[][][] coarsely = new double[at.length][][];
            double[][][] coarsest = new double[at.length][][];
            for (int k = 0; k < at.length; k++) {
                byOrder[k] = integrals(fine, vectors, functions.get(f), at[k]);
                int time = at[k];
                coarsely[k] = rough.map(solution -> integrals(solution, vectors, functions.get(f), time))
                        .orElse(null);
                coarsest[k] = roughest.map(solution -> integrals(solution, vectors, functions.get(f), time))
                        .orElse(null);
            }
            for (RootedTree tree : trees) {
                if (tree.order() <= largest) {
                    result.put(tree, expansion(tree, largest, byOrder, coarsely, coarsest, hierarchy.smooth()));
                }
            }
            return result;
        };
    }

    private Prediction expansion(
            RootedTree tree,
            int largest,
            double[][][] byOrder,
            double[][][] coarsely,
            double[][][] coarsest,
            boolean smooth) {
        Sum sum = Sum.of(network, tree, largest);
        double[][] contributions = new double[byOrder.length][];
        double[] values = new double[byOrder.length];
        double[] leftOut = new double[byOrder.length];
        double[] rough = new double[byOrder.length];
        double[] roughest = new double[byOrder.length];
        for (int k = 0; k < byOrder.length; k++) {
            contributions[k] = sum.contributions(byOrder[k]);
            values[k] = Arrays.stream(contributions[k]).sum();
            rough[k] = sum.total(coarsely[k]);
            roughest[k] = sum.total(coarsest[k]);
            int orders = contributions[k].length;
            // a ratio of few orders tells half as much
            leftOut[k] = (orders < FEW_ORDERS ? 2 : 1)
                    * OrdersLeftOut.of(Arrays.copyOf(contributions, k + 1)).at(orders);
        }
        double[] gridError = GridErrors.ofExtrapolated(values, rough, roughest, smooth);
        Arrays.setAll(values, k -> values[k] + Refinement.correction(values[k], rough[k]));
        return Prediction.of(StudyResult.orderName(largest), outputs, values)
                .truncation(leftOut)
                .discretisation(gridError);
    }

    /** g^{(d)}_i = Σ_{|U| = d} x_U(i)/σ(U) ∫φ F_U, by d − 1: the part of order d of ∫φ f_i. */
    private double[][] integrals(
            ElementarySolution solution, Map<RootedTree, double[]> vectors, TestFunction function, int time) {
        double[][] result = new double[solution.maxOrder()][network.size()];
        double[] centres = solution.grid().orElseThrow().centres();
        for (RootedTree tree : solution.trees()) {
            double[] mass = solution.mass(tree, time);
            double integral = 0;
            for (int c = 0; c < mass.length; c++) {
                integral += mass[c] * function.at(centres[c]);
            }
            double factor = integral / TreeSymmetry.symmetry(tree).doubleValue();
            double[] x = vectors.get(tree);
            for (int i = 0; i < x.length; i++) {
                result[tree.order() - 1][i] += factor * x[i];
            }
        }
        return result;
    }

    /** The sums over distinct neurons with every way to share orders d_1 + … + d_k ≤ n among the vertices: vertex l of type d_l − 1. */
    private record Sum(
            int vertices, int largest, List<RootedTree> shared, List<Integer> ways, TreeObservables observables) {
        static Sum of(SynapticNetwork network, RootedTree tree, int largest) {
            Map<RootedTree, Integer> ways = new LinkedHashMap<>();
            share(tree, new int[tree.order()], 0, largest - tree.order(), ways);
            List<RootedTree> shared = List.copyOf(ways.keySet());
            List<TestFunction> unused = IntStream.range(0, largest)
                    .mapToObj(d -> TestFunction.one())
                    .toList();
            return new Sum(
                    tree.order(),
                    largest,
                    shared,
                    List.copyOf(ways.values()),
                    TreeObservables.injective(network, unused, shared));
        }

        private static void share(RootedTree tree, int[] types, int vertex, int left, Map<RootedTree, Integer> ways) {
            if (vertex == types.length) {
                int[] powers = new int[types.length];
                Arrays.fill(powers, 1);
                ways.merge(tree.decorated(types, powers).tree(), 1, Integer::sum);
                return;
            }
            for (int extra = 0; extra <= left; extra++) {
                types[vertex] = extra;
                share(tree, types, vertex + 1, left - extra, ways);
            }
            types[vertex] = 0;
        }

        /** Over all orders; NaN for what was not computed. */
        double total(double[]... byOrder) {
            return byOrder == null
                    ? Double.NaN
                    : Arrays.stream(contributions(byOrder)).sum();
        }

        /** By total order, from the number of vertices on. */
        double[] contributions(double[]... byOrder) {
            double[] result = new double[largest - vertices + 1];
            double[] values = observables.values(byOrder);
            for (int s = 0; s < values.length; s++) {
                int extra = 0;
                for (int l = 0; l < vertices; l++) {
                    extra += shared.get(s).type(l);
                }
                result[extra] += ways.get(s) * values[s];
            }
            return result;
        }
    }
}
