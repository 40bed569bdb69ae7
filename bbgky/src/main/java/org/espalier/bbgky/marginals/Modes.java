package org.espalier.bbgky.marginals;

/** The modes |m_l| ≤ M of one particle, numbered Σ_l (m_l + M)(2M+1)^l. */
record Modes(int dimension, int reach) {
    int count() {
        int side = 2 * reach + 1;
        return dimension == 1 ? side : dimension == 2 ? side * side : side * side * side;
    }

    int[] vector(int number) {
        int[] vector = new int[dimension];
        for (int l = 0, rest = number; l < dimension; l++, rest /= 2 * reach + 1) {
            vector[l] = rest % (2 * reach + 1) - reach;
        }
        return vector;
    }

    /** The number of a mode, −1 if beyond M. */
    int number(int[] vector) {
        int number = 0;
        for (int l = dimension - 1; l >= 0; l--) {
            if (Math.abs(vector[l]) > reach) {
                return -1;
            }
            number = number * (2 * reach + 1) + vector[l] + reach;
        }
        return number;
    }

    /** The number of m + sign·q, −1 if beyond M. */
    int shifted(int number, int[] q, int sign) {
        int[] vector = vector(number);
        for (int l = 0; l < dimension; l++) {
            vector[l] += sign * q[l];
        }
        return number(vector);
    }

    /** The mode that makes the sum of the first ones zero, −1 if beyond M. */
    int closing(int[] tuple, int length) {
        int[] sum = new int[dimension];
        for (int k = 0; k < length; k++) {
            int[] vector = vector(tuple[k]);
            for (int l = 0; l < dimension; l++) {
                sum[l] -= vector[l];
            }
        }
        return number(sum);
    }

    double square(int number) {
        double sum = 0;
        for (int m : vector(number)) {
            sum += (double) m * m;
        }
        return sum;
    }

    int zero() {
        return (count() - 1) / 2;
    }
}
