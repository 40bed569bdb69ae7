package org.espalier.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.espalier.model.io.NetworkFormatException;
import org.espalier.model.io.NetworkReader;
import org.espalier.model.io.NetworkReader.Presynaptic;
import org.espalier.model.io.Networks;
import org.espalier.model.io.Reading;
import org.espalier.model.network.SynapticNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

class FormatsModuleTest {
    private static final long BASE = 720575940600000001L;

    @TempDir
    private Path folder;

    /** Rows of a connectome as FlyWire has them: 18-digit ids, a neuropil, a count, some average. */
    private static void fill(VectorSchemaRoot root, int rows, int from) {
        BigIntVector pre = (BigIntVector) root.getVector("pre_pt_root_id");
        BigIntVector post = (BigIntVector) root.getVector("post_pt_root_id");
        VarCharVector neuropil = (VarCharVector) root.getVector("neuropil");
        IntVector count = (IntVector) root.getVector("syn_count");
        Float8Vector average = (Float8Vector) root.getVector("gaba_avg");
        root.allocateNew();
        for (int k = 0; k < rows; k++) {
            int row = from + k;
            pre.setSafe(k, BASE + row % 100);
            post.setSafe(k, BASE + (row * 7 + 1) % 100);
            neuropil.setSafe(k, (row % 2 == 0 ? "AL_L" : "MB_CA_R").getBytes(StandardCharsets.UTF_8));
            count.setSafe(k, 1 + row % 9);
            average.setSafe(k, row / 1000.0);
        }
        root.setRowCount(rows);
    }

    private static VectorSchemaRoot root(BufferAllocator allocator) {
        List<FieldVector> vectors = List.of(
                new BigIntVector("pre_pt_root_id", allocator),
                new BigIntVector("post_pt_root_id", allocator),
                new VarCharVector("neuropil", allocator),
                new IntVector("syn_count", allocator),
                new Float8Vector("gaba_avg", allocator));
        return new VectorSchemaRoot(vectors);
    }

