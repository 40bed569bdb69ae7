package org.espalier.hierarchy.numerics;

import java.util.Arrays;

/**
 * Jumps of the potential with given rates, on a grid: a jump of size w becomes jumps by the two whole numbers of cells around w/h, with
 * its mass and mean kept; {@link #excessVariance()} says what that adds to the variance. Work space of one thread.
 */
final class JumpKernel {
    private final double width;
    private double[] rates = new double[64];
    private int origin = 32;
    private int least;
    private int most;
    private double total;
    private double excess;

    JumpKernel(Grid grid) {
        width = grid.width();
    }

    void clear() {
        Arrays.fill(rates, 0);
        least = 0;
        most = 0;
        total = 0;
        excess = 0;
    }

    void add(double size, double rate) {
        double position = size / width;
        int below = (int) Math.floor(position);
        double share = position - below;
        reserve(below - 1, below + 2);
        rates[origin + below] += rate * (1 - share);
        rates[origin + below + 1] += rate * share;
        least = Math.min(least, below);
        most = Math.max(most, below + 1);
        total += rate;
        excess += rate * share * (1 - share) * width * width;
    }

    private void reserve(int from, int until) {
        if (origin + from < 0 || origin + until >= rates.length) {
            int reach = 2 * Math.max(Math.abs(from), Math.abs(until)) + 2;
            double[] larger = new double[2 * reach + 1];
            System.arraycopy(rates, 0, larger, reach - origin, rates.length);
            rates = larger;
            origin = reach;
        }
    }

    double total() {
        return total;
    }

    double excessVariance() {
        return excess;
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    double rate(int cells) {
        return rates[origin + cells];
    }
}
