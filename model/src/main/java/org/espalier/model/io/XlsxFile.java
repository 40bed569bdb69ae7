package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Workbooks ({@code .xlsx}): a sheet that holds a table of edges or a matrix. Of several sheets that hold something one is
 * named as the weight is ({@code --weight NAME}). Rows above and columns left of a table that hold nothing, or titles, are
 * passed over.
 */
final class XlsxFile implements NetworkFormat {
    private static final int LOOKED_AT = 24;
    private static final int MOST_COLUMNS = 16_384;
    private static final int MOST_ROWS = 1_048_576;
    private static final long MOST_CELLS = 64_000_000;

    @Override
    public String title() {
        return "workbook";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.startsWith("PK\u0003\u0004") && ZipText.names(start.file()).contains("xl/workbook.xml");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        long length = SourceFile.check(file);
        List<List<String>> cells;
        String sheet;
        boolean several;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Book book = new Book(file, zip, length);
            Map<String, String> sheets = book.sheets();
            Map<String, List<List<String>>> filled = new LinkedHashMap<>();
            String asked = reader.weight == null ? null : reader.weight.name();
            for (Map.Entry<String, String> one : sheets.entrySet()) {
                if (asked == null || !sheets.containsKey(asked) || asked.equals(one.getKey())) {
                    List<List<String>> content = Grid.trimmed(book.cells(one.getValue()));
                    if (content.size() > 1) {
                        filled.put(one.getKey(), content);
                    }
                }
            }
            if (filled.isEmpty()) {
                throw new NetworkFormatException(file, 0, "holds no sheet with rows", Remedy.NEEDS_AN_EDGE);
            }
            if (filled.size() > 1) {
                throw new NetworkFormatException(
                        file,
                        0,
                        "has several sheets: " + Names.some(filled.keySet()),
                        Remedy.PART,
                        filled.keySet().iterator().next());
            }
            sheet = filled.keySet().iterator().next();
            several = sheets.containsKey(asked);
            cells = filled.get(sheet);
        } catch (ZipException damaged) {
            throw new NetworkFormatException(
                    damaged,
                    file,
                    0,
                    "is not a workbook (" + shown(damaged.getMessage(), 80) + ")",
                    Remedy.COMPLETE_FILE);
        } catch (XMLStreamException damaged) {
            throw XmlText.malformed(file, title(), 0, XmlText.reason(damaged), damaged);
        } catch (IOException failure) {
            throw SourceFile.failed(file, failure);
        }
        NetworkReader table = several ? reader.weightElsewhere() : reader;
        List<List<String>> chosen = Grid.innermost(cells, inner -> isMatrix(file, table, inner));
        return TableReading.of(
                file, table, new Grid(chosen).sample(LOOKED_AT), () -> new Grid(chosen), "sheet " + shown(sheet));
    }

    /** Whether cells are a matrix with the same names above and at the left. */
    private static boolean isMatrix(Path file, NetworkReader reader, List<List<String>> cells) {
        try {
            TableLayout layout = new LayoutFinder(file, reader, new Grid(cells).sample(LOOKED_AT)).layout();
            return layout instanceof MatrixLayout matrix && matrix.rowNames() && matrix.names() != null;
        } catch (NetworkFormatException refusal) {
            return false;
        }
    }

    /** The parts of a workbook. */
    private record Book(Path file, ZipFile zip, long length) {
        private byte[] part(String name) throws IOException {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new ZipException("it holds no " + name);
            }
            return ZipText.bytes(file, zip, entry, length);
        }

        private static XMLStreamReader xml(byte[] bytes) throws IOException, XMLStreamException {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            factory.setXMLReporter((message, error, about, where) -> {
                // what is wrong arrives as an exception too
            });
            return factory.createXMLStreamReader(XmlText.decoded(new ByteArrayInputStream(bytes)));
        }

        /** The parts of the sheets by the names of these. */
        Map<String, String> sheets() throws IOException, XMLStreamException {
            Map<String, String> targets = new HashMap<>();
            XMLStreamReader links = xml(part("xl/_rels/workbook.xml.rels"));
            while (links.hasNext()) {
                if (links.next() == XMLStreamReader.START_ELEMENT
                        && links.getLocalName().equals("Relationship")) {
                    String target = String.valueOf(XmlText.attribute(links, "Target"));
                    targets.put(
                            XmlText.attribute(links, "Id"),
                            target.startsWith("/") ? target.substring(1) : "xl/" + target);
                }
            }
            Map<String, String> sheets = new LinkedHashMap<>();
            XMLStreamReader book = xml(part("xl/workbook.xml"));
            while (book.hasNext()) {
                if (book.next() == XMLStreamReader.START_ELEMENT
                        && book.getLocalName().equals("sheet")) {
                    String id = null;
                    for (int k = 0; k < book.getAttributeCount(); k++) {
                        if (book.getAttributeLocalName(k).equals("id")) {
                            id = book.getAttributeValue(k);
                        }
                    }
                    String part = targets.get(id);
                    if (part != null && part.startsWith("xl/worksheets/")) {
                        sheets.put(String.valueOf(XmlText.attribute(book, "name")), part);
                    }
                }
            }
            return sheets;
        }

        private List<String> strings() throws IOException, XMLStreamException {
            List<String> result = new ArrayList<>();
            if (zip.getEntry("xl/sharedStrings.xml") == null) {
                return result;
            }
            XMLStreamReader xml = xml(part("xl/sharedStrings.xml"));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("si")) {
                    result.add(richText(xml, "si"));
                }
            }
            return result;
        }

        /** The texts in an element up to its end; readings of Japanese are left out. */
        private static String richText(XMLStreamReader xml, String end) throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            boolean phonetic = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.END_ELEMENT) {
                    phonetic &= !xml.getLocalName().equals("rPh");
                    if (xml.getLocalName().equals(end)) {
                        break;
                    }
                } else if (event == XMLStreamReader.START_ELEMENT) {
                    phonetic |= xml.getLocalName().equals("rPh");
                    if (xml.getLocalName().equals("t") && !phonetic) {
                        text.append(xml.getElementText());
                    }
                }
            }
            return text.toString();
        }

        /** All cells of a sheet as texts, rows of any length. */
        List<List<String>> cells(String part) throws IOException, XMLStreamException {
            List<String> strings = strings();
            List<List<String>> rows = new ArrayList<>();
            long cells = 0;
            XMLStreamReader xml = xml(part(part));
            int row = -1;
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamReader.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("row")) {
                    String number = XmlText.attribute(xml, "r");
                    row = number == null ? row + 1 : place(number, MOST_ROWS);
                    while (rows.size() <= row) {
                        rows.add(new ArrayList<>());
                    }
                } else if (xml.getLocalName().equals("c") && row >= 0) {
                    List<String> fields = rows.get(row);
                    String reference = XmlText.attribute(xml, "r");
                    int column = reference == null ? fields.size() : column(reference);
                    cells += Math.max(1, column + 1 - fields.size());
                    if (cells > MOST_CELLS) {
                        throw new ZipException("more than " + MOST_CELLS + " cells");
                    }
                    while (fields.size() <= column) {
                        fields.add("");
                    }
                    fields.set(column, cell(xml, strings, row));
                }
            }
            return rows;
        }

        private static int place(String number, int most) throws ZipException {
            if (!number.matches("[1-9][0-9]{0,7}") || Integer.parseInt(number) > most) {
                throw new ZipException("a row or column is number " + number);
            }
            return Integer.parseInt(number) - 1;
        }

        private static int column(String reference) throws ZipException {
            int column = 0;
            for (int k = 0; k < reference.length() && Character.isLetter(reference.charAt(k)); k++) {
                column = 26 * column + Character.toUpperCase(reference.charAt(k)) - 'A' + 1;
                if (column > MOST_COLUMNS) {
                    throw new ZipException("a cell is called " + reference);
                }
            }
            if (column < 1) {
                throw new ZipException("a cell is called " + reference);
            }
            return column - 1;
        }

        private String cell(XMLStreamReader xml, List<String> strings, int row) throws IOException, XMLStreamException {
            String type = XmlText.attribute(xml, "t");
            String text = "";
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("c")) {
                    break;
                }
                if (event == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("v")) {
                    text = xml.getElementText();
                } else if (event == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("is")) {
                    text = richText(xml, "is");
                }
            }
            if ("s".equals(type)) {
                int at = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
                if (at < 0 || at >= strings.size()) {
                    throw new ZipException("a cell holds text number " + text + " of " + strings.size());
                }
                return strings.get(at);
            }
            if ("e".equals(type)) {
                throw new NetworkFormatException(
                        file, row + 1L, "a cell holds the error " + shown(text), Remedy.CORRECT);
            }
            boolean number = type == null || type.equals("n");
            if (number && Names.isNumber(text) && Math.abs(Double.parseDouble(text)) >= 0x1p53) {
                // a workbook keeps 15 digits: an id of 18 is no longer what it was
                return new java.math.BigDecimal(text)
                                .stripTrailingZeros()
                                .toString()
                                .contains("E")
                        ? text
                        : text + ".0";
            }
            return text;
        }
    }
}
