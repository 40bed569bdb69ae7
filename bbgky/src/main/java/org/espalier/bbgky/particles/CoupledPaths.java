package org.espalier.bbgky.particles;

import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.random.GaussianStream;
import org.hipparchus.util.FastMath;

/** Two realisations with the same start and the same Brownian paths, one with steps h and one with h/2. */
final class CoupledPaths {
    private final TorusPath coarse;
    private final TorusPath fine;
    private final GaussianStream normal;
    private final double noise;
    private final double[] first;
    private final double[] second;
    private final double[] both;
    private double time;

    CoupledPaths(PairForce force, double noise, int dimension, double[] start, GaussianStream normal) {
        coarse = new TorusPath(force, noise, dimension, start.clone(), normal);
        fine = new TorusPath(force, noise, dimension, start.clone(), normal);
        this.normal = normal;
        this.noise = noise;
        first = new double[start.length];
        second = new double[start.length];
        both = new double[start.length];
    }

    double[] coarse() {
        return coarse.positions();
    }

    double[] fine() {
        return fine.positions();
    }

    Outcome advanceTo(double until, double timeStep, Progress progress, double last) {
        double from = time;
        double span = until - from;
        int steps = (int) FastMath.ceil(span / timeStep - 1e-9);
        double h = steps == 0 ? 0 : span / steps;
        double scale = noise * FastMath.sqrt(h / 2);
        for (int s = 0; s < steps; s++) {
            for (int n = 0; n < both.length; n++) {
                first[n] = scale == 0 ? 0 : scale * normal.next();
                second[n] = scale == 0 ? 0 : scale * normal.next();
                both[n] = first[n] + second[n];
            }
            double now = from + span * (s + 1) / steps;
            Outcome outcome = coarse.step(h, now, both);
            if (outcome.isCompleted()) {
                outcome = fine.step(h / 2, now - h / 2, first);
            }
            if (outcome.isCompleted()) {
                outcome = fine.step(h / 2, now, second);
            }
            if (!outcome.isCompleted()) {
                return outcome;
            }
            if (!progress.goOn(FastMath.min(1, now / last))) {
                return new Outcome(Outcome.Kind.CANCELLED, now, "stopped at t = " + now);
            }
        }
        time = until;
        return Outcome.completed(until);
    }
}
