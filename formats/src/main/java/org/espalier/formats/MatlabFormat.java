package org.espalier.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.model.io.FileStart;
import org.espalier.model.io.MatrixReading;
import org.espalier.model.io.NetworkFormat;
import org.espalier.model.io.NetworkFormatException;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.io.Reading;
import org.espalier.model.io.Remedy;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sparse;

/**
 * MATLAB files up to version 7.2: a square matrix, full or sparse. A cell array of as many texts holds the names. Newer ones are
 * HDF5.
 */
public final class MatlabFormat implements NetworkFormat {
    /** Made by {@link java.util.ServiceLoader}. */
    public MatlabFormat() {}

    @Override
    public String title() {
        return "MATLAB";
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.startsWith("MATLAB 5.0");
    }

    @Override
    public Reading read(Path file, NetworkReader reader) {
        return Failures.typed(file, title(), () -> {
            try (MatFile content = Mat5.readFromFile(file.toFile())) {
                return read(file, reader, content);
            }
        });
    }

    private Reading read(Path file, NetworkReader reader, MatFile content) {
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        List<Cell> cells = new ArrayList<>();
        for (MatFile.Entry entry : content.getEntries()) {
            if (entry.getValue() instanceof Matrix matrix
                    && matrix.getNumDimensions() == 2
                    && matrix.getNumRows() == matrix.getNumCols()
                    && matrix.getNumRows() > 1
                    && !matrix.isComplex()) {
                matrices.put(entry.getName(), matrix);
            } else if (entry.getValue() instanceof Cell cell) {
                cells.add(cell);
            }
        }
        if (matrices.isEmpty()) {
            throw new NetworkFormatException(file, 0, "holds no square matrix of real numbers", Remedy.NEEDS_AN_EDGE);
        }
        String name = MatrixReading.part(file, reader, "matrices", List.copyOf(matrices.keySet()));
        Matrix matrix = matrices.get(name);
        int n = matrix.getNumRows();
        List<List<String>> names = cells.stream()
                .map(cell -> texts(cell, n))
                .filter(texts -> texts.size() == n)
                .toList();
        return MatrixReading.of(
                file, reader, "MATLAB, matrix " + name, n, names.size() == 1 ? names.get(0) : List.of(), entries -> {
                    if (matrix instanceof Sparse sparse) {
                        sparse.forEach((row, column, real, imaginary) -> entries.entry(row, column, real));
                        return;
                    }
                    for (int row = 0; row < n; row++) {
                        for (int column = 0; column < n; column++) {
                            entries.entry(row, column, matrix.getDouble(row, column));
                        }
                    }
                });
    }

    /** The texts of a cell array, fewer than n unless it holds n texts that differ. */
    private static List<String> texts(Cell cell, int n) {
        List<String> result = new ArrayList<>();
        if (cell.getNumElements() != n) {
            return result;
        }
        for (int k = 0; k < n; k++) {
            if (cell.get(k) instanceof Char text && text.getNumRows() == 1) {
                result.add(text.getString());
            }
        }
        return result.stream().distinct().toList();
    }
}
