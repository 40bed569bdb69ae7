package org.espalier.trees;

import java.util.Arrays;

/**
 * A renumbering of the vertices of a tree: old vertex to new vertex, one to one.
 *
 * <p>Observables are functions of one variable per vertex, so every operation that renumbers vertices returns its
 * relabelling, and axes follow it: the variable of old vertex {@code v} becomes variable {@code relabelling.of(v)}. Where
 * vertices were taken away their image is {@link #REMOVED}.
 */
public final class Relabelling {
    /** Image of a vertex that is no longer there. */
    public static final int REMOVED = -1;

    private final int[] images;

    private Relabelling(int[] images) {
        this.images = images;
    }

    /**
     * {@return the relabelling with the given images}
     *
     * @param images images[v] is the new number of old vertex v, or {@link #REMOVED}; the new numbers are 0, 1, … without gaps
     * @throws IllegalArgumentException if two vertices share an image or a number is left out
     */
    public static Relabelling of(int... images) {
        int kept = 0;
        for (int image : images) {
            kept += image == REMOVED ? 0 : 1;
        }
        boolean[] taken = new boolean[kept];
        for (int v = 0; v < images.length; v++) {
            int image = images[v];
            if (image != REMOVED && (image < 0 || image >= kept || taken[image])) {
                throw new IllegalArgumentException("vertex " + v + " is sent to " + image
                        + ": the images of kept vertices must be 0.." + (kept - 1) + ", each once");
            }
            if (image != REMOVED) {
                taken[image] = true;
            }
        }
        return new Relabelling(images.clone());
    }

    /**
     * {@return the relabelling that changes nothing}
     *
     * @param size number of vertices
     */
    public static Relabelling identity(int size) {
        int[] images = new int[size];
        Arrays.setAll(images, v -> v);
        return new Relabelling(images);
    }

    /** Trusts its argument and keeps it. */
    static Relabelling wrap(int[] images) {
        return new Relabelling(images);
    }

    /** {@return the number of old vertices} */
    public int size() {
        return images.length;
    }

    /**
     * {@return the new number of a vertex, or {@link #REMOVED}}
     *
     * @param vertex an old vertex
     */
    public int of(int vertex) {
        return images[vertex];
    }

    /** {@return the new numbers by old number, a copy} */
    public int[] toArray() {
        return images.clone();
    }

    /** {@return whether no vertex changes its number} */
    public boolean isIdentity() {
        for (int v = 0; v < images.length; v++) {
            if (images[v] != v) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return the relabelling from new to old numbers}
     *
     * @throws IllegalStateException if vertices were removed
     */
    public Relabelling inverse() {
        int[] inverse = new int[images.length];
        for (int v = 0; v < images.length; v++) {
            if (images[v] == REMOVED) {
                throw new IllegalStateException("no inverse: vertex " + v + " was removed");
            }
            inverse[images[v]] = v;
        }
        return new Relabelling(inverse);
    }

    /**
     * {@return this relabelling followed by another, v ↦ next.of(this.of(v))}
     *
     * @param next a relabelling of the new numbers
     */
    public Relabelling then(Relabelling next) {
        int[] result = new int[images.length];
        for (int v = 0; v < images.length; v++) {
            result[v] = images[v] == REMOVED ? REMOVED : next.of(images[v]);
        }
        return new Relabelling(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Relabelling relabelling && Arrays.equals(images, relabelling.images);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(images);
    }

    @Override
    public String toString() {
        return Arrays.toString(images);
    }
}
