package org.espalier.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.espalier.model.generate.NetworkGenerator;
import org.espalier.model.io.Reading;
import org.espalier.model.network.SelfLoops;
import org.espalier.model.network.SynapticNetwork;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What all commands that make a network share: the file and the seed. */
abstract class GenerateTarget implements Callable<Integer> {
    @Mixin
    private NetworkTarget target;

    @Parameters(
            index = "0",
            paramLabel = "OUTPUT",
            description = "file to write: .csv, .csv.gz, .mtx, .mtx.gz, .graphml, .npz or .espalier")
    private Path file;

    @Mixin
    private Options.Seed seed;

    @Spec
    private CommandSpec command;

    abstract NetworkGenerator generator();

    /** Reads the network that another one is made from, and tells on standard error how its file was understood. */
    SynapticNetwork source(Path from, ReadingOptions reading) {
        Reading result = reading.reader(SelfLoops.DROP).read(from);
        command.commandLine().getErr().println(result.report());
        return result.network();
    }

    @Override
    public Integer call() {
        target.check(file);
        target.write(generator().generate(seed.seed().orElse(1L)), file);
        return Main.OK;
    }
}
