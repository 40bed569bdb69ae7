package org.espalier.study.torus;

import java.util.List;
import java.util.Optional;
import org.espalier.bbgky.bridge.MarginalBridge;
import org.espalier.bbgky.limit.LimitSolution;
import org.espalier.bbgky.marginals.MarginalSolution;
import org.espalier.bbgky.particles.EmpiricalMarginals;
import org.espalier.bbgky.particles.TimeStepBias;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.study.ExperimentResult;
import org.espalier.study.Stage;

/**
 * What a run on the torus found. Limit and hierarchy are solved at {@link #CURVE} times as many times as the outputs.
 *
 * @param study what was run
 * @param outcome completed, or the first trouble of a stage
 * @param outputs the output times
 * @param limit the density of the limit, on the fine times
 * @param marginals the hierarchy, on the fine times
 * @param norms the bound of the norms; empty before it was computed
 * @param particles the simulation, at the output times
 * @param bias bias of its time step
 * @param bridge hierarchy and limit against the simulation; empty without 40 finished replicas
 * @param stages what was done
 */
public record TorusResult(
        TorusStudy study,
        Outcome outcome,
        Times outputs,
        Optional<LimitSolution> limit,
        Optional<MarginalSolution> marginals,
        Optional<NormBound> norms,
        Optional<EmpiricalMarginals> particles,
        Optional<TimeStepBias> bias,
        Optional<MarginalBridge> bridge,
        List<Stage> stages)
        implements ExperimentResult {
    /** Fine times an output interval, for curves. */
    public static final int CURVE = 8;

    /** Copies the stages. */
    public TorusResult {
        stages = List.copyOf(stages);
    }

    /**
     * {@return the modes m that are compared: one along each axis and one more}
     *
     * @param dimension d
     */
    public static List<int[]> comparedModes(int dimension) {
        return switch (dimension) {
            case 1 -> List.of(new int[] {1}, new int[] {2});
            case 2 -> List.of(new int[] {1, 0}, new int[] {0, 1}, new int[] {1, 1});
            default -> List.of(new int[] {1, 0, 0}, new int[] {0, 1, 0}, new int[] {0, 0, 1}, new int[] {1, 1, 1});
        };
    }
}
