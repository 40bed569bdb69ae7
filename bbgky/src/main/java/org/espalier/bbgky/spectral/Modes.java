package org.espalier.bbgky.spectral;

/**
 * The Fourier modes |m_l| ≤ M of one particle on T^d, numbered Σ_l (m_l + M)(2M+1)^l; −m has the number W − 1 − (number of
 * m), W = (2M+1)^d.
 *
 * @param dimension d, 1 to 3
 * @param reach M ≥ 0
 */
public record Modes(int dimension, int reach) {
    /** {@return W, how many there are} */
    public int count() {
        int count = 1;
        for (int l = 0; l < dimension; l++) {
            count *= 2 * reach + 1;
        }
        return count;
    }

    /** {@return a mode} */
    public int[] vector(int number) {
        int[] vector = new int[dimension];
        for (int l = 0, rest = number; l < dimension; l++, rest /= 2 * reach + 1) {
            vector[l] = rest % (2 * reach + 1) - reach;
        }
        return vector;
    }

    /**
     * {@return the number of a mode, −1 if it is beyond M}
     *
     * @param vector m, d entries
     */
    public int number(int... vector) {
        int number = 0;
        for (int l = dimension - 1; l >= 0; l--) {
            if (Math.abs(vector[l]) > reach) {
                return -1;
            }
            number = number * (2 * reach + 1) + vector[l] + reach;
        }
        return number;
    }

    /**
     * {@return the number of m + sign·q, −1 if it is beyond M}
     *
     * @param number that of m
     * @param q what is added
     * @param sign 1 or −1
     */
    public int shifted(int number, int[] q, int sign) {
        int[] vector = vector(number);
        for (int l = 0; l < dimension; l++) {
            vector[l] += sign * q[l];
        }
        return number(vector);
    }

    /**
     * {@return the number of the mode that makes a sum zero, −1 if it is beyond M}
     *
     * @param tuple numbers of the others
     * @param length how many of them count, the first ones
     */
    public int closing(int[] tuple, int length) {
        int[] sum = new int[dimension];
        for (int k = 0; k < length; k++) {
            int[] vector = vector(tuple[k]);
            for (int l = 0; l < dimension; l++) {
                sum[l] -= vector[l];
            }
        }
        return number(sum);
    }

    /**
     * {@return the sign of the first entry that is not 0, 0 for the mode 0: of each pair m, −m one has 1}
     *
     * @param number that of m
     */
    public int sign(int number) {
        for (int m : vector(number)) {
            if (m != 0) {
                return Integer.signum(m);
            }
        }
        return 0;
    }

    /**
     * {@return |m|²}
     *
     * @param number that of m
     */
    public double square(int number) {
        double sum = 0;
        for (int m : vector(number)) {
            sum += (double) m * m;
        }
        return sum;
    }

    /**
     * {@return where a mode stands in a transform of n points per axis ({@link Fourier}): m_l mod n, axis 0 fastest}
     *
     * @param number that of m
     * @param points n &gt; 2M
     */
    public int onGrid(int number, int points) {
        int at = 0;
        int stride = 1;
        for (int m : vector(number)) {
            at += Math.floorMod(m, points) * stride;
            stride *= points;
        }
        return at;
    }
}
