package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as a stream of events with lines. A document type is refused before any of it is acted upon, so that entities can
 * neither expand nor reach other files; elements nest 50 deep at most.
 */
final class XmlText {
    private static final int DEEPEST = 50;
    private static final int LONGEST_TEXT = 1 << 24;

    private XmlText() {}

    /** What reads the events; the stream stands at the first element. */
    @FunctionalInterface
    interface Events {
        Reading read(XMLStreamReader xml) throws XMLStreamException;
    }

    private static final int DECLARATION = 200;
    private static final Pattern ENCODING =
            Pattern.compile("^(?:\u00ef\u00bb\u00bf)?<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)");

    static Reading read(Path file, String format, Events events) {
        try (InputStream in = SourceFile.open(file)) {
            return read(file, format, in, events);
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        }
    }

    private static Reading read(Path file, String format, InputStream in, Events events) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, true); // so that a document type is seen, and refused
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLReporter((message, error, about, place) -> {
            // what is wrong arrives as an exception too
        });
        factory.setXMLResolver((publicId, systemId, base, space) -> {
            throw new XMLStreamException("DOCTYPE is disallowed");
        });
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(decoded(in));
            return events.read(xml);
        } catch (XMLStreamException failure) {
            long line = failure.getLocation() == null
                    ? 0
                    : Math.max(0, failure.getLocation().getLineNumber());
            throw malformed(file, format, line, reason(failure), failure);
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        } catch (NetworkFormatException refusal) {
            throw refusal;
        } catch (RuntimeException failure) { // the parser lets some of its own through
            throw malformed(file, format, 0, String.valueOf(failure.getMessage()), failure);
        }
    }

    /**
     * The characters of XML, by its byte order mark or its declaration. The parser of the JDK would decode them too, but prints on
     * standard error where a byte is wrong.
     */
    static Reader decoded(InputStream in) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in);
        bytes.mark(DECLARATION);
        byte[] head = bytes.readNBytes(DECLARATION);
        bytes.reset();
        int first = head.length < 2 ? 0 : (head[0] & 0xff) << 8 | head[1] & 0xff;
        if (first == 0xfeff || first == 0xfffe) {
            return strict(bytes, StandardCharsets.UTF_16);
        } else if (first == 0x3c00 || first == 0x003c) {
            return strict(bytes, first == 0x3c00 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        } else if (first == 0xefbb) {
            bytes.skipNBytes(3);
        }
        Matcher named = ENCODING.matcher(new String(head, StandardCharsets.ISO_8859_1));
        try {
            return strict(bytes, named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unknown) {
            throw new UnsupportedEncodingException(
                    "the encoding " + named.group(1) + " of its first line is not known");
        }
    }

    private static Reader strict(InputStream in, Charset charset) {
        return new InputStreamReader(in, charset.newDecoder());
    }

    static String reason(XMLStreamException failure) {
        if (failure.getNestedException() instanceof CharacterCodingException) {
            return "a byte is not text in the encoding of its first line, UTF-8 if that names none";
        }
        String text = String.valueOf(failure.getMessage());
        int at = text.lastIndexOf("Message: ");
        return at < 0 ? text : text.substring(at + 9);
    }

    static NetworkFormatException malformed(Path file, String format, long line, String reason, Throwable cause) {
        return new NetworkFormatException(
                cause, file, line, "is not " + format + " (" + shown(reason, 90) + ")", Remedy.CORRECT);
    }

    /** Goes to the next event; refuses document types and elements that are nested too deeply. */
    static int next(XMLStreamReader xml, int depth) throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamReader.DTD || event == XMLStreamReader.ENTITY_REFERENCE) {
            throw new XMLStreamException("DOCTYPE is disallowed", xml.getLocation());
        }
        if (depth > DEEPEST) {
            throw new XMLStreamException("elements are nested more than " + DEEPEST + " deep", xml.getLocation());
        }
        return event;
    }

    /** The text of an element and all in it; the stream then stands at its end. Null if elements are in it. */
    static String text(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean elements = false;
        for (int depth = 1; depth > 0; ) {
            switch (next(xml, depth)) {
                case XMLStreamReader.START_ELEMENT -> {
                    depth++;
                    elements = true;
                }
                case XMLStreamReader.END_ELEMENT -> depth--;
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> {
                    if (text.length() > LONGEST_TEXT) {
                        throw new XMLStreamException("a text is longer than 16 MB", xml.getLocation());
                    }
                    text.append(xml.getText());
                }
                default -> {
                    // comments and instructions
                }
            }
        }
        return elements ? null : text.toString();
    }

    static long line(XMLStreamReader xml) {
        return Math.max(0, xml.getLocation().getLineNumber());
    }

    static String attribute(XMLStreamReader xml, String name) {
        return xml.getAttributeValue(null, name);
    }
}
