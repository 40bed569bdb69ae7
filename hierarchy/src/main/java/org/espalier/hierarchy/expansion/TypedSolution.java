package org.espalier.hierarchy.expansion;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.GridSolution;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.run.Experimental;
import org.espalier.run.March;

/**
 * A solved typed centred expansion (6.5) at the output times. Its population rate is Σ_T mean(x̃_T)/σ(T) ⟨ν, F_T⟩; {@link #rateError} is
 * known where the grid was chosen by the expansion itself. Immutable.
 */
@Experimental
public final class TypedSolution extends GridSolution {
    private final March<TypedMoment> march;
    private final ClassWeights weights;

    TypedSolution(
            March<TypedMoment> march,
            Grid grid,
            ClassWeights weights,
            List<String> readouts,
            Integrator integrator,
            Coarser coarser) {
        super(
                march,
                grid,
                march.values(TypedMoment::rate),
                readouts,
                IntStream.range(0, readouts.size())
                        .mapToObj(r -> march.values(moment -> moment.readouts()[r]))
                        .toArray(double[][]::new),
                integrator,
                coarser);
        this.march = march;
        this.weights = weights;
    }

    /** The same with the solutions on cells two and four times as wide, and whether the former resolve the problem. */
    TypedSolution comparedWith(TypedSolution coarse, TypedSolution coarsest, boolean smooth) {
        return new TypedSolution(
                march, grid(), weights, readouts(), integrator(), new Coarser(coarse, coarsest, smooth));
    }

    /** {@return the largest order, max |T|} */
    public int maxOrder() {
        return weights.trees().get(trees() - 1).order();
    }

    /** {@return the number of typed trees that were integrated} */
    public int trees() {
        return weights.trees().size();
    }

    /** {@return the number of typed trees left out for their small weight} */
    public int pruned() {
        return weights.pruned();
    }

    /** {@return the total weight of the trees left out, Σ max(|mean x̃_T|, max_a |c^a·x̃_T|)} */
    public double prunedWeight() {
        return weights.prunedWeight();
    }

    /**
     * {@return what the trees of the largest order contribute to the rate, |Σ_{|T| = n} mean(x̃_T)/σ(T) ⟨ν, F_T⟩|} No estimate of the error:
     * edges of centred weights contribute 0, and orders may cancel.
     *
     * @param timeIndex index of an output time
     */
    public double lastContribution(int timeIndex) {
        return Math.abs(march.at(timeIndex).lastOrder());
    }

    /**
     * {@return how often connected pairs fire, ∫∫ν⊗ν τ(edge) = (1/N) Σ_ij w_ij r_i r_j, up to the order of the expansion and without the
     * kick factor}
     *
     * @param timeIndex index of an output time
     */
    public double pairActivity(int timeIndex) {
        return march.at(timeIndex).pairs();
    }

    /**
     * {@return the mass that the truncated expansion makes negative: 0 for a probability density, ∫max(−τ(•), 0)}
     *
     * @param timeIndex index of an output time
     */
    public double negativeMass(int timeIndex) {
        double sum = 0;
        for (double value : march.at(timeIndex).density()) {
            sum += Math.max(0, -value) * grid().width();
        }
        return sum;
    }

    /**
     * {@return the mass of the averaged density, 1 up to round-off}
     *
     * @param timeIndex index of an output time
     */
    public double mass(int timeIndex) {
        return march.at(timeIndex).mass();
    }

    /**
     * {@return the averaged density of the potential at the centre of each cell, per unit of potential}
     *
     * @param timeIndex index of an output time
     */
    public double[] density(int timeIndex) {
        return march.at(timeIndex).density().clone();
    }

    /**
     * {@return the mean drives of the classes, kick factor included, S̄_a by class}
     *
     * @param timeIndex index of an output time
     */
    public double[] drives(int timeIndex) {
        return march.at(timeIndex).drives().clone();
    }

    @Override
    public double[] readoutDensity(int readout, int timeIndex) {
        return march.at(timeIndex).groups()[readout].clone();
    }
}
