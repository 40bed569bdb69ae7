package org.espalier.estimates.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.espalier.estimates.quadrature.GaussLegendre;
import org.espalier.model.neuron.Empirical;
import org.espalier.model.neuron.ExponentialLaw;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Mixture;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.TruncatedNormal;
import org.espalier.model.neuron.UniformLaw;
import org.espalier.run.Experimental;

/**
 * The density f of an initial law as the weighted spaces see it: where it lives, how fast it decays, and its products
 * ∫ f g ω_a. Known for every {@link InitialLaw} of its package; atoms have no density, their mass is kept apart.
 */
@Experimental
public final class LawDensity {
    private static final GaussLegendre RULE = GaussLegendre.of(16);
    private static final int PANELS = 4000;
    /** A part of e^{−80} of the integrand is left out: its root, which bounds mixed products, is rounding. */
    private static final double DEPTH = 80;

    private final List<Piece> pieces;
    private final double atoms;
    private final double lower;
    private final double upper;

    private LawDensity(Parts parts) {
        this.pieces = List.copyOf(parts.pieces);
        this.atoms = parts.atoms;
        this.lower = parts.lower;
        this.upper = parts.upper;
    }

    /**
     * A smooth density on an interval.
     *
     * @param share its mass
     * @param low left end of the support
     * @param high right end
     * @param centre a place where most of the mass is
     * @param spread length that its reach is measured in
     * @param scale length on which it varies
     * @param rate λ where it falls like e^{−λ|v|}; infinite if faster
     * @param logDensity logarithm of the density of mass 1: far out the density and the weight leave the range of doubles
     */
    private record Piece(
            double share,
            double low,
            double high,
            double centre,
            double spread,
            double scale,
            double rate,
            DoubleUnaryOperator logDensity) {
        /** Interval outside which f²ω_a is rounding. */
        private double[] range(double a) {
            double reach = Double.isInfinite(rate)
                    ? 2 * a * spread * spread + 13 * spread
                    : DEPTH / (2 * Math.max(rate - a, Double.MIN_NORMAL));
            return new double[] {Math.max(low, centre - reach), Math.min(high, centre + reach)};
        }

        private double product(Piece other, double a, WeightedSpace space) {
            double[] own = range(a);
            double[] far = other.range(a);
            double from = Math.max(own[0], far[0]);
            double to = Math.min(own[1], far[1]);
            if (!(to > from)) {
                return 0;
            }
            double width = Math.max(Math.min(0.5, Math.min(scale, other.scale)), (to - from) / PANELS);
            return share
                    * other.share
                    * RULE.integrate(
                            v -> Math.exp(logDensity.applyAsDouble(v)
                                    + other.logDensity.applyAsDouble(v)
                                    + 2 * space.a() * Math.sqrt(1 + v * v)),
                            from,
                            to,
                            width);
        }
    }

    /**
     * {@return the density of a law, or empty for a law of another class, of which only its distribution function is known}
     *
     * @param law an initial law
     */
    public static Optional<LawDensity> of(InitialLaw law) {
        Parts parts = new Parts();
        return parts.add(law, 1) ? Optional.of(new LawDensity(parts)) : Optional.empty();
    }

    /** The densities and atoms of a law, and the ends of its support. */
    private static final class Parts {
        private final List<Piece> pieces = new ArrayList<>();
        private double atoms;
        private double lower = Double.POSITIVE_INFINITY;
        private double upper = Double.NEGATIVE_INFINITY;

        /** Whether the law is known. */
        boolean add(InitialLaw law, double share) {
            if (law instanceof Normal normal) {
                double s = normal.deviation();
                light(share, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, normal.mean(), s, s, v -> {
                    double z = (v - normal.mean()) / s;
                    return -0.5 * z * z - Math.log(s * Math.sqrt(2 * Math.PI));
                });
            } else if (law instanceof TruncatedNormal cut) {
                double centre = Math.max(cut.low(), Math.min(cut.high(), cut.location()));
                // in the tail of the normal law what is left falls on a shorter length
                double scale = cut.scale() / Math.max(1, Math.abs(centre - cut.location()) / cut.scale());
                var whole = TruncatedNormalDistribution.of(cut.location(), cut.scale(), cut.low(), cut.high());
                light(share, cut.low(), cut.high(), centre, cut.scale(), scale, whole::logDensity);
            } else if (law instanceof UniformLaw flat) {
                double width = flat.high() - flat.low();
                double middle = 0.5 * (flat.low() + flat.high());
                light(share, flat.low(), flat.high(), middle, width, width, v -> -Math.log(width));
            } else if (law instanceof ExponentialLaw tail) {
                double s = tail.scale();
                double from = tail.origin();
                DoubleUnaryOperator density = v -> -(v - from) / s - Math.log(s);
                add(new Piece(share, from, Double.POSITIVE_INFINITY, from, s, s, 1 / s, density));
            } else if (law instanceof Mixture mixture) {
                for (int k = 0; k < mixture.laws().size(); k++) {
                    if (!add(mixture.laws().get(k), share * mixture.weights().get(k))) {
                        return false;
                    }
                }
            } else if (law instanceof PointMass || law instanceof Empirical) {
                atoms += share;
                reach(law.quantile(0), law.quantile(1));
            } else {
                return false;
            }
            return true;
        }

        private void light(
                double share,
                double low,
                double high,
                double centre,
                double spread,
                double scale,
                DoubleUnaryOperator logDensity) {
            add(new Piece(share, low, high, centre, spread, scale, Double.POSITIVE_INFINITY, logDensity));
        }

        private void add(Piece piece) {
            pieces.add(piece);
            reach(piece.low, piece.high);
        }

        private void reach(double low, double high) {
            lower = Math.min(lower, low);
            upper = Math.max(upper, high);
        }
    }

    /** {@return whether both ends of the support are finite} */
    public boolean isBounded() {
        return Double.isFinite(upper - lower);
    }

    /** {@return the lower end of the support, atoms included, a potential, or −∞} */
    public double lower() {
        return lower;
    }

    /** {@return the upper end of the support, atoms included, a potential, or ∞} */
    public double upper() {
        return upper;
    }

    /** {@return the mass of the atoms, in [0, 1]} Only without atoms is the law in a space L². */
    public double atoms() {
        return atoms;
    }

    /**
     * {@return the decay, the smallest rate λ of an exponential tail; infinite if all tails are lighter}
     * For every a below it f ∈ L²(ω_a), and ∫ e^{a|v|} f dv is finite.
     */
    public double decay() {
        return pieces.stream().mapToDouble(Piece::rate).min().orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * {@return ∫ f g ω_a; infinite at an exponent that a tail does not bear, or with atoms}
     *
     * @param other g
     * @param space weight of exponent a
     */
    public double inner(LawDensity other, WeightedSpace space) {
        if (atoms > 0 || other.atoms > 0 || decay() <= space.a() || other.decay() <= space.a()) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        for (Piece piece : pieces) {
            for (Piece second : other.pieces) {
                sum += piece.product(second, space.a(), space);
            }
        }
        return sum;
    }
}
