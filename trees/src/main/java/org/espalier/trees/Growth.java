package org.espalier.trees;

/**
 * An edge of the growth graph: growing a leaf on {@code from} gives {@code to}.
 *
 * @param from a tree T
 * @param to a tree with one more leaf
 * @param multiplicity the number of pairs (vertex n, decoration of the leaf) with T+n = {@code to}: the coefficient of
 *     {@code to} in the natural growth of T
 */
public record Growth(RootedTree from, RootedTree to, int multiplicity) {}
