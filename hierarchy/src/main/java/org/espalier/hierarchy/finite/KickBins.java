package org.espalier.hierarchy.finite;

import java.util.Arrays;
import org.espalier.hierarchy.numerics.Propagator;
import org.espalier.model.network.SynapticNetwork;

/**
 * The kicks of class b to class a as jumps by whole cells: how often per spike of b, mean over the neurons of a. A kick between two
 * cells becomes jumps by both, with its mean kept; the variance that this adds is kept beside.
 */
final class KickBins {
    private final double width;
    private final int least;
    private final double[][][] counts; // [a][b][shift − least]
    private final double[][] excess; // [a][b] potential², per spike of b

    KickBins(SynapticNetwork network, int[] classes, double factor, double width) {
        this.width = width;
        int count = Arrays.stream(classes).max().orElseThrow() + 1;
        double low = 0;
        double high = 0;
        for (int e = 0; e < network.edges(); e++) {
            double position = factor * network.weight(e) / width;
            low = Math.min(low, position);
            high = Math.max(high, position);
        }
        least = (int) Math.floor(low);
        counts = new double[count][count][(int) Math.floor(high) + 2 - least];
        excess = new double[count][count];
        double[] sizes = new double[count];
        for (int a : classes) {
            sizes[a]++;
        }
        for (int i = 0; i < network.size(); i++) {
            int a = classes[i];
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int b = classes[network.column(e)];
                double position = factor * network.weight(e) / width;
                int below = (int) Math.floor(position);
                double share = position - below;
                counts[a][b][below - least] += (1 - share) / sizes[a];
                counts[a][b][below + 1 - least] += share / sizes[a];
                excess[a][b] += share * (1 - share) * width * width / sizes[a];
            }
        }
    }

    /** Adds the jumps of class a to an operator and returns the variance that cells add to them. */
    double addTo(Propagator propagator, int a, double[] rates) {
        double variance = 0;
        for (int b = 0; b < rates.length; b++) {
            variance += excess[a][b] * Math.max(0, rates[b]);
        }
        int shifts = counts[a][0].length;
        for (int k = 0; k < shifts; k++) {
            double rate = 0;
            for (int b = 0; b < rates.length; b++) {
                rate += counts[a][b][k] * Math.max(0, rates[b]);
            }
            if (rate > 0 && k + least != 0) {
                propagator.addJump((k + least) * width, rate);
            }
        }
        return variance;
    }
}
