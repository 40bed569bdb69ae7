package org.espalier.formats;

import java.nio.file.Path;
import org.espalier.model.io.FileStart;
import org.espalier.model.io.NetworkFormat;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.io.Reading;
import org.espalier.model.io.TableReading;

/** Parquet, with any of its codecs: a table of edges. DuckDB reads it, and of it only the columns that are needed. */
public final class ParquetFormat implements NetworkFormat {
    /** Made by {@link java.util.ServiceLoader}. */
    public ParquetFormat() {}

    @Override
    public String title() {
        return "Parquet";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.startsWith("PAR1");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        return Failures.typed(
                file,
                title(),
                () -> TableReading.ofRows(file, reader, title(), Failures.opening(() -> ParquetRows.open(file))));
    }
}
