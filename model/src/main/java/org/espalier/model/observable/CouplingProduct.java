package org.espalier.model.observable;

import org.espalier.run.threads.Crew;

/** A coupling applied lane by lane. */
final class CouplingProduct implements BlockProduct {
    private final Coupling coupling;

    private CouplingProduct(Coupling coupling) {
        this.coupling = coupling;
    }

    static CouplingProduct of(Coupling coupling) {
        return new CouplingProduct(coupling);
    }

    @Override
    public int size() {
        return coupling.size();
    }

    @Override
    public void apply(double[] x, int width, double[][] out, Crew crew) {
        crew.share(out.length, 2.0 * size() * size() * out.length, (v, worker) -> {
            double[] lane = new double[size()];
            for (int j = 0; j < lane.length; j++) {
                lane[j] = x[j * width + v];
            }
            coupling.multiply(lane, out[v]);
        });
    }
}
