package org.espalier.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.particles.observable.EdgeHistogram;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.PotentialHistogram;
import org.espalier.particles.observable.TestFunction;
import org.espalier.particles.observable.TreeObservables;
import org.espalier.particles.observable.TypeRates;
import org.espalier.trees.RootedTree;

/**
 * What a simulation measures beside the population rate, by text. Each of the forests is measured with each of the test
 * functions, the same at every vertex.
 *
 * <p>A forest is its level sequences separated by semicolons, {@code "0 1 1; 0"}. A test function is {@code nu} (the
 * intensity), {@code one}, {@code moment:p}, {@code indicator:from:to}, {@code cos:theta} or {@code sin:theta}.
 *
 * @param forests forests of rooted trees, by their level sequences
 * @param functions test functions
 * @param injective whether tuples of distinct neurons are summed (I) instead of all tuples (H2); single trees only
 * @param bins bins of the density of the potential; 0 for none
 * @param pairBins bins of each variable of the two-vertex density of the edge; 0 for none
 * @param range ends of the bins; chosen from law and reset when empty
 * @param rasterNeurons neurons whose spikes in the first replica are kept, spread over all indices; 0 for none
 */
public record Observations(
        List<String> forests,
        List<String> functions,
        boolean injective,
        int bins,
        int pairBins,
        Optional<Range> range,
        int rasterNeurons) {
    private static final int MOST_BINS = 1_000_000;

    /**
     * Ends of the bins.
     *
     * @param low lower end of the first
     * @param high upper end of the last
     */
    public record Range(double low, double high) {
        /** Checks the ends. */
        public Range {
            if (!(low < high) || Double.isInfinite(high - low)) {
                throw new IllegalArgumentException(
                        "range of the histogram: from " + low + " to " + high + " must be finite and not empty");
            }
        }
    }

    /** Checks the components. */
    public Observations {
        forests = List.copyOf(forests);
        functions = List.copyOf(functions);
        Objects.requireNonNull(range, "range");
        for (int count : new int[] {bins, pairBins, rasterNeurons}) {
            if (count < 0) {
                throw new IllegalArgumentException("observations: " + count + " bins or neurons; 0 or more");
            }
        }
        if (Math.max(bins, (double) pairBins * pairBins) > MOST_BINS) {
            throw new IllegalArgumentException("observations: "
                    + (bins > MOST_BINS ? bins : pairBins + " x " + pairBins) + " bins; at most " + MOST_BINS);
        }
        if (!forests.isEmpty() && functions.isEmpty()) {
            throw new IllegalArgumentException("observations: forests without a test function; name one, such as nu");
        }
    }

    /** The observables on a network. */
    Measured on(Study study, SynapticNetwork network) {
        if (rasterNeurons > network.size()) {
            throw new IllegalArgumentException("observations: a raster of " + rasterNeurons
                    + " neurons, the network has " + network.size() + "; ask for at most as many");
        }
        Map<String, TreeObservables> trees = new LinkedHashMap<>();
        List<List<RootedTree>> wanted =
                forests.stream().map(Observations::forest).toList();
        if (!wanted.isEmpty()) {
            for (String name : functions) {
                TestFunction function = function(name, study);
                trees.put(name, observable(network, function, wanted));
            }
        }
        Optional<PotentialHistogram> histogram =
                bins == 0 ? Optional.empty() : Optional.of(PotentialHistogram.between(low(study), high(study), bins));
        Optional<PotentialHistogram> side = pairBins == 0
                ? Optional.empty()
                : Optional.of(PotentialHistogram.between(low(study), high(study), pairBins));
        return new Measured(
                trees,
                histogram,
                side,
                side.map(edges -> EdgeHistogram.of(network, edges)),
                network.types().isEmpty() ? Optional.empty() : Optional.of(TypeRates.of(types(network))));
    }

    /** What is observed, by kind. */
    record Measured(
            Map<String, TreeObservables> trees,
            Optional<PotentialHistogram> histogram,
            Optional<PotentialHistogram> sides,
            Optional<EdgeHistogram> pairs,
            Optional<TypeRates> types) {
        Observable[] all() {
            List<Observable> all = new ArrayList<>(trees.values());
            histogram.ifPresent(all::add);
            pairs.ifPresent(all::add);
            types.ifPresent(all::add);
            return all.toArray(Observable[]::new);
        }
    }

    private TreeObservables observable(SynapticNetwork network, TestFunction function, List<List<RootedTree>> wanted) {
        if (!injective) {
            return TreeObservables.forests(network, List.of(function), wanted);
        }
        List<RootedTree> single = new ArrayList<>();
        for (List<RootedTree> forest : wanted) {
            if (forest.size() > 1) {
                throw new IllegalArgumentException("observations: the forest " + forest
                        + " has several trees; injective sums are for single trees");
            }
            single.add(forest.get(0));
        }
        return TreeObservables.injective(network, List.of(function), single);
    }

    private static int[] types(SynapticNetwork network) {
        int[] types = new int[network.size()];
        Arrays.setAll(types, network::type);
        return types;
    }

    /**
     * {@return the neurons of the raster, spread over all indices, at most as many as were asked for, increasing}
     *
     * @param size number of neurons of the network
     */
    public int[] sample(int size) {
        int count = Math.min(rasterNeurons, size);
        int[] neurons = new int[count];
        Arrays.setAll(neurons, k -> (int) ((long) k * size / count));
        return neurons;
    }

    private double low(Study study) {
        return range.map(Range::low).orElseGet(() -> usual(study).low());
    }

    private double high(Study study) {
        return range.map(Range::high).orElseGet(() -> usual(study).high());
    }

    /** From the smallest to the largest of all resets and quantiles 0.001 and 0.999 of all laws, and half as far again. */
    private static Range usual(Study study) {
        double low = study.neuron().reset();
        double high = low;
        List<Neuron> others = new ArrayList<>(study.types().neurons().values());
        others.addAll(study.system().models().neurons().values());
        for (Neuron neuron : others) {
            low = Math.min(low, neuron.reset());
            high = Math.max(high, neuron.reset());
        }
        List<InitialLaw> laws = new ArrayList<>(study.types().laws().values());
        laws.addAll(study.system().models().laws().values());
        laws.add(study.law());
        for (InitialLaw law : laws) {
            low = Math.min(low, law.quantile(1e-3));
            high = Math.max(high, law.quantile(1 - 1e-3));
        }
        double room = Math.max(0.5, 0.5 * (high - low));
        return new Range(low - room, high + room);
    }

    private static List<RootedTree> forest(String text) {
        List<RootedTree> trees = new ArrayList<>();
        for (String levels : text.split(";", -1)) {
            if (!levels.strip().matches("\\d{1,4}(\\s+\\d{1,4}){0,99}")) {
                throw new IllegalArgumentException("forest '" + text
                        + "': give level sequences of at most 100 vertices separated by ';', for example '0 1 1; 0'");
            }
            trees.add(RootedTree.ofLevels(Arrays.stream(levels.strip().split("\\s+"))
                    .mapToInt(Integer::parseInt)
                    .toArray()));
        }
        return trees;
    }

    /** The test function of a text. */
    static TestFunction function(String text, Study study) {
        String[] words = text.strip().split(":", -1);
        try {
            if (words[0].equals("nu") && words.length == 1) {
                if (!study.types().neurons().isEmpty()) {
                    throw new IllegalArgumentException(
                            "the intensity differs by type (neuron.types), so it is no function"
                                    + " of the potential alone; rates by type are measured anyway");
                }
                if (!study.system().models().neurons().isEmpty() || study.isHeterogeneous()) {
                    throw new IllegalArgumentException(
                            "the intensity may differ between neurons (neuron.groups, heterogeneity), so it is no"
                                    + " function of the potential alone; rates of groups and neurons are told by readouts and record");
                }
                if (study.simulation().threshold().isPresent()) {
                    throw new IllegalArgumentException(
                            "the neurons fire at simulation.threshold, not with the intensity;"
                                    + " choose another function, spikes are counted anyway");
                }
                return TestFunction.firing(study.neuron().intensity());
            } else if (words[0].equals("one") && words.length == 1) {
                return TestFunction.one();
            } else if (words[0].equals("moment") && words.length == 2) {
                return TestFunction.moment(Integer.parseInt(words[1]));
            } else if (words[0].equals("indicator") && words.length == 3) {
                return TestFunction.indicator(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
            } else if (words[0].equals("cos") && words.length == 2) {
                return TestFunction.cosine(Double.parseDouble(words[1]));
            } else if (words[0].equals("sin") && words.length == 2) {
                return TestFunction.sine(Double.parseDouble(words[1]));
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(
                    "test function '" + text + "': '" + text.substring(text.indexOf(':') + 1)
                            + "' is not " + (words[0].equals("moment") ? "a whole number" : "numbers")
                            + " in range, as in moment:2, indicator:0:1 or cos:1.5",
                    noNumber);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("test function '" + text + "': " + refused.getMessage(), refused);
        }
        throw new IllegalArgumentException("test function '" + text
                + "': known are nu, one, moment:p, indicator:from:to, cos:theta and sin:theta");
    }
}
