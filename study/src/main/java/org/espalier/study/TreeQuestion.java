package org.espalier.study;

import java.util.List;

/**
 * Which tree observables ⟨τ(T), φ⊗…⊗φ⟩ a run holds against its simulation: all plain trees up to an order, each with each of the test
 * functions, the same at every vertex.
 *
 * @param maxOrder largest order of a tree, from 1 to 5: distinct neurons are visited tuple by tuple, at every output time of every
 *     replica
 * @param functions test functions by text: {@code nu}, {@code one}, {@code moment:p}, {@code indicator:from:to}, {@code cos:theta} or
 *     {@code sin:theta}
 */
public record TreeQuestion(int maxOrder, List<String> functions) {
    /** Largest order that is asked for. */
    public static final int LARGEST_ORDER = 5;

    /** Checks the components. */
    public TreeQuestion {
        functions = List.copyOf(functions);
        if (maxOrder < 1 || maxOrder > LARGEST_ORDER) {
            throw new IllegalArgumentException(
                    "trees: order " + maxOrder + " must lie between 1 and " + LARGEST_ORDER + "; start with 3");
        }
        if (functions.isEmpty()) {
            throw new IllegalArgumentException("trees: no test function; name one, such as nu");
        }
    }
}
