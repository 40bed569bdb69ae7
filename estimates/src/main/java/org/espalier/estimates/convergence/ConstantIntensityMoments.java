package org.espalier.estimates.convergence;

import java.util.Arrays;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;

/**
 * Second moments of the particle system itself, exact for every N and w, when ν ≡ λ and b(v) = β − κv: with s = αW1,
 *
 * <pre>
 * m'    = β + λs + λv_r − (κ+λ) m
 * C_ii' = −(2κ+λ) C_ii + λ(m_i − v_r)² + σ² + λα²(WWᵀ)_ii
 * C_ij' = −2(κ+λ) C_ij + λ[ α²(WWᵀ)_ij + αw_ij(v_r − m_j) + αw_ji(v_r − m_i) ]
 * </pre>
 *
 * started from independent neurons of one mean and variance. For (5.1) the covariances C_ij vanish and the term
 * λα²(WWᵀ)_ii is absent. Cost: N for the one-vertex moment, edges × degree for the edge.
 */
public final class ConstantIntensityMoments {
    private final SynapticNetwork network;
    private final double beta;
    private final double kappa;
    private final double lambda;
    private final double noise;
    private final double reset;
    private final double kick;
    private final double mean;
    private final double variance;

    private ConstantIntensityMoments(SynapticNetwork network, Neuron neuron, double mean, double variance) {
        LinearLeak leak = (LinearLeak) neuron.drift();
        this.network = network;
        beta = leak.input();
        kappa = leak.rate();
        lambda = neuron.intensity().at(0);
        noise = neuron.noise();
        reset = neuron.reset();
        kick = neuron.kickFactor();
        this.mean = mean;
        this.variance = variance;
    }

    /**
     * {@return the moments}
     *
     * @param network w
     * @param neuron a neuron with linear leak and constant intensity
     * @param mean E V_i(0)
     * @param variance Var V_i(0)
     */
    public static ConstantIntensityMoments of(SynapticNetwork network, Neuron neuron, double mean, double variance) {
        var facts = neuron.intensity().facts();
        if (!(neuron.drift() instanceof LinearLeak) || !(facts.infimum() == facts.supremum())) {
            throw new IllegalArgumentException(
                    "moments: they are closed for a linear leak and a constant intensity only," + " not for "
                            + neuron.drift() + " and " + neuron.intensity());
        }
        if (!(variance >= 0)) {
            throw new IllegalArgumentException("moments: variance " + variance + " must be ≥ 0");
        }
        return new ConstantIntensityMoments(network, neuron, mean, variance);
    }

    /**
     * {@return ∫v² τ_N(•)(t) of the particles, (1/N) Σ (C_ii + m_i²)}
     *
     * @param time t ≥ 0
     */
    public double secondMoment(double time) {
        return secondMoment(time, 1);
    }

    /**
     * {@return ∫v² τ(•)(t) of (5.1) on the network, the moment without the shot noise λα²(WWᵀ)_ii}
     *
     * @param time t ≥ 0
     */
    public double meanFieldSecondMoment(double time) {
        return secondMoment(time, 0);
    }

    private double secondMoment(double time, double shots) {
        double sum = 0;
        for (int i = 0; i < network.size(); i++) {
            double square = 0;
            double row = 0;
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                square += network.weight(e) * network.weight(e);
                row += network.weight(e);
            }
            double drive = beta + lambda * (kick * row + reset);
            double source = noise * noise + shots * lambda * kick * kick * square;
            double[] y = integrate(new double[] {mean, variance}, time, (x, d) -> {
                d[0] = drive - (kappa + lambda) * x[0];
                d[1] = -(2 * kappa + lambda) * x[1] + lambda * (x[0] - reset) * (x[0] - reset) + source;
            });
            sum += y[1] + y[0] * y[0];
        }
        return sum / network.size();
    }

    /**
     * {@return ∬vv' τ_N(edge)(t) of the particles, (1/N) Σ w_ij (C_ij + m_i m_j)}
     *
     * @param time t ≥ 0
     */
    public double edgeMoment(double time) {
        return edgeMoment(time, 1);
    }

    /**
     * {@return ∬vv' τ(edge)(t) of (5.1) on the network, (1/N) Σ w_ij m_i m_j}
     *
     * @param time t ≥ 0
     */
    public double meanFieldEdgeMoment(double time) {
        return edgeMoment(time, 0);
    }

    private double edgeMoment(double time, double correlation) {
        double[] rows = network.rowSums();
        double[] dense = new double[network.size()];
        double sum = 0;
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                dense[network.column(e)] = network.weight(e);
            }
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int j = network.column(e);
                double shared = 0;
                for (int f = network.rowStart(j); f < network.rowStart(j + 1); f++) {
                    shared += network.weight(f) * dense[network.column(f)];
                }
                double common = correlation * kick * kick * shared;
                double forward = correlation * kick * network.weight(e);
                double back = correlation * kick * network.weight(j, i);
                double driveI = beta + lambda * (kick * rows[i] + reset);
                double driveJ = beta + lambda * (kick * rows[j] + reset);
                double[] y = integrate(new double[] {mean, mean, 0}, time, (x, d) -> {
                    d[0] = driveI - (kappa + lambda) * x[0];
                    d[1] = driveJ - (kappa + lambda) * x[1];
                    d[2] = -2 * (kappa + lambda) * x[2]
                            + lambda * (common + forward * (reset - x[1]) + back * (reset - x[0]));
                });
                sum += network.weight(e) * (y[2] + y[0] * y[1]);
            }
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                dense[network.column(e)] = 0;
            }
        }
        return sum / network.size();
    }

    private interface Slope {
        void at(double[] x, double[] d);
    }

    /** Classical Runge-Kutta; the systems are small, linear and not stiff: 64 steps a unit leave about 1e-9. */
    private static double[] integrate(double[] start, double time, Slope slope) {
        int n = start.length;
        double[] y = start.clone();
        int steps = Math.max(1, (int) Math.ceil(64 * time));
        double h = time / steps;
        double[][] k = new double[4][n];
        double[] x = new double[n];
        for (int step = 0; step < steps; step++) {
            slope.at(y, k[0]);
            for (int stage = 1; stage < 4; stage++) {
                double part = stage == 3 ? h : h / 2;
                for (int l = 0; l < n; l++) {
                    x[l] = y[l] + part * k[stage - 1][l];
                }
                slope.at(x, k[stage]);
            }
            for (int l = 0; l < n; l++) {
                y[l] += h / 6 * (k[0][l] + 2 * k[1][l] + 2 * k[2][l] + k[3][l]);
            }
        }
        return Arrays.copyOf(y, n);
    }
}
