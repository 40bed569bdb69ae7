package org.espalier.model.io;

import java.util.Locale;
import java.util.Set;

/** A column of a table, by name or by number from 1. */
record Column(String name, int number) {
    static final Set<String> SOURCES = Set.of(
            "source",
            "src",
            "pre",
            "from",
            "presynaptic",
            "preid",
            "prerootid",
            "preptrootid",
            "bodyidpre",
            "prebodyid",
            "sourceid",
            "sender",
            "preneuron",
            "sourceneuron",
            "neuronpre");
    static final Set<String> TARGETS = Set.of(
            "target",
            "tgt",
            "post",
            "to",
            "postsynaptic",
            "postid",
            "postrootid",
            "postptrootid",
            "bodyidpost",
            "postbodyid",
            "targetid",
            "receiver",
            "postneuron",
            "targetneuron",
            "neuronpost",
            "dst",
            "destination");
    static final Set<String> WEIGHTS = Set.of(
            "weight",
            "w",
            "weights",
            "synapses",
            "syncount",
            "synapsecount",
            "nsyn",
            "nsynapses",
            "numsynapses",
            "count",
            "value",
            "strength",
            "connections",
            "numberofsynapses",
            "nbr",
            "synweight");

    static Column named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("text format: the name of a column is empty");
        }
        return new Column(name.strip(), 0);
    }

    static Column numbered(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("text format: column " + number + ", columns are counted from 1");
        }
        return new Column(null, number);
    }

    boolean isNamed() {
        return name != null;
    }

    /** Lower case, letters and digits only: "Pre root_ID" and "pre_root_id" are the same name. */
    static String key(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    @Override
    public String toString() {
        return isNamed() ? "'" + name + "'" : Integer.toString(number);
    }
}
