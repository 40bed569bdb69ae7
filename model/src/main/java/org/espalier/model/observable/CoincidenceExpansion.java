package org.espalier.model.observable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.run.Arguments;
import org.espalier.trees.RootedTree;
import org.espalier.trees.RootedTrees;

/**
 * The sum over distinct indices by Möbius inversion on the lattice of set partitions:
 *
 * <p>I(T) = Σ_π Π_{B∈π} (−1)^{|B|−1} (|B|−1)! · H(T/π),
 *
 * <p>where T/π has the vertices of a block merged. Partitions that merge a parent with its child drop out, since w_ii = 0.
 */
final class CoincidenceExpansion {
    private static final double MOST_PATTERNS = 1e9;

    private final PatternSum sums;
    private final Map<Pattern, Double> known = new HashMap<>();

    CoincidenceExpansion(PatternSum sums) {
        this.sums = sums;
    }

    /** Refuses orders for which the ways in which the vertices of all trees coincide, Bell(n − 1) a tree, are too many to be gone through. */
    static void requirePatterns(int maxOrder) {
        double all = 0;
        double[] bell = {1
        }; // a row of the triangle of Bell: it begins with Bell(n − 1), the next one with its last number
        for (int order = 1; order <= maxOrder; order++) {
            all += RootedTrees.count(order).doubleValue() * bell[0];
            if (!(all <= MOST_PATTERNS)) {
                throw Arguments.refusal(
                        "sums over distinct neurons up to order %d: the vertices of trees up to order %d coincide in %.3g ways, more"
                                + " than %.0g; lower the order",
                        maxOrder, order, all, MOST_PATTERNS);
            }
            double[] next = new double[bell.length + 1];
            next[0] = bell[bell.length - 1];
            for (int k = 0; k < bell.length; k++) {
                next[k + 1] = next[k] + bell[k];
            }
            bell = next;
        }
    }

    /** Returns I(T), or NaN if a pattern does not fit the budget. */
    double injective(RootedTree tree) {
        Map<Pattern, Double> terms = new LinkedHashMap<>();
        int[] parents = tree.parents();
        merge(parents, new int[parents.length], new int[parents.length], 0, 0, terms);
        double[] values = new double[terms.size()];
        int at = 0;
        for (Map.Entry<Pattern, Double> term : terms.entrySet()) {
            double sum = known.computeIfAbsent(term.getKey(), sums::of);
            if (Double.isNaN(sum)) {
                return Double.NaN;
            }
            values[at++] = sums.times(term.getValue(), sum);
        }
        return sums.total(values);
    }

    private void merge(int[] parents, int[] blocks, int[] sizes, int vertex, int count, Map<Pattern, Double> terms) {
        if (vertex == parents.length) {
            double moebius = 1;
            for (int b = 0; b < count; b++) {
                for (int m = 1; m < sizes[b]; m++) {
                    moebius *= -m;
                }
            }
            terms.merge(Pattern.merged(parents, blocks, count), moebius, Double::sum);
            return;
        }
        for (int b = 0; b <= count; b++) {
            if (vertex > 0 && b == blocks[parents[vertex]]) {
                continue;
            }
            blocks[vertex] = b;
            sizes[b]++;
            merge(parents, blocks, sizes, vertex + 1, Math.max(count, b + 1), terms);
            sizes[b]--;
        }
    }
}
