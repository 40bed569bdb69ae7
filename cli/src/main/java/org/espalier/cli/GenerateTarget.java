package org.espalier.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.espalier.model.generate.NetworkGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
    private SeedOption seed;

    abstract NetworkGenerator generator();

    @Override
    public Integer call() {
        target.check(file);
        target.write(generator().generate(seed.orOne()), file);
        return Main.OK;
    }
}
