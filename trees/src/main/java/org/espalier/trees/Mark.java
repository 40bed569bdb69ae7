package org.espalier.trees;

import java.util.Arrays;

/** The decoration of a vertex in one number, type above power, so that marks compare as (type, power) do. */
final class Mark {
    /** Type 0, power 1. */
    static final int PLAIN = 1;

    private Mark() {}

    static int type(int mark) {
        return mark >>> 16;
    }

    static int power(int mark) {
        return mark & 0xffff;
    }

    static int of(int type, int power, int vertex) {
        if (type < 0 || type > RootedTree.MAX_TYPE) {
            throw new IllegalArgumentException(
                    "type " + type + " of vertex " + vertex + " must lie between 0 and " + RootedTree.MAX_TYPE);
        }
        if (power < 1 || power > RootedTree.MAX_POWER) {
            throw new IllegalArgumentException("power " + power + " of the edge below vertex " + vertex
                    + " must lie between 1 and " + RootedTree.MAX_POWER);
        }
        return type << 16 | power;
    }

    static int[] of(int[] types, int[] powers, int[] parents) {
        if (types.length != parents.length || powers.length != parents.length) {
            throw new IllegalArgumentException("a tree of " + parents.length
                    + " vertices needs as many types and powers, got " + types.length + " and " + powers.length);
        }
        int[] marks = new int[types.length];
        for (int v = 0; v < marks.length; v++) {
            marks[v] = of(types[v], powers[v], v);
            if (parents[v] == -1 && powers[v] != 1) {
                throw new IllegalArgumentException(
                        "power " + powers[v] + " at the root, vertex " + v + ": the root has no edge below it, give 1");
            }
        }
        return marks;
    }

    static int[] plain(int size) {
        int[] marks = new int[size];
        Arrays.fill(marks, PLAIN);
        return marks;
    }

    static boolean arePlain(int[] marks) {
        for (int mark : marks) {
            if (mark != PLAIN) {
                return false;
            }
        }
        return true;
    }
}
