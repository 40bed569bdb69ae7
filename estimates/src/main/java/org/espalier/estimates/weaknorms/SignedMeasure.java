package org.espalier.estimates.weaknorms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.espalier.run.Arguments;

/**
 * A finite signed measure on R^k: a sum of parts, each either a sum of product measures Σ_r c_r ⊗_l μ_{r,l} or a tensor
 * of masses on the cells of a grid. Atoms, densities and mixtures of them are of this kind.
 *
 * <p>Immutable. Axis l is the variable v_{l+1}, that of vertex l of a tree.
 */
public final class SignedMeasure {
    /**
     * One part.
     *
     * @param factors per axis, the one-variable measures
     * @param coefficients one for each index r if not a grid; row-major over all axes, axis 0 slowest, if a grid
     * @param grid whether every combination of factors carries a coefficient
     */
    record Part(LineMeasure[][] factors, double[] coefficients, boolean grid) {}

    private final int dimension;
    private final List<Part> parts;

    private SignedMeasure(int dimension, List<Part> parts) {
        this.dimension = dimension;
        this.parts = parts;
    }

    /**
     * {@return a product measure μ_1⊗…⊗μ_k}
     *
     * @param factors one measure an axis, at least one
     */
    public static SignedMeasure product(LineMeasure... factors) {
        Arguments.require(factors.length > 0, "measure: a product needs at least one factor");
        LineMeasure[][] axes = new LineMeasure[factors.length][];
        Arrays.setAll(axes, l -> new LineMeasure[] {factors[l]});
        return new SignedMeasure(factors.length, List.of(new Part(axes, new double[] {1}, false)));
    }

    /**
     * {@return a unit atom δ_x}
     *
     * @param point x, one coordinate an axis
     */
    public static SignedMeasure dirac(double... point) {
        return atoms(new double[][] {point}, new double[] {1});
    }

    /**
     * {@return Σ_r m_r δ_{x_r}}
     *
     * @param points [atom][axis], at least one atom
     * @param masses one an atom, any sign
     */
    public static SignedMeasure atoms(double[][] points, double[] masses) {
        Arguments.require(
                points.length > 0 && points.length == masses.length,
                "measure: " + points.length + " atoms and " + masses.length + " masses: as many, at least one");
        int k = points[0].length;
        LineMeasure[][] axes = new LineMeasure[k][points.length];
        for (int r = 0; r < points.length; r++) {
            Arguments.require(
                    points[r].length == k,
                    "measure: atom ",
                    r,
                    " has ",
                    points[r].length,
                    " coordinates, the first has ",
                    k);
            for (int l = 0; l < k; l++) {
                axes[l][r] = Dirac.at(points[r][l]);
            }
        }
        return new SignedMeasure(k, List.of(new Part(axes, masses.clone(), false)));
    }

    /**
     * {@return the empirical measure (1/m) Σ δ_{x_r}}
     *
     * @param points [sample][axis]
     */
    public static SignedMeasure empirical(double[][] points) {
        double[] masses = new double[points.length];
        Arrays.fill(masses, 1.0 / points.length);
        return atoms(points, masses);
    }

    /**
     * {@return the measure with given masses on the cells of a grid, uniform in each cell: a finite-volume tensor}
     *
     * @param edges per axis, the increasing edges of its cells
     * @param masses mass of each cell, row-major, axis 0 slowest
     */
    public static SignedMeasure grid(double[][] edges, double[] masses) {
        LineMeasure[][] axes = new LineMeasure[edges.length][];
        long cells = 1;
        for (int l = 0; l < edges.length; l++) {
            axes[l] = new LineMeasure[edges[l].length - 1];
            cells *= axes[l].length;
            for (int c = 0; c < axes[l].length; c++) {
                axes[l][c] = new Uniform(edges[l][c], edges[l][c + 1]);
            }
        }
        Arguments.require(
                edges.length > 0 && cells == masses.length,
                "measure: a grid of " + cells + " cells in " + edges.length + " axes has " + masses.length + " masses");
        for (double mass : masses) {
            Arguments.finite("measure", "mass of a cell", mass);
        }
        return new SignedMeasure(edges.length, List.of(new Part(axes, masses.clone(), true)));
    }

    /** {@return the number of variables, k} */
    public int dimension() {
        return dimension;
    }

    /**
     * {@return this + other}
     *
     * @param other on the same space
     */
    public SignedMeasure plus(SignedMeasure other) {
        Arguments.require(
                other.dimension == dimension,
                "measure: a sum of measures on R^" + dimension + " and on R^" + other.dimension);
        List<Part> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new SignedMeasure(dimension, List.copyOf(all));
    }

    /**
     * {@return this − other}
     *
     * @param other on the same space
     */
    public SignedMeasure minus(SignedMeasure other) {
        return plus(other.times(-1));
    }

    /**
     * {@return factor · this}
     *
     * @param factor finite
     */
    public SignedMeasure times(double factor) {
        Arguments.finite("measure", "factor", factor);
        return map(part -> new Part(
                part.factors,
                Arrays.stream(part.coefficients).map(c -> factor * c).toArray(),
                part.grid));
    }

    /** {@return the total mass, μ(R^k)} */
    public double mass() {
        double sum = 0;
        for (Part part : parts) {
            double[][] masses = new double[dimension][];
            Arrays.setAll(
                    masses,
                    l -> Arrays.stream(part.factors[l])
                            .mapToDouble(LineMeasure::mass)
                            .toArray());
            sum += Contraction.contract(part, masses);
        }
        return sum;
    }

    /**
     * {@return the measure with the weight φ_a on every axis, φ_a^{⊗k} μ}
     *
     * @param a exponent
     */
    public SignedMeasure weighted(double a) {
        return a == 0
                ? this
                : map(part -> {
                    LineMeasure[][] axes = new LineMeasure[dimension][];
                    Arrays.setAll(
                            axes,
                            l -> Arrays.stream(part.factors[l])
                                    .map(factor -> factor.weighted(a))
                                    .toArray(LineMeasure[]::new));
                    return new Part(axes, part.coefficients, part.grid);
                });
    }

    private SignedMeasure map(UnaryOperator<Part> change) {
        return new SignedMeasure(dimension, parts.stream().map(change).toList());
    }

    List<Part> parts() {
        return parts;
    }
}
