package org.espalier.hierarchy.meanfield;

import java.util.Arrays;
import java.util.Objects;
import org.espalier.model.generate.MeasureKernel;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.Coupling;
import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;

/**
 * How populations drive each other in (5.1): S = W r, and the share of each in averages. A population is a neuron (share
 * 1/N) or a class of neurons (share p_A, self-coupling allowed).
 */
public interface Populations extends Coupling, Fingerprinted {
    /** {@return the number of populations, K ≥ 1} */
    @Override
    int size();

    /**
     * Computes the drives S_i = Σ_j w_ij r_j, without the kick factor.
     *
     * @param rates r, length K
     * @param drives S, length K, overwritten
     */
    void drives(double[] rates, double[] drives);

    @Override
    default void multiply(double[] x, double[] y) {
        drives(x, y);
    }

    /**
     * {@return the share of a population in averages, &gt; 0; all sum to 1}
     *
     * @param population index
     */
    double share(int population);

    /**
     * {@return the average Σ_i share_i x_i over the populations}
     *
     * @param values x, length K
     */
    default double mean(double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += share(i) * values[i];
        }
        return sum;
    }

    /**
     * Visits the kicks that a neuron receives, for the forms of section 8 that need them one by one.
     *
     * @param population index of the neuron
     * @param visitor receives presynaptic neuron and weight w_ij
     * @throws IllegalArgumentException if this coupling is not one of single neurons
     */
    default void kicks(int population, KickVisitor visitor) {
        throw new IllegalArgumentException(
                "mean field: diffusion-corrected and Poisson-driven forms need a network of single neurons, not classes");
    }

    /** Shares, and the drives of single populations (of a few mixtures of them if there are more than a thousand). */
    @Override
    default void addTo(Fingerprint print) {
        double[] rates = new double[size()];
        double[] drives = new double[size()];
        int probes = size() <= 1000 ? size() : 32;
        print.add(size());
        for (int i = 0; i < size(); i++) {
            print.add(share(i));
        }
        for (int k = 0; k < probes; k++) {
            int probe = k;
            Arrays.setAll(rates, i -> probes == size() ? (i == probe ? 1 : 0) : 1 + StrictMath.sin(i + 7.0 * probe));
            drives(rates, drives);
            print.add(drives);
        }
    }

    /** Receives the kicks of a neuron. */
    @FunctionalInterface
    interface KickVisitor {
        /**
         * Takes one kick.
         *
         * @param presynaptic neuron j
         * @param weight w_ij
         */
        void visit(int presynaptic, double weight);
    }

    /** {@return the coupling S = w r of a network: each neuron is a population of share 1/N} */
    static Populations of(SynapticNetwork network) {
        Objects.requireNonNull(network, "network");
        double share = 1.0 / network.size();
        return new Populations() {
            @Override
            public int size() {
                return network.size();
            }

            @Override
            public void drives(double[] rates, double[] drives) {
                network.multiply(rates, drives);
            }

            @Override
            public void addTo(Fingerprint print) {
                print.add(network);
            }

            @Override
            public double share(int population) {
                return share;
            }

            @Override
            public void kicks(int population, KickVisitor visitor) {
                for (int e = network.rowStart(population); e < network.rowStart(population + 1); e++) {
                    visitor.visit(network.column(e), network.weight(e));
                }
            }
        };
    }

    /**
     * {@return the coupling S_A = Σ_B kernel[A][B] r_B of K classes, e.g. the quotient of a network by a row-equitable
     * partition}
     *
     * @param shares p_A &gt; 0, sum 1
     * @param kernel kernel[A][B]: drive of a neuron of class A per unit of rate of class B
     */
    static Populations ofClasses(double[] shares, double[][] kernel) {
        return new ClassCoupling(shares, kernel);
    }

    /**
     * {@return the coupling S(ξ) = ∫ r(ζ) w(ξ, dζ) of a kernel on [0,1], discretised at the midpoints ξ_i = (i + ½)/M:
     * S(ξ_i) = Σ_j W(ξ_i, ξ_j) r_j/M + Σ_m a_m(ξ_i) r(g_m(ξ_i)), with r between (and beyond) midpoints by linear
     * interpolation} Of second order in 1/M where W, g, a and the laws are smooth in ξ, of first order where they jump.
     * Memory 8 M² bytes.
     *
     * @param kernel w, a density and atoms
     * @param points M ≥ 2; population i is the neuron at ξ_i, share 1/M
     */
    static Populations ofKernel(MeasureKernel kernel, int points) {
        Objects.requireNonNull(kernel, "kernel");
        Arguments.require(points >= 2, "kernel: " + points + " points, at least 2 are needed");
        double[] shares = new double[points];
        double[][] values = new double[points][points];
        for (int i = 0; i < points; i++) {
            shares[i] = 1.0 / points;
            double xi = (i + 0.5) / points;
            for (int j = 0; j < points; j++) {
                values[i][j] = kernel.density(xi, (j + 0.5) / points) / points;
            }
            for (MeasureKernel.Atom atom : kernel.atoms(xi)) {
                double position = atom.place() * points - 0.5;
                int below = (int) Math.max(0, Math.min(points - 2, Math.floor(position)));
                values[i][below] += atom.mass() * (below + 1 - position);
                values[i][below + 1] += atom.mass() * (position - below);
            }
        }
        return ofClasses(shares, values);
    }

    /**
     * {@return a network reduced to classes of neurons: p_A the share of class A, and kernel[A][B] the mean over the
     * neurons i of A of Σ_{j∈B} w_ij} Exact for (5.1) with equal initial laws if the partition is row-equitable,
     * approximate otherwise.
     *
     * @param network w
     * @param classes class of each neuron, 0..K−1, none empty
     */
    static Populations reduced(SynapticNetwork network, int[] classes) {
        Arguments.require(
                classes.length == network.size(),
                "classes: " + classes.length + " for a network of " + network.size() + " neurons");
        int count = 0;
        for (int a : classes) {
            if (a < 0) {
                throw new IllegalArgumentException("classes: " + a + " must be ≥ 0");
            }
            count = Math.max(count, a + 1);
        }
        double[] sizes = new double[count];
        for (int a : classes) {
            sizes[a]++;
        }
        double[][] kernel = new double[count][count];
        for (int i = 0; i < classes.length; i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                kernel[classes[i]][classes[network.column(e)]] += network.weight(e) / sizes[classes[i]];
            }
        }
        double[] shares = new double[count];
        for (int a = 0; a < count; a++) {
            shares[a] = sizes[a] / classes.length;
        }
        return ofClasses(shares, kernel);
    }
}
