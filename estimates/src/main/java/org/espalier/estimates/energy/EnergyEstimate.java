package org.espalier.estimates.energy;

import org.espalier.bbgky.norms.Majorant;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;
import org.espalier.run.Arguments;
import org.espalier.run.Experimental;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * The energy estimate with data: X_T(0) ≤ M^{|T|}, M = max(1, C_w²) ‖f0‖²_a, and the majorant that follows.
 *
 * @param constants c0, c1 and where they come from
 * @param initial M
 */
@Experimental
public record EnergyEstimate(EnergyConstants constants, double initial) {
    /**
     * {@return the estimate at one exponent, θ = ½}
     *
     * @param law f0, the common law at time 0
     * @param constant C_w of the network, for instance its row constant
     * @param a exponent
     */
    public static EnergyEstimate of(Neuron neuron, InitialLaw law, double constant, double a) {
        return new EnergyEstimate(EnergyConstants.of(neuron, a), initial(law, constant, a));
    }

    /**
     * {@return M = max(1, C²) ‖f0‖²_a: then |w_T| summed over rows is at most C^{|T|−1} and X_T(0) ≤ M^{|T|}}
     *
     * @param law f0
     * @param constant C_w
     * @param a exponent
     */
    public static double initial(InitialLaw law, double constant, double a) {
        Arguments.notNegative("energy", "C_w", constant);
        return Math.max(1, constant * constant) * new WeightedSpace(a).squared(law);
    }

    /**
     * {@return the estimate whose a, θ and η let the majorant live longest: the largest blow-up time T* (where there is no
     * blow-up, the most negative c0) found from several starts}
     *
     * @param law f0
     * @param constant C_w
     */
    public static EnergyEstimate optimised(Neuron neuron, InitialLaw law, double constant) {
        // an exponential tail bears weights below its rate only
        double decay = LawDensity.of(law).map(LawDensity::decay).orElse(Double.POSITIVE_INFINITY);
        // refuse with the reason before the search
        EnergyEstimate best = of(neuron, law, constant, Math.min(0.5, 0.5 * decay));
        for (double factor : new double[] {0.1, 0.5, 2}) {
            double start = Math.min(factor, 0.5 * decay);
            SimplexOptimizer optimizer = new SimplexOptimizer(1e-7, 1e-10);
            PointValuePair found = optimizer.optimize(
                    new MaxEval(400),
                    new ObjectiveFunction(p -> score(tried(neuron, law, constant, p))),
                    GoalType.MAXIMIZE,
                    new InitialGuess(new double[] {Math.log(start), 0, Math.log(2 * start * neuron.noise())}),
                    new NelderMeadSimplex(3, 0.5));
            EnergyEstimate candidate = tried(neuron, law, constant, found.getPoint());
            if (score(candidate) > score(best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static EnergyEstimate tried(Neuron neuron, InitialLaw law, double constant, double[] p) {
        double a = Math.exp(Math.max(-6, Math.min(2.5, p[0])));
        double share = 1 / (1 + Math.exp(-Math.max(-8, Math.min(8, p[1]))));
        double young = Math.exp(Math.max(-20, Math.min(10, p[2])));
        return new EnergyEstimate(EnergyConstants.of(neuron, a, share, young), initial(law, constant, a));
    }

    /** ln T*; where there is no blow-up above every finite value. */
    private static double score(EnergyEstimate estimate) {
        if (Double.isInfinite(estimate.initial)) {
            return -1e6;
        }
        double horizon = estimate.majorant().blowUpTime();
        return Double.isInfinite(horizon) ? 1e6 - estimate.constants.c0() : Math.log(horizon);
    }

    /** {@return the majorant y' = c0 y + c1 y², y(0) = M, y, with X_T ≤ y^{|T|}} */
    public Majorant majorant() {
        return new Majorant(constants.c0(), constants.c1(), initial);
    }

    /**
     * {@return the a-priori bound of the error of the vanishing closure in the population rate, |∫ν(τ(•) − τ_n(•))| ≤ B
     * ‖τ(•) − τ_n(•)‖ ≤ B (y(t)(s/S*)^n)^{1/2}; infinite from T* on}
     *
     * @param order n
     * @param time t
     */
    public double rateError(Neuron neuron, int order, double time) {
        double square = EnergyConstants.couplingSquare(neuron, constants.a());
        return Math.sqrt(square * majorant().truncationError(order, time));
    }

    /**
     * {@return the order that the vanishing closure needs for a target, by this estimate, n}
     *
     * @param target wanted error of the population rate
     * @param time t &lt; T*
     */
    public int orderNeeded(Neuron neuron, double target, double time) {
        Arguments.require(target > 0, "energy: target ", target, " must be > 0");
        double square = EnergyConstants.couplingSquare(neuron, constants.a());
        return majorant().orderFor(target * target / square, time);
    }
}
