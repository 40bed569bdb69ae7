package org.espalier.bbgky.marginals;

import java.util.Arrays;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.spectral.AxisTransform;
import org.espalier.bbgky.spectral.Modes;
import org.hipparchus.util.FastMath;

/**
 * Kirkwood's superposition and its generalisation to level n,
 *
 * <pre>
 *     f_{n+1} = Π_{S ⊂ {1..n+1}, 1 ≤ |S| ≤ n} f_{|S|}(x_S)^{(−1)^{n−|S|}} ,
 * </pre>
 *
 * which is not a polynomial of the coefficients and is therefore taken on a grid of 4M+2 points per axis: the field A(x_1..x_n) =
 * ∫ K(x_1 − y) f_{n+1}(x_1..x_n, y) dy, whose coefficients (times i) stand behind those of the state. For translation-invariant
 * states x_1 = 0. A denominator that is not positive makes the field NaN.
 */
final class Superposition {
    static final double MOST_POINTS = 4e6;
    private static final double LEAST = 1e-9;

    private final int order;
    private final int dimension;
    private final int points; // grid points of an axis
    private final int cell; // grid points of a particle
    private final int free; // particles of A whose positions are free
    private final boolean invariant;
    private final Modes modes;
    private final int total;
    private final int[][] expansion; // full index of level k → stored column, ~column if conjugate, NONE
    private final int[] sizes; // particles that level k depends on
    private final int[] difference; // a·cell + b → index of position a − b
    private final double[] kernel; // at every difference, d entries
    private final AxisTransform axes;
    private final double[][] grids;
    private final int columns;

    Superposition(TorusKernel kernel, Levels levels) {
        order = levels.order();
        modes = levels.modes();
        invariant = levels.isInvariant();
        dimension = modes.dimension();
        points = points(modes.reach());
        cell = power(points, dimension);
        free = invariant ? order - 1 : order;
        total = levels.total();
        columns = power(modes.count(), free);
        axes = new AxisTransform(modes.reach(), points);
        expansion = new int[order + 1][];
        sizes = new int[order + 1];
        grids = new double[order + 1][];
        for (int k = 1; k <= order; k++) {
            sizes[k] = invariant ? k - 1 : k;
            expansion[k] = expand(k, levels);
        }
        difference = differences();
        this.kernel = kernelValues(kernel);
    }

    static int points(int reach) {
        return 4 * reach + 2;
    }

    /** Grid points of all particles of f_{n+1}: the cost of one field. */
    static double cost(int dimension, int order, int reach, boolean invariant) {
        return FastMath.pow(points(reach), dimension * (invariant ? order : order + 1));
    }

    private static int power(int base, int exponent) {
        return (int) FastMath.round(FastMath.pow(base, exponent));
    }

    private int[] expand(int level, Levels levels) {
        int count = modes.count();
        int[] map = new int[power(count, sizes[level])];
        int[] tuple = new int[level];
        for (int full = 0; full < map.length; full++) {
            int rest = full;
            int first = invariant ? 1 : 0;
            for (int l = first; l < level; l++, rest /= count) {
                tuple[l] = rest % count;
            }
            if (invariant) {
                tuple[0] = modes.closing(Arrays.copyOfRange(tuple, 1, level), level - 1);
            }
            map[full] = levels.column(tuple);
        }
        return map;
    }

    private int[] differences() {
        int[] result = new int[cell * cell];
        for (int a = 0; a < cell; a++) {
            for (int b = 0; b < cell; b++) {
                int index = 0;
                for (int l = 0, stride = 1, x = a, y = b;
                        l < dimension;
                        l++, stride *= points, x /= points, y /= points) {
                    index += stride * Math.floorMod(x % points - y % points, points);
                }
                result[a * cell + b] = index;
            }
        }
        return result;
    }

