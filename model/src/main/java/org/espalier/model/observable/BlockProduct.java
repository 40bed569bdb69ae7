package org.espalier.model.observable;

import org.espalier.run.threads.Crew;

/** A linear map applied to several vectors in one pass. */
interface BlockProduct {
    /** Width of the widest block that one pass takes: four cost 1.4 times one, eight cost twice four. */
    int WIDEST = 4;

    /** Number of entries of a vector. */
    int size();

    /**
     * Computes out[v][i] = Σ_j w_ij x[j·width + v].
     *
     * @param x width interleaved vectors, width being 1 or 4
     * @param width number of lanes
     * @param out results; lanes beyond its length are not wanted
     * @param crew who shares the pass
     */
    void apply(double[] x, int width, double[][] out, Crew crew);

    /** Narrowest block that holds a number of vectors. */
    static int widthFor(int vectors) {
        return vectors == 1 ? 1 : WIDEST;
    }
}
