package org.espalier.model.io;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * One array of NumPy, as a file of the .npy format or an entry of a .npz archive holds it: a line that tells type and shape,
 * and then the items.
 */
public final class NpyArray {
    private static final Pattern HEADER = Pattern.compile("\\{\\s*'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z?])(\\d{0,4})'\\s*,"
            + "\\s*'fortran_order'\\s*:\\s*(True|False)\\s*,\\s*'shape'\\s*:\\s*"
            + "\\(((?:\\s*\\d{1,18}L?\\s*,)*(?:\\s*\\d{1,18}L?\\s*)?)\\)\\s*,?\\s*\\}\\s*");
    private static final int FIRST_CAPACITY = 1 << 16;

    private final char kind;
    private final int itemBytes;
    private final ByteOrder order;
    private final boolean byColumns; // the first index runs fastest
    private final int[] shape;
    private final byte[] bytes;

    private NpyArray(char kind, int itemBytes, ByteOrder order, boolean byColumns, int[] shape, byte... bytes) {
        this.kind = kind;
        this.itemBytes = itemBytes;
        this.order = order;
        this.byColumns = byColumns;
        this.shape = shape;
        this.bytes = bytes;
    }

    /** What receives the arrays of an archive. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Receives an array.
         *
         * @throws IOException if it is not what is wanted
         */
        void receive(String name, NpyArray array) throws IOException;
    }

    /**
     * Begins an entry: its items follow, in little-endian order. The bytes of an archive do not depend on the day.
     *
     * @param zip the archive
     * @param name name of the array
     * @param type NumPy's code of a type, such as {@code <f8}
     * @param shape such as {@code (3,)}
     * @throws IOException if it cannot be written
     */
    public static void entry(ZipOutputStream zip, String name, String type, String shape) throws IOException {
        Npz.entry(zip, name, header(type, shape));
    }

    /**
     * {@return an empty buffer in little-endian order}
     *
     * @param bytes its length
     */
    public static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads all arrays of an archive, in its order.
     *
     * @param receiver receives them
     * @throws NetworkFormatException if it is not such an archive, or an array has more than one dimension
     */
    public static void readAll(Path file, Receiver receiver) {
        long length = SourceFile.check(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName().replaceAll("\\.npy$", "");
                try (InputStream in = ZipText.open(file, zip, entry, length)) {
                    receiver.receive(name, read(name, in).dimensions(name, 1));
                }
            }
        } catch (NetworkFormatException refusal) {
            throw refusal;
        } catch (IOException | IllegalArgumentException failure) {
            throw new NetworkFormatException(
                    failure,
                    file,
                    0,
                    "is not a .npz file of columns ("
                            + NetworkFormatException.shown(String.valueOf(failure.getMessage())) + ")",
                    Remedy.SAVE_COLUMNS);
        }
    }

    /** {@return the letter of NumPy's code of the type: b for truth values, i, u, f, U and S for texts} */
    public char kind() {
        return kind;
    }

    boolean byColumns() {
        return byColumns;
    }

    int[] shape() {
        return shape;
    }

    /** {@return the number of items} */
    public int count() {
        int count = 1;
        for (int size : shape) {
            count *= size;
        }
        return count;
    }

    /** Reads an array; memory grows with the bytes that arrive, not with what the header claims. */
    static NpyArray read(String name, InputStream in) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8
                || start[0] != (byte) 0x93
                || !new String(start, 1, 5, StandardCharsets.ISO_8859_1).equals("NUMPY")
                || start[6] < 1
                || start[6] > 3) {
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
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            throw new IOException(name + " is not an array of a simple type");
        }
        char kind = parts.group(2).charAt(0) == '?' ? 'b' : parts.group(2).charAt(0);
        int units = parts.group(3).isEmpty() ? 1 : Integer.parseInt(parts.group(3));
        int itemBytes = units * (kind == 'U' ? 4 : 1);
        String[] sizes =
                parts.group(5).isBlank() ? new String[0] : parts.group(5).split(",");
        int[] shape = new int[sizes.length];
        long count = 1;
        for (int k = 0; k < shape.length; k++) {
            long size = Long.parseLong(sizes[k].strip().replace("L", ""));
            count = size == 0 || count <= Integer.MAX_VALUE / size ? count * size : Long.MAX_VALUE / 2;
            shape[k] = (int) Math.min(size, Integer.MAX_VALUE);
        }
        if (itemBytes == 0 || count > (Integer.MAX_VALUE - 8) / itemBytes) {
            throw new IOException(name + " has " + count + " items of " + itemBytes + " bytes, too many to be read");
        }
        byte[] bytes = bytes(name, in, (int) (count * itemBytes));
        ByteOrder order = parts.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (in.read() >= 0) {
            throw new IOException(name + " is longer than its header says");
        }
        return new NpyArray(kind, itemBytes, order, parts.group(4).equals("True"), shape, bytes);
    }

    /** Refuses an array that has not so many dimensions. */
    NpyArray dimensions(String name, int wanted) throws IOException {
        if (shape.length != wanted && !(wanted == 1 && shape.length == 0)) {
            throw new IOException(name + " has " + shape.length + " dimensions, it should have " + wanted);
        }
        return this;
    }

    /** Where an item of an array of two dimensions lies. */
    int at(int row, int column) {
        return byColumns ? column * shape[0] + row : row * shape[1] + column;
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

    private boolean isSize() {
        return itemBytes == 1 || itemBytes == 2 || itemBytes == 4 || itemBytes == 8;
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** The items as whole numbers from 0 to a limit. */
    int[] indices(String name, long limit) throws IOException {
        return whole(name, 0, limit);
    }

    /** The items of an array of one dimension as whole numbers in a range. */
    int[] whole(String name, long low, long limit) throws IOException {
        dimensions(name, 1);
        if (kind != 'i' && kind != 'u' || !isSize()) {
            throw new IOException(
                    name + " holds items of type " + kind + itemBytes + " where whole numbers are needed");
        }
        int[] result = new int[count()];
        ByteBuffer buffer = buffer();
        for (int k = 0; k < result.length; k++) {
            long value =
                    switch (itemBytes) {
                        case 8 -> buffer.getLong(8 * k);
                        case 4 -> kind == 'u' ? buffer.getInt(4 * k) & 0xFFFFFFFFL : buffer.getInt(4 * k);
                        case 2 -> kind == 'u' ? buffer.getShort(2 * k) & 0xFFFF : buffer.getShort(2 * k);
                        default -> kind == 'u' ? buffer.get(k) & 0xFF : buffer.get(k);
                    };
            if (value < low || value > limit) {
                throw new IOException(
                        name + " holds " + value + " at place " + k + ", it must be in [" + low + ", " + limit + "]");
            }
            result[k] = (int) value;
        }
        return result;
    }

    /**
     * {@return an item as a number, 1 and 0 for truth values}
     *
     * @param name name of the array, for messages
     * @param k place of the item
     * @throws IOException if it is not a number
     */
    public double value(String name, int k) throws IOException {
        ByteBuffer buffer = buffer();
        if (kind == 'f' && (itemBytes == 8 || itemBytes == 4)) {
            return itemBytes == 8 ? buffer.getDouble(8 * k) : buffer.getFloat(4 * k);
        }
        if (kind == 'f' && itemBytes == 2) {
            return half(buffer.getShort(2 * k));
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

    /** A number of 16 bits: 1 for the sign, 5 for the exponent, 10 for the digits. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int digits = bits & 0x3FF;
        double size = exponent == 0
                ? Math.scalb((double) digits, -24)
                : exponent == 0x1F
                        ? digits == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                        : Math.scalb(1024.0 + digits, exponent - 25);
        return bits < 0 ? -size : size;
    }

    /**
     * {@return an item as text, without padding}
     *
     * @param name name of the array, for messages
     * @param k place of the item
     * @throws IOException if it is not a text
     */
    public String text(String name, int k) throws IOException {
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
