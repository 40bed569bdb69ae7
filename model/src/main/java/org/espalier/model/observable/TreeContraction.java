package org.espalier.model.observable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;
import org.espalier.run.Progress;
import org.espalier.run.Settings;
import org.espalier.run.threads.Crew;
import org.espalier.trees.RootedTree;

/**
 * The contraction of a network along rooted trees,
 *
 * <pre class="tex">
 *     x_T(i) = φ_{\text{type of the root}}(i) Π_{\text{children } c} \bigl(W^{(p_c)} x_{T_c}\bigr)(i) ,\qquad W^{(p)} = \bigl(w_{ij}^p / p!\bigr) ,
 * </pre>
 *
 * <p>with the types of vertices and the powers p of edges that decorate the tree (0 and 1 in plain trees),
 *
 * <p>all index tuples included (homomorphism version of section 3). With φ = 1 and p = 1 the mean of x_T over neurons is
 * the tree density t(T); with φ a test function of sampled potentials it is an empirical observable; with φ = f_i it is
 * the limit observable (5.2).
 *
 * <p>Distinct subtrees are computed once, up to four products in each pass over the edges. Every result is the same, bit
 * for bit, for any number of threads. Memory: 8 bytes for each neuron and distinct product; the weights are
 * those of the network, and their transposed copy where a plan asked for it. The last plan is kept: contracting the same
 * trees again, with other initial vectors, costs the passes over the edges alone. Immutable; the methods that
 * change something return a new contraction that shares the weights.
 */
public final class TreeContraction extends Settings<TreeContraction> {
    /** Number of products, four in a pass, that take longer than transposing the weights. */
    private static final int WORTH_TRANSPOSING = 40;

    private SparseProduct weights; // null: a general coupling
    private BlockProduct operator;
    private double[][] initial = new double[1][];
    private int threads = Runtime.getRuntime().availableProcessors();
    private Progress progress = Progress.silent();
    /** The last plan, for those who contract the same trees again and again; shared by contractions of one operator. */
    private AtomicReference<Planned> last = new AtomicReference<>();

    private record Planned(List<RootedTree> trees, boolean plainSums, ContractionPlan plan) {}

    private TreeContraction(SparseProduct weights, BlockProduct operator) {
        this.weights = weights;
        this.operator = operator;
    }

    /**
     * {@return the contraction of a network, with φ = 1, on all processors}
     *
     * @param network the weights
     */
    public static TreeContraction of(SynapticNetwork network) {
        SparseProduct weights = SparseProduct.of(network);
        return new TreeContraction(weights, weights);
    }

    /**
     * {@return the contraction of any linear map, with φ = 1}
     *
     * @param coupling the map y = Wx
     */
    public static TreeContraction of(Coupling coupling) {
        return new TreeContraction(null, CouplingProduct.of(coupling));
    }

    /** {@return N, the number of neurons} */
    public int size() {
        return operator.size();
    }

    /**
     * {@return the same contraction on a number of threads, on which the results do not depend}
     *
     * @param count at least 1
     */
    public TreeContraction threads(int count) {
        return with(copy -> copy.threads = Arguments.atLeast("contraction", "threads", count, 1));
    }

    /**
     * {@return the same contraction, which tells a listener how far each computation has come} If it asks to stop, the
     * computation ends with a {@link java.util.concurrent.CancellationException}.
     *
     * @param listener called after each pass over the edges
     */
    public TreeContraction listening(Progress listener) {
        return with(copy -> copy.progress = Objects.requireNonNull(listener, "listener"));
    }

    /** {@return the contraction of the absolute values |w|} */
    public TreeContraction absolute() {
        requirePlain("absolute values");
        SparseProduct values = weights.absolute();
        return with(copy -> {
            copy.weights = values;
            copy.operator = values;
            copy.last = new AtomicReference<>();
        });
    }

    /**
     * {@return the contraction that starts from vectors φ}
     *
     * @param vectors φ of each type, length N each, finite
     */
    public TreeContraction startingFrom(double[]... vectors) {
        Arguments.require(vectors.length > 0, "initial vectors: at least one is needed");
        double[][] given = new double[vectors.length][];
        for (int a = 0; a < vectors.length; a++) {
            given[a] = checked(vectors[a], "initial vector of type " + a).clone();
        }
        return with(copy -> copy.initial = given);
    }

