package org.espalier.estimates.convergence;

import java.util.Arrays;
import java.util.List;
import org.espalier.model.network.NetworkProfile;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;

/**
 * How C_w and ε_w change along a sequence of networks N → ∞: least-squares fits C_w ~ N^a and ε_w ~ N^b. The mean-field
 * scaling asks for a = 0 (C_w bounded) and ε_w → 0.
 *
 * @param cw the fit of log C_w against log N
 * @param largestWeight the fit of log ε_w against log N
 */
@Experimental
public record ScalingTrend(PowerFit cw, PowerFit largestWeight) {
    /**
     * {@return the fitted rates}
     *
     * @param profiles profiles of at least two networks of different sizes, none without weights
     */
    public static ScalingTrend of(List<NetworkProfile> profiles) {
        double[] sizes = profiles.stream().mapToDouble(NetworkProfile::size).toArray();
        double[] cw = profiles.stream().mapToDouble(NetworkProfile::cw).toArray();
        double[] largest =
                profiles.stream().mapToDouble(NetworkProfile::largestWeight).toArray();
        for (int k = 0; k < sizes.length; k++) {
            int size = profiles.get(k).size();
            Arguments.require(
                    cw[k] > 0, "scaling trend: network ", k, " of ", size, " neurons has no weights; leave it out");
        }
        Arguments.require(
                Arrays.stream(sizes).distinct().count() > 1,
                "scaling trend: " + sizes.length + " networks of one size; give networks of different sizes");
        return new ScalingTrend(PowerFit.of(sizes, cw), PowerFit.of(sizes, largest));
    }
}