    /** K by its modes |q_l| ≤ 2M, those that act on the state. */
    private double[] kernelValues(TorusKernel source) {
        Modes wide = new Modes(dimension, 2 * modes.reach());
        double[] values = new double[cell * dimension];
        double[][] c = source.coefficients(wide.reach());
        for (int n = 0; n < wide.count(); n++) {
            int[] q = wide.vector(n);
            for (int x = 0; x < cell; x++) {
                int phase = 0;
                for (int l = 0, rest = x; l < dimension; l++, rest /= points) {
                    phase += q[l] * (rest % points);
                }
                double angle = 2 * FastMath.PI * Math.floorMod(phase, points) / points;
                double cos = FastMath.cos(angle);
                double sin = FastMath.sin(angle);
                for (int l = 0; l < dimension; l++) {
                    values[x * dimension + l] += c[0][n * dimension + l] * cos - c[1][n * dimension + l] * sin;
                }
            }
        }
        return values;
    }

    int size() {
        return dimension * columns;
    }

    /** The column that holds i Â_axis with the mode of particle i first. */
    int column(int[] tuple, int i, int axis) {
        int index = 0;
        int stride = 1;
        if (!invariant) {
            index = tuple[i];
            stride = modes.count();
        }
        for (int j = 0; j < tuple.length; j++) {
            if (j != i) {
                index += stride * tuple[j];
                stride *= modes.count();
            }
        }
        return total + axis * columns + index;
    }

    /** Fills the columns behind the stored coefficients. */
    void fill(double[] z) {
        boolean positive = true;
        for (int k = 1; k <= order; k++) {
            grids[k] = grid(k, z);
            boolean divides = (order - k) % 2 == 1;
            for (int n = 0; divides && positive && n < grids[k].length; n++) {
                positive = grids[k][n] > LEAST;
            }
        }
        if (!positive) {
            Arrays.fill(z, 2 * total, 2 * (total + size()), Double.NaN);
            return;
        }
        int all = power(cell, free);
        double[][] field = new double[dimension][all];
        int[] position = new int[order + 1];
        for (int p = 0; p < all; p++) {
            for (int j = invariant ? 1 : 0, rest = p; j < order; j++, rest /= cell) {
                position[j] = rest % cell;
            }
            double known = product(position, false);
            for (int y = 0; y < cell; y++) {
                position[order] = y;
                double value = product(position, true);
                int at = difference[position[0] * cell + y] * dimension;
                for (int l = 0; l < dimension; l++) {
                    field[l][p] += kernel[at + l] * value;
                }
            }
            for (int l = 0; l < dimension; l++) {
                field[l][p] *= known / cell;
            }
        }
        for (int l = 0; l < dimension; l++) {
            transform(field[l], z, 2 * (total + l * columns));
        }
    }

    /** The factors of the superposition with, or without, the integrated particle. */
    private double product(int[] position, boolean integrated) {
        double above = 1;
        double below = 1;
        int from = integrated ? 1 << order : 1;
        int until = integrated ? (2 << order) - 1 : 1 << order; // without the full set
        for (int set = from; set < until; set++) {
            int level = Integer.bitCount(set);
            int first = Integer.numberOfTrailingZeros(set);
            int index = 0;
            int stride = 1;
            for (int j = first; j <= order; j++) {
                if ((set >> j & 1) == 0 || invariant && j == first) {
                    continue;
                }
                index += stride * (invariant ? difference[position[j] * cell + position[first]] : position[j]);
                stride *= cell;
            }
            if ((order - level) % 2 == 0) {
                above *= grids[level][index];
            } else {
                below *= grids[level][index];
            }
        }
        return above / below;
    }

    /** f_k on the grid. */
    private double[] grid(int level, double[] z) {
        int[] map = expansion[level];
        double[] re = new double[map.length];
        double[] im = new double[map.length];
        for (int n = 0; n < map.length; n++) {
            if (map[n] != ModeTable.NONE) {
                int column = map[n] >= 0 ? map[n] : ~map[n];
                re[n] = z[2 * column];
                im[n] = map[n] >= 0 ? z[2 * column + 1] : -z[2 * column + 1];
            }
        }
        return axes.toPoints(re, im, dimension * sizes[level])[0];
    }

    /** i times the coefficients of a real field, written interleaved. */
    private void transform(double[] field, double[] z, int offset) {
        double[][] c = axes.toModes(field, new double[field.length], dimension * free);
        for (int n = 0; n < columns; n++) {
            z[offset + 2 * n] = -c[1][n];
            z[offset + 2 * n + 1] = c[0][n];
        }
    }
}
