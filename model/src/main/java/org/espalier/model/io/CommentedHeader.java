package org.espalier.model.io;

import static org.espalier.model.io.NetworkFormatException.shown;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the comments above a table say of it: KONECT's first line ({@code % sym weighted}), SNAP's ({@code # Undirected
 * graph}, {@code # FromNodeId ToNodeId}).
 *
 * @param names names of the columns; empty if there are none
 * @param undirected whether no row has a direction
 * @param bipartite whether sources and targets are different things
 * @param konect whether it is of KONECT: columns are source, target, weight, time
 */
record CommentedHeader(List<String> names, boolean undirected, boolean bipartite, boolean konect) {
    private static final Set<String> KONECT_WEIGHTS = Set.of(
            "unweighted",
            "positive",
            "posweighted",
            "signed",
            "multisigned",
            "weighted",
            "multiweighted",
            "multiposweighted",
            "dynamic");

    boolean isEdges() {
        return konect || !names.isEmpty();
    }

    /** Whether a first line says something of directions that is not understood. */
    private static boolean isAlmostKonect(String... words) {
        if (words.length < 1 || words.length > 3) {
            return false;
        }
        boolean kind = Set.of("sym", "asym", "bip").contains(words[0].toLowerCase(Locale.ROOT));
        boolean weights = words.length > 1 && KONECT_WEIGHTS.contains(words[1].toLowerCase(Locale.ROOT))
                || KONECT_WEIGHTS.contains(words[0].toLowerCase(Locale.ROOT));
        return kind || weights;
    }

    static CommentedHeader of(Path file, TableSample sample, int width) {
        boolean undirected = false;
        boolean directed = false;
        boolean bipartite = false;
        boolean konect = false;
        List<String> names = List.of();
        for (String comment : sample.comments()) {
            String text = comment.substring(1).replaceFirst("^[#%]+", "").strip();
            String[] words = (text + " ").split("[\\s,;]+");
            if (words.length == 0) {
                continue;
            }
            String first = words[0].toLowerCase(Locale.ROOT);
            boolean known = words.length >= 2 && KONECT_WEIGHTS.contains(words[1].toLowerCase(Locale.ROOT));
            if (known && Set.of("sym", "asym", "bip").contains(first) && comment.charAt(0) == '%') {
                konect = true;
                undirected |= first.equals("sym");
                bipartite |= first.equals("bip");
            } else if (comment.charAt(0) == '%' && isAlmostKonect(words)) {
                throw new NetworkFormatException(
                        file, 1, "the comment " + shown(comment) + " is almost that of KONECT", Remedy.CORRECT);
            }
            boolean graph =
                    words.length >= 2 && words[1].toLowerCase(Locale.ROOT).startsWith("graph");
            undirected |= graph && first.equals("undirected");
            directed |= graph && first.equals("directed");
            List<String> columns = List.of(text.split(text.indexOf('\t') >= 0 ? "\t" : "[\\s,;|]+"));
            if (columns.size() == width
                    && columns.stream().anyMatch(Column::isSource)
                    && columns.stream().anyMatch(Column::isTarget)) {
                names = columns.stream().map(String::strip).toList();
            }
        }
        if (konect && names.isEmpty()) {
            names = List.of("source", "target", "weight", "time").subList(0, Math.min(4, Math.max(2, width)));
        }
        return new CommentedHeader(
                names.size() == width ? names : List.of(), undirected && !directed, bipartite, konect);
    }
}
