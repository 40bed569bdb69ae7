package org.espalier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.espalier.model.io.DelimitedText;
import org.espalier.model.io.Networks;
import org.espalier.model.io.Reading;
import org.espalier.model.io.Transmitters;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The network that a command works on: declare {@code @Mixin NetworkOptions input;} and call {@link #read()}. What became
 * of the file is told on standard error.
 */
public final class NetworkOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "NETWORK",
            description = "file with the network, in any format it tells by itself")
    private Path file;

    @Option(
            names = "--where",
            paramLabel = "COLUMN=VALUE[,VALUE...]",
            description = "read only the rows of a text that have one of these values in a column; repeatable")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--columns",
            paramLabel = "SOURCE,TARGET,WEIGHT",
            description = "columns of a text, by name or by number from 1, where they do not tell by themselves")
    private String columns;

    @Option(
            names = "--mean-row-sum",
            paramLabel = "SUM",
            description = "scale the weights so that the mean of the row sums of |w| is SUM; raw weights otherwise")
    private Double meanRowSum;

    @Option(
            names = "--transmitter",
            paramLabel = "COLUMN",
            description =
                    "column of a text with the transmitter of each row, as in FlyWire: GABA and GLUT inhibit, ACH, DA,"
                            + " SER, OCT and nothing excite")
    private String transmitter;

    @Option(
            names = "--self-loops",
            paramLabel = "RULE",
            defaultValue = "drop",
            description =
                    "what to do with edges from a neuron to itself: drop, error or (text only) keep, for kernels whose"
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

    /**
     * Reads another network in the same way, scaled where asked for.
     *
     * @param other its file
     */
    public SynapticNetwork readScaled(Path other) {
        SynapticNetwork network = read(other);
        return meanRowSum == null ? network : network.scaledTo(Scaling.meanRowSum(meanRowSum));
    }

    /**
     * Reads another network in the same way, without scaling.
     *
     * @param other its file
     */
    public SynapticNetwork read(Path other) {
        Reading reading;
        if (filters.isEmpty() && columns == null && transmitter == null && selfLoops != SelfLoops.KEEP) {
            reading = Networks.reading(other);
        } else {
            reading = text().read(other);
        }
        if (selfLoops == SelfLoops.ERROR && reading.report().selfLoops() > 0) {
            throw new IllegalArgumentException(other + ": " + reading.report().selfLoops()
                    + " rows lead from a neuron to itself; --self-loops drop leaves them out");
        }
        command.commandLine().getErr().println(reading.report());
        return reading.network();
    }

    private DelimitedText text() {
        DelimitedText text =
                DelimitedText.automatic().selfLoops(selfLoops == SelfLoops.KEEP ? SelfLoops.KEEP : SelfLoops.DROP);
        if (columns != null) {
            String[] names = columns.split(",", -1);
            if (names.length != 3) {
                throw new IllegalArgumentException("--columns " + columns + ": give three, SOURCE,TARGET,WEIGHT");
            }
            text = columns.matches("[1-9][0-9]{0,3}(,[1-9][0-9]{0,3}){2}")
                    ? text.columns(Integer.parseInt(names[0]), Integer.parseInt(names[1]), Integer.parseInt(names[2]))
                    : text.columns(names[0].strip(), names[1].strip(), names[2].strip());
        }
        if (transmitter != null) {
            text = text.signedBy(transmitter, Transmitters.FLYWIRE);
        }
        for (String filter : filters) {
            int at = filter.indexOf('=');
            if (at < 1 || at == filter.length() - 1) {
                throw new IllegalArgumentException(
                        "--where " + filter + ": give COLUMN=VALUE, for example Type=chemical");
            }
            String column = filter.substring(0, at).strip();
            String[] values = filter.substring(at + 1).split(",");
            text = column.matches("[1-9][0-9]{0,3}")
                    ? text.where(Integer.parseInt(column), values)
                    : text.where(column, values);
        }
        return text;
    }
}
