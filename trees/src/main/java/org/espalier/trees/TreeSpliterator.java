package org.espalier.trees;

import java.util.Spliterators;
import java.util.function.Consumer;

/** The trees of one order as a source of streams; plain trees that are taken all at once come from the fast walk. */
final class TreeSpliterator extends Spliterators.AbstractSpliterator<RootedTree> {
    private final TreeFamily family;
    private final int order;
    private TreeCursor cursor;
    private long left;

    TreeSpliterator(TreeFamily family, int order, long count) {
        super(count, ORDERED | DISTINCT | NONNULL | IMMUTABLE | SIZED);
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
            super.forEachRemaining(action);
        }
    }
}
