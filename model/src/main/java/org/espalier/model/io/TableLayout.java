package org.espalier.model.io;

/** Where things stand in a table: in one of edges, or in one that is a matrix. */
sealed interface TableLayout permits EdgeLayout, MatrixLayout {
    /** {@return what it is, for people} */
    String description();
}
