package org.espalier.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.report.Table;
import org.espalier.study.Forecast;
import org.espalier.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Validates a study and forecasts what a run costs. */
@Command(
        name = "check",
        description = {
            "Validate a study and its network, and forecast what a run costs, without running it.",
            "Says so if run and compare will refuse the study, which simulate then runs alone: what they would refuse with.",
            "Prints what all stages take together, and the table also where something does not fit and is refused.",
            "Columns: stage; unknowns, values advanced in time; megabytes; seconds, within a factor of three."
        },
        footer = "  espalier check examples/worm.yaml --network worm_edges.csv")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private StudySource source;

    @Mixin
    private MethodOptions methods;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        Study study = methods.on(source.study());
        SynapticNetwork network = study.network().network();
        // refuses types that the network does not have
        study.system(network);
        Forecast forecast = forecast(study, network);
        Table.Builder rows = Table.columns("stage", "unknowns", "megabytes", "seconds");
        for (Forecast.Item item : forecast.items()) {
            rows.row(item.stage(), item.unknowns(), item.bytes() / 1e6, item.seconds());
        }
        output.say(
                study.title() + ": the study is valid; " + network.size() + " neurons, " + network.edges() + " edges.");
        study.refusal().ifPresent(reason -> output.say("run and compare will refuse it: " + reason));
        forecast.longTime().ifPresent(time -> output.say("A run will take " + time + "."));
        output.say("All stages together: about %.2g seconds.", forecast.seconds());
        output.print(rows.table());
        // what does not fit is refused when its numbers have been seen
        simulated(study, network, () -> {
            forecast.requireMemory();
            return forecast;
        });
        return Main.OK;
    }

    private static Forecast forecast(Study study, SynapticNetwork network) {
        return simulated(study, network, () -> Forecast.of(study, network));
    }

    /** A study that only the theory refuses is said to be one that can be simulated. */
    private static Forecast simulated(Study study, SynapticNetwork network, Supplier<Forecast> theory) {
        try {
            return theory.get();
        } catch (IllegalArgumentException refused) {
            try {
                var simulation = study.ensemble(network).forecast(study.time().outputs());
                simulation.requireWithin(Runtime.getRuntime().maxMemory());
                simulation.requireTime(Runtime.getRuntime().availableProcessors());
            } catch (IllegalArgumentException alike) {
                throw refused;
            }
            throw new IllegalArgumentException(
                    refused.getMessage() + "; 'espalier simulate' runs the simulation alone", refused);
        }
    }
}
