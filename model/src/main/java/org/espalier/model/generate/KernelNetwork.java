package org.espalier.model.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.model.network.Duplicates;
import org.espalier.model.network.NetworkBuilder;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Arguments;

/**
 * A network sampled from a kernel w(ξ, dζ) on N neurons at places ξ_i, either the midpoints (i + ½)/N or N sorted uniform
 * numbers, such that Σ_j w_ij φ(ξ_j) → ∫ φ(ζ) w(ξ_i, dζ) as N → ∞ with d, s → ∞ and s/N → 0.
 *
 * <ul>
 *   <li>The density is <i>dense</i>, w_ij = W(ξ_i, ξ_j)/(N−1), or <i>sparse</i> with degree d: a pair is a candidate with
 *       probability d/(N−1), is kept with probability |W|/‖W‖, and weighs ±‖W‖/d.
 *   <li>An atom a δ_g is shared equally among the s neurons nearest to g, a/s each (never the neuron itself).
 * </ul>
 *
 * ε_w ≤ max(‖W‖/(N−1) or ‖W‖/d, |a|/s). Cost: O(N²), or O(N (d + s)) if sparse.
 *
 * @param size N ≥ 2
 * @param kernel the kernel; a lambda (ξ, ζ) → W is a graphon
 * @param spread s, how many neurons share an atom, from 1 to N−1
 * @param degree d, the mean number of candidates a neuron, in (0, N−1], or 0 for the dense network
 * @param bound ‖W‖, a bound of |W|, above 0 if d &gt; 0; larger values of |W| are errors
 * @param randomPlaces whether neurons sit at sorted uniform numbers instead of the midpoints
 */
public record KernelNetwork(
        int size, MeasureKernel kernel, int spread, double degree, double bound, boolean randomPlaces)
        implements NetworkGenerator {
    private static final String WHAT = "kernel network";

    /** Checks the parameters. */
    public KernelNetwork {
        Objects.requireNonNull(kernel, "kernel");
        Draws.size(WHAT, size, 2);
        Arguments.between(WHAT, "number of neurons that share an atom", spread, 1, size - 1);
        if (degree != 0) {
            Arguments.between(WHAT, "degree", degree, Double.MIN_NORMAL, size - 1);
            Arguments.between(WHAT, "bound", bound, Double.MIN_NORMAL, Double.MAX_VALUE);
        }
    }

    /**
     * {@return the density on all pairs, atoms shared among ⌈√N⌉ neurons}
     *
     * @param size N ≥ 2
     */
    public static KernelNetwork dense(int size, MeasureKernel kernel) {
        Draws.size(WHAT, size, 2);
        return new KernelNetwork(size, kernel, defaultSpread(size), 0, 0, false);
    }

    /**
     * {@return the density on few pairs, atoms shared among ⌈√N⌉ neurons}
     *
     * @param size N ≥ 2
     * @param degree d, in (0, N−1]
     * @param bound ‖W‖, a bound of |W|
     */
    public static KernelNetwork sparse(int size, MeasureKernel kernel, double degree, double bound) {
        Draws.size(WHAT, size, 2);
        Arguments.between(WHAT, "degree", degree, Double.MIN_NORMAL, size - 1);
        return new KernelNetwork(size, kernel, defaultSpread(size), degree, bound, false);
    }

    private static int defaultSpread(int size) {
        return Math.min(size - 1, (int) Math.ceil(Math.sqrt(size)));
    }

    /**
     * {@return the same with each atom shared among another number of neurons}
     *
     * @param neurons s, from 1 to N−1
     */
    public KernelNetwork sharingAtomsAmong(int neurons) {
        return new KernelNetwork(size, kernel, neurons, degree, bound, randomPlaces);
    }

    /** {@return the same with neurons at sorted independent uniform places instead of midpoints} */
    public KernelNetwork atRandomPlaces() {
        return new KernelNetwork(size, kernel, spread, degree, bound, true);
    }

    /**
     * {@return the places ξ_0 ≤ … ≤ ξ_{N−1} of the neurons}
     *
     * @param seed as in {@link #generate}
     */
    public double[] places(long seed) {
        return places(Draws.stream(seed));
    }

    private double[] places(UniformRandomProvider random) {
        double[] places = new double[size];
        Arrays.setAll(places, i -> randomPlaces ? random.nextDouble() : (i + 0.5) / size);
        Arrays.sort(places);
        return places;
    }

    @Override
    public SynapticNetwork generate(long seed) {
        UniformRandomProvider random = Draws.stream(seed);
        double[] places = places(random);
        NetworkBuilder builder = NetworkBuilder.ofSize(size, 0).duplicates(Duplicates.SUM);
        if (degree > 0) {
            Draws.pairs(size, degree / (size - 1), random, (i, j) -> {
                double value = density(places[i], places[j]);
                if (Math.abs(value) > bound) {
                    throw new IllegalArgumentException(WHAT + ": |W| = " + Math.abs(value) + " at (" + places[i] + ", "
                            + places[j] + ") exceeds the bound " + bound + "; give a larger one");
                }
                if (random.nextDouble() * bound < Math.abs(value)) {
                    builder.connect(j, i, Math.copySign(bound / degree, value));
                }
            });
        } else {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double value = i == j ? 0 : density(places[i], places[j]);
                    if (value != 0) {
                        builder.connect(j, i, value / (size - 1));
                    }
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (MeasureKernel.Atom atom : kernel.atoms(places[i])) {
                for (int j : nearest(places, atom.place(), i)) {
                    builder.connect(j, i, atom.mass() / spread);
                }
            }
        }
        return builder.build();
    }

    private double density(double xi, double zeta) {
        double value = kernel.density(xi, zeta);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(WHAT + ": W(" + xi + ", " + zeta + ") = " + value + " must be finite");
        }
        return value;
    }

    /** The neurons nearest to a place, without one of them: a window that grows to the nearer side. */
    private List<Integer> nearest(double[] places, double place, int excluded) {
        int at = Arrays.binarySearch(places, place);
        int right = at >= 0 ? at : -at - 1;
        int left = right - 1;
        List<Integer> result = new ArrayList<>(spread);
        while (result.size() < spread) {
            boolean takeLeft = right == size || left >= 0 && place - places[left] <= places[right] - place;
            int neuron = takeLeft ? left-- : right++;
            if (neuron != excluded) {
                result.add(neuron);
            }
        }
        return result;
    }
}
