package org.espalier.study;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.espalier.study.method.HierarchyMethod;

/**
 * How the hierarchy is closed and integrated: by elementary densities at every order, and by other methods beside them.
 *
 * @param maxOrder largest order of trees n; every order from 1 to n is solved by elementary densities
 * @param closure what stands for the trees of order n + 1 there
 * @param methods other ways to close and integrate it, in the order in which they run
 */
public record HierarchyPlan(int maxOrder, ClosureChoice closure, List<HierarchyMethod> methods) {
    /** Named closures. */
    public enum ClosureChoice {
        /** Nothing: the sum over |T| ≤ n of elementary densities, a Taylor polynomial in the coupling. */
        VANISHING
    }

    /** Largest order whose trees are enumerated: 235 381 trees of order 16. */
    static final int LARGEST_ORDER = 16;

    /** Checks the order, and that no two methods bear the same name. */
    public HierarchyPlan {
        methods = List.copyOf(methods);
        if (maxOrder < 1 || maxOrder > LARGEST_ORDER) {
            throw new IllegalArgumentException("max_order = " + maxOrder + " must lie between 1 and " + LARGEST_ORDER);
        }
        Set<String> names = new HashSet<>();
        for (HierarchyMethod method : methods) {
            if (!names.add(method.column())) {
                throw new IllegalArgumentException(
                        "methods: '" + method.name() + "' is asked for twice; change its numbers or remove one");
            }
        }
    }

    HierarchyPlan withMethods(List<HierarchyMethod> others) {
        return new HierarchyPlan(maxOrder, closure, others);
    }
}
