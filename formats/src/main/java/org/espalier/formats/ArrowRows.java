package org.espalier.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Field;

/** The rows of an Arrow file, batch by batch. */
final class ArrowRows extends ColumnRows {
    private final BufferAllocator allocator;
    private final AutoCloseable source;
    private final ArrowReader reader;
    private final List<FieldVector> vectors;
    private final FieldVector[] dictionaries;
    private int at = -1;
    private int count;

    private ArrowRows(BufferAllocator allocator, AutoCloseable source, ArrowReader reader, List<FieldVector> vectors) {
        super(vectors.stream().map(FieldVector::getName).toList());
        this.allocator = allocator;
        this.source = source;
        this.reader = reader;
        this.vectors = vectors;
        this.dictionaries = new FieldVector[vectors.size()];
    }

    static ArrowRows open(Path file) throws IOException {
        BufferAllocator allocator = new RootAllocator();
        InputStream stream = null;
        FileChannel channel = null;
        try {
            byte[] start;
            try (InputStream in = Files.newInputStream(file)) {
                start = in.readNBytes(6);
            }
            ArrowReader reader;
            if (new String(start, java.nio.charset.StandardCharsets.ISO_8859_1).equals("ARROW1")) {
                channel = FileChannel.open(file);
                reader = new ArrowFileReader(channel, allocator, FastCompression.FACTORY);
            } else {
                stream = Files.newInputStream(file);
                reader = new ArrowStreamReader(stream, allocator, FastCompression.FACTORY);
            }
            AutoCloseable source = channel != null ? channel : stream;
            return new ArrowRows(
                    allocator, source, reader, reader.getVectorSchemaRoot().getFieldVectors());
        } catch (IOException | RuntimeException failure) {
            if (channel != null) {
                channel.close();
            }
            if (stream != null) {
                stream.close();
            }
            throw failure;
        }
    }

    @Override
    boolean advance() {
        at++;
        try {
            while (at >= count) {
                if (!reader.loadNextBatch()) {
                    return false;
                }
                at = 0;
                count = reader.getVectorSchemaRoot().getRowCount();
                for (int k = 0; k < dictionaries.length; k++) {
                    Field field = vectors.get(k).getField();
                    dictionaries[k] = field.getDictionary() == null
                            ? null
                            : reader.getDictionaryVectors()
                                    .get(field.getDictionary().getId())
                                    .getVector();
                }
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return true;
    }

    @Override
    boolean isTextColumn(int column) {
        return vectors.get(column) instanceof VarCharVector
                || vectors.get(column) instanceof LargeVarCharVector
                || vectors.get(column) instanceof ViewVarCharVector
                || vectors.get(column).getField().getDictionary() != null;
    }

    @Override
    boolean isWholeValue(int column) {
        FieldVector vector = vectors.get(column);
        return vector instanceof BaseIntVector
                && !(vector instanceof UInt8Vector)
                && dictionaries[column] == null
                && !vector.isNull(at);
    }

    @Override
    long wholeValue(int column) {
        return ((BaseIntVector) vectors.get(column)).getValueAsLong(at);
    }

    @Override
    void append(int column) {
        FieldVector vector = vectors.get(column);
        int index = at;
        if (dictionaries[column] != null && !vector.isNull(index)) {
            index = (int) ((BaseIntVector) vector).getValueAsLong(index);
            vector = dictionaries[column];
        }
        append(vector, index);
    }

    private void append(FieldVector vector, int index) {
        if (vector.isNull(index)) {
            return;
        }
        if (vector instanceof UInt8Vector unsigned) {
            put(Long.toUnsignedString(unsigned.get(index)));
        } else if (vector instanceof BaseIntVector whole) {
            put(whole.getValueAsLong(index));
        } else if (vector instanceof VarCharVector text) {
            int from = text.getStartOffset(index);
            int length = text.getValueLength(index);
            text.getDataBuffer().getBytes(from, space(length), place(), length);
            wrote(length);
        } else if (vector instanceof LargeVarCharVector text) {
            put(text.get(index));
        } else if (vector instanceof ViewVarCharVector text) {
            put(text.get(index));
        } else if (vector instanceof FloatingPointVector number) {
            put(number.getValueAsDouble(index));
        } else if (vector instanceof BitVector bit) {
            put(bit.get(index) != 0 ? "true" : "false");
        } else {
            put(String.valueOf(vector.getObject(index)));
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
            source.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        } finally {
            allocator.close();
        }
    }
}
