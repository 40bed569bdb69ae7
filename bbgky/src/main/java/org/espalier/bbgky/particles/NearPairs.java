package org.espalier.bbgky.particles;

import java.util.Arrays;
import org.espalier.bbgky.kernel.PowerLawKernel;

/** Adds (1/N) Σ (K − K_ℓ)(x_i − x_j) over pairs nearer than a cut-off, found with cells; each pair is visited once. */
final class NearPairs {
    private final PowerLawKernel kernel;
    private final int particles;
    private final double length;
    private final double cutoff;
    private final int d;
    private final int side;
    private final int[] start;
    private final int[] order;
    private final int[] cell;
    private final int[][] forward;

    NearPairs(PowerLawKernel kernel, int particles, double length, double cutoff) {
        this.kernel = kernel;
        this.particles = particles;
        this.length = length;
        this.cutoff = cutoff;
        this.d = kernel.dimension();
        // cells not smaller than the cut-off, at least 3, and not many more than particles
        int most = (int) Math.max(3, Math.floor(Math.pow(2.0 * particles, 1.0 / d)));
        this.side = Math.max(3, Math.min(most, (int) Math.floor(1 / cutoff)));
        int cells = (int) Math.round(Math.pow(side, d));
        start = new int[cells + 1];
        order = new int[particles];
        cell = new int[particles];
        int neighbours = (int) Math.round(Math.pow(3, d));
        forward = new int[neighbours / 2][d];
        for (int n = neighbours / 2 + 1, at = 0; n < neighbours; n++, at++) {
            for (int l = 0, rest = n; l < d; l++, rest /= 3) {
                forward[at][l] = rest % 3 - 1;
            }
        }
    }

    double cutoff() {
        return cutoff;
    }

    void add(double[] positions, double[] force) {
        Arrays.fill(start, 0);
        for (int i = 0; i < particles; i++) {
            int index = 0;
            for (int l = d - 1; l >= 0; l--) {
                double x = positions[i * d + l];
                index = index * side + Math.min(side - 1, (int) ((x - Math.floor(x)) * side));
            }
            cell[i] = index;
            start[index + 1]++;
        }
        for (int c = 0; c + 1 < start.length; c++) {
            start[c + 1] += start[c];
        }
        int[] next = Arrays.copyOf(start, start.length - 1);
        for (int i = 0; i < particles; i++) {
            order[next[cell[i]]++] = i;
        }
        for (int c = 0; c + 1 < start.length; c++) {
            for (int a = start[c]; a < start[c + 1]; a++) {
                for (int b = a + 1; b < start[c + 1]; b++) {
                    pair(positions, force, order[a], order[b]);
                }
            }
            for (int[] shift : forward) {
                int other = 0;
                for (int l = d - 1; l >= 0; l--) {
                    int own = c / power(l) % side;
                    other = other * side + Math.floorMod(own + shift[l], side);
                }
                for (int a = start[c]; a < start[c + 1]; a++) {
                    for (int b = start[other]; b < start[other + 1]; b++) {
                        pair(positions, force, order[a], order[b]);
                    }
                }
            }
        }
    }

    private int power(int l) {
        return l == 0 ? 1 : l == 1 ? side : side * side;
    }

    private void pair(double[] positions, double[] force, int i, int j) {
        double square = 0;
        double x = 0;
        double y = 0;
        double z = 0;
        for (int l = 0; l < d; l++) {
            double delta = positions[i * d + l] - positions[j * d + l];
            delta -= Math.rint(delta);
            square += delta * delta;
            if (l == 0) {
                x = delta;
            } else if (l == 1) {
                y = delta;
            } else {
                z = delta;
            }
        }
        if (square >= cutoff * cutoff || square == 0) {
            return;
        }
        double factor = kernel.excess(square, length) / particles;
        if (kernel.isTurned()) {
            double first = x;
            x = -y;
            y = first;
        }
        force[i * d] += x * factor;
        force[j * d] -= x * factor;
        if (d > 1) {
            force[i * d + 1] += y * factor;
            force[j * d + 1] -= y * factor;
        }
        if (d > 2) {
            force[i * d + 2] += z * factor;
            force[j * d + 2] -= z * factor;
        }
    }
}
