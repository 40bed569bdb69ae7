package org.espalier.model.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.contract.NetworkFormatContract;
import org.espalier.model.network.SynapticNetwork;

/** The formats of this module. */
class NetworkFormatContractTest extends NetworkFormatContract {
    @Override
    protected Class<?> anchor() {
        return NetworkFormat.class;
    }

    @Override
    protected List<Path> write(Path folder) throws Exception {
        List<Path> files = new ArrayList<>();
        SynapticNetwork network = SynapticNetwork.ofMatrix(new double[][] {{0, 0, 0}, {2, 0, 0}, {0, 3, 0}});
        for (String name : List.of("w.csv", "w.csv.gz", "w.mtx", "w.graphml", "w.npz", "w.espalier")) {
            files.add(folder.resolve(name));
            Networks.write(network, folder.resolve(name));
        }
        Map<String, byte[]> others = new LinkedHashMap<>();
        others.put("w.npy", npy());
        others.put(
                "w.xlsx",
                Workbooks.edges(List.of(List.of("pre", "post", "weight"), List.of("0", "1", 2), List.of("1", "2", 3))));
        text(
                others,
                "w.gexf",
                "<gexf version=\"1.3\"><graph defaultedgetype=\"directed\"><nodes><node id=\"0\"/><node id=\"1\"/><node"
                        + " id=\"2\"/></nodes><edges><edge source=\"0\" target=\"1\" weight=\"2\"/><edge source=\"1\""
                        + " target=\"2\" weight=\"3\"/></edges></graph></gexf>");
        text(
                others,
                "w.json",
                "{\"directed\": true, \"nodes\": [{\"id\": 0}, {\"id\": 1}, {\"id\": 2}], \"links\": [{\"source\": 0,"
                        + " \"target\": 1, \"weight\": 2}, {\"source\": 1, \"target\": 2, \"weight\": 3}]}");
        text(
                others,
                "w.gml",
                "graph [ directed 1 node [ id 0 ] node [ id 1 ] node [ id 2 ]"
                        + " edge [ source 0 target 1 weight 2 ] edge [ source 1 target 2 weight 3 ] ]");
        text(others, "w.dot", "digraph { 0; 1; 2; 0 -> 1 [weight=2]; 1 -> 2 [weight=3]; }");
        text(others, "w.gr", "p sp 3 2\na 1 2 2\na 2 3 3\n");
        text(others, "w.d6", "&BP?\n");
        text(others, "w.edgelist", "0 1 {'weight': 2}\n1 2 {'weight': 3}\n");
        for (Map.Entry<String, byte[]> other : others.entrySet()) {
            files.add(Files.write(folder.resolve(other.getKey()), other.getValue()));
        }
        return files;
    }

    private static void text(Map<String, byte[]> files, String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] npy() throws Exception {
        String head = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 3), }";
        head += " ".repeat(64 - (11 + head.length()) % 64) + "\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) head.length(), 0});
        bytes.write(head.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer values = ByteBuffer.allocate(72).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : new double[] {0, 0, 0, 2, 0, 0, 0, 3, 0}) {
            values.putDouble(value);
        }
        bytes.write(values.array());
        return bytes.toByteArray();
    }
}
