package org.espalier.trees;

/**
 * An edge of the growth graph: growing a leaf on {@code from} gives {@code to}.
 *
 * @param from a tree T
 * @param to a tree with one more leaf
 * @param multiplicity the number of vertices n with T+n = {@code to}: the coefficient of {@code to} in the natural growth of T
 * @param type type of the leaf, 0 unless decorated
 * @param power power of its edge, 1 unless decorated
 */
public record Growth(RootedTree from, RootedTree to, int multiplicity, int type, int power) {
    // written out because those that the compiler makes for records cost 30 ms at their first call

    @Override
    public boolean equals(Object other) {
        return other instanceof Growth growth
                && from.equals(growth.from)
                && to.equals(growth.to)
                && multiplicity == growth.multiplicity
                && type == growth.type
                && power == growth.power;
    }

    @Override
    public int hashCode() {
        return 31 * from.hashCode() + to.hashCode();
    }
}
