package org.espalier.trees;

import java.util.Spliterator;
import java.util.function.Consumer;

/** The trees of one order as a source of streams; plain trees that are taken all at once come from the fast walk. */
final class TreeSpliterator implements Spliterator<RootedTree> {
    private final TreeFamily family;
    private final int order;
    private TreeCursor cursor;
    private long left;

    TreeSpliterator(TreeFamily family, int order, long count) {
        this.family = family;
        this.order = order;
        left = count;
    }

    @Override
    public boolean tryAdvance(Consumer<? super RootedTree> action) {
        if (left == 0) {
            return false;
        }
        if (cursor == null) {
            cursor = family.cursor(order);
        } else {
            cursor.next();
        }
        left--;
        action.accept(cursor.tree());
        return true;
    }

    @Override
    public void forEachRemaining(Consumer<? super RootedTree> action) {
        if (cursor == null && family.equals(TreeFamily.plain()) && order <= RootedTree.PACKED_ORDER) {
            left = 0;
            WordWalk.forEach(order, word -> action.accept(RootedTree.ofCanonicalWord(order, word)));
        } else {
            while (tryAdvance(action)) {
                // the action is all there is to do
            }
        }
    }

    @Override
    public Spliterator<RootedTree> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return left;
    }

    @Override
    public int characteristics() {
        return ORDERED | DISTINCT | NONNULL | IMMUTABLE | SIZED;
    }
}
