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
}