    /**
     * {@return the contraction with coloured vertices: φ_a(i) = 1 where neuron i has class a, 0 elsewhere, so that a vertex of
     * type a runs over the neurons of class a}
     *
     * @param classes class of each neuron, 0..K−1, none empty
     */
    public TreeContraction typed(int[] classes) {
        double[][] indicators = new double[count(classes)][size()];
        for (int i = 0; i < classes.length; i++) {
            indicators[classes[i]][i] = 1;
        }
        return with(copy -> copy.initial = indicators);
    }

    /**
     * {@return the contraction of the centred weights w̃, the diagonal −c_j kept}
     *
     * <pre class="tex">
     *     w̃_{ij} = w_{ij} − c_j ,\qquad c_j = \frac1N Σ_i w_{ij} .  (6.4)
     * </pre>
     */
    public TreeContraction centred() {
        return centred(new int[size()]);
    }

    /**
     * {@return the contraction of the weights w̃ centred within classes, the diagonal kept} c^a_j is the mean of w_{i'j} over the
     * postsynaptic neurons i' of class a; K N numbers are stored.
     *
     * <pre class="tex">
     *     w̃_{ij} = w_{ij} − c^{a(i)}_j ,\qquad c^a_j = \frac{1}{|a|} Σ_{i' ∈ a} w_{i'j} .  (6.5)
     * </pre>
     *
     * @param classes class a(i) of each neuron, 0..K−1, none empty
     */
    public TreeContraction centred(int[] classes) {
        requirePlain("centring");
        CentredProduct centred = CentredProduct.of(weights, classes.clone(), count(classes));
        return with(copy -> {
            copy.operator = centred;
            copy.last = new AtomicReference<>();
        });
    }

    /**
     * {@return the column means c^a_j that were subtracted, by presynaptic neuron j}
     *
     * @param a class of postsynaptic neurons; 0 where there is one class
     * @throws IllegalStateException if this contraction is not centred
     */
    public double[] columnMeans(int a) {
        if (!(operator instanceof CentredProduct centred)) {
            throw new IllegalStateException("column means: the contraction is not centred, call centred() first");
        }
        int last = centred.classes() - 1;
        Arguments.require(a >= 0 && a <= last, "column means: class ", a, " must lie between 0 and ", last);
        return centred.means(a).clone();
    }

    /**
     * {@return the vectors x_T(i) by neuron, trees in the order given}
     *
     * @param trees the trees, plain or decorated
     */
    public Map<RootedTree, double[]> vectors(Collection<RootedTree> trees) {
        ContractionPlan plan = ContractionPlan.of(trees);
        ContractionRun run = run(plan, plan.products() + (long) plan.roots().size());
        Map<RootedTree, double[]> result = new LinkedHashMap<>();
        plan.roots().forEach((tree, node) -> {
            double[] x = new double[size()];
            run.fill(node, 0, x.length, x, 0, 1);
            result.put(tree, x);
        });
        return result;
    }

    /**
     * {@return the means (1/N) Σ_i x_T(i), trees in the order given}
     *
     * @param trees the trees, plain or decorated
     */
    public Map<RootedTree, Double> means(Collection<RootedTree> trees) {
        Map<RootedTree, Double> result = new LinkedHashMap<>();
        sums(trees, new double[1][]).forEach((tree, sums) -> result.put(tree, sums[0] / size()));
        return result;
    }

    /**
     * {@return the sums Σ_i F_i x_T(i) for several functions F at once, trees in the order given, sums in that of the
     * functionals} No x_T is stored.
     *
     * @param trees the trees, plain or decorated
     * @param functionals the functions F by neuron; null stands for F = 1
     */
    public Map<RootedTree, double[]> sums(Collection<RootedTree> trees, double[]... functionals) {
        double[][] given = new double[functionals.length][];
        for (int f = 0; f < given.length; f++) {
            given[f] = functionals[f] == null ? null : checked(functionals[f], "functional " + f);
        }
        ContractionPlan plan = plan(trees, Arrays.stream(functionals).allMatch(Objects::isNull));
        double[][] sums = run(plan, plan.products()).sums(plan.rootNodes(), given);
        Map<RootedTree, double[]> result = new LinkedHashMap<>();
        plan.roots().keySet().forEach(tree -> result.put(tree, sums[result.size()]));
        return result;
    }

