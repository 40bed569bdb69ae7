package org.espalier.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.espalier.model.network.Signs;
import org.espalier.model.network.Subnetwork;
import org.espalier.model.network.SynapticNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a network and writes it in another format. */
@Command(
        name = "convert",
        description = {
            "Read a network and write it in the format that the name of the output asks for: .csv, .csv.gz (edge list),"
                    + " .mtx, .mtx.gz (Matrix Market), .graphml, .npz (SciPy) or .espalier (binary, the fastest to read).",
            "Row = postsynaptic, column = presynaptic in every format."
        },
        footer = "  espalier convert connections.csv.gz fly.espalier --transmitter nt_type")
final class ConvertCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions input;

    @Mixin
    private NetworkTarget target;

    @Parameters(index = "1", paramLabel = "OUTPUT", description = "file to write")
    private Path file;

    @Option(names = "--transpose", description = "reverse every edge, for files with w[pre][post]")
    private boolean transpose;

    @Option(names = "--one-sign", description = "give all synapses of a neuron the sign of their sum")
    private boolean oneSign;

    @Option(
            names = "--at-least",
            paramLabel = "W",
            description = "drop edges with |w| below W, in units of the weights after --mean-row-sum")
    private Double atLeast;

    @Option(names = "--largest-component", description = "keep only the largest weakly connected component")
    private boolean largestComponent;

    @Override
    public Integer call() {
        target.check(file);
        SynapticNetwork network = input.read();
        if (atLeast != null) {
            network = Subnetwork.ofEdges(network, (post, pre, weight) -> Math.abs(weight) >= atLeast);
        }
        network = largestComponent ? Subnetwork.largestComponent(network) : network;
        network = transpose ? network.transposed() : network;
        target.write(oneSign ? Signs.majorityOfNeuron().of(network) : network, file);
        return Main.OK;
    }
}
