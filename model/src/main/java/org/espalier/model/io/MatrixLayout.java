package org.espalier.model.io;

import java.util.List;

/**
 * One row and one column a neuron.
 *
 * @param names names of the columns, in order; null if there are none
 * @param rowNames whether the first field of each row is its name
 * @param columns number of columns of the matrix
 * @param presynapticRows whether the file says that its rows are presynaptic
 * @param sure whether it is a matrix by its names or by being told so; otherwise only a square table is one
 * @param description what it is, for people
 */
record MatrixLayout(
        List<String> names, boolean rowNames, int columns, boolean presynapticRows, boolean sure, String description)
        implements TableLayout {
    MatrixLayout described(String text) {
        return new MatrixLayout(names, rowNames, columns, presynapticRows, sure, text);
    }
}
