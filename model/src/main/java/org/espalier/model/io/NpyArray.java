package org.espalier.model.io;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One array of NumPy's .npy format: kind and size of its items, its length, its bytes. Arrays of one dimension or none. */
record NpyArray(char kind, int itemBytes, ByteOrder order, int count, byte[] bytes) {
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z])(\\d{1,4})'");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(\\s*(\\d{0,18})\\s*,?\\s*\\)");
    private static final int FIRST_CAPACITY = 1 << 16;

    /** Reads an array; memory grows with the bytes that arrive, not with what the header claims. */
    static NpyArray read(String name, InputStream in) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8
                || start[0] != (byte) 0x93
                || !new String(start, 1, 5, StandardCharsets.ISO_8859_1).equals("NUMPY")) {
            throw new IOException(name + " is not a NumPy array");
        }
        int lengthBytes = start[6] == 1 ? 2 : 4;
        byte[] length = in.readNBytes(lengthBytes);
        int headerBytes = 0;
        for (int k = length.length - 1; k >= 0; k--) {
            headerBytes = headerBytes << 8 | length[k] & 0xFF;
        }
        if (length.length < lengthBytes || headerBytes < 0 || headerBytes > FIRST_CAPACITY) {
            throw new IOException(name + " has a header of " + headerBytes + " bytes");
        }
        String header = new String(in.readNBytes(headerBytes), StandardCharsets.UTF_8);
        Matcher type = TYPE.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!type.find() || !shape.find()) {
            throw new IOException(name + " is not an array of one dimension and a simple type");
        }
        char kind = type.group(2).charAt(0);
        int itemBytes = Integer.parseInt(type.group(3)) * (kind == 'U' ? 4 : 1);
        long count = shape.group(1).isEmpty() ? 1 : Long.parseLong(shape.group(1));
        if (itemBytes == 0 || count > (Integer.MAX_VALUE - 8) / itemBytes) {
            throw new IOException(name + " has " + count + " items of " + itemBytes + " bytes, too many to be read");
        }
        byte[] bytes = bytes(name, in, (int) (count * itemBytes));
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyArray(kind, itemBytes, order, (int) count, bytes);
    }

    private static byte[] bytes(String name, InputStream in, int wanted) throws IOException {
        byte[] bytes = new byte[Math.min(wanted, FIRST_CAPACITY)];
        int filled = 0;
        while (filled < wanted) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, 2L * bytes.length));
            }
            int read = in.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                throw new EOFException(name + " ends after " + filled + " of " + wanted + " bytes");
            }
            filled += read;
        }
        return bytes;
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** The items as whole numbers from 0 to a limit. */
    int[] indices(String name, long limit) throws IOException {
        if (kind != 'i' && kind != 'u' || itemBytes > 8) {
            throw new IOException(
                    name + " holds items of type " + kind + itemBytes + " where whole numbers are needed");
        }
        int[] result = new int[count];
        ByteBuffer buffer = buffer();
        for (int k = 0; k < count; k++) {
            long value =
                    switch (itemBytes) {
                        case 8 -> buffer.getLong(8 * k);
                        case 4 -> kind == 'u' ? buffer.getInt(4 * k) & 0xFFFFFFFFL : buffer.getInt(4 * k);
                        case 2 -> kind == 'u' ? buffer.getShort(2 * k) & 0xFFFF : buffer.getShort(2 * k);
                        default -> kind == 'u' ? buffer.get(k) & 0xFF : buffer.get(k);
                    };
            if (value < 0 || value > limit) {
                throw new IOException(
                        name + " holds " + value + " at place " + k + ", it must be in [0, " + limit + "]");
            }
            result[k] = (int) value;
        }
        return result;
    }

    /** The items as numbers. */
    double value(String name, int k) throws IOException {
        ByteBuffer buffer = buffer();
        if (kind == 'f' && (itemBytes == 8 || itemBytes == 4)) {
            return itemBytes == 8 ? buffer.getDouble(8 * k) : buffer.getFloat(4 * k);
        }
        if (kind == 'b') {
            return buffer.get(k) == 0 ? 0 : 1;
        }
        if (kind == 'i' || kind == 'u') {
            return switch (itemBytes) {
                case 8 ->
                    kind == 'u' && buffer.getLong(8 * k) < 0 ? buffer.getLong(8 * k) + 0x1p64 : buffer.getLong(8 * k);
                case 4 -> kind == 'u' ? buffer.getInt(4 * k) & 0xFFFFFFFFL : buffer.getInt(4 * k);
                case 2 -> kind == 'u' ? buffer.getShort(2 * k) & 0xFFFF : buffer.getShort(2 * k);
                case 1 -> kind == 'u' ? buffer.get(k) & 0xFF : buffer.get(k);
                default -> throw new IOException(name + " holds items of type " + kind + itemBytes);
            };
        }
        throw new IOException(name + " holds items of type " + kind + itemBytes + "; write real numbers");
    }

    /** An item as text. */
    String text(String name, int k) throws IOException {
        String text;
        if (kind == 'U') {
            StringBuilder builder = new StringBuilder();
            ByteBuffer buffer = buffer();
            for (int c = k * itemBytes; c < (k + 1) * itemBytes; c += 4) {
                int point = buffer.getInt(c);
                if (!Character.isValidCodePoint(point)) {
                    throw new IOException(name + " holds a broken text at place " + k);
                }
                builder.appendCodePoint(point);
            }
            text = builder.toString();
        } else if (kind == 'S') {
            text = new String(bytes, k * itemBytes, itemBytes, StandardCharsets.UTF_8);
        } else {
            throw new IOException(name + " holds items of type " + kind + itemBytes + " where texts are needed");
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }

    /** The header of an array, padded as NumPy does it. */
    static byte[] header(String descr, String shape) {
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int padded = (10 + text.length() + 1 + 63) / 64 * 64 - 10;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) padded, (byte) (padded >> 8)});
        out.writeBytes((text + " ".repeat(padded - text.length() - 1) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }
}
