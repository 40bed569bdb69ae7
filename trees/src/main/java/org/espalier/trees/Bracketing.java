package org.espalier.trees;

/**
 * The shape of a tree of order n as a word of 2(n−1) bits: walking around the tree in preorder, 1 for each edge on the way up
 * from the root and 0 on the way back. For one order, unsigned words compare as level sequences do.
 */
final class Bracketing {
    private Bracketing() {}

    static long word(int[] levels) {
        long word = 0;
        for (int i = 1; i < levels.length; i++) {
            word = word << (levels[i - 1] - levels[i] + 1) << 1 | 1;
        }
        return levels.length > 1 ? word << levels[levels.length - 1] : 0;
    }

    static int[] levels(int order, long word) {
        int[] levels = new int[order];
        int level = 0;
        int i = 1;
        long rest = order > 1 ? word << (66 - 2 * order) : 0;
        while (i < order) {
            int downs = Long.numberOfLeadingZeros(rest);
            level += 1 - downs;
            levels[i++] = level;
            rest = rest << downs << 1;
        }
        return levels;
    }

    static int[] checkedLevels(int order, long word) {
        if (order < 1 || order > RootedTree.PACKED_ORDER) {
            throw new IllegalArgumentException(
                    "order " + order + " of a word must lie between 1 and " + RootedTree.PACKED_ORDER);
        }
        int bits = 2 * (order - 1);
        if (bits < 64 && word >>> bits != 0) {
            throw new IllegalArgumentException("word 0x" + Long.toHexString(word) + " is longer than the " + bits
                    + " bits of a tree of order " + order);
        }
        int level = 0;
        for (int b = bits - 1; b >= 0; b--) {
            level += (word >>> b & 1) == 1 ? 1 : -1;
            if (level < 0) {
                throw new IllegalArgumentException(
                        "bit " + b + " of word 0x" + Long.toHexString(word) + " steps back behind the root");
            }
        }
        if (level != 0) {
            throw new IllegalArgumentException(
                    "word 0x" + Long.toHexString(word) + " ends at level " + level + ", not at the root");
        }
        return levels(order, word);
    }
}
