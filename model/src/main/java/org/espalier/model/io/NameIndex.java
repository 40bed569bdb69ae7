package org.espalier.model.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers names in order of first appearance: open addressing over one arena of bytes, no object a name. */
final class NameIndex {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private byte[] arena = new byte[1 << 12];
    private int[] ends = new int[1 << 8];
    private long[] slots = new long[1 << 10]; // hash in the upper, index + 1 in the lower half
    private int count;

    /** Index of a name, new if it was not seen before; −1 when the names no longer fit into an array. */
    int index(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        int mask = slots.length - 1;
        int at = hash & mask;
        for (long slot = slots[at]; slot != 0; slot = slots[at]) {
            if ((int) (slot >>> 32) == hash && is((int) slot - 1, bytes, from, to)) {
                return (int) slot - 1;
            }
            at = (at + 1) & mask;
        }
        return add(bytes, from, to, hash, at);
    }

    /** Tells whether a number has this name. */
    boolean is(int index, byte[] bytes, int from, int to) {
        return Arrays.equals(arena, index == 0 ? 0 : ends[index - 1], ends[index], bytes, from, to);
    }

    private int add(byte[] bytes, int from, int to, int hash, int at) {
        int used = count == 0 ? 0 : ends[count - 1];
        if (used + (long) to - from > Integer.MAX_VALUE - 8 || count == 1 << 29) {
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
        slots[at] = (long) hash << 32 | count;
        if (2L * count > slots.length) {
            rehash();
        }
        return count - 1;
    }

    private void rehash() {
        long[] larger = new long[2 * slots.length];
        int mask = larger.length - 1;
        for (long slot : slots) {
            if (slot != 0) {
                int at = (int) (slot >>> 32) & mask;
                while (larger[at] != 0) {
                    at = (at + 1) & mask;
                }
                larger[at] = slot;
            }
        }
        slots = larger;
    }

    private static int hash(byte[] bytes, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = mix(hash ^ (long) LONG.get(bytes, i));
        }
        long tail = 0;
        for (; i < to; i++) {
            tail = tail << 8 | bytes[i] & 0xFF;
        }
        hash = mix(hash ^ tail);
        return (int) (hash ^ hash >>> 32);
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
