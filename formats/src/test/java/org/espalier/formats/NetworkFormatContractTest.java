package org.espalier.formats;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.espalier.contract.NetworkFormatContract;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

/** The formats of this module. */
class NetworkFormatContractTest extends NetworkFormatContract {
    @Override
    protected Class<?> anchor() {
        return ArrowFormat.class;
    }

    @Override
    protected List<Path> write(Path folder) throws Exception {
        Path arrow = folder.resolve("w.arrow");
        try (RootAllocator allocator = new RootAllocator();
                BigIntVector pre = new BigIntVector("pre", allocator);
                BigIntVector post = new BigIntVector("post", allocator);
                BigIntVector weight = new BigIntVector("weight", allocator);
                VectorSchemaRoot root = new VectorSchemaRoot(List.<FieldVector>of(pre, post, weight));
                ArrowStreamWriter writer = new ArrowStreamWriter(
                        root, new DictionaryProvider.MapDictionaryProvider(), Files.newOutputStream(arrow))) {
            root.allocateNew();
            for (int row = 0; row < 2; row++) {
                pre.setSafe(row, row);
                post.setSafe(row, row + 1);
                weight.setSafe(row, row + 2);
            }
            root.setRowCount(2);
            writer.start();
            writer.writeBatch();
            writer.end();
        }
        Path parquet = folder.resolve("w.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select i as pre, i + 1 as post, i + 2 as weight from range(2) t(i)) to '" + parquet
                    + "' (format parquet)");
        }
        Path matlab = folder.resolve("w.mat");
        Matrix matrix = Mat5.newMatrix(3, 3);
        matrix.setDouble(1, 0, 2);
        matrix.setDouble(2, 1, 3);
        try (Sink sink = Sinks.newStreamingFile(matlab.toFile())) {
            Mat5.newMatFile().addArray("W", matrix).writeTo(sink);
        }
        Path hdf5 = folder.resolve("w.h5");
        try (WritableHdfFile content = HdfFile.write(hdf5)) {
            content.putDataset("W", new double[][] {{0, 0, 0}, {2, 0, 0}, {0, 3, 0}});
        }
        return List.of(arrow, parquet, matlab, hdf5);
    }
}
