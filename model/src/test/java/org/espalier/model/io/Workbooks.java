package org.espalier.model.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small workbooks, written as spreadsheet programs do it: texts in a table of their own, empty cells left out. */
final class Workbooks {
    private Workbooks() {}

    /** A workbook with one sheet. */
    static byte[] edges(List<? extends List<?>> rows) throws IOException {
        return sheets(List.of("Sheet 1"), List.of(rows));
    }

    static byte[] sheets(List<String> names, List<? extends List<? extends List<?>>> sheets) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder strings =
                new StringBuilder("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        int[] texts = {0};
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            StringBuilder book = new StringBuilder(
                    "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>");
            StringBuilder links = new StringBuilder("<Relationships>");
            for (int s = 0; s < sheets.size(); s++) {
                book.append("<sheet name=\"")
                        .append(names.get(s))
                        .append("\" sheetId=\"")
                        .append(s + 1)
                        .append("\" r:id=\"rId")
                        .append(s)
                        .append("\"/>");
                links.append("<Relationship Id=\"rId")
                        .append(s)
                        .append("\" Target=\"worksheets/sheet")
                        .append(s + 1)
                        .append(".xml\"/>");
                part(zip, "xl/worksheets/sheet" + (s + 1) + ".xml", sheet(sheets.get(s), strings, texts));
            }
            part(zip, "xl/workbook.xml", book.append("</sheets></workbook>").toString());
            part(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    links.append("</Relationships>").toString());
            part(zip, "xl/sharedStrings.xml", strings.append("</sst>").toString());
        }
        return bytes.toByteArray();
    }

    private static String sheet(List<? extends List<?>> rows, StringBuilder strings, int[] texts) {
        StringBuilder xml = new StringBuilder("<worksheet><sheetData>");
        for (int r = 0; r < rows.size(); r++) {
            xml.append("<row r=\"").append(r + 1).append("\">");
            for (int c = 0; c < rows.get(r).size(); c++) {
                Object value = rows.get(r).get(c);
                String place = "<c r=\"" + (char) ('A' + c) + (r + 1) + "\"";
                if (value instanceof Number) {
                    xml.append(place).append("><v>").append(value).append("</v></c>");
                } else if (!value.toString().isEmpty()) {
                    xml.append(place).append(" t=\"s\"><v>").append(texts[0]++).append("</v></c>");
                    strings.append("<si><t>").append(value).append("</t></si>");
                }
            }
            xml.append("</row>");
        }
        return xml.append("</sheetData></worksheet>").toString();
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
