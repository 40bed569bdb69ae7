package org.espalier.bbgky.particles;

import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.random.GaussianStream;
import org.hipparchus.util.FastMath;

/** One realisation, advanced by Heun's scheme: x* = x + hF(x) + σΔB, x ← x + h/2 (F(x) + F(x*)) + σΔB. */
final class TorusPath {
    private final PairForce force;
    private final double noise;
    private final int d;
    private final double[] x;
    private final double[] first;
    private final double[] second;
    private final double[] guess;

    TorusPath(PairForce force, double noise, int d, double... start) {
        this.force = force;
        this.noise = noise;
        this.d = d;
        this.x = start.clone();
        first = new double[x.length];
        second = new double[x.length];
        guess = new double[x.length];
    }

    double[] positions() {
        return x;
    }

    /** Steps with the increments of a stream. */
    March.Leg leg(double timeStep, GaussianStream normal) {
        double[] kick = new double[x.length];
        return March.Leg.ofSteps(timeStep, (h, now) -> {
            double scale = noise * FastMath.sqrt(h);
            for (int n = 0; n < kick.length; n++) {
                kick[n] = scale == 0 ? 0 : scale * normal.next();
            }
            return step(h, now, kick);
        });
    }

    /** Steps h of this path, each with two steps h/2 of another along the same Brownian paths. */
    March.Leg legWith(TorusPath fine, double timeStep, GaussianStream normal) {
        double[] early = new double[x.length];
        double[] late = new double[x.length];
        double[] both = new double[x.length];
        return March.Leg.ofSteps(timeStep, (h, now) -> {
            double scale = noise * FastMath.sqrt(h / 2);
            for (int n = 0; n < both.length; n++) {
                early[n] = scale == 0 ? 0 : scale * normal.next();
                late[n] = scale == 0 ? 0 : scale * normal.next();
                both[n] = early[n] + late[n];
            }
            Outcome outcome = step(h, now, both);
            outcome = outcome.isCompleted() ? fine.step(h / 2, now - h / 2, early) : outcome;
            return outcome.isCompleted() ? fine.step(h / 2, now, late) : outcome;
        });
    }

    /** One step of length h that ends at a time, with given increments σΔB. */
    private Outcome step(double h, double now, double[] increments) {
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
