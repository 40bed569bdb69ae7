package org.espalier.bbgky.norms;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.espalier.run.March;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.util.FastMath;

/**
 * Integrates a chain in the inverse ratios q_k = y_k/y_{k+1} and ln y_1, none of which overflows:
 *
 * <pre>
 *     q_k' = c_k − (g_{k+1} − g_k) q_k − c_{k+1} q_k/q_{k+1} ,      (ln y_1)' = g_1 + c_1/q_1
 * </pre>
 *
 * (g_k, c_k the coefficients of the k-th equation). On the majorant all q_k are 1/y, which is smooth up to T* and 0 there.
 */
final class ChainIntegration {
    private static final double TOLERANCE = 1e-13;

    private final NormChain chain;
    private final ChainClosure closure;
    private final int order;
    private final boolean closed; // c_n = 0: nothing to close
    private final double[] logInitial;

    ChainIntegration(NormChain chain, double[] logInitial, ChainClosure closure) {
        this.chain = chain;
        this.order = logInitial.length;
        this.closed = chain.coupling(order) == 0;
        this.closure = closed ? ChainClosure.vanishing() : closure;
        this.logInitial = logInitial.clone();
    }

    ChainSolution run(Times times) {
        OptionalDouble blowUp = closure instanceof ChainClosure.Power
                ? Horizon.located(chain, logInitial, times.last() * 1.05 + 1e-300)
                : OptionalDouble.empty();
        double horizon = blowUp.orElse(Double.POSITIVE_INFINITY);
        double[][] state = {initialState()};
        March.Leg leg = (from, until, progress) -> {
            if (until >= horizon) {
                return new Outcome(
                        Outcome.Kind.BLEW_UP,
                        horizon,
                        "norm chain: blows up at T* = " + horizon + ", before the time " + until
                                + " that was asked for; the estimate says nothing from T* on");
            }
            if (until > from) {
                state[0] = integrator(until - from, state[0].length)
                        .integrate(equations(), new ODEState(from, state[0]), until)
                        .getPrimaryState();
            }
            return Arrays.stream(logs(state[0])).noneMatch(Double::isNaN)
                    ? Outcome.completed(until)
                    : new Outcome(
                            Outcome.Kind.BLEW_UP,
                            from,
                            "norm chain: a level is not a number at t = " + until + "; lower the order or the time");
        };
        return new ChainSolution(March.through(times, leg, () -> logs(state[0]), Progress.silent()), blowUp);
    }

    /** State: ln y_1, then q_1..q_{n−1}, then q_n unless nothing couples to y_{n+1}. */
    private double[] initialState() {
        boolean extra = !(closure instanceof ChainClosure.Vanishing);
        double[] state = new double[order + (extra ? 1 : 0)];
        state[0] = logInitial[0];
        for (int k = 1; k < order; k++) {
            state[k] = FastMath.exp(logInitial[k - 1] - logInitial[k]);
        }
        if (closure instanceof ChainClosure.Power) {
            state[order] = FastMath.exp(-logInitial[order - 1] / order);
        } else if (closure instanceof ChainClosure.Bound bound) {
            state[order] = FastMath.exp(logInitial[order - 1] - bound.logBound());
        }
        return state;
    }

    private OrdinaryDifferentialEquation equations() {
        double[] g = new double[order + 2];
        double[] c = new double[order + 2];
        for (int k = 1; k <= order; k++) {
            g[k] = chain.growth(k);
            c[k] = chain.coupling(k);
        }
        int size = initialState().length;
        return equation(size, y -> {
            double[] dy = new double[size];
            boolean more = size > 1;
            dy[0] = g[1] + (more ? c[1] / y[1] : 0);
            for (int k = 1; k < order; k++) {
                dy[k] = c[k] - (g[k + 1] - g[k]) * y[k] - (k + 1 < size ? c[k + 1] * y[k] / y[k + 1] : 0);
            }
            if (closure instanceof ChainClosure.Power) {
                dy[order] = -g[order] / order * y[order] - c[order] / order;
            } else if (closure instanceof ChainClosure.Bound) {
                dy[order] = g[order] * y[order] + c[order];
            }
            return dy;
        });
    }

    static OrdinaryDifferentialEquation equation(int dimension, UnaryOperator<double[]> right) {
        return new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return dimension;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                return right.apply(y);
            }
        };
    }

    private double[] logs(double[] state) {
        double[] logs = new double[order];
        logs[0] = state[0];
        for (int k = 1; k < order; k++) {
            logs[k] = logs[k - 1] - FastMath.log(state[k]);
        }
        return logs;
    }

    static DormandPrince853Integrator integrator(double span, int size) {
        double[] absolute = new double[size];
        double[] relative = new double[size];
        Arrays.fill(relative, TOLERANCE);
        Arrays.fill(absolute, 1e-300);
        absolute[0] = TOLERANCE;
        DormandPrince853Integrator integrator = new DormandPrince853Integrator(span * 1e-16, span, absolute, relative);
        integrator.setInitialStepSize(span * 1e-3);
        return integrator;
    }
}
