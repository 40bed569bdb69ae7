package org.espalier.particles.observable;

/**
 * The products V_i(t) V_j(t), i ≤ j, in the order (0,0), (0,1), …, (0,N−1), (1,1), …: N(N+1)/2 values. Their means less the
 * products of the means of {@link Potentials} are the covariances C_ij.
 *
 * @param size 1 ≤ N ≤ 2000
 */
public record PotentialProducts(int size) implements Observable {
    /** Checks the number. */
    public PotentialProducts {
        if (size < 1 || size > 2000) {
            throw new IllegalArgumentException("potential products: " + size
                    + " neurons must be between 1 and 2000; choose a sub-network, or tree observables");
        }
    }

    @Override
    public String name() {
        return "V_i V_j";
    }

    @Override
    public int count() {
        return size * (size + 1) / 2;
    }

    /**
     * {@return where the product of a pair stands, index among the values}
     *
     * @param i neuron
     * @param j neuron
     */
    public int index(int i, int j) {
        int low = Math.min(i, j);
        return low * size - low * (low - 1) / 2 + Math.abs(i - j);
    }

    @Override
    public void measure(Snapshot state, double[] values, int offset) {
        int at = offset;
        for (int i = 0; i < size; i++) {
            double v = state.potential(i);
            for (int j = i; j < size; j++) {
                values[at++] = v * state.potential(j);
            }
        }
    }
}
