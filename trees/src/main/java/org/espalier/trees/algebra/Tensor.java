package org.espalier.trees.algebra;

import java.util.Objects;

/**
 * A pure tensor left ⊗ right of basis elements; ordered by its left factor first.
 *
 * @param left the left factor
 * @param right the right factor
 * @param <A> type of the left factor
 * @param <B> type of the right factor
 */
public record Tensor<A extends Comparable<? super A>, B extends Comparable<? super B>>(A left, B right)
        implements Comparable<Tensor<A, B>> {
    /** Refuses null. */
    public Tensor {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
    }

    @Override
    public int compareTo(Tensor<A, B> other) {
        int byLeft = left.compareTo(other.left);
        return byLeft != 0 ? byLeft : right.compareTo(other.right);
    }

    @Override
    public String toString() {
        return left + " ⊗ " + right;
    }
}
