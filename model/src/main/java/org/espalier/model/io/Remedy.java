package org.espalier.model.io;

import java.nio.file.Path;

/**
 * What to do about a file that is refused. A remedy that is a command works as it is printed: options are to be added to
 * the command that refused the file, and a command of the shell makes another file, which is then read.
 *
 * <p>{@code RemediesTest} in {@code cli} carries out every one of them.
 */
public enum Remedy {
    /** The path is wrong. */
    CHECK_PATH("check the path"),
    /** It is a directory. */
    NAME_A_FILE("name a file in it"),
    /** It may not be read. */
    PERMISSIONS("change its permissions"),
    /** It holds nothing. */
    NEEDS_AN_EDGE("it must hold at least one edge"),
    /** It is cut off or damaged. */
    COMPLETE_FILE("check that the file is complete, or get it again"),
    /** Something in it is wrong at a place that is told. */
    CORRECT("correct it there"),
    /** Fields are missing in a row, or a delimiter stands in a name. */
    COMPLETE_ROW("complete the row, or quote names that hold the delimiter"),
    /** A quote does not close. */
    CLOSE_QUOTE("write \"\" for a quote in a quoted name"),
    /** A weight is no number. */
    WRITE_A_NUMBER("write a finite number such as 12 or 0.5"),
    /** A neuron has no name. */
    NAME_THE_NEURON("give every neuron a name, or leave the row out"),
    /** Names take too much room. */
    SHORTER_NAMES("use shorter names"),
    /** The line is far too long for a table. */
    IS_IT_TEXT("is this a text file, with one edge or one neuron a row?"),
    /** A pair is repeated though it must not be. */
    SUM_OR_REMOVE("sum duplicates or remove the row"),
    /** The weights do not fit. */
    CORRECT_WEIGHTS("correct the weights"),
    /** The file changed in between. */
    READ_AGAIN("read it again"),
    /** It may be a bomb. */
    UNPACK_IF_TRUSTED("if it is to be trusted, unpack it first"),
    /** Made by Espalier and damaged. */
    WRITE_AGAIN("write it again from its source: espalier convert"),
    /** Made by NumPy or SciPy in a way that is not read. */
    SAVE_NPZ("write it with scipy.sparse.save_npz(file, scipy.sparse.csr_matrix(matrix))"),
    /** Columns of results that are not what numpy.savez writes. */
    SAVE_COLUMNS("write it with numpy.savez, arrays of one dimension"),
    /** Ids went through floating point. */
    IDS_AS_TEXT("make the file again with ids that are read as text, such as pandas.read_csv(..., dtype=str)"),
    /** A page was saved in the place of the data. */
    DOWNLOAD_THE_DATA("download the data themselves: the page has a link to the raw file"),
    /** Two groups of nodes. */
    NOT_BIPARTITE("a network needs one set of neurons that is both source and target"),
    /** A word that no option of this name takes. */
    KNOWN_TYPES("give one type a neuron"),
    /** A node list names a neuron twice. */
    ONE_ROW_A_NEURON("leave one row a neuron"),
    /** A matrix or an archive holds no labels, and a list has another length. */
    LIST_THAT_FITS("give a list of the same length, or labels to the matrix"),
    /** Labels and list have nothing in common. */
    SAME_NAMES("name the neurons in the list as in the network"),
    /** A filter on a column or attribute that is not there. */
    WHERE("name one of these"),
    /** A database. */
    SQLITE("export its table of edges as CSV with a header"),
    /** JSON without a graph. */
    NODE_LINK("write it with networkx.node_link_data(graph)"),
    /** Its name says one thing, its content another. */
    ENDING("get the file again, or rename it to what it is: .txt if it is a table"),
    /** Too large to be read whole. */
    WRITE_EDGES("write it as an edge list"),

