package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.espalier.study.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimatesCommandsTest {
    @TempDir
    private Path folder;

    /** The built-in study has b = 1 − v: outside the theorem as stated, and nothing else is violated. */
    @Test
    void auditOfTheBuiltInStudy() {
        MainTest.Ran ran = MainTest.run("audit");
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("violated   b bounded", "undecided  ε_w", "does not apply as stated: b bounded.");
        MainTest.Ran csv = MainTest.run("audit", "--as", "csv");
        assertThat(csv.out().lines().findFirst()).contains("hypothesis,source,verdict,grounds");
        assertThat(csv.out().lines().filter(line -> line.contains(",violated,")))
                .hasSize(1);
        assertThat(csv.err()).contains("does not apply");
    }

    /** Cycles of growing size with the study's scaling, mean row sum ½: C_w stays, ε_w does not fall. */
    @Test
    void auditOfASequence() throws IOException {
        StringBuilder files = new StringBuilder();
        for (int n : new int[] {6, 12, 24, 48}) {
            int[] pairs = new int[2 * n];
            for (int i = 0; i < n; i++) {
                pairs[2 * i] = i;
                pairs[2 * i + 1] = (i + 1) % n;
            }
            files.append(files.isEmpty() ? "" : ",").append(graph("cycle" + n + ".csv", pairs));
        }
        MainTest.Ran ran = MainTest.run("audit", "--sequence", files.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("4 networks of 6 to 48 neurons", "satisfied  C_w", "violated   ε_w");
        MainTest.Ran few =
                MainTest.run("audit", "--sequence", folder.resolve("cycle6.csv").toString());
        assertThat(few.code()).isEqualTo(2);
        assertThat(few.err()).contains("at least 3");
    }

    /** Particles on the torus: the same page for a kernel; what does not belong together is refused in one line. */
    @Test
    void auditOfAKernel() {
        MainTest.Ran ran = MainTest.run("audit", "--kernel", "vortices", "--noise", "0.5", "--exponent", "4");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("satisfied  K ∈ L^p'", "satisfied  div K = 0", "estimate applies.");
        assertThat(MainTest.run("audit", "--kernel", "vortices").out()).contains("violated   K ∈ L^p'", "any p > 2");
        assertThat(MainTest.run("audit", "--kernel", "sine:coupling=-1", "--as", "csv")
                        .out())
                .contains("div K = 0,\"(10.2), [BJS]\",violated");
        for (String[] bad : new String[][] {
            {"audit", "--kernel", "sine", "--network", "x.csv"},
            {"audit", "--kernel", "sin"},
            {"audit", "--kernel", "sine", "--noise", "-1"},
            {"audit", "--kernel", "sine", "--exponent", "NaN"},
            {"audit", "--noise", "0.3"}
        }) {
            MainTest.Ran refused = MainTest.run(bad);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err().lines()).hasSize(1);
            assertThat(refused.out()).isEmpty();
        }
    }

    @Test
    void estimatesOfTheBuiltInStudy() {
        MainTest.Ran constants = MainTest.run("estimates", "--as", "csv");
        assertThat(constants.code()).isZero();
        double horizon = value(constants.out(), "T*");
        double c0 = value(constants.out(), "c0");
        double c1 = value(constants.out(), "c1");
        double m = value(constants.out(), "M");
        // T* = ln(1 + c0/(c1 M))/c0
        assertThat(horizon)
                .isBetween(0.999 * Math.log(1 + c0 / (c1 * m)) / c0, 1.001 * Math.log(1 + c0 / (c1 * m)) / c0);
        MainTest.Ran orders = MainTest.run("estimates", "--print", "orders", "--as", "csv");
        assertThat(orders.code()).isZero();
        assertThat(orders.out().lines()).hasSize(6);
        MainTest.Ran remainders = MainTest.run("estimates", "--print", "remainders", "--max-order", "2", "--as", "csv");
        assertThat(remainders.out().lines()).hasSize(3);
        assertThat(remainders.out()).contains("\n1,0");
    }

    /** The bound is above the error in every row. */
    @Test
    void errorsStayBelowTheirBounds() throws IOException {
        Path picture = folder.resolve("errors.svg");
        MainTest.Ran ran = MainTest.run(
                "estimates", "--print", "errors", "--max-order", "2", "--as", "csv", "--plot", picture.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).hasSize(11);
        assertThat(Files.readString(picture).contains("stroke-dasharray")).isTrue();
        ran.out().lines().skip(1).forEach(line -> {
            String[] cells = line.split(",");
            assertThat(Double.parseDouble(cells[3])).isLessThan(Double.parseDouble(cells[2]));
        });
    }

    /** Two networks, and a perturbed law: distances at 0 and later, below the bound where there is one. */
    @Test
    void stabilityOfTwoSettings() throws IOException {
        Path hexagon = graph("hexagon.csv", 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 0);
        Path triangles = graph("triangles.csv", 0, 1, 1, 2, 2, 0, 3, 4, 4, 5, 5, 3);
        Path path = graph("path.csv", 0, 1, 1, 2, 2, 3, 3, 4, 4, 5);
        Path picture = folder.resolve("stability.svg");
        MainTest.Ran laws = MainTest.run(
                "estimates",
                "--network",
                hexagon.toString(),
                "--print",
                "stability",
                "--as",
                "csv",
                "--plot",
                picture.toString());
        assertThat(laws.code()).isZero();
        assertThat(Files.readString(picture).contains("stroke-dasharray")).isTrue();
        int bounded = 0;
        double before = 0;
        for (String line : laws.out().lines().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            if (!cells[5].isEmpty()) {
                bounded++;
                assertThat(Double.parseDouble(cells[4]))
                        .isPositive()
                        .isLessThanOrEqualTo(Double.parseDouble(cells[5]) * (1 + 1e-9));
                assertThat(Double.parseDouble(cells[5])).isGreaterThan(before);
                before = Double.parseDouble(cells[5]);
            }
        }
        assertThat(bounded).isEqualTo(5);
        // trees cannot tell the 6-cycle from two triangles, and no distance appears; the path is another matter
        for (Path other : new Path[] {triangles, path}) {
            MainTest.Ran ran = MainTest.run(
                    "estimates",
                    "--network",
                    hexagon.toString(),
                    "--print",
                    "stability",
                    "--against-network",
                    other.toString(),
                    "--as",
                    "csv");
            assertThat(ran.code()).isZero();
            double weak = ran.out()
                    .lines()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",")[1]))
                    .max()
                    .orElseThrow();
            if (other == triangles) {
                assertThat(weak).isLessThan(1e-12);
            } else {
                assertThat(weak).isGreaterThan(1e-4);
            }
        }
    }

    /** Bad input: exit code 2, one line that names it, nothing on standard output. */
    @Test
    void badInputIsRefused() throws IOException {
        Path hexagon = graph("hexagon.csv", 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 0);
        Path other = folder.resolve("other.yaml");
        Files.writeString(other, Files.readString(study("study.yaml")).replace("noise: 0.4", "noise: 0.3"));
        String net = hexagon.toString();
        String[][] calls = {
            {"--target 0", "estimates", "--print", "orders", "--target", "0"},
            {"--target NaN", "estimates", "--print", "orders", "--target", "NaN"},
            {"--max-order 0", "estimates", "--print", "errors", "--max-order", "0"},
            {"--max-order 11", "estimates", "--print", "remainders", "--max-order", "11"},
            {"--plot", "estimates", "--plot", "x.svg"},
            {"--against", "estimates", "--against", other.toString()},
            {"neuron", "estimates", "--print", "stability", "--against", other.toString()},
            {"missing.csv: no such file", "estimates", "--print", "stability", "--against-network", "missing.csv"},
            {"missing.yaml: no such study file", "estimates", "missing.yaml"},
            {"missing.csv: no such file", "audit", "--network", "missing.csv"},
            {"missing.csv: no such file", "audit", "--sequence", net + "," + net + ",missing.csv"},
            {"one size", "audit", "--sequence", net + "," + net + "," + net},
            {"missing.csv: no such file", "distance", net, "missing.csv"},
            {"--max-order 0", "distance", net, net, "--max-order", "0"},
            {"--time -1", "distance", net, net, "--time", "-1"},
            {"--time NaN", "distance", net, net, "--time", "NaN"},
            {"--rows -1", "distance", net, net, "--rows", "-1"},
            {"--gap 0", "distance", net, net, "--overlay", "--gap", "0"},
            {"--classes 0", "distance", net, net, "--overlay", "--classes", "0"},
            {"--classes", "distance", net, net, "--classes", "2"}
        };
        for (String[] call : calls) {
            MainTest.Ran ran = MainTest.run(Arrays.copyOfRange(call, 1, call.length));
            String shown = String.join(" ", call) + " → " + ran.err();
            assertThat(ran.code()).as(shown).isEqualTo(2);
            assertThat(ran.err()).as(shown).contains(call[0]);
            assertThat(ran.err().lines().filter(line -> line.startsWith("espalier: ")))
                    .as(shown)
                    .hasSize(1);
            assertThat(ran.out()).as(shown).isEmpty();
        }
    }

    private Path study(String name) throws IOException {
        return Files.writeString(folder.resolve(name), Study.builtIn().toYaml());
    }

    private static double value(String csv, String name) {
        return csv.lines()
                .filter(line -> line.startsWith(name + ","))
                .mapToDouble(line -> Double.parseDouble(line.split(",")[1]))
                .findFirst()
                .orElseThrow();
    }

    /** 6-cycle and two triangles: both distances vanish; the path is apart; a directed network has no overlay. */
    @Test
    void distances() throws IOException {
        Path hexagon = graph("hexagon.csv", 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 0);
        Path triangles = graph("triangles.csv", 0, 1, 1, 2, 2, 0, 3, 4, 4, 5, 5, 3);
        Path path = graph("path.csv", 0, 1, 1, 2, 2, 3, 3, 4, 4, 5);
        MainTest.Ran same =
                MainTest.run("distance", hexagon.toString(), triangles.toString(), "--overlay", "--as", "csv");
        assertThat(same.code()).isZero();
        assertThat(Double.parseDouble(
                        same.out().lines().skip(1).findFirst().orElseThrow().split(",")[0]))
                .isLessThan(1e-6);
        // the path has three classes: its quotient is at distance 0 from it
        MainTest.Ran reduced = MainTest.run(
                "distance", path.toString(), path.toString(), "--overlay", "--classes", "3", "--as", "csv");
        assertThat(reduced.code()).isZero();
        assertThat(reduced.err()).contains("6 neurons in 3 classes, row sums off by 0.00");
        MainTest.Ran trees = MainTest.run("distance", hexagon.toString(), path.toString(), "--max-order", "3");
        assertThat(trees.code()).isZero();
        assertThat(trees.out()).contains("distance 0.", "0 1");
        Path directed = folder.resolve("directed.csv");
        Files.writeString(directed, "source,target,weight\n0,1,1\n1,2,1\n2,0,1\n");
        MainTest.Ran refused = MainTest.run("distance", directed.toString(), directed.toString(), "--overlay");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("symmetric");
    }

    private Path graph(String name, int... pairs) throws IOException {
        StringBuilder text = new StringBuilder("source,target,weight\n");
        for (int e = 0; e < pairs.length; e += 2) {
            text.append(pairs[e]).append(',').append(pairs[e + 1]).append(",0.5\n");
            text.append(pairs[e + 1]).append(',').append(pairs[e]).append(",0.5\n");
        }
        return Files.writeString(folder.resolve(name), text.toString());
    }
}
