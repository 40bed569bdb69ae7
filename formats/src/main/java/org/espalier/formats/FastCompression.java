package org.espalier.formats;

import java.io.IOException;
import java.io.InputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;

/** Arrow's own codecs, but for LZ4, which it unpacks byte by byte. */
final class FastCompression {
    static final CompressionCodec.Factory FACTORY = new CompressionCodec.Factory() {
        @Override
        public CompressionCodec createCodec(CodecType type) {
            return type == CodecType.LZ4_FRAME ? new Lz4() : CommonsCompressionFactory.INSTANCE.createCodec(type);
        }

        @Override
        public CompressionCodec createCodec(CodecType type, int level) {
            return type == CodecType.LZ4_FRAME
                    ? new Lz4()
                    : CommonsCompressionFactory.INSTANCE.createCodec(type, level);
        }
    };

    private FastCompression() {}

    /** Unpacks frames of LZ4. */
    private static final class Lz4 extends AbstractCompressionCodec {
        private static final int CHUNK = 1 << 16;
        private static final long LARGEST_RATIO = 255;

        @Override
        protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf plain) {
            throw new UnsupportedOperationException("LZ4 is only unpacked");
        }

        @Override
        protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf packed) {
            long length = readUncompressedLength(packed);
            long from = org.apache.arrow.vector.compression.CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH;
            if (length < 0 || length > LARGEST_RATIO * packed.writerIndex() + CHUNK) {
                throw new IllegalArgumentException(
                        "a buffer of " + packed.writerIndex() + " bytes that unpacks to " + length);
            }
            ArrowBuf plain = allocator.buffer(length);
            try (InputStream in = new LZ4FrameInputStream(new BufferStream(packed, from))) {
                byte[] chunk = new byte[CHUNK];
                long filled = 0;
                for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                    if (filled + read > length) {
                        throw new IOException("a packed buffer is longer than it says");
                    }
                    plain.setBytes(filled, chunk, 0, read);
                    filled += read;
                }
                if (filled < length) {
                    throw new IOException("a packed buffer is shorter than it says");
                }
                plain.writerIndex(length);
                return plain;
            } catch (IOException failure) {
                plain.close();
                throw new java.io.UncheckedIOException(failure);
            }
        }

        @Override
        public CodecType getCodecType() {
            return CodecType.LZ4_FRAME;
        }
    }

    /** The bytes of a buffer. */
    private static final class BufferStream extends InputStream {
        private final ArrowBuf buffer;
        private long at;

        BufferStream(ArrowBuf buffer, long from) {
            this.buffer = buffer;
            this.at = from;
        }

        @Override
        public int read() {
            return at < buffer.writerIndex() ? buffer.getByte(at++) & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int part = (int) Math.min(length, buffer.writerIndex() - at);
            if (part <= 0) {
                return length == 0 ? 0 : -1;
            }
            buffer.getBytes(at, target, offset, part);
            at += part;
            return part;
        }
    }
}