    private Path feather(CodecType codec, int batches, int rows) throws IOException {
        Path file = folder.resolve("edges.feather");
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = root(allocator);
                FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                ArrowFileWriter writer = new ArrowFileWriter(
                        root,
                        new DictionaryProvider.MapDictionaryProvider(),
                        channel,
                        null,
                        IpcOption.DEFAULT,
                        codec == CodecType.NO_COMPRESSION
                                ? NoCompressionCodec.Factory.INSTANCE
                                : CommonsCompressionFactory.INSTANCE,
                        codec,
                        Optional.empty())) {
            writer.start();
            for (int batch = 0; batch < batches; batch++) {
                fill(root, rows, batch * rows);
                writer.writeBatch();
            }
            writer.end();
        }
        return file;
    }

    private static void check(SynapticNetwork network, int rows) {
        assertThat(network.size()).isEqualTo(100);
        double total = 0;
        for (double sum : network.rowSums()) {
            total += sum;
        }
        double expected = 0;
        for (int row = 0; row < rows; row++) {
            // self-loops are dropped
            expected += row % 100 == (row * 7 + 1) % 100 ? 0 : 1 + row % 9;
        }
        assertThat(total).isEqualTo(expected);
        int pre = network.find(Long.toString(BASE)).orElseThrow();
        int post = network.find(Long.toString(BASE + 1)).orElseThrow();
        assertThat(network.weight(post, pre)).isGreaterThan(0);
        assertThat(network.weight(pre, post)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = CodecType.class,
            names = {"NO_COMPRESSION", "LZ4_FRAME", "ZSTD"})
    void feather(CodecType codec) throws IOException {
        Reading reading = Networks.reading(feather(codec, 3, 700));
        check(reading.network(), 2100);
        assertThat(reading.report().toString())
                .startsWith(
                        "edges.feather (Arrow (Feather), header: pre_pt_root_id to post_pt_root_id, weight syn_count, not"
                                + " used: neuropil, gaba_avg): 100 neurons")
                .contains("neuropil: 1,050 AL_L, 1,050 MB_CA_R");
        assertThat(NetworkReader.automatic()
                        .where("neuropil", "AL_L")
                        .read(folder.resolve("edges.feather"))
                        .report()
                        .filtered())
                .isEqualTo(1050);
    }

    @Test
    void aStreamOfArrow() throws IOException {
        Path file = folder.resolve("edges.arrow");
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = root(allocator);
                ArrowStreamWriter writer = new ArrowStreamWriter(
                        root, new DictionaryProvider.MapDictionaryProvider(), Files.newOutputStream(file))) {
            writer.start();
            fill(root, 900, 0);
            writer.writeBatch();
            writer.end();
        }
        check(Networks.read(file), 900);
    }

    @Test
    void parquet() throws Exception {
        Path file = folder.resolve("it's.parquet");
        for (String codec : new String[] {"snappy", "zstd", "gzip", "uncompressed"}) {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement()) {
                statement.execute("copy (select " + BASE + " + i % 100 as \"Presynaptic_ID\", " + BASE
                        + " + (i * 7 + 1) % 100 as \"Postsynaptic_ID\", 'x' || (i % 3)::varchar as side,"
                        + " (1 + i % 9)::integer as \"Connectivity\" from range(2500) t(i)) to '"
                        + file.toString().replace("'", "''") + "' (format parquet, codec '" + codec
                        + "', row_group_size 1000)");
            }
            Reading reading = Networks.reading(file);
            check(reading.network(), 2500);
            assertThat(reading.report().format()).startsWith("Parquet, header: Presynaptic_ID to Postsynaptic_ID");
            assertThat(reading.report().categories()).hasSize(1);
        }
    }

    @Test
    void idsOfFloatingPointAndMissingOnes() throws Exception {
        Path file = folder.resolve("f.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "copy (select 1.0::double as pre, 2 as post, 3 as weight) to '" + file + "' (format parquet)");
            assertThat(Networks.read(file).find("1")).isPresent();
            statement.execute("copy (select " + BASE + "::double as pre, 2 as post, 3 as weight) to '" + file
                    + "' (format parquet)");
            assertThatThrownBy(() -> Networks.read(file)).hasMessageContaining("went through floating point");
            statement.execute(
                    "copy (select null::bigint as pre, 2 as post, 3 as weight) to '" + file + "' (format parquet)");
            assertThatThrownBy(() -> Networks.read(file))
                    .hasMessageContaining("the name of the source neuron is empty");
            statement.execute("copy (select 1 as pre, 2 as post, 'x' as weight) to '" + file + "' (format parquet)");
            assertThatThrownBy(() -> Networks.read(file)).hasMessageContaining("line 1: the weight 'x'");
        }
    }

    @Test
    void matlab() throws IOException {
        Matrix full = Mat5.newMatrix(3, 3);
        full.setDouble(0, 1, 5);
        full.setDouble(2, 0, -1.5);
        Cell names = Mat5.newCell(3, 1);
        names.set(0, Mat5.newString("ADAL"));
        names.set(1, Mat5.newString("AVAR"));
        names.set(2, Mat5.newString("RIML"));
        Path file = folder.resolve("w.mat");
        try (Sink sink = Sinks.newStreamingFile(file.toFile())) {
            Mat5.newMatFile().addArray("W", full).addArray("names", names).writeTo(sink);
        }
        SynapticNetwork network = Networks.read(file);
        assertThat(network.weight(0, 1)).isEqualTo(5);
        assertThat(network.label(2)).isEqualTo("RIML");
        assertThat(NetworkReader.automatic()
                        .presynaptic(Presynaptic.ROWS)
                        .read(file)
                        .network()
                        .weight(1, 0))
                .isEqualTo(5);
        try (Sink sink = Sinks.newStreamingFile(file.toFile())) {
            Mat5.newMatFile().addArray("A", full).addArray("B", full).writeTo(sink);
        }
        assertThatThrownBy(() -> Networks.read(file)).hasMessageContaining("several matrices: 'A, B'; add --weight A");
        assertThat(NetworkReader.automatic().weight("B").read(file).network().edges())
                .isEqualTo(2);
    }

    @Test
    void hdf5() {
        Path file = folder.resolve("m.h5");
        try (WritableHdfFile content = HdfFile.write(file)) {
            content.putGroup("data").putDataset("W", new double[][] {{0, 5, 0}, {0, 0, 0}, {2, 0, 0}});
        }
        SynapticNetwork network = Networks.read(file);
        assertThat(network.weight(0, 1)).isEqualTo(5);
        assertThat(network.weight(2, 0)).isEqualTo(2);
        Path edges = folder.resolve("edges.h5");
        try (WritableHdfFile content = HdfFile.write(edges)) {
            WritableGroup population = content.putGroup("edges").putGroup("v1_to_v1");
            population.putDataset("source_node_id", new long[] {0, 1, 1});
            population.putDataset("target_node_id", new long[] {1, 2, 0});
            WritableGroup own = population.putGroup("0");
            own.putDataset("syn_weight", new double[] {0.5, 2, 3});
            own.putDataset("delay", new double[] {1, 1, 2});
        }
        Reading reading = Networks.reading(edges);
        assertThat(reading.network()
                        .weight(
                                reading.network().find("2").orElseThrow(),
                                reading.network().find("1").orElseThrow()))
                .isEqualTo(2);
        assertThat(reading.report().toString())
                .contains("SONATA, population v1_to_v1", "weight syn_weight, not used: delay");
    }

    @Test
    void damagedFilesAreRefused() throws Exception {
        Path feather = feather(CodecType.LZ4_FRAME, 2, 300);
        Path parquet = folder.resolve("p.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select i as pre, i + 1 as post, 2 as weight from range(50) t(i)) to '" + parquet
                    + "' (format parquet)");
        }
        Path matlab = folder.resolve("w.mat");
        Matrix full = Mat5.newMatrix(3, 3);
        full.setDouble(0, 1, 5);
        try (Sink sink = Sinks.newStreamingFile(matlab.toFile())) {
            Mat5.newMatFile().addArray("W", full).writeTo(sink);
        }
        Path hdf5 = folder.resolve("m.h5");
        try (WritableHdfFile content = HdfFile.write(hdf5)) {
            content.putDataset("W", new double[][] {{0, 5}, {1, 0}});
        }
        SplittableRandom random = new SplittableRandom(5);
        for (Path file : List.of(feather, parquet, matlab, hdf5)) {
            byte[] bytes = Files.readAllBytes(file);
            List<String> strange = new ArrayList<>();
            int refused = 0;
            for (int k = 0; k < 150; k++) {
                byte[] damaged =
                        k < 40 ? java.util.Arrays.copyOf(bytes, 8 + random.nextInt(bytes.length - 8)) : bytes.clone();
                if (k >= 40) {
                    damaged[8 + random.nextInt(bytes.length - 8)] ^= (byte) (1 << random.nextInt(8));
                }
                Path copy = folder.resolve("damaged-" + file.getFileName());
                Files.write(copy, damaged);
                try {
                    Networks.read(copy);
                } catch (NetworkFormatException refusal) {
                    refused++;
                    if (!refusal.getMessage().startsWith(copy.toString())
                            || refusal.getMessage().contains("\n")) {
                        strange.add(refusal.getMessage());
                    }
                }
            }
            assertThat(strange).isEmpty();
            assertThat(refused).as(file.toString()).isGreaterThan(40);
        }
    }
}
