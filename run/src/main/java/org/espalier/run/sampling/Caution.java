package org.espalier.run.sampling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is to be said beside intervals that may not hold what they say. Intervals of 30 replicas and more, of a mean whose skewness is
 * at most 0.3, were seen to cover with their level; so few of what is less, or more skewed, were not.
 */
public final class Caution {
    private Caution() {}

    /**
     * {@return sentences without full stop; none if nothing is to be said}
     *
     * @param estimates whose intervals are shown; those of fewer than 2 replicas have none and are left out
     */
    public static List<String> of(Collection<Estimate> estimates) {
        List<Estimate> shown =
                estimates.stream().filter(each -> each.replicas() >= 2).toList();
        List<String> said = new ArrayList<>();
        shown.stream()
                .mapToInt(Estimate::replicas)
                .filter(replicas -> replicas < Estimate.FEWEST)
                .min()
                .ifPresent(fewest -> said.add("intervals from " + fewest
                        + " replicas may cover less often than they say; from " + Estimate.FEWEST
                        + " on they were seen to hold"));
        List<Estimate> skewed = shown.stream()
                .filter(each -> each.standardError() > 0 && each.meanSkewness() > Estimate.SKEWED)
                .toList();
        skewed.stream()
                .mapToDouble(each -> each.replicas() * Math.pow(each.meanSkewness() / Estimate.SKEWED, 2))
                .max()
                .ifPresent(needed -> said.add(skewed.size() + " of " + shown.size()
                        + " intervals rest on the few replicas that hold most of the spread, and may cover less often than"
                        + " they say; about " + (long) Math.ceil(needed) + " replicas would do"));
        long same = shown.stream()
                .filter(each -> each.standardError() == 0 && each.event() != 0)
                .count();
        if (same > 0) {
            said.add(same + " of " + shown.size()
                    + " values were the same in every replica; that is no certainty, and their intervals are those of an"
                    + " event that was not seen, or are not told");
        }
        return List.copyOf(said);
    }
}
