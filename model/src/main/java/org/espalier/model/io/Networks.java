package org.espalier.model.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.espalier.model.network.SynapticNetwork;

/** Networks from files, whatever their format. */
public final class Networks {
    private static final String[][] FOREIGN = {
        {"PAR1", "Parquet", "convert it: duckdb -c \"copy 'FILE' to 'edges.csv'\""},
        {"ARROW1", "Arrow (Feather)", "convert it to CSV: pandas.read_feather(FILE).to_csv('edges.csv', index=False)"},
        {"\u0089HDF\r\n\u001a\n", "HDF5", "export the edges as CSV"},
        {"SQLite format 3", "an SQLite database", "export the edges as CSV: sqlite3 -csv FILE 'select ...'"},
        {"BZh", "packed with bzip2", "unpack it first: bunzip2"},
        {"\u00FD7zXZ", "packed with xz", "unpack it first: unxz"},
        {"(\u00B5/\u00FD", "packed with zstd", "unpack it first: unzstd"},
        {"\u0093NUMPY", "a dense NumPy array", "write scipy.sparse.save_npz('w.npz', scipy.sparse.csr_matrix(a))"},
    };

    private Networks() {}

    /**
     * Reads a network. Self-loops are dropped and repeated pairs added up; {@link #reading} tells how many.
     *
     * @param file the file
     * @throws NetworkFormatException if the file does not hold a network
     */
    public static SynapticNetwork read(Path file) {
        return reading(file).network();
    }

    /**
     * Reads a network and tells what became of the file.
     *
     * @param file the file
     * @return the network and the report
     * @throws NetworkFormatException if the file does not hold a network
     */
    public static Reading reading(Path file) {
        return formatOf(file).read(file);
    }

    /**
     * Finds out the format of a file from its first bytes and its name: our binary format, SciPy .npz, Matrix Market,
     * GraphML, GEXF, GML (.gml), DOT (.dot, .gv), JSON (.json), graph6 (.g6, .s6), DIMACS (.dimacs, .gr, .col); everything
     * else, and what comes through a pipe, is taken for delimited text.
     *
     * @param file the file
     * @return a format that may be able to read it
     * @throws NetworkFormatException if the file is missing, empty, or of a kind that is known and not read
     */
    public static NetworkFormat formatOf(Path file) {
        if (SourceFile.check(file) < 0) {
            return DelimitedText.automatic(); // a pipe can be read only once
        }
        byte[] start = SourceFile.content(file, 4096);
        if (BinaryNetwork.isMagic(start)) {
            return BinaryNetwork.format();
        }
        if (Npz.isZip(start)) {
            return Npz.format();
        }
        if (MatrixMarket.isBanner(start)) {
            return MatrixMarket.format();
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        for (String[] known : FOREIGN) {
            if (text.startsWith(known[0])) {
                throw new NetworkFormatException(file, 0, "is " + known[1] + ", which is not read", known[2]);
            }
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (text.stripLeading().startsWith("<") || text.startsWith("\u00EF\u00BB\u00BF<")) {
            return text.contains("<gexf") || name.endsWith(".gexf") ? GraphFile.gexf() : GraphFile.graphml();
        }
        if (name.endsWith(".gml")) {
            return GraphFile.gml();
        }
        if (name.endsWith(".dot") || name.endsWith(".gv")) {
            return GraphFile.dot();
        }
        if (name.endsWith(".json")) {
            return GraphFile.json();
        }
        if (name.endsWith(".g6") || name.endsWith(".s6")) {
            return GraphFile.graph6();
        }
        if (name.endsWith(".dimacs") || name.endsWith(".gr") || name.endsWith(".col")) {
            return GraphFile.dimacs();
        }
        return DelimitedText.automatic();
    }

    /**
     * Writes a network in the format that the name of the file asks for: {@code .csv} (edge list), {@code .mtx} (Matrix
     * Market), {@code .graphml}, {@code .npz} (SciPy) or {@code .espalier} (binary); with {@code .gz} after {@code .csv},
     * {@code .mtx} and {@code .graphml} it is packed.
     *
     * @param network the network
     * @param file where to; a file that exists is replaced
     * @throws IllegalArgumentException if the name has another ending
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(SynapticNetwork network, Path file) {
        writerFor(file).write(network, file);
    }

    /**
     * {@return the writer that the name of a file asks for}
     *
     * @param file a name that ends as {@link #write} says
     * @throws IllegalArgumentException if the name has another ending
     */
    public static NetworkWriter writerFor(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String unpacked = name.replaceFirst("\\.gz$", "");
        if (unpacked.endsWith(".csv")) {
            return EdgeList.csv();
        }
        if (unpacked.endsWith(".mtx")) {
            return MatrixMarket.format();
        }
        if (unpacked.endsWith(".graphml")) {
            return GraphFile.graphml();
        }
        if (name.endsWith(".npz")) {
            return Npz.format();
        }
        if (name.endsWith(BinaryNetwork.EXTENSION)) {
            return BinaryNetwork.format();
        }
        throw new IllegalArgumentException(file + ": no format is known by the ending of this name; use .csv, .csv.gz,"
                + " .mtx, .mtx.gz, .graphml, .npz or " + BinaryNetwork.EXTENSION);
    }
}
