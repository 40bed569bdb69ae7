package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** One square matrix as {@code numpy.save} writes it. Row = postsynaptic unless the reader is told otherwise. */
final class NpyFile implements NetworkFormat {
    @Override
    public String title() {
        return "NumPy array";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.startsWith("\u0093NUMPY");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        reader.refuse(file, title(), reader.attributeSetting());
        SourceFile.check(file);
        try (InputStream in = SourceFile.open(file)) {
            NpyArray array = NpyArray.read("it", in);
            Assembly assembly = DenseMatrix.of(file, reader, title(), "it", array);
            return assembly.reading(assembly.buildOrRefuse(array.shape()[0]));
        } catch (IOException failure) {
            throw new NetworkFormatException(
                    failure,
                    file,
                    0,
                    "is not a matrix of NumPy (" + shown(String.valueOf(failure.getMessage()), 100) + ")",
                    Remedy.SAVE_NPZ);
        }
    }
}