    /** The ends or the weight of a table with a header. */
    COLUMNS(Kind.OPTIONS, "add --columns {0} (source, target, weight)"),
    /** A table without a weight. */
    COLUMNS_ALONE(Kind.OPTIONS, "add --columns {0} (source, target) to count 1 a row"),
    /** Two readings of a small table. */
    EDGES_OR_MATRIX(Kind.OPTIONS, "add --layout edges, or --layout matrix"),
    /** A table whose row and column names have little in common. */
    MATRIX(Kind.OPTIONS, "add --layout matrix"),
    /** Several attributes, or one that is not known, may be the weight. */
    WEIGHT(Kind.OPTIONS, "add --weight {0}, or --weight none (1 an edge)"),
    /** Several arrays of an archive, or sheets of a workbook. */
    PART(Kind.OPTIONS, "add --weight {0}"),
    /** Some edges have a weight and some have none. */
    NO_WEIGHT(Kind.OPTIONS, "complete the file, or add --weight none (1 an edge)"),
    /** An option that does not fit the format. */
    LEAVE_OUT(Kind.LESS, "leave {0} out"),
    /** An option of tables on a graph. */
    WEIGHT_INSTEAD(Kind.LESS, "leave --columns out; --weight {0} names the weight"),
    /** A text that may be cut in two ways. */
    DELIMITER(Kind.OPTIONS, "add --delimiter {0}"),
    /** A first row that may be a header. */
    HEADER(Kind.OPTIONS, "add --columns {0} if it is one, or --header absent"),
    /** A filter that leaves nothing. */
    FILTER(Kind.OPTIONS, "change it to --where {0}"),
    /** A value without a sign. */
    SIGNS(Kind.OPTIONS, "give its sign, add --signs {0}=1, or --signs {0}=-1"),
    /** A file that is undirected and lists pairs in both orders. */
    DIRECTION(Kind.OPTIONS, "add --direction directed (a row an edge), or --direction undirected (a row two edges)"),
    /** Self-loops were to be errors. */
    DROP_SELF_LOOPS(Kind.OPTIONS, "add --self-loops drop in the place of error"),
    /** A node list leaves out neurons with edges. */
    UNLISTED(Kind.OPTIONS, "add --unlisted drop (their edges are left out), or --unlisted add"),
    /** A node list whose columns are not known. */
    NODE_COLUMNS(Kind.OPTIONS, "add --node-columns {0}"),

