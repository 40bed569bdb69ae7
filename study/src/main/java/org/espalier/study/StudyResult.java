package org.espalier.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.espalier.estimates.bridge.Comparison;
import org.espalier.hierarchy.states.StationaryState;
import org.espalier.model.network.NetworkProfile;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.study.method.MethodSolution;

/**
 * What a run found. Stages that were not reached are empty; {@link #outcome()} says why.
 *
 * @param study the study as resolved: its YAML repeats the run
 * @param outcome how the run ended: that of the first stage that did not complete
 * @param times output times and points of the curves, at which every stage has values
 * @param networkSummary where the network came from, and how many of its rows were read, dropped or added up
 * @param network the network, with its signs, scaled
 * @param profile profile of the network
 * @param meanField mean-field equation (5.1)
 * @param hierarchy hierarchy at every order
 * @param states stationary states on few classes, as far as they were looked for; linearised where there are several
 * @param methods the other methods of the study that were reached, in their order
 * @param simulation direct simulation
 * @param comparison predictions against the simulation at the output times
 * @param trees tree observables against the simulation, if they were asked for
 * @param stages the stages in the order in which they ran
 */
public record StudyResult(
        Study study,
        Outcome outcome,
        Times times,
        String networkSummary,
        SynapticNetwork network,
        NetworkProfile profile,
        Optional<MeanFieldStudy> meanField,
        Optional<HierarchyStudy> hierarchy,
        List<StationaryState> states,
        List<MethodSolution> methods,
        Optional<SimulationStudy> simulation,
        Optional<Comparison> comparison,
        Optional<TreeComparison> trees,
        List<Stage> stages)
        implements ExperimentResult {
    /** Copies the lists. */
    public StudyResult {
        states = List.copyOf(states);
        methods = List.copyOf(methods);
        stages = List.copyOf(stages);
    }

    /** {@return the index among {@link #times()} of each output time of the study} */
    public List<Integer> outputs() {
        return Arrays.stream(study.time().outputsAmong(times)).boxed().toList();
    }

    /** {@return the name of the mean field among the predictions of the {@link #comparison()}} */
    public static String meanFieldName() {
        return "mean field";
    }

    /**
     * {@return the name of an order among the predictions of the {@link #comparison()}}
     *
     * @param order order of the closure
     */
    public static String orderName(int order) {
        return "order " + order;
    }
}
