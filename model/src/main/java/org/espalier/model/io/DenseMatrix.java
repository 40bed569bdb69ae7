package org.espalier.model.io;

import java.io.IOException;
import java.nio.file.Path;
import org.espalier.model.io.NetworkReader.Presynaptic;

/** A square array of NumPy as a network. */
final class DenseMatrix {
    private DenseMatrix() {}

    static Assembly of(Path file, NetworkReader reader, String format, String name, NpyArray array) throws IOException {
        array.dimensions(name, 2);
        int n = array.shape()[0];
        if (n != array.shape()[1] || n == 0) {
            throw new IOException("the matrix has " + n + " rows and " + array.shape()[1]
                    + " columns, a network needs as many rows as columns");
        }
        boolean turned = reader.presynaptic == Presynaptic.ROWS;
        Assembly assembly = new Assembly(file, reader, n, 0, Integer::toString)
                .note(format)
                .note("dense matrix")
                .note(MatrixRows.side(turned));
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                double value = array.value(name, array.at(row, column));
                if (value != 0) {
                    double weight = reader.unweighted ? 1 : value;
                    assembly.edge(0, turned ? row : column, turned ? column : row, weight, false);
                }
            }
        }
        if (assembly.rows() == 0) {
            throw new NetworkFormatException(file, 0, "is a matrix of zeros", Remedy.NEEDS_AN_EDGE);
        }
        return assembly;
    }
}
