package org.espalier.study;

import java.util.List;
import org.espalier.estimates.bridge.Comparison;
import org.espalier.estimates.bridge.Row;
import org.espalier.trees.RootedTree;

/**
 * Tree observables of a study against its simulation, version with version: the simulation samples version I of section 3, distinct
 * neurons with their joint law, because that is what the hierarchy is about; so the predictions are those of version I, distinct neurons
 * that are independent, each with its law f_i of (5.1):
 *
 * <pre class="tex">
 *     \frac1N Σ_{i_1 … i_k \text{ distinct}} w_T(i) Π_l ∫φ f_{i_l} .
 * </pre>
 *
 * <p>What is left of a difference is then correlation and the size of kicks, not coinciding indices. The limit observable (5.2), H1, sums
 * over all tuples; how much that adds is told beside. All intervals, of all trees, test functions and output times, cover together.
 *
 * @param level probability with which they do, at least
 * @param maxOrder largest order of a tree
 * @param parts one for each test function and tree
 */
public record TreeComparison(double level, int maxOrder, List<Part> parts) {
    /** Copies the parts. */
    public TreeComparison {
        parts = List.copyOf(parts);
    }

    /**
     * One tree with one test function.
     *
     * @param function test function at every vertex, by text
     * @param comparison one row for each prediction and output time
     * @param coincidences H1 − I of the mean field at each output time: what tuples with repeated neurons would add
     */
    public record Part(String function, RootedTree tree, Comparison comparison, List<Double> coincidences) {
        /** Copies the numbers. */
        public Part {
            coincidences = List.copyOf(coincidences);
        }

        /**
         * Returns what tuples with repeated neurons would add at the time of a row.
         *
         * @return H1 − I of the mean field, NaN if unknown
         */
        public double coincidences(Row row) {
            List<Row> rows = comparison.of(row.prediction());
            return coincidences.get(rows.indexOf(row));
        }
    }
}
