package org.espalier.model.io;

import java.nio.file.Path;
import java.util.Locale;

/** What is known and not read: refused by its name, with a conversion that works. */
final class UnreadFormats {
    private UnreadFormats() {}

    /** How a kind of file is known by its first bytes. */
    private record Magic(String bytes, String what, Remedy remedy) {}

    private static final Magic[] MAGICS = {
        new Magic("SQLite format 3\0", "an SQLite database, which is not read", Remedy.SQLITE),
        new Magic("SQLite format 3", "an SQLite database, which is not read", Remedy.SQLITE),
        new Magic("BZh", "packed with bzip2", Remedy.BUNZIP2),
        new Magic("\u00FD7zXZ", "packed with xz", Remedy.UNXZ),
        new Magic("(\u00B5/\u00FD", "packed with zstd", Remedy.UNZSTD),
        new Magic("\u00D0\u00CF\u0011\u00E0", "an old workbook (.xls), which is not read", Remedy.WORKBOOK),
        new Magic("RDX", "an object of R, which is not read", Remedy.RDS),
        new Magic("X\n\0\0\0", "an object of R, which is not read", Remedy.RDS),
        new Magic("version https://git-lfs", "a pointer of Git LFS in the place of the data", Remedy.GIT_LFS),
        new Magic("/annex/objects/", "a pointer of git-annex in the place of the data", Remedy.GIT_ANNEX),
        new Magic("../.git/annex/objects/", "a pointer of git-annex in the place of the data", Remedy.GIT_ANNEX),
        new Magic(".git/annex/objects/", "a pointer of git-annex in the place of the data", Remedy.GIT_ANNEX),
        new Magic("%PDF", "a PDF", Remedy.DOWNLOAD_THE_DATA),
    };

    /** Formats that the optional module reads. */
    private static final Magic[] MODULE = {
        new Magic("PAR1", "Parquet", Remedy.FORMATS_MODULE),
        new Magic("ARROW1", "Arrow (Feather)", Remedy.FORMATS_MODULE),
        new Magic("\u00FF\u00FF\u00FF\u00FF", "an Arrow stream", Remedy.FORMATS_MODULE),
        new Magic("\u0089HDF\r\n\u001A\n", "HDF5", Remedy.FORMATS_MODULE),
        new Magic("MATLAB 5.0", "MATLAB", Remedy.FORMATS_MODULE),
        new Magic("MATLAB 7.3", "MATLAB", Remedy.FORMATS_MODULE),
    };

    /** Refuses what is known and not read. */
    static void refuse(FileStart start) {
        Path file = start.file();
        for (Magic magic : MODULE) {
            if (start.startsWith(magic.bytes)) {
                throw new NetworkFormatException(
                        file, 0, "is " + magic.what + ", which needs the optional module", magic.remedy, magic.what);
            }
        }
        for (Magic magic : MAGICS) {
            if (start.startsWith(magic.bytes)) {
                throw new NetworkFormatException(file, 0, "is " + magic.what, magic.remedy);
            }
        }
        if (start.startsWith("FEA1")) {
            throw new NetworkFormatException(file, 0, "is Feather of version 1, which is not read", Remedy.FEATHER1);
        }
        String text = start.text();
        if (text.length() > 262 && text.startsWith("ustar", 257)) {
            throw new NetworkFormatException(file, 0, "is a tar archive", Remedy.UNTAR);
        }
        if (start.startsWith("\u0080") && start.text().length() > 1 && text.charAt(1) >= 2 && text.charAt(1) <= 5) {
            throw new NetworkFormatException(file, 0, "is a pickle of Python, which is not read", Remedy.PICKLE);
        }
        if (start.startsWith("PK\u0003\u0004")) {
            refuseArchive(file);
        }
        String first = text.stripLeading();
        String lower = first.substring(0, Math.min(1024, first.length())).toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html")
                || lower.matches("(?s)(<\\?xml[^>]*>)?\\s*<(html|head|body|script|meta)\\b.*")) {
            throw new NetworkFormatException(
                    file, 1, "is an HTML page in the place of the data", Remedy.DOWNLOAD_THE_DATA);
        }
        if (lower.matches("(?s)(%[^\\n]*\\n|\\s)*\\*(vertices|network)\\b.*") || start.endsIn(".net", ".paj")) {
            throw new NetworkFormatException(file, 1, "is Pajek, which is not read", Remedy.PAJEK);
        }
        if (start.endsIn(".lgl")) {
            throw new NetworkFormatException(file, 1, "is LGL, which is not read", Remedy.LGL);
        }
        if (start.endsIn(".sif")) {
            throw new NetworkFormatException(file, 1, "is SIF, which is not read", Remedy.SIF);
        }
        if (start.endsIn(".adjlist")) {
            throw new NetworkFormatException(file, 1, "is an adjacency list, which is not read", Remedy.ADJACENCY_LIST);
        }
    }

    private static void refuseArchive(Path file) {
        boolean workbook = ZipText.names(file).contains("content.xml");
        throw new NetworkFormatException(
                file,
                0,
                workbook
                        ? "is a workbook of LibreOffice (.ods), which is not read"
                        : "is a zip archive of " + ZipText.names(file).size() + " files",
                workbook ? Remedy.WORKBOOK : Remedy.UNZIP);
    }
}
