package org.espalier.bbgky.particles;

import java.util.Arrays;
import org.espalier.bbgky.kernel.TorusKernel;

/** The sum over all pairs. */
final class DirectForce implements PairForce {
    private final TorusKernel kernel;
    private final int particles;
    private final int d;
    private final boolean odd;

    DirectForce(TorusKernel kernel, int particles) {
        this.kernel = kernel;
        this.particles = particles;
        this.d = kernel.dimension();
        this.odd = kernel.facts().odd();
    }

    @Override
    public void apply(double[] positions, double[] force) {
        double[] x = new double[d];
        double[] value = new double[d];
        Arrays.fill(force, 0, particles * d, 0.0);
        for (int i = 0; i < particles; i++) {
            for (int j = odd ? i + 1 : 0; j < particles; j++) {
                if (i == j) {
                    continue;
                }
                for (int l = 0; l < d; l++) {
                    x[l] = positions[i * d + l] - positions[j * d + l];
                }
                kernel.evaluate(x, value);
                for (int l = 0; l < d; l++) {
                    force[i * d + l] += value[l];
                    if (odd) {
                        force[j * d + l] -= value[l];
                    }
                }
            }
        }
        for (int n = 0; n < particles * d; n++) {
            force[n] /= particles;
        }
    }

    /** F_i of one particle, and (1/N) Σ_j |K(x_i − x_j)| in the last entry. */
    static double[] one(TorusKernel kernel, double[] positions, int particles, int i) {
        int d = kernel.dimension();
        double[] x = new double[d];
        double[] value = new double[d];
        double[] sum = new double[d + 1];
        for (int j = 0; j < particles; j++) {
            if (j != i) {
                double square = 0;
                for (int l = 0; l < d; l++) {
                    x[l] = positions[i * d + l] - positions[j * d + l];
                }
                kernel.evaluate(x, value);
                for (int l = 0; l < d; l++) {
                    sum[l] += value[l] / particles;
                    square += value[l] * value[l];
                }
                sum[d] += Math.sqrt(square) / particles;
            }
        }
        return sum;
    }

    @Override
    public String description() {
        return "direct sum";
    }
}
