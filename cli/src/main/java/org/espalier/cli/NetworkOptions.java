package org.espalier.cli;

import java.nio.file.Path;
import org.espalier.model.io.Reading;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The network that a command works on: declare {@code @Mixin NetworkOptions input;} and call {@link #read()}. How the
 * file was understood is told on standard error.
 */
final class NetworkOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "NETWORK",
            description = "file with the network, in any format it tells by itself")
    private Path file;

    @Mixin
    private ReadingOptions reading;

    @Option(
            names = "--mean-row-sum",
            paramLabel = "SUM",
            description = "scale the weights so that the mean of the row sums of |w| is SUM; raw weights otherwise")
    private Double meanRowSum;

    @Option(
            names = "--self-loops",
            paramLabel = "RULE",
            defaultValue = "drop",
            description = "what to do with edges from a neuron to itself: drop, error or keep, for kernels whose"
                    + " diagonal counts (default: ${DEFAULT-VALUE})")
    private SelfLoops selfLoops;

    /** Made by the command line, for a field annotated with {@link Mixin}. */
    public NetworkOptions() {}

    /**
     * Tells whether the weights are scaled.
     *
     * @return true if an option asks for it
     */
    public boolean isScaled() {
        return meanRowSum != null;
    }

    /**
     * Reads the network.
     *
     * @return the network, scaled where asked for
     */
    public SynapticNetwork read() {
        return readScaled(file);
    }

    /** Reads another network in the same way, scaled where asked for. */
    public SynapticNetwork readScaled(Path other) {
        SynapticNetwork network = read(other);
        return meanRowSum == null ? network : network.scaledTo(Scaling.meanRowSum(meanRowSum));
    }

    /** Reads another network in the same way, without scaling. */
    public SynapticNetwork read(Path other) {
        Reading result = reading.reader(selfLoops).read(other);
        command.commandLine().getErr().println(result.report());
        return result.network();
    }
}
