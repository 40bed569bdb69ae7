package org.espalier.model.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.espalier.model.network.SynapticNetwork;

/** Networks from and to files, whatever their format. */
public final class Networks {
    private static final NetworkFormat TEXT = new DelimitedText();

    /** By first bytes first, then by what only the name tells. */
    private static final List<NetworkFormat> FORMATS = List.of(
            BinaryNetwork.format(),
            new NpyFile(),
            new Npz(),
            new XlsxFile(),
            new MatrixMarket(),
            new GexfFile(),
            new GraphmlFile(),
            new JsonFile(),
            new GmlFile(),
            new DotFile(),
            new DimacsFile(),
            new Graph6File(),
            new NetworkxEdges());

    private Networks() {}

    /** {@return every format that is read, delimited text last} */
    public static List<NetworkFormat> formats() {
        List<NetworkFormat> all = new ArrayList<>(FORMATS);
        ServiceLoader.load(NetworkFormat.class).forEach(all::add);
        all.add(TEXT);
        return List.copyOf(all);
    }

    /**
     * Reads a network. Self-loops are dropped and repeated pairs added up; {@link #reading} tells how many, and
     * {@link NetworkReader} has other ways.
     *
     * @throws NetworkFormatException if the file does not hold a network
     */
    public static SynapticNetwork read(Path file) {
        return reading(file).network();
    }

    /**
     * Reads a network and tells how the file was understood.
     *
     * @return the network and the report
     * @throws NetworkFormatException if the file does not hold a network
     */
    public static Reading reading(Path file) {
        return NetworkReader.automatic().read(file);
    }

    /**
     * Finds out the format of a file from its first bytes and its name. What no format recognises is delimited text, and so is
     * what comes through a pipe.
     *
     * @return a format that may be able to read it
     * @throws NetworkFormatException if the file is missing, empty, or of a kind that is known and not read
     */
    public static NetworkFormat formatOf(Path file) {
        if (SourceFile.check(file) < 0) {
            return TEXT; // a pipe can be read only once
        }
        FileStart start = FileStart.of(file);
        for (NetworkFormat format : ServiceLoader.load(NetworkFormat.class)) {
            if (format.recognises(start)) {
                return format;
            }
        }
        for (NetworkFormat format : FORMATS.subList(0, 4)) {
            if (format.recognises(start)) {
                return format;
            }
        }
        UnreadFormats.refuse(start);
        for (NetworkFormat format : FORMATS) {
            if (format.recognises(start)) {
                return format;
            }
        }
        if (!TEXT.recognises(start)) {
            throw new NetworkFormatException(file, 1, "does not hold what its ending says", Remedy.ENDING);
        }
        return TEXT;
    }

    /**
     * Writes a network in the format that the name of the file asks for: {@code .csv} (edge list), {@code .mtx} (Matrix
     * Market), {@code .graphml}, {@code .npz} (SciPy) or {@code .espalier} (binary); with {@code .gz} after {@code .csv},
     * {@code .mtx} and {@code .graphml} it is packed. Reading the file gives the same network; a network that a format cannot
     * hold is refused before anything is written.
     *
     * @param file where to; a file that exists is replaced
     * @throws IllegalArgumentException if the name has another ending, or the format cannot hold the network
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(SynapticNetwork network, Path file) {
        writerFor(file).write(network, file);
    }

    /**
     * Refuses a name that {@link #write} would refuse, so that nothing is computed in vain.
     *
     * @param file a name that ends as {@link #write} says
     * @throws IllegalArgumentException if the name has another ending
     */
    public static void requireWritable(Path file) {
        writerFor(file);
    }

    private static NetworkWriter writerFor(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String unpacked = name.replaceFirst("\\.gz$", "");
        if (unpacked.endsWith(".csv")) {
            return EdgeList.csv();
        }
        if (unpacked.endsWith(".mtx")) {
            return MatrixMarket.format();
        }
        if (unpacked.endsWith(".graphml")) {
            return new GraphmlFile();
        }
        if (name.endsWith(".npz")) {
            return new Npz();
        }
        if (name.endsWith(BinaryNetwork.EXTENSION)) {
            return BinaryNetwork.format();
        }
        throw new IllegalArgumentException(file + ": no format is known by the ending of this name; use .csv, .csv.gz,"
                + " .mtx, .mtx.gz, .graphml, .npz or " + BinaryNetwork.EXTENSION);
    }
}
