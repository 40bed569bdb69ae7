package org.espalier.study.torus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.norms.HypothesisViolated;
import org.espalier.bbgky.norms.Majorant;
import org.espalier.bbgky.norms.NormEstimate;

/**
 * The bound (10.2) of the L^2 norms of the marginals, with its divergence term unless div K = 0; or the name of the hypothesis
 * that fails.
 *
 * @param estimate constants and steps; empty if refused
 * @param majorant y with ‖f_k‖² ≤ y(t)^k; empty if refused
 * @param refusal why there is no bound; empty if there is one
 */
public record NormBound(Optional<NormEstimate> estimate, Optional<Majorant> majorant, String refusal) {
    static NormBound of(TorusSystem system) {
        try {
            NormEstimate estimate = system.kernel().facts().divergenceFree()
                    ? NormEstimate.divergenceFree(system.kernel(), system.noise(), 2)
                    : NormEstimate.withDivergence(system.kernel(), system.noise(), 2);
            return new NormBound(
                    Optional.of(estimate), Optional.of(estimate.majorant(system.law(), system.particles())), "");
        } catch (HypothesisViolated refused) {
            return new NormBound(Optional.empty(), Optional.empty(), refused.getMessage());
        }
    }

    /**
     * Tells how the norms of a solution compare with the bound.
     *
     * @return a sentence for f_1 and one for f_2, or one that says why there is no bound
     */
    public List<String> sentences(MarginalSolution marginals) {
        if (majorant.isEmpty()) {
            return List.of("There is no bound of the L² norms: " + refusal);
        }
        Majorant bound = majorant.get();
        List<String> sentences = new ArrayList<>();
        for (int k = 1; k <= 2; k++) {
            double margin = Double.POSITIVE_INFINITY;
            int within = 0;
            for (int n = 0; n < marginals.reached(); n++) {
                double t = marginals.times().at(n);
                // at time 0 the two are equal by construction, up to rounding
                if (t > 0 && t < bound.blowUpTime()) {
                    within++;
                    margin = Math.min(
                            margin,
                            k * bound.log(t)
                                    - 2 * Math.log(marginals.marginal(k, n).norm()));
                }
            }
            if (within == 0) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "‖f_%d‖² has not been compared with its bound: no computed time lies after 0 and before T* = %.6g.",
                        k,
                        bound.blowUpTime()));
                continue;
            }
            sentences.add(String.format(
                    Locale.ROOT,
                    "‖f_%d‖² %s its bound at the %d computed times before T* = %.6g (least margin of the logarithm %.3g).",
                    k,
                    margin >= -1e-9 ? "stays below" : "EXCEEDS",
                    within,
                    bound.blowUpTime(),
                    margin));
        }
        return sentences;
    }
}
