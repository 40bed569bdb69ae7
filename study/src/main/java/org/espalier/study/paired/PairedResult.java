package org.espalier.study.paired;

import java.util.List;
import org.espalier.report.Column;
import org.espalier.report.Table;
import org.espalier.run.Outcome;

/**
 * Two conditions side by side.
 *
 * @param outcome how it ended: the first trouble of a method
 * @param rows one a method, group and output time
 * @param remarks what a method could not do, sentences
 */
public record PairedResult(Outcome outcome, List<PairedRow> rows, List<String> remarks) {
    /** Copies the lists. */
    public PairedResult {
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /** {@return a row a method, group and time, with the gain of pairing and a verdict} */
    public Table table() {
        return Table.rows(rows)
                .column("method", PairedRow::method)
                .column("group", PairedRow::group)
                .column("time", PairedRow::time)
                .digits(Column.PLAIN)
                .column("first", PairedRow::first)
                .column("second", PairedRow::second)
                .column("difference", PairedRow::difference)
                .column("half_width", PairedRow::halfWidth)
                .column("gain", PairedRow::gain)
                .digits(3)
                .column("verdict", PairedRow::verdict)
                .table("paired");
    }
}