    /** A pointer of Git LFS. */
    GIT_LFS(Kind.SHELL, "first run: git -C {folder} lfs pull"),
    /** A pointer of git-annex. */
    GIT_ANNEX(Kind.SHELL, "first run: git -C {folder} annex get {name}"),
    /** Pajek. */
    PAJEK(
            Kind.SHELL,
            "first run: python3 -c \"import networkx as nx; nx.write_graphml(nx.read_pajek({py}), {py} + '.graphml')\""
                    + " (then read {out}.graphml)"),
    /** Large graph layout. */
    LGL(
            Kind.SHELL,
            "first run: awk 'BEGIN{print \"source,target,weight\"} /^#/{s=$2;next} {print s\",\"$1\",\"(NF>1?$2:1)}'"
                    + " {file} > {out}.csv (then read {out}.csv)"),
    /** Simple interaction format. */
    SIF(
            Kind.SHELL,
            "first run: awk 'BEGIN{print \"source,target\"} NF>2{for(k=3;k<=NF;k++) print $1\",\"$k}'"
                    + " {file} > {out}.csv (then read {out}.csv)"),
    /** Adjacency lists of NetworkX. */
    ADJACENCY_LIST(
            Kind.SHELL,
            "first run: python3 -c \"import networkx as nx; nx.write_graphml(nx.read_adjlist({py},"
                    + " create_using=nx.DiGraph), {py} + '.graphml')\" (nx.Graph if it has no directions; then read"
                    + " {out}.graphml)"),
    /** The old workbook, and that of LibreOffice. */
    WORKBOOK(
            Kind.SHELL,
            "first run: libreoffice --headless --convert-to xlsx --outdir {folder} {file} (then read the .xlsx)"),
    /** The first Feather. */
    FEATHER1(
            Kind.SHELL,
            "first run: python3 -c \"import pandas as pd; pd.read_feather({py}).to_csv({py} + '.csv', index=False)\""
                    + " (then read {out}.csv)"),
    /** An archive. */
    UNZIP(Kind.SHELL, "first run: unzip {file} -d {out}.d (then read a file in {out}.d)"),
    /** An archive. */
    UNTAR(Kind.SHELL, "first run: tar xf {file} -C {folder} (then read a file of it)"),
    /** Packed. */
    BUNZIP2(Kind.SHELL, "first run: bunzip2 -kc {file} > {out}.unpacked (then read {out}.unpacked)"),
    /** Packed. */
    UNXZ(Kind.SHELL, "first run: unxz -kc {file} > {out}.unpacked (then read {out}.unpacked)"),
    /** Packed. */
    UNZSTD(Kind.SHELL, "first run: zstd -dc {file} > {out}.unpacked (then read {out}.unpacked)"),
    /** An object of R. */
    RDS(
            Kind.SHELL,
            "first run: Rscript -e \"write.csv(readRDS({py}), paste0({py}, '.csv'), row.names = FALSE)\""
                    + " (then read {out}.csv)"),
    /** A pickle of Python. */
    PICKLE(
            Kind.SHELL,
            "first run: python3 -c \"import pickle, networkx as nx; nx.write_graphml(pickle.load(open({py}, 'rb')),"
                    + " {py} + '.graphml')\" (then read {out}.graphml)"),
    /** Another encoding. */
    UTF16(Kind.SHELL, "first run: iconv -f UTF-16 -t UTF-8 {file} > {out}.utf8 (then read {out}.utf8)"),
    /** Another encoding. */
    LATIN1(Kind.SHELL, "first run: iconv -f LATIN1 -t UTF-8 {file} > {out}.utf8 (then read {out}.utf8)"),
    /** Commas in numbers. */
    DECIMAL_COMMA(
            Kind.SHELL, "if it is a decimal comma, first run: sed 's/,/./g' {file} > {out}.txt (then read {out}.txt)"),
    /** Comments between rows. */
    COMMENT_ROWS(
            Kind.SHELL,
            "quote it if it is a name; if it is a comment, first run: sed '/^[#%]/d' {file} > {out}.txt (then read {out}.txt)"),
    /** A Matrix Market file whose first line is missing or damaged. */
    BANNER(
            Kind.SHELL,
            "correct the first line; if it is missing, first run: sed '1i %%MatrixMarket matrix coordinate real general'"
                    + " {file} > {out}.mtx (or symmetric; then read {out}.mtx)"),
    /** A first line with sizes. */
    SIZES(Kind.SHELL, "if it is, first run: sed 1d {file} > {out}.txt (then read {out}.txt), or add --header absent"),
    /** A format of the optional module. */
    FORMATS_MODULE(Kind.MODULE, "first run: espalier formats (once; it fetches the libraries that read {0})");

    /** What carrying it out takes. */
    public enum Kind {
        /** A person who corrects something. */
        WORDS,
        /** Options that are added; several are alternatives. */
        OPTIONS,
        /** An option that is left out. */
        LESS,
        /** A command of the shell. */
        SHELL,
        /** The optional module. */
        MODULE
    }

    private final Kind kind;
    private final String template;

    Remedy(String words) {
        this(Kind.WORDS, words);
    }

    Remedy(Kind kind, String template) {
        this.kind = kind;
        this.template = template;
    }

    /** {@return what carrying it out takes} */
    public Kind kind() {
        return kind;
    }

    /** {@return the remedy for a file, as it is printed} */
    String text(Path file, Object... parts) {
        String text = template;
        for (int k = 0; k < parts.length; k++) {
            text = text.replace("{" + k + "}", word(String.valueOf(parts[k])));
        }
        if (text.indexOf('{') < 0) {
            return text;
        }
        Path folder = file.toAbsolutePath().getParent();
        String path = file.toString();
        return text.replace("{file}", word(path))
                .replace("{out}", word(path))
                .replace("{name}", word(String.valueOf(file.getFileName())))
                .replace("{folder}", word(String.valueOf(file.getParent() == null ? "." : folder)))
                .replace("{py}", "'" + path.replace("\\", "\\\\").replace("'", "\\'") + "'");
    }

    /** A word that a shell leaves alone, quoted where it has to be. */
    static String word(String text) {
        return text.matches("[\\p{L}\\p{N}_./,:=+@%|-]+") && text.indexOf('|') < 0
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }
}
