package org.espalier.hierarchy.tensor;

import org.espalier.run.threads.Crew;

/** What kernels on one axis of a tensor share: the axes before it and after it are gathered, and threads share pieces of them. */
abstract class AxisKernel implements Crew.Work {
    final int size;
    final TileSpace[] spaces;
    double[] source;
    int from;
    int outer;
    int inner;

    /** Pieces of what follows the axis, if that is as long as a tile. */
    int across;

    /** Places before the axis of a piece, otherwise. */
    int together;

    final Crew crew;

    AxisKernel(int size, Crew crew, TileSpace[] spaces) {
        this.size = size;
        this.crew = crew;
        this.spaces = spaces;
    }

    /**
     * Sets the tensor, and does pieces of at most some entries after the axis, or of some entries without the axis; each entry takes some
     * operations.
     */
    void share(double[] u, int start, int before, int after, int length, int entries, double operations) {
        source = u;
        from = start;
        outer = before;
        inner = after;
        together = Math.max(1, entries / inner);
        across = (inner + length - 1) / length;
        int pieces = inner >= TileSpace.TILE ? outer * across : (outer + together - 1) / together;
        crew.share(pieces, operations * outer * size * inner, this);
    }
}
