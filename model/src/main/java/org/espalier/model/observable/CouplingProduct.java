package org.espalier.model.observable;

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
    public void apply(double[] x, int width, double[][] out, int threads) {
        Workers.run((long) size() * size() < 1 << 16 ? 1 : threads, out.length, v -> {
            double[] lane = new double[size()];
            for (int j = 0; j < lane.length; j++) {
                lane[j] = x[j * width + v];
            }
            coupling.multiply(lane, out[v]);
        });
    }
}
