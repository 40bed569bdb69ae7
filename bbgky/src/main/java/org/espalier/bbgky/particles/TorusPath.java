package org.espalier.bbgky.particles;

import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.random.GaussianStream;
import org.hipparchus.util.FastMath;

/** One realisation, advanced by Heun's scheme: x* = x + hF(x) + σΔB, x ← x + h/2 (F(x) + F(x*)) + σΔB. */
final class TorusPath {
    private final PairForce force;
    private final double noise;
    private final int d;
    private final double[] x;
    private final GaussianStream normal;
    private final double[] first;
    private final double[] second;
    private final double[] guess;
    private final double[] kick;
    private double time;

    TorusPath(PairForce force, double noise, int d, double[] start, GaussianStream normal) {
        this.force = force;
        this.noise = noise;
        this.d = d;
        this.x = start;
        this.normal = normal;
        first = new double[x.length];
        second = new double[x.length];
        guess = new double[x.length];
        kick = new double[x.length];
    }

    double[] positions() {
        return x;
    }

    Outcome advanceTo(double until, double timeStep, Progress progress, double last) {
        double span = until - time;
        int steps = (int) FastMath.ceil(span / timeStep - 1e-9);
        double from = time;
        double h = steps == 0 ? 0 : span / steps;
        double scale = noise * FastMath.sqrt(h);
        for (int s = 0; s < steps; s++) {
            for (int n = 0; n < kick.length; n++) {
                kick[n] = scale == 0 ? 0 : scale * normal.next();
            }
            double now = from + span * (s + 1) / steps;
            Outcome outcome = step(h, now, kick);
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

    /** One step of length h that ends at a time, with given increments σΔB. */
    Outcome step(double h, double now, double[] increments) {
        force.apply(x, first);
        for (int n = 0; n < x.length; n++) {
            guess[n] = x[n] + h * first[n] + increments[n];
        }
        force.apply(guess, second);
        for (int n = 0; n < x.length; n++) {
            double move = h * (first[n] + second[n]) / 2;
            if (!(FastMath.abs(move) < 0.5)) {
                return new Outcome(
                        Outcome.Kind.BLEW_UP,
                        now,
                        "particle " + n / d + " was pushed by " + move + " periods in one step at t = " + now
                                + "; take a smaller time step or regularise the kernel");
            }
            double next = x[n] + move + increments[n];
            x[n] = next - FastMath.floor(next);
        }
        return Outcome.completed(now);
    }
}
