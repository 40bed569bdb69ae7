package org.espalier.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.espalier.model.io.Networks;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.run.publish.WholeFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Where a command writes a network: declare {@code @Mixin NetworkTarget target;}, call {@link #check} before the work and
 * {@link #write} after it. A file that exists is not touched without {@code --force}.
 */
final class NetworkTarget {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private Options.Force force;

    /** Made by the command line. */
    public NetworkTarget() {}

    /** Refuses a place that cannot be written to before any work is done. */
    public void check(Path file) {
        Networks.requireWritable(file);
        PrintWriter err = command.commandLine().getErr();
        WholeFile.check(file, force.given(), line -> FolderOptions.told(err, line));
    }

    /** Writes the network and says so on standard error. */
    public void write(SynapticNetwork network, Path file) {
        check(file);
        Networks.write(network, file);
        command.commandLine()
                .getErr()
                .println(file + ": " + network.size() + " neurons, " + network.edges() + " edges written");
    }
}
