package org.espalier.bbgky.norms;

import java.util.OptionalDouble;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BracketedUnivariateSolver;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.events.Action;
import org.hipparchus.ode.events.AdaptableInterval;
import org.hipparchus.ode.events.ODEEventDetector;
import org.hipparchus.ode.events.ODEEventHandler;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.util.FastMath;

/** The horizon T*, the finite time at which a chain of norms ceases to be bounded: in closed form, and found numerically. */
final class Horizon {
    private Horizon() {}

    /** T* of y' = c0 y + c1 y², y(0) = M (9.4); infinite if y exists for all times. */
    static double of(double growth, double coupling, double initial) {
        double ratio = growth / (coupling * initial);
        if (coupling == 0 || ratio <= -1) {
            return Double.POSITIVE_INFINITY;
        }
        return growth == 0 ? 1 / (coupling * initial) : FastMath.log1p(ratio) / growth;
    }

    /** With the power closure u = y_n^{−1/n} satisfies u' = −(g_n/n) u − c_n/n on its own and reaches 0 at T*. */
    static OptionalDouble located(NormChain chain, double[] logInitial, double end) {
        int order = logInitial.length;
        double rate = chain.growth(order) / order;
        double pull = chain.coupling(order) / order;
        // in units of its initial value, so that tolerances are relative
        double scale = FastMath.exp(-logInitial[order - 1] / order);
        double[] found = {Double.NaN};
        ODEEventDetector detector = new ODEEventDetector() {
            @Override
            public AdaptableInterval getMaxCheckInterval() {
                return AdaptableInterval.of(Double.POSITIVE_INFINITY);
            }

            @Override
            public int getMaxIterationCount() {
                return 200;
            }

            @Override
            public BracketedUnivariateSolver<UnivariateFunction> getSolver() {
                return new BracketingNthOrderBrentSolver(1e-15, end * 1e-14, 1e-18, 5);
            }

            @Override
            public ODEEventHandler getHandler() {
                return (state, event, increasing) -> {
                    found[0] = state.getTime();
                    return Action.STOP;
                };
            }

            @Override
            public double g(ODEStateAndDerivative state) {
                return state.getPrimaryState()[0];
            }
        };
        DormandPrince853Integrator integrator = ChainIntegration.integrator(end, 1);
        integrator.addEventDetector(detector);
        integrator.integrate(
                ChainIntegration.equation(1, u -> new double[] {-rate * u[0] - pull / scale}),
                new ODEState(0, new double[] {1}),
                end);
        return Double.isNaN(found[0]) ? OptionalDouble.empty() : OptionalDouble.of(found[0]);
    }
}
