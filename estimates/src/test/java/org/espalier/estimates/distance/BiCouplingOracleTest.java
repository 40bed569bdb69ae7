package org.espalier.estimates.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.espalier.estimates.weaknorms.LineDistribution;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

/** The bi-coupling distance against a solver by enumeration, and its properties as a distance. */
class BiCouplingOracleTest {
    static SymmetricKernel kernel(SplittableRandom random, int k) {
        double[] p = random.doubles(k, 0.3, 1).toArray();
        double sum = Arrays.stream(p).sum();
        double[][] w = new double[k][k];
        for (int a = 0; a < k; a++) {
            p[a] /= sum;
        }
        for (int a = 0; a < k; a++) {
            for (int b = 0; b <= a; b++) {
                double kernel = random.nextDouble(-1, 1);
                w[a][b] = kernel * p[b];
                w[b][a] = kernel * p[a];
            }
        }
        return new SymmetricKernel(p, w);
    }

    private static List<LineDistribution> laws(SplittableRandom random, int k) {
        return Stream.generate(() -> LineDistribution.ofSample(random.nextDouble(), random.nextDouble()))
                .limit(k)
                .toList();
    }

    /** ‖W T − T W̃‖²_HS from products of matrices, written from the definition. */
    private static double defect(SymmetricKernel a, SymmetricKernel b, double[] gamma) {
        int k = a.size();
        int m = b.size();
        RealMatrix t = MatrixUtils.createRealMatrix(k, m);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < m; j++) {
                t.setEntry(i, j, gamma[i * m + j] / a.shares()[i]);
            }
        }
        RealMatrix c = MatrixUtils.createRealMatrix(a.weights())
                .multiply(t)
                .subtract(t.multiply(MatrixUtils.createRealMatrix(b.weights())));
        double sum = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < m; j++) {
                sum += a.shares()[i] * c.getEntry(i, j) * c.getEntry(i, j) / b.shares()[j];
            }
        }
        return sum;
    }

    /**
     * The least value of defect + ⟨cost, γ⟩ over couplings: on every face of the polytope (every set of entries that are 0)
     * the stationary point of the quadratic form, from its optimality conditions; the best feasible one is the minimum.
     */
    private static double enumerated(SymmetricKernel a, SymmetricKernel b, double[] cost) {
        int k = a.size();
        int m = b.size();
        int size = k * m;
        double[][] form = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double[] plus = new double[size];
                double[] minus = new double[size];
                plus[i] += 1;
                plus[j] += 1;
                minus[i] += 1;
                minus[j] -= 1;
                form[i][j] = 0.25 * (defect(a, b, plus) - defect(a, b, minus));
            }
        }
        double least = Double.POSITIVE_INFINITY;
        for (int face = 1; face < 1 << size; face++) {
            int[] free = new int[Integer.bitCount(face)];
            int count = 0;
            for (int i = 0; i < size; i++) {
                if ((face >> i & 1) == 1) {
                    free[count++] = i;
                }
            }
            RealMatrix conditions = MatrixUtils.createRealMatrix(count + k + m, count + k + m);
            RealVector right = MatrixUtils.createRealVector(new double[count + k + m]);
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    conditions.setEntry(i, j, 2 * form[free[i]][free[j]]);
                }
                right.setEntry(i, -cost[free[i]]);
                for (int line : new int[] {count + free[i] / m, count + k + free[i] % m}) {
                    conditions.setEntry(i, line, 1);
                    conditions.setEntry(line, i, 1);
                }
            }
            for (int i = 0; i < k; i++) {
                right.setEntry(count + i, a.shares()[i]);
            }
            for (int j = 0; j < m; j++) {
                right.setEntry(count + k + j, b.shares()[j]);
            }
            RealVector solution =
                    new SingularValueDecomposition(conditions).getSolver().solve(right);
            if (conditions.operate(solution).subtract(right).getNorm() > 1e-9) {
                continue;
            }
            double[] gamma = new double[size];
            double lowest = 0;
            double value = 0;
            for (int i = 0; i < count; i++) {
                gamma[free[i]] = solution.getEntry(i);
                lowest = Math.min(lowest, gamma[free[i]]);
                value += cost[free[i]] * gamma[free[i]];
            }
            if (lowest > -1e-10) {
                least = Math.min(least, value + defect(a, b, gamma));
            }
        }
        return least;
    }

    /** Two and three classes, signed kernels, with and without laws: 511 faces each. */
    @Test
    void againstEnumerationOfFaces() {
        SplittableRandom random = new SplittableRandom(55);
        int[][] sizes = {{2, 2}, {2, 3}, {3, 2}, {3, 3}, {3, 3}, {1, 3}};
        for (int[] size : sizes) {
            for (int law = 0; law < 2; law++) {
                SymmetricKernel a = kernel(random, size[0]);
                SymmetricKernel b = kernel(random, size[1]);
                double factor = law * 0.3;
                List<LineDistribution> f = laws(random, size[0]);
                List<LineDistribution> g = laws(random, size[1]);
                double[] cost = new double[size[0] * size[1]];
                for (int i = 0; i < size[0]; i++) {
                    for (int j = 0; j < size[1]; j++) {
                        double w = f.get(i).wasserstein(g.get(j));
                        cost[i * size[1] + j] = factor * w * w;
                    }
                }
                double oracle = enumerated(a, b, cost);
                BiCoupling.Result result =
                        BiCoupling.between(a, b).withLaws(f, g, factor).solve(1e-10);
                assertThat(result.gap()).isLessThanOrEqualTo(1e-10);
                assertThat(result.squared()).isCloseTo(oracle, within(2e-9));
                assertThat(result.squared() - result.gap()).isLessThanOrEqualTo(oracle + 2e-9);
            }
        }
    }

    /** Sixteen classes: interior point and conditional gradients, two methods, one value between their bounds. */
    @Test
    void twoMethodsAgree() {
        SplittableRandom random = new SplittableRandom(56);
        for (int trial = 0; trial < 3; trial++) {
            BiCoupling program = BiCoupling.between(kernel(random, 16), kernel(random, 12));
            BiCoupling.Result fast = program.solve(1e-10, 0);
            BiCoupling.Result slow = program.conditionalGradients(1e-5, 300);
            assertThat(fast.gap()).isLessThanOrEqualTo(1e-10);
            assertThat(fast.squared()).isLessThanOrEqualTo(slow.squared() + 1e-12);
            assertThat(fast.squared()).isGreaterThanOrEqualTo(slow.squared() - slow.gap());
        }
    }

    /** d(A, B) = d(B, A), d(A, A) = 0, d(A, C) ≤ d(A, B) + d(B, C), each to the gaps; with laws, too. 15 cases, seed 57. */
    @Test
    void isADistance() {
        SplittableRandom seeds = new SplittableRandom(57);
        for (int trial = 0; trial < 15; trial++) {
            checkDistance(seeds.split());
        }
    }

    private static void checkDistance(SplittableRandom random) {
        int[] sizes = random.ints(3, 1, 5).toArray();
        SymmetricKernel[] kernels = new SymmetricKernel[3];
        List<List<LineDistribution>> laws = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            kernels[i] = kernel(random, sizes[i]);
            laws.add(laws(random, sizes[i]));
        }
        double factor = random.nextBoolean() ? 0.5 : 0;
        double[][] upper = new double[3][3];
        double[][] lower = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                BiCoupling.Result result = BiCoupling.between(kernels[i], kernels[j])
                        .withLaws(laws.get(i), laws.get(j), factor)
                        .solve(1e-9);
                upper[i][j] = result.distance();
                lower[i][j] = result.lowerBound();
                assertThat(result.gap()).isLessThanOrEqualTo(1e-9);
            }
        }
        for (int i = 0; i < 3; i++) {
            assertThat(upper[i][i]).isLessThan(1e-4);
            for (int j = 0; j < 3; j++) {
                assertThat(lower[i][j]).isLessThanOrEqualTo(upper[j][i] + 1e-9);
                for (int l = 0; l < 3; l++) {
                    assertThat(lower[i][l]).isLessThanOrEqualTo(upper[i][j] + upper[j][l] + 1e-9);
                }
            }
        }
    }
}