    /**
     * Multiplies once: y = Wx with the weights of this contraction, centred if it is.
     *
     * @param x presynaptic values, length N, finite
     * @param y result, length N
     */
    public void multiply(double[] x, double[] y) {
        Arguments.require(y.length == size(), "result: length ", y.length, " for ", size(), " neurons");
        try (Crew crew = Crew.of(threads)) {
            operator.apply(checked(x, "vector"), 1, new double[][] {y}, crew);
        }
    }

    /** Trees are summed at the vertex that halves them where that saves much more than transposing the weights costs. */
    ContractionPlan plan(Collection<RootedTree> trees, boolean plainSums) {
        Planned known = last.get();
        if (known == null
                || known.plainSums() != plainSums
                || !known.trees().equals(trees instanceof List ? trees : new ArrayList<>(trees))) {
            known = new Planned(List.copyOf(trees), plainSums, newPlan(trees, plainSums));
            last.set(known);
        }
        return known.plan();
    }

    private ContractionPlan newPlan(Collection<RootedTree> trees, boolean plainSums) {
        ContractionPlan plan = ContractionPlan.of(trees);
        if (plainSums && weights != null && operator == weights) {
            ContractionPlan halving = ContractionPlan.halving(trees);
            if (plan.products() - halving.products() > WORTH_TRANSPOSING) {
                return halving;
            }
        }
        return plan;
    }

    /** Sums Σ_i x_T(i) modulo a prime; weights must be integers, φ = 1. */
    double[] sumsModulo(ContractionPlan plan, Residues residues) {
        ContractionRun.Operators modular =
                (power, transposed) -> (transposed ? weights.transposed() : weights).modulo(residues);
        double[][] sums = new ContractionRun(plan, modular, initial, residues, size(), threads, progress)
                .sums(plan.rootNodes(), new double[1][]);
        return Arrays.stream(sums).mapToDouble(s -> s[0]).toArray();
    }

    private ContractionRun run(ContractionPlan plan, long vectors) {
        Arguments.require(
                plan.types() <= initial.length,
                "contraction: a tree has a vertex of type " + (plan.types() - 1)
                        + ", but there are initial vectors for " + initial.length + " types");
        long bytes = 8L * size() * (vectors + BlockProduct.WIDEST);
        long heap = Runtime.getRuntime().maxMemory();
        Arguments.require(
                bytes <= heap,
                "contraction: " + vectors + " vectors of " + size() + " neurons need " + (bytes >> 20)
                        + " MB, more than the heap of " + (heap >> 20) + " MB: lower the order, or raise -Xmx");
        return new ContractionRun(plan, this::operator, initial, null, size(), threads, progress);
    }

    private BlockProduct operator(int power, boolean transposed) {
        if (power == 1 && !transposed) {
            return operator;
        }
        requirePlain("edge power " + power);
        SparseProduct product = transposed ? weights.transposed() : weights;
        return power == 1 ? product : product.power(power);
    }

    private void requirePlain(String wanted) {
        Arguments.require(
                weights != null && operator == weights,
                wanted + ": needs the plain weights of a network, not "
                        + (weights == null ? "a general coupling" : "centred ones"));
    }

    /** Number of classes, after a check that none is empty. */
    private int count(int[] classes) {
        Arguments.require(classes.length == size(), "classes: ", classes.length, " for ", size(), " neurons");
        int count = Arrays.stream(classes).max().orElse(0) + 1;
        boolean[] seen = new boolean[Math.max(count, 1)];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0) {
                throw new IllegalArgumentException("classes: " + classes[i] + " of neuron " + i + " is negative");
            }
            seen[classes[i]] = true;
        }
        for (int a = 0; a < count; a++) {
            Arguments.require(seen[a], "classes: class ", a, " of ", count, " is empty, number them without gaps");
        }
        return count;
    }

    private double[] checked(double[] vector, String name) {
        Arguments.require(vector.length == size(), name, ": length ", vector.length, " for ", size(), " neurons");
        for (int i = 0; i < vector.length; i++) {
            if (!Double.isFinite(vector[i])) {
                throw new IllegalArgumentException(name + ": " + vector[i] + " at neuron " + i + " must be finite");
            }
        }
        return vector;
    }
}
