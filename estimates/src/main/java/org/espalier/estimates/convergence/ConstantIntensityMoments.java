package org.espalier.estimates.convergence;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;

/**
 * Second moments of the particle system itself, exact for every N and w, when ν ≡ λ and b(v) = β − κv: with s = αW1,
 *
 * <pre>
 * m'    = β + λs + λv_r − (κ+λ) m
 * C_ii' = −(2κ+λ) C_ii + λ(m_i − v_r)² + σ² + λα²(WWᵀ)_ii
 * C_ij' = −2(κ+λ) C_ij + λ[ α²(WWᵀ)_ij + αw_ij(v_r − m_j) + αw_ji(v_r − m_i) ]
 * </pre>
 *
 * started from independent neurons of one mean and variance: sums of exponentials, exact to rounding. For (5.1) the
 * covariances C_ij vanish and the term λα²(WWᵀ)_ii is absent. Cost: N for the one-vertex moment, edges × degree for the
 * edge.
 */
@Experimental
public final class ConstantIntensityMoments {
    private static final GaussLegendre RULE = GaussLegendre.of(16);

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
        Arguments.require(
                neuron.drift() instanceof LinearLeak && facts.infimum() == facts.supremum(),
                "moments: they are closed for a linear leak and a constant intensity only, not for " + neuron.drift()
                        + " and " + neuron.intensity());
        Arguments.require(variance >= 0, "moments: variance ", variance, " must be ≥ 0");
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

    private double meanAt(double row, double time) {
        double drive = beta + lambda * (kick * row + reset);
        return mean * Math.exp(-(kappa + lambda) * time) + drive * since(kappa + lambda, time);
    }

    /** ∫_0^t e^{−a(t−s)} ds. */
    private static double since(double a, double time) {
        return a == 0 ? time : -Math.expm1(-a * time) / a;
    }

    /** ∫_0^t e^{−a(t−s)} g(s) ds, g made of exponentials no faster than a: the rule of 16 nodes is exact to rounding. */
    private static double since(double a, double time, DoubleUnaryOperator g) {
        return RULE.integrate(s -> Math.exp(-a * (time - s)) * g.applyAsDouble(s), 0, time, 2 / a);
    }

    private double secondMoment(double time, double shots) {
        double[] rows = network.rowSums();
        double decay = 2 * kappa + lambda;
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double row = rows[i];
            double square = 0;
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                square += network.weight(e) * network.weight(e);
            }
            double spread = variance * Math.exp(-decay * time)
                    + (noise * noise + shots * lambda * kick * kick * square) * since(decay, time)
                    + lambda * since(decay, time, s -> Math.pow(meanAt(row, s) - reset, 2));
            sum += spread + Math.pow(meanAt(row, time), 2);
        }
        return sum / rows.length;
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
        double[] dense = new double[rows.length];
        double decay = 2 * (kappa + lambda);
        double[] means = Arrays.stream(rows).map(row -> meanAt(row, time)).toArray();
        double[] below = Arrays.stream(rows)
                .map(row -> since(decay, time, s -> reset - meanAt(row, s)))
                .toArray();
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                dense[network.column(e)] = network.weight(e);
            }
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int j = network.column(e);
                double shared = 0;
                for (int f = network.rowStart(j); f < network.rowStart(j + 1); f++) {
                    shared += network.weight(f) * dense[network.column(f)];
                }
                double covariance = kick * kick * shared * since(decay, time)
                        + kick * network.weight(e) * below[j]
                        + kick * network.weight(j, i) * below[i];
                sum += network.weight(e) * (correlation * lambda * covariance + means[i] * means[j]);
            }
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                dense[network.column(e)] = 0;
            }
        }
        return sum / rows.length;
    }
}
