package org.espalier.model.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A column of a table, by name or by number from 1; and the names by which columns are known. */
record Column(String name, int number) {
    private static final List<String> NOUNS = List.of(
            "",
            "id",
            "rootid",
            "root",
            "ptrootid",
            "bodyid",
            "body",
            "segid",
            "segmentid",
            "segment",
            "cellid",
            "cell",
            "cellname",
            "neuron",
            "neuronid",
            "neuronname",
            "name",
            "node",
            "nodeid",
            "nodename",
            "skid",
            "skeletonid",
            "skeleton",
            "index",
            "idx",
            "label",
            "gid",
            "vertex",
            "unit");
    private static final Set<String> SOURCES =
            ends("pre", "presyn", "presynaptic", "source", "src", "from", "sender", "origin");
    private static final Set<String> TARGETS =
            ends("post", "postsyn", "postsynaptic", "target", "tgt", "to", "receiver", "destination", "dst", "dest");
    private static final Set<String> WEIGHTS = Set.of(
            "weight",
            "w",
            "weights",
            "edgeweight",
            "synapses",
            "synapse",
            "syncount",
            "syncnt",
            "synapsecount",
            "nsyn",
            "nsyns",
            "nsynapses",
            "numsyn",
            "numsynapses",
            "nosynapses",
            "nrsynapses",
            "synapseno",
            "synapsenumber",
            "numberofsynapses",
            "totalsynapses",
            "count",
            "counts",
            "value",
            "strength",
            "connections",
            "connectivity",
            "numberofconnections",
            "nbr",
            "synweight",
            "synapticweight",
            "attributeweight",
            "excitatoryxconnectivity",
            "signedweight",
            "totalweight");

    private static Set<String> ends(String... words) {
        Set<String> result = new HashSet<>();
        for (String word : words) {
            for (String noun : NOUNS) {
                result.add(word + noun);
                result.add(noun + word);
            }
        }
        return Set.copyOf(result);
    }

    static Column named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("columns: the name of a column is empty");
        }
        return new Column(name.strip(), 0);
    }

    static Column numbered(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("columns: column " + number + ", columns are counted from 1");
        }
        return new Column(null, number);
    }

    /** A number from 1 is a number, everything else a name. */
    static Column parsed(String text) {
        String word = text.strip();
        return word.matches("[1-9][0-9]{0,3}") ? new Column(word, Integer.parseInt(word)) : named(word);
    }

    /** Whether it can only be a name. */
    boolean isNamed() {
        return number == 0;
    }

    /**
     * Where it stands in a table, −1 if nowhere: under a name as it is written, or else the only one that is the same but for
     * case and punctuation; then by number.
     *
     * @param named whether the texts are the names of the columns
     */
    int in(List<String> first, boolean named) {
        if (name != null && named) {
            int at = first.indexOf(name);
            if (at >= 0) {
                return at;
            }
            List<Integer> alike = new ArrayList<>();
            for (int k = 0; k < first.size() && isNamed(); k++) {
                if (!key(name).isEmpty() && key(first.get(k)).equals(key(name))) {
                    alike.add(k);
                }
            }
            if (alike.size() == 1) {
                return alike.get(0);
            }
        }
        return number > 0 && number <= first.size() ? number - 1 : -1;
    }

    static boolean isSource(String header) {
        return SOURCES.contains(key(header));
    }

    static boolean isTarget(String header) {
        return TARGETS.contains(key(header));
    }

    static boolean isWeight(String header) {
        return WEIGHTS.contains(key(header));
    }

    /** Whether a name of an end says that ids stand there. */
    static boolean isId(String header) {
        return key(header).endsWith("id")
                || key(header).matches("id(pre|post).*|bodyid(pre|post)|(body|root)(pre|post)");
    }

    /** Lower case, letters and digits only: "Pre root_ID" and "pre_root_id" are the same name. */
    static String key(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    @Override
    public String toString() {
        return name != null ? "'" + name + "'" : Integer.toString(number);
    }
}
