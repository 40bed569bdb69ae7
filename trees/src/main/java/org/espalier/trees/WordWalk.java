package org.espalier.trees;

import java.util.function.LongConsumer;

/**
 * Enumerates plain trees as words ({@link Bracketing}), the fast path: the successor rule of Beyer and Hedetniemi runs on the
 * first n−2 vertices only, and the positions of the last two are plain loops.
 *
 * <p>Let vertex n−3 lie at level l. The next vertex may lie at levels 1..M, M given by the subtree that is being copied. Below
 * M it starts a subtree next to an ancestor's (or to vertex n−3 itself), so the last vertex may lie at 1..x+1 for x &lt; l and
 * at 1..l for x = l.
 */
final class WordWalk {
    private WordWalk() {}

    static void forEach(int order, LongConsumer action) {
        if (order == 1) {
            action.accept(0L);
        } else if (order == 2) {
            action.accept(0b10L);
        } else {
            forEachOfThree(order, action);
        }
    }

    private static void forEachOfThree(int order, LongConsumer action) {
        int m = order - 2;
        int[] level = new int[m + 1];
        int[] parent = new int[m + 1];
        long[] word = new long[m + 1];
        for (int i = 1; i < m; i++) {
            level[i] = i;
            parent[i] = i - 1;
            word[i] = word[i - 1] << 1 | 1;
        }
        int most = m;
        int mostAfterMost = m + 1;
        while (true) {
            int last = level[m - 1];
            long head = word[m - 1];
            fan((head << (last - most + 2) | 1) << (most + 2), mostAfterMost, action);
            for (int x = most - 1; x >= 1; x--) {
                fan((head << (last - x + 2) | 1) << (x + 2), x < last ? x + 1 : x, action);
            }
            int i = m - 1;
            while (i >= 1 && level[i] == 1) {
                i--;
            }
            if (i < 1) {
                return;
            }
            int copied = parent[i];
            int shift = i - copied;
            int lowered = level[i] - 1;
            int above = parent[copied];
            long bits = word[i - 1] << (level[i - 1] - lowered + 2) | 1;
            level[i] = lowered;
            parent[i] = above;
            word[i] = bits;
            for (int j = i + 1; j < m; j++) {
                int source = j - shift;
                int l = level[source];
                bits = bits << (level[j - 1] - l + 2) | 1;
                word[j] = bits;
                level[j] = l;
                parent[j] = l == lowered ? above : parent[source] + shift;
            }
            most = level[m - shift];
            mostAfterMost = shift == 1 ? most : level[m - shift + 1];
        }
    }

    private static void fan(long base, int most, LongConsumer action) {
        for (int y = most; y >= 1; y--) {
            action.accept(base | 1L << y);
        }
    }
}
