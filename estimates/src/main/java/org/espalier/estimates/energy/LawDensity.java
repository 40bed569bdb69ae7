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

/**
 * The density f of an initial law as the weighted spaces see it: where it lives, how fast it decays, and its products
 * ∫ f g ω_a. Known for every law of {@link org.espalier.model.neuron}; atoms have no density, their mass is kept apart.
 */
public final class LawDensity {
    private static final GaussLegendre RULE = GaussLegendre.of(16);
    private static final int PANELS = 4000;
    /** A part of e^{−80} of the integrand is left out: its root, which bounds mixed products, is rounding. */
    private static final double DEPTH = 80;

    private final List<Piece> pieces;
    private final double atoms;
    private final double lower;
    private final double upper;

    private LawDensity(List<Piece> pieces, double atoms, double lower, double upper) {
        this.pieces = List.copyOf(pieces);
        this.atoms = atoms;
        this.lower = lower;
        this.upper = upper;
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
     * Returns the density of a law.
     *
     * @param law an initial law
     * @return its density, or empty for a law of another class, of which only its distribution function is known
     */
    public static Optional<LawDensity> of(InitialLaw law) {
        List<Piece> pieces = new ArrayList<>();
        double atoms = collect(law, 1, pieces);
        if (Double.isNaN(atoms)) {
            return Optional.empty();
        }
        double[] ends = ends(law);
        return Optional.of(new LawDensity(pieces, atoms, ends[0], ends[1]));
    }

    /** The ends of the support of a known law. */
    private static double[] ends(InitialLaw law) {
        if (law instanceof Normal) {
            return new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        }
        if (law instanceof TruncatedNormal cut) {
            return new double[] {cut.low(), cut.high()};
        }
        if (law instanceof ExponentialLaw tail) {
            return new double[] {tail.origin(), Double.POSITIVE_INFINITY};
        }
        if (law instanceof Mixture mixture) {
            double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            for (InitialLaw part : mixture.laws()) {
                ends[0] = Math.min(ends[0], ends(part)[0]);
                ends[1] = Math.max(ends[1], ends(part)[1]);
            }
            return ends;
        }
        // uniform, point mass, measured values: the extreme quantiles are the ends
        return new double[] {law.quantile(0), law.quantile(1)};
    }

    /** Adds the pieces of a law; returns the mass of its atoms, NaN for a law that is not known. */
    private static double collect(InitialLaw law, double share, List<Piece> pieces) {
        if (law instanceof Normal normal) {
            double s = normal.deviation();
            pieces.add(new Piece(
                    share,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    normal.mean(),
                    s,
                    s,
                    Double.POSITIVE_INFINITY,
                    v -> {
                        double z = (v - normal.mean()) / s;
                        return -0.5 * z * z - Math.log(s * Math.sqrt(2 * Math.PI));
                    }));
            return 0;
        }
        if (law instanceof TruncatedNormal cut) {
            double centre = Math.max(cut.low(), Math.min(cut.high(), cut.location()));
            // in the tail of the normal law what is left falls on a shorter length
            double scale = cut.scale() / Math.max(1, Math.abs(centre - cut.location()) / cut.scale());
            pieces.add(new Piece(
                    share,
                    cut.low(),
                    cut.high(),
                    centre,
                    cut.scale(),
                    scale,
                    Double.POSITIVE_INFINITY,
                    TruncatedNormalDistribution.of(cut.location(), cut.scale(), cut.low(), cut.high())::logDensity));
            return 0;
        }
        if (law instanceof UniformLaw flat) {
            double width = flat.high() - flat.low();
            pieces.add(new Piece(
                    share,
                    flat.low(),
                    flat.high(),
                    0.5 * (flat.low() + flat.high()),
                    width,
                    width,
                    Double.POSITIVE_INFINITY,
                    v -> -Math.log(width)));
            return 0;
        }
        if (law instanceof ExponentialLaw tail) {
            double s = tail.scale();
            pieces.add(new Piece(
                    share,
                    tail.origin(),
                    Double.POSITIVE_INFINITY,
                    tail.origin(),
                    s,
                    s,
                    1 / s,
                    v -> -(v - tail.origin()) / s - Math.log(s)));
            return 0;
        }
        if (law instanceof Mixture mixture) {
            double atoms = 0;
            for (int k = 0; k < mixture.laws().size(); k++) {
                atoms +=
                        collect(mixture.laws().get(k), share * mixture.weights().get(k), pieces);
            }
            return atoms;
        }
        return law instanceof PointMass || law instanceof Empirical ? share : Double.NaN;
    }

    /**
     * Tells whether the support is bounded.
     *
     * @return true if both ends are finite
     */
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

    /**
     * Returns the mass of the atoms. Only without atoms is the law in a space L².
     *
     * @return probability of the atoms, in [0, 1]
     */
    public double atoms() {
        return atoms;
    }

    /**
     * Returns the decay: f ∈ L²(ω_a), and ∫ e^{a|v|} f dv is finite, for every a below it.
     *
     * @return the smallest rate λ of an exponential tail; infinite if all tails are lighter
     */
    public double decay() {
        return pieces.stream().mapToDouble(Piece::rate).min().orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * Returns ∫ f g ω_a.
     *
     * @param other g
     * @param space weight of exponent a
     * @return the product; infinite at an exponent that a tail does not bear, or with atoms
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
