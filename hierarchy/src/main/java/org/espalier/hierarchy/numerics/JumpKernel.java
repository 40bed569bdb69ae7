package org.espalier.hierarchy.numerics;

import java.util.Arrays;

/**
 * Jumps of the potential with given rates, on a grid: a jump of size w becomes jumps by the two whole numbers of cells around w/h, with
 * its mass and mean kept; the variance that this adds is known. Work space of one thread.
 */
public final class JumpKernel {
    private final double width;
    private double[] rates = new double[64];
    private int origin = 32;
    private int least;
    private int most;
    private double total;
    private double excess;

    /**
     * Makes an empty kernel.
     *
     * @param grid the cells
     */
    public JumpKernel(Grid grid) {
        width = grid.width();
    }

    void clear() {
        Arrays.fill(rates, 0);
        least = 0;
        most = 0;
        total = 0;
        excess = 0;
    }

    /**
     * Adds jumps.
     *
     * @param size of the jump, potential
     * @param rate ≥ 0, per unit of time
     */
    public void add(double size, double rate) {
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

    /** {@return the variance that the two cells of each jump add, Σ rate s(1 − s) h², potential squared per unit of time} */
    public double excessVariance() {
        return excess;
    }

    /**
     * Adds Σ rate (u(· − size) − u), the change of masses by the jumps; what jumps over an edge stays in the cell at the edge.
     *
     * @param mass u, from index 0
     * @param out to which it is added, of the same length
     */
    public void addTo(double[] mass, double[] out) {
        int last = out.length - 1;
        for (int shift = least; shift <= most; shift++) {
            double rate = rate(shift);
            if (rate != 0 && shift != 0) {
                for (int k = 0; k <= last; k++) {
                    double moved = rate * mass[k];
                    out[Math.max(0, Math.min(last, k + shift))] += moved;
                    out[k] -= moved;
                }
            }
        }
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
