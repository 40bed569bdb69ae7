package org.espalier.particles;

import java.util.Optional;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.FunctionFacts;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;

/**
 * The case with closed moments: ν ≡ λ, b = β − κ v, an irregular signed network of 4 neurons. With s = W1,
 * m_i' = β + λ s_i + λ v_r − (κ + λ) m_i for every network.
 */
public final class ConstantIntensity {
    static final double LAMBDA = 1.5;
    static final double BETA = 0.8;
    static final double KAPPA = 0.6;
    static final double NOISE = 0.4;
    static final double RESET = -0.2;
    static final double[][] W = {{0, .5, -.3, .2}, {.4, 0, .1, 0}, {0, .7, 0, -.2}, {.3, .3, .3, 0}};
    static final Normal LAW = Normal.of(0.3, 0.3);

    private ConstantIntensity() {}

    /** ν ≡ λ that says it is bounded. */
    static Intensity bounded(double lambda) {
        return new Intensity() {
            @Override
            public double at(double v) {
                return lambda;
            }

            @Override
            public FunctionFacts facts() {
                return new FunctionFacts(lambda, lambda, 0, Optional.of(v -> 0));
            }
        };
    }

    static Neuron neuron(Intensity intensity) {
        return new Neuron(new LinearLeak(BETA, KAPPA), NOISE, intensity, RESET, 1);
    }

    static SynapticNetwork network() {
        return network(W);
    }

    static SynapticNetwork network(double[][] w) {
        int[] rows = new int[w.length * w.length];
        int[] columns = new int[rows.length];
        double[] weights = new double[rows.length];
        int edges = 0;
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w.length; j++) {
                if (w[i][j] != 0) {
                    rows[edges] = i;
                    columns[edges] = j;
                    weights[edges++] = w[i][j];
                }
            }
        }
        return SynapticNetwork.of(
                w.length,
                java.util.Arrays.copyOf(rows, edges),
                java.util.Arrays.copyOf(columns, edges),
                java.util.Arrays.copyOf(weights, edges));
    }

    static double rowSum(int i) {
        double sum = 0;
        for (double w : W[i]) {
            sum += w;
        }
        return sum;
    }

    /** E V_i(t). */
    static double mean(int i, double t) {
        double stationary = (BETA + LAMBDA * rowSum(i) + LAMBDA * RESET) / (KAPPA + LAMBDA);
        return stationary + (LAW.mean() - stationary) * Math.exp(-(KAPPA + LAMBDA) * t);
    }

    /** E V_i after steps of the splitting: half a flow, the spikes of a whole step, half a flow. */
    static double steppedMean(int i, double h, int steps) {
        double a = Math.exp(-KAPPA * h / 2);
        double c = BETA / KAPPA * (1 - a);
        double keep = Math.exp(-LAMBDA * h);
        double m = LAW.mean();
        for (int k = 0; k < steps; k++) {
            m = a * m + c;
            m = keep * m + (1 - keep) * (RESET + rowSum(i));
            m = a * m + c;
        }
        return m;
    }
}
