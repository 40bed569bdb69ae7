package org.espalier.study;

/**
 * How far the hierarchy goes.
 *
 * @param maxOrder largest order of trees n; every order from 1 to n is solved
 * @param closure what stands for the trees of order n + 1
 */
public record HierarchyPlan(int maxOrder, ClosureChoice closure) {
    /** Named closures. */
    public enum ClosureChoice {
        /** Nothing: the sum over |T| ≤ n of elementary densities, a Taylor polynomial in the coupling. */
        VANISHING
    }

    /** Largest order whose trees are enumerated: 235 381 trees of order 16. */
    static final int LARGEST_ORDER = 16;

    /** Checks the order. */
    public HierarchyPlan {
        if (maxOrder < 1 || maxOrder > LARGEST_ORDER) {
            throw new IllegalArgumentException("max_order = " + maxOrder + " must lie between 1 and " + LARGEST_ORDER);
        }
    }
}
