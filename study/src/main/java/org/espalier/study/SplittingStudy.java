package org.espalier.study;

import java.util.List;
import org.espalier.estimates.bridge.Prediction;
import org.espalier.estimates.bridge.Splitting;
import org.espalier.estimates.bridge.SplittingResult;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.particles.Ensemble;
import org.espalier.particles.spiking.Driver;
import org.espalier.run.Times;

/**
 * The mean-field equation of a study against simulations of its network with every neuron split into m copies: the
 * difference should fall like ε_w, that is like 1/m (section 4). The equation is solved once, on the unsplit network, whose
 * quotient all splittings share. The simulation is event-driven, exact in law, where drift and intensity allow it and the
 * study does not ask for time steps, so that no bias of a time step hides the rate; in the study's time steps otherwise.
 *
 * @param result comparisons and fitted rates
 * @param exact whether the simulation had no time step
 */
public record SplittingStudy(SplittingResult result, boolean exact) {
    private static final double LEVEL = 0.95;

    static SplittingStudy run(Study study, List<Integer> copies, StudyListener listener, int threads) {
        SynapticNetwork network = study.network().network();
        boolean exact = study.isEventDrivenIfPossible();
        Splitting splitting = Splitting.of(
                        network,
                        split -> Ensemble.of(study.system(split))
                                .driver(exact ? Driver.EVENT_DRIVEN : Driver.TIME_STEPPED)
                                .timeStep(study.simulation().timeStep())
                                .threads(threads)
                                .listening(listener::sampled))
                .copies(copies)
                .level(LEVEL)
                .replicas(study.simulation().replicas())
                .seed(study.simulation().seed());
        Forecast.of(study, network).requireMemory();
        listener.finished("network", study.network().origin().summary());
        Times times = study.time().outputs();
        MeanFieldStudy limit = MeanFieldStudy.solve(
                study, study.problem(network), times, threads, listener.stage("mean-field equation"));
        MeanFieldSolution solution = limit.solution();
        if (!solution.outcome().isCompleted()) {
            return new SplittingStudy(new SplittingResult(LEVEL, times, List.of(), solution.outcome()), true);
        }
        listener.finished("mean-field equation", solution.populations() + " densities");
        Prediction prediction = Prediction.of(StudyResult.meanFieldName(), times, limit.rate())
                .truncation(new double[times.count()])
                .discretisation(limit.error());
        SplittingResult result = splitting.against(prediction, listener.stage("simulation"));
        listener.finished("simulation", result.parts().size() + " of " + copies.size() + " splittings");
        return new SplittingStudy(result, exact);
    }
}
