package org.espalier.bbgky.particles;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.espalier.bbgky.kernel.SmoothBump;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.random.RandomStreams;

/** What simulations on the torus depend on: kernels and laws by the values that they say, and by samples in any case. */
public final class TorusFingerprint {
    /** Fractional parts of the powers of 1/ρ, ρ^4 = ρ + 1: multiples fill the cube evenly and lie on no lattice. */
    private static final double[] STEPS = {0.8191725133961645, 0.6710436067037893, 0.5497004779019703};

    private static final int FEW = 32;
    private static final int MANY = 1 << 14;

    private TorusFingerprint() {}

    /**
     * {@return the fingerprint of a simulation, to which more may be added}
     *
     * @param kernel K
     * @param law f0
     * @param noise σ
     * @param particles N
     * @param seed master seed
     * @param timeStep largest step
     * @param times output times
     */
    public static Fingerprint of(
            TorusKernel kernel, TorusLaw law, double noise, int particles, long seed, double timeStep, Times times) {
        Fingerprint print = new Fingerprint();
        add(print.part("kernel"), kernel);
        add(print.part("initial law"), law);
        print.part("noise").add(noise);
        print.part("number of particles").add(particles);
        print.part("seed").add(seed);
        print.part("time step").add(timeStep);
        return print.part("output times").add(times);
    }

    /** The force of a smooth kernel on a few particles, which shows method and tolerance. */
    static void addForce(Fingerprint print, ForceMethod method, TorusKernel kernel, int particles) {
        int few = 64;
        PairForce force = method.prepare(SmoothBump.of(kernel.dimension(), 1, 0.1), few);
        double[] x = new double[few * kernel.dimension()];
        for (int i = 0; i < few; i++) {
            System.arraycopy(point(i, kernel.dimension()), 0, x, i * kernel.dimension(), kernel.dimension());
        }
        double[] drift = new double[x.length];
        force.apply(x, drift);
        print.add(method.prepare(kernel, particles).description()).add(drift);
    }

    private static void add(Fingerprint print, TorusKernel kernel) {
        boolean known = begin(print, kernel);
        print.add(kernel.dimension()).add(kernel.facts());
        double[] value = new double[kernel.dimension()];
        double[] imaginary = new double[kernel.dimension()];
        for (int k = 0; k < (known ? FEW : MANY); k++) {
            kernel.evaluate(point(k, value.length), value);
            print.add(value);
        }
        int[] mode = new int[value.length];
        for (int m = 1; m < (known ? 4 : 64); m++) {
            Arrays.fill(mode, m % 3);
            mode[0] = m;
            kernel.coefficient(mode, value, imaginary);
            print.add(value).add(imaginary);
        }
    }

    private static void add(Fingerprint print, TorusLaw law) {
        boolean known = begin(print, law);
        int d = law.dimension();
        print.add(d).add(law.supremum());
        for (int k = 0; k < (known ? FEW : MANY); k++) {
            print.add(law.density(point(k, d)));
        }
        UniformRandomProvider random = RandomStreams.of(1).stream(0, 0);
        double[] x = new double[d];
        for (int k = 0; k < (known ? 4 : FEW); k++) {
            law.sample(random, x);
            print.add(x);
        }
    }

    private static boolean begin(Fingerprint print, Object value) {
        boolean known = Fingerprint.knows(value);
        print.add(known);
        if (known) {
            print.add(value);
        }
        return known;
    }

    private static double[] point(int k, int dimension) {
        double[] x = new double[dimension];
        Arrays.setAll(x, l -> (0.5 + (k + 1) * STEPS[l]) % 1);
        return x;
    }
}
