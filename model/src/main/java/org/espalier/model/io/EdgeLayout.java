package org.espalier.model.io;

import java.util.List;

/**
 * One row an edge.
 *
 * @param header whether the first row names the columns
 * @param names names of the columns; numbers where there are none
 * @param source column of the presynaptic neuron, from 0
 * @param target column of the postsynaptic neuron
 * @param weight column of the weight, −1 if every weight is 1
 * @param sign column of the sign, −1 if there is none
 * @param direction column that tells directed from undirected rows, −1 if there is none
 * @param filters columns of the filters
 * @param numbers whether the names of source and target are numbers in the rows looked at
 * @param undirected whether the file says that no row has a direction
 * @param headless whether there are no names of columns, and nobody said so
 * @param doubtful whether nobody said either that the first two columns are the ends
 * @param description what it is, for people
 */
record EdgeLayout(
        boolean header,
        List<String> names,
        int source,
        int target,
        int weight,
        int sign,
        int direction,
        List<Integer> filters,
        boolean[] numbers,
        boolean undirected,
        boolean headless,
        boolean doubtful,
        String description)
        implements TableLayout {
    int columns() {
        return names.size();
    }

    EdgeLayout described(String text) {
        return new EdgeLayout(
                header,
                names,
                source,
                target,
                weight,
                sign,
                direction,
                filters,
                numbers,
                undirected,
                headless,
                doubtful,
                text);
    }

    boolean isUsed(int column) {
        return column == source || column == target || column == weight || column == sign || column == direction;
    }
}
