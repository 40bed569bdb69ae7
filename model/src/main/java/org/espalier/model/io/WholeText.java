package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A text in memory with a place in it, for grammars that are not made of lines. At most 256 MB. */
final class WholeText {
    private static final int MAX_BYTES = 256 << 20;

    private final Path file;
    private final String format;
    private final String text;
    private int at;
    private int counted;
    private long line = 1;

    private WholeText(Path file, String format, String text) {
        this.file = file;
        this.format = format;
        this.text = text;
    }

    static WholeText of(Path file, String format) {
        try (InputStream in = SourceFile.open(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new NetworkFormatException(file, 0, "is longer than " + MAX_BYTES + " bytes", Remedy.WRITE_EDGES);
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new WholeText(file, format, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException broken) {
            throw new NetworkFormatException(broken, file, 0, "is not text in UTF-8", Remedy.LATIN1);
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        }
    }

    boolean isEnd() {
        return at == text.length();
    }

    /** The next character, 0 at the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    char take() {
        if (isEnd()) {
            throw refusal("ends too early");
        }
        return text.charAt(at++);
    }

    boolean takeIf(String word) {
        if (text.startsWith(word, at)) {
            at += word.length();
            return true;
        }
        return false;
    }

    void skipLine() {
        int feed = text.indexOf('\n', at);
        at = feed < 0 ? text.length() : feed + 1;
    }

    /** Goes behind the next appearance of a word. */
    void skipPast(String word) {
        int found = text.indexOf(word, at);
        if (found < 0) {
            throw refusal("'" + word + "' is missing");
        }
        at = found + word.length();
    }

    void skipBlanks() {
        while (!isEnd() && (Character.isWhitespace(peek()) || peek() == 0xFEFF)) {
            at++;
        }
    }

    int place() {
        return at;
    }

    String since(int from) {
        return text.substring(from, at);
    }

    /** The line of the place. */
    long line() {
        for (; counted < at; counted++) {
            line += text.charAt(counted) == '\n' ? 1 : 0;
        }
        return line;
    }

    NetworkFormatException refusal(String what) {
        return new NetworkFormatException(
                file, line(), "is not " + format + " (" + shown(what, 90) + ")", Remedy.CORRECT);
    }
}
