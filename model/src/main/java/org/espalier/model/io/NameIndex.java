package org.espalier.model.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers names in order of first appearance: open addressing over one arena of bytes, no object a name. A name of up to
 * seven bytes is its own key, so that finding it touches one place in memory only.
 */
final class NameIndex {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int LONGEST_KEY = 7;

    private byte[] arena = new byte[1 << 12];
    private int[] ends = new int[1 << 8];
    private long[] slots = new long[2 << 10]; // pairs: key, index + 1
    private int count;

    /** Index of a name, −1 if it was not seen before. */
    int find(byte[] bytes, int from, int to) {
        long key = key(bytes, from, to);
        int mask = slots.length / 2 - 1;
        int at = place(key) & mask;
        for (long slot = slots[2 * at + 1]; slot != 0; slot = slots[2 * at + 1]) {
            if (slots[2 * at] == key && (key >= 0 || is((int) slot - 1, bytes, from, to))) {
                return (int) slot - 1;
            }
            at = (at + 1) & mask;
        }
        return -1;
    }

    /** Index of a name, new if it was not seen before; −1 when the names no longer fit into an array. */
    int index(byte[] bytes, int from, int to) {
        long key = key(bytes, from, to);
        int mask = slots.length / 2 - 1;
        int at = place(key) & mask;
        for (long slot = slots[2 * at + 1]; slot != 0; slot = slots[2 * at + 1]) {
            if (slots[2 * at] == key && (key >= 0 || is((int) slot - 1, bytes, from, to))) {
                return (int) slot - 1;
            }
            at = (at + 1) & mask;
        }
        return add(bytes, from, to, key, at);
    }

    private boolean is(int index, byte[] bytes, int from, int to) {
        return Arrays.equals(arena, index == 0 ? 0 : ends[index - 1], ends[index], bytes, from, to);
    }

    private int add(byte[] bytes, int from, int to, long key, int at) {
        int used = count == 0 ? 0 : ends[count - 1];
        if (used + (long) to - from > Integer.MAX_VALUE - 8 || count == 1 << 28) {
            return -1;
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        if (used + to - from > arena.length) {
            long wanted = Math.max(2L * arena.length, used + (long) to - from);
            arena = Arrays.copyOf(arena, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
        System.arraycopy(bytes, from, arena, used, to - from);
        ends[count] = used + to - from;
        count++;
        slots[2 * at] = key;
        slots[2 * at + 1] = count;
        if (4L * count > slots.length) {
            rehash();
        }
        return count - 1;
    }

    private void rehash() {
        long[] larger = new long[2 * slots.length];
        int mask = larger.length / 2 - 1;
        for (int old = 0; old < slots.length; old += 2) {
            if (slots[old + 1] != 0) {
                int at = place(slots[old]) & mask;
                while (larger[2 * at + 1] != 0) {
                    at = (at + 1) & mask;
                }
                larger[2 * at] = slots[old];
                larger[2 * at + 1] = slots[old + 1];
            }
        }
        slots = larger;
    }

    /** Length and bytes of a short name; a hash of a long one, which is negative and needs a comparison. */
    private static long key(byte[] bytes, int from, int to) {
        long hash = to - from;
        int i = from;
        if (hash > LONGEST_KEY) {
            for (; i + 8 <= to; i += 8) {
                hash = mix(hash ^ (long) LONG.get(bytes, i));
            }
        }
        long tail = 0;
        for (; i < to; i++) {
            tail = tail << 8 | bytes[i] & 0xFF;
        }
        return to - from <= LONGEST_KEY ? hash << 56 | tail : mix(hash ^ tail) | Long.MIN_VALUE;
    }

    private static int place(long key) {
        long mixed = mix(key);
        return (int) (mixed ^ mixed >>> 32);
    }

    private static long mix(long value) {
        long product = value * MULTIPLIER;
        return product ^ product >>> 29;
    }

    int size() {
        return count;
    }

    /** All names, in order. */
    String[] names() throws CharacterCodingException {
        String[] names = new String[count];
        for (int i = 0, from = 0; i < count; from = ends[i++]) {
            names[i] = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(arena, from, ends[i] - from))
                    .toString();
        }
        return names;
    }

    String name(int index) {
        int from = index == 0 ? 0 : ends[index - 1];
        return new String(arena, from, ends[index] - from, StandardCharsets.UTF_8);
    }
}
