package org.espalier.trees;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Exact numbers of trees and forests of a family, by order and by the height still allowed.
 *
 * <p>With K types and powers up to P, let t(s) be the number of trees of order s; there are N(s) = P t(s) branches of that
 * size, and t(s) = K F(s−1), F(m) being the number of multisets of branches of total size m:
 * m F(m) = Σ_{k=1..m} F(m−k) Σ_{d|k} d N(d). Bounds on the height make t depend on the height left, a bound on the degree
 * bounds the number of parts.
 */
final class Census {
    private static final BigInteger[] CLOSED = {BigInteger.ONE};

    private final TreeFamily family;
    private final int order;
    private final BigInteger[][] forests;

    Census(TreeFamily family, int order) {
        this.family = family;
        this.order = order;
        int heights = Math.min(family.maxHeight(), order);
        forests = new BigInteger[heights + 1][];
        if (family.maxHeight() >= order) {
            forests[heights] = unboundedHeight();
        } else {
            forests[0] = Arrays.copyOf(CLOSED, order);
            Arrays.fill(forests[0], 1, order, BigInteger.ZERO);
            for (int h = 1; h <= heights; h++) {
                forests[h] = multisets(branches(forests[h - 1]), order - 1, family.maxDegree());
            }
        }
    }

    /** Grows the table one size at a time, since trees of one size are made of smaller ones. */
    private BigInteger[] unboundedHeight() {
        if (family.maxDegree() >= order) {
            BigInteger[] f = new BigInteger[order];
            BigInteger[] weight = new BigInteger[order];
            Arrays.fill(weight, BigInteger.ZERO);
            f[0] = BigInteger.ONE;
            for (int m = 1; m < order; m++) {
                BigInteger branches = f[m - 1].multiply(letters());
                for (int k = m; k < order; k += m) {
                    weight[k] = weight[k].add(branches.multiply(BigInteger.valueOf(m)));
                }
                BigInteger sum = BigInteger.ZERO;
                for (int k = 1; k <= m; k++) {
                    sum = sum.add(weight[k].multiply(f[m - k]));
                }
                f[m] = sum.divide(BigInteger.valueOf(m));
            }
            return f;
        }
        BigInteger[] f = {BigInteger.ONE};
        while (f.length < order) {
            f = multisets(branches(f), f.length, family.maxDegree());
        }
        return f;
    }

    private BigInteger letters() {
        return BigInteger.valueOf(family.types()).multiply(BigInteger.valueOf(family.maxPower()));
    }

    /** Returns the numbers of branches by size, given the forests above their roots. */
    private BigInteger[] branches(BigInteger[] above) {
        BigInteger[] result = new BigInteger[above.length + 1];
        result[0] = BigInteger.ZERO;
        for (int s = 1; s < result.length; s++) {
            result[s] = above[s - 1].multiply(letters());
        }
        return result;
    }

    /**
     * Returns the numbers of multisets of total sizes 0..most, given the number of kinds of each size ≥ 1 and the largest
     * number of elements.
     */
    static BigInteger[] multisets(BigInteger[] kinds, int most, int parts) {
        return parts >= most ? euler(kinds, most) : bounded(kinds, most, parts);
    }

    private static BigInteger[] euler(BigInteger[] kinds, int most) {
        BigInteger[] weight = new BigInteger[most + 1];
        Arrays.fill(weight, BigInteger.ZERO);
        for (int d = 1; d <= most; d++) {
            BigInteger share = kinds[d].multiply(BigInteger.valueOf(d));
            for (int k = d; k <= most && share.signum() != 0; k += d) {
                weight[k] = weight[k].add(share);
            }
        }
        BigInteger[] f = new BigInteger[most + 1];
        f[0] = BigInteger.ONE;
        for (int m = 1; m <= most; m++) {
            BigInteger sum = BigInteger.ZERO;
            for (int k = 1; k <= m; k++) {
                if (weight[k].signum() != 0) {
                    sum = sum.add(weight[k].multiply(f[m - k]));
                }
            }
            f[m] = sum.divide(BigInteger.valueOf(m));
        }
        return f;
    }

    private static BigInteger[] bounded(BigInteger[] kinds, int most, int parts) {
        BigInteger[][] f = new BigInteger[parts + 1][most + 1];
        for (BigInteger[] row : f) {
            Arrays.fill(row, BigInteger.ZERO);
        }
        f[0][0] = BigInteger.ONE;
        for (int s = 1; s <= most; s++) {
            if (kinds[s].signum() == 0) {
                continue;
            }
            BigInteger[][] next = new BigInteger[parts + 1][];
            for (int p = 0; p <= parts; p++) {
                next[p] = f[p].clone();
            }
            BigInteger ways = BigInteger.ONE;
            for (int j = 1; j <= parts && j * s <= most; j++) {
                ways = ways.multiply(kinds[s].add(BigInteger.valueOf(j - 1))).divide(BigInteger.valueOf(j));
                for (int p = j; p <= parts; p++) {
                    for (int m = j * s; m <= most; m++) {
                        if (f[p - j][m - j * s].signum() != 0) {
                            next[p][m] = next[p][m].add(ways.multiply(f[p - j][m - j * s]));
                        }
                    }
                }
            }
            f = next;
        }
        BigInteger[] total = f[0];
        for (int p = 1; p <= parts; p++) {
            for (int m = 0; m <= most; m++) {
                total[m] = total[m].add(f[p][m]);
            }
        }
        return total;
    }

    /** Returns the number of trees of an order up to that of the census. */
    BigInteger trees(int size) {
        return forestsAbove(0, size - 1).multiply(BigInteger.valueOf(family.types()));
    }

    /** Returns the number of forests of a total size that fit above a vertex of a level. */
    BigInteger forestsAbove(int level, int size) {
        int left = family.maxHeight() >= order ? forests.length - 1 : family.maxHeight() - level;
        return left < 0 ? BigInteger.ZERO : forests[left][size];
    }
}
