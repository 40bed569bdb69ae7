package org.espalier.hierarchy.meanfield;

import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Fingerprint;

/** Dense coupling of K classes. */
final class ClassCoupling implements Populations {
    private final double[] shares;
    private final double[][] kernel;

    ClassCoupling(double[] shares, double[][] kernel) {
        int size = shares.length;
        Arguments.require(
                size > 0 && kernel.length == size,
                "classes: " + size + " shares and " + kernel.length + " rows must agree and be at least 1");
        this.shares = shares.clone();
        this.kernel = new double[size][];
        double total = 0;
        for (int a = 0; a < size; a++) {
            Arguments.require(shares[a] > 0, "classes: share " + a + " = " + shares[a] + " must be > 0");
            total += shares[a];
            Arguments.require(
                    kernel[a].length == size,
                    "classes: row " + a + " has " + kernel[a].length + " entries, " + size + " are needed");
            for (int b = 0; b < size; b++) {
                if (!Double.isFinite(kernel[a][b])) {
                    throw new IllegalArgumentException(
                            "classes: kernel[" + a + "][" + b + "] = " + kernel[a][b] + " must be finite");
                }
            }
            this.kernel[a] = kernel[a].clone();
        }
        Arguments.require(Math.abs(total - 1) <= 1e-9, "classes: shares sum to " + total + ", must sum to 1");
    }

    @Override
    public void addTo(Fingerprint print) {
        print.add(shares).add((Object) kernel);
    }

    @Override
    public int size() {
        return shares.length;
    }

    @Override
    public void drives(double[] rates, double[] drives) {
        for (int a = 0; a < shares.length; a++) {
            double sum = 0;
            for (int b = 0; b < shares.length; b++) {
                sum += kernel[a][b] * rates[b];
            }
            drives[a] = sum;
        }
    }

    @Override
    public double share(int population) {
        return shares[population];
    }
}
