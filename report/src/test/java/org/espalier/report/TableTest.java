package org.espalier.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = Table.columns("tree", "order", "density")
            .row("a, \"b\"", 12, 1.0 / 3)
            .row("•", 1, Double.NaN)
            .row(null, 2, 6.02e23)
            .table();

    private static String printed(Table.Format format) {
        StringWriter text = new StringWriter();
        TABLE.print(new PrintWriter(text), format);
        return text.toString();
    }

    @Test
    void textIsAlignedAndShort() {
        assertThat(printed(Table.Format.TEXT).lines())
                .containsExactly(
                        "tree    order      density",
                        "a, \"b\"     12     0.333333",
                        "•           1            –",
                        "–           2  6.02000e+23");
    }

    @Test
    void csvKeepsEveryDigitAndQuotes() throws Exception {
        try (var parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(printed(Table.Format.CSV)))) {
            List<CSVRecord> records = parser.getRecords();
            assertThat(records.get(0).get("tree")).isEqualTo("a, \"b\"");
            assertThat(Double.parseDouble(records.get(0).get("density"))).isEqualTo(1.0 / 3);
            assertThat(records).hasSize(3);
        }
    }

    @Test
    void jsonKeepsEveryDigitAndKnowsNull() throws Exception {
        JsonNode node = new ObjectMapper().readTree(printed(Table.Format.JSON));
        assertThat(node.get(0).get("density").doubleValue()).isEqualTo(1.0 / 3);
        assertThat(node.get(0).get("order").isInt()).isTrue();
        assertThat(node.get(1).get("density").isNull()).isTrue();
        assertThat(node.get(2).get("tree").isNull()).isTrue();
    }

    @Test
    void aRowHasACellForEachColumn() {
        assertThatThrownBy(() -> Table.columns("a", "b").row(1).table())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 cells for the 2 columns");
    }
}
