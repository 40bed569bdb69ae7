package org.espalier.formats;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;

/** The rows of a Parquet file, in their order; the columns that are needed are asked for when the first is. */
final class ParquetRows extends ColumnRows {
    /** How the values of a column are taken. */
    private enum Kind {
        WHOLE,
        NUMBER,
        TEXT,
        OTHER
    }

    private final Connection connection;
    private final String table;
    private final List<String> names;
    private final List<Kind> kinds;
    private final int[] places;
    private Statement statement;
    private ResultSet rows;
    private long whole;

    private ParquetRows(Connection connection, String table, List<String> names, List<Kind> kinds) {
        super(names);
        this.connection = connection;
        this.table = table;
        this.names = names;
        this.kinds = kinds;
        this.places = new int[names.size()];
    }

    static ParquetRows open(Path file) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
        try {
            String path = file.toAbsolutePath().toString();
            if (path.matches(".*[*?\\[\\]{}].*")) {
                throw new SQLException("its path has characters that stand for several files: rename it");
            }
            String table = "read_parquet('" + path.replace("'", "''") + "')";
            List<String> names = new ArrayList<>();
            List<Kind> kinds = new ArrayList<>();
            try (Statement describe = connection.createStatement();
                    ResultSet columns = describe.executeQuery("DESCRIBE SELECT * FROM " + table)) {
                while (columns.next()) {
                    names.add(columns.getString(1));
                    kinds.add(kind(columns.getString(2)));
                }
            }
            return new ParquetRows(connection, table, names, kinds);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" -> Kind.WHOLE;
            case "FLOAT", "DOUBLE" -> Kind.NUMBER;
            case "VARCHAR" -> Kind.TEXT;
            default -> Kind.OTHER;
        };
    }

    private void query() throws SQLException {
        BitSet needed = needed();
        List<String> columns = new ArrayList<>();
        for (int k = 0; k < places.length; k++) {
            if (needed.get(k)) {
                columns.add('"' + names.get(k).replace("\"", "\"\"") + '"');
                places[k] = columns.size();
            }
        }
        statement = connection.createStatement();
        rows = statement.executeQuery(
                "SELECT " + columns.stream().collect(Collectors.joining(", ")) + " FROM " + table);
    }

    @Override
    boolean advance() {
        try {
            if (rows == null) {
                query();
            }
            return rows.next();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    boolean isTextColumn(int column) {
        return kinds.get(column) == Kind.TEXT;
    }

    @Override
    boolean isWholeValue(int column) {
        if (kinds.get(column) != Kind.WHOLE) {
            return false;
        }
        try {
            whole = rows.getLong(places[column]);
            return !rows.wasNull();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The value that was just found to be whole. */
    @Override
    long wholeValue(int column) {
        return whole;
    }

    @Override
    void append(int column) {
        try {
            int place = places[column];
            switch (kinds.get(column)) {
                case WHOLE -> {
                    long value = rows.getLong(place);
                    if (!rows.wasNull()) {
                        put(value);
                    }
                }
                case NUMBER -> {
                    double value = rows.getDouble(place);
                    if (!rows.wasNull()) {
                        put(value);
                    }
                }
                default -> {
                    Object value = rows.getObject(place);
                    if (value != null) {
                        put(value.toString());
                    }
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        try {
            if (statement != null) {
                statement.close();
            }
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
