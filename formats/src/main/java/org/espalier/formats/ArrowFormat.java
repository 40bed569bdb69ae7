package org.espalier.formats;

import java.nio.file.Path;
import org.espalier.model.io.FileStart;
import org.espalier.model.io.NetworkFormat;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.io.Reading;
import org.espalier.model.io.TableReading;

/** Arrow files and streams, Feather among them, plain or packed with LZ4 or Zstandard: a table of edges. */
public final class ArrowFormat implements NetworkFormat {
    /** Made by {@link java.util.ServiceLoader}. */
    public ArrowFormat() {}

    @Override
    public String title() {
        return "Arrow (Feather)";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.startsWith("ARROW1") || start.startsWith("\u00FF\u00FF\u00FF\u00FF");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        return Failures.typed(
                file,
                title(),
                () -> TableReading.ofRows(file, reader, title(), Failures.opening(() -> ArrowRows.open(file))));
    }
}
