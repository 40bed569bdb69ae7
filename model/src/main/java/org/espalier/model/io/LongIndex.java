package org.espalier.model.io;

/** Numbers of neurons by whole numbers that name them: open addressing. */
final class LongIndex {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[1 << 10];
    private int[] values = new int[1 << 10]; // index + 1
    private int count;

    /** The neuron of a number, −1 if it was not seen before. */
    int find(long key) {
        int mask = keys.length - 1;
        for (int at = place(key) & mask; values[at] != 0; at = at + 1 & mask) {
            if (keys[at] == key) {
                return values[at] - 1;
            }
        }
        return -1;
    }

    void put(long key, int index) {
        if (2 * ++count > keys.length) {
            grow();
        }
        insert(key, index + 1);
    }

    private void insert(long key, int value) {
        int mask = keys.length - 1;
        int at = place(key) & mask;
        while (values[at] != 0) {
            at = at + 1 & mask;
        }
        keys[at] = key;
        values[at] = value;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[keys.length];
        for (int k = 0; k < oldKeys.length; k++) {
            if (oldValues[k] != 0) {
                insert(oldKeys[k], oldValues[k]);
            }
        }
    }

    private static int place(long key) {
        long product = key * MULTIPLIER;
        return (int) (product ^ product >>> 32);
    }
}
