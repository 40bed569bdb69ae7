package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.espalier.model.generate.ErdosRenyi;
import org.espalier.model.generate.FormulaKernel;
import org.espalier.model.generate.Graphon;
import org.espalier.model.generate.KernelNetwork;
import org.espalier.model.generate.NetworkGenerator;
import org.espalier.model.generate.PlantedEquitable;
import org.espalier.model.generate.PowerLaw;
import org.espalier.model.generate.RankOne;
import org.espalier.model.generate.Regular;
import org.espalier.model.generate.SmallWorld;
import org.espalier.model.generate.Split;
import org.espalier.model.generate.StochasticBlock;
import org.espalier.model.generate.SyntheticConnectome;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Mixture;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.QuadraticDrift;
import org.espalier.model.neuron.UniformLaw;
import org.espalier.particles.Ensemble;
import org.espalier.particles.EnsembleResult;
import org.espalier.particles.observable.Potentials;
import org.espalier.particles.spiking.Driver;
import org.espalier.run.Times;
import org.espalier.run.sampling.Series;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Generators, laws, types, shuffle and splitting of a study file. */
class StudyFieldsTest {
    private static final String GENERATOR =
            "generator: {family: erdos_renyi, neurons: 40, mean_degree: 8, coupling: 0.3, seed: 5}";
    private static final String LAW = "initial_law: {family: normal, mean: 0.3, deviation: 0.3}";

    private static String generator(String fields) {
        return SmallStudy.yaml()
                .replace(GENERATOR, "generator: {" + fields + ", seed: 5}")
                .replace("rule: excitatory", "rule: as_given");
    }

    private static String network(String... lines) {
        return SmallStudy.yaml().replace(GENERATOR, GENERATOR + "\n  " + String.join("\n  ", lines));
    }

    private static final String BLOCKS =
            "family: stochastic_block, sizes: [12, 8], probabilities: [[0.5, 0.25], [1, 0]], couplings: [[1, -2], [0.5, 0]]";

    private static Map<String, NetworkGenerator> families() {
        Map<String, NetworkGenerator> result = new LinkedHashMap<>();
        result.put(BLOCKS, StochasticBlock.of(new int[] {12, 8}, new double[][] {{0.5, 0.25}, {1, 0}}, new double[][] {
            {1, -2}, {0.5, 0}
        }));
        result.put(
                "family: planted, sizes: [10, 6], inputs: [[3, 2], [1, 0]], synapses: [[9, -4], [1, 0]], scale: 0.125",
                PlantedEquitable.of(
                        new int[] {10, 6}, new int[][] {{3, 2}, {1, 0}}, new int[][] {{9, -4}, {1, 0}}, 0.125));
        result.put(
                "family: power_law, neurons: 200, exponent: 1.5, mean_degree: 6, coupling: 0.7",
                new PowerLaw(200, 1.5, 6, 0.7));
        result.put("family: regular, neurons: 30, degree: 4, coupling: 0.7", new Regular(30, 4, 0.7));
        result.put(
                "family: small_world, neurons: 30, neighbours: 4, rewiring: 0.25, coupling: 0.7",
                new SmallWorld(30, 4, 0.25, 0.7));
        return result;
    }

    @TestFactory
    List<DynamicTest> everyFamilyIsThatOfTheLibraryAndReadsBack() {
        List<DynamicTest> tests = new ArrayList<>();
        families()
                .forEach((fields, generator) -> tests.add(DynamicTest.dynamicTest(fields, () -> {
                    Study study = Study.parse(generator(fields));
                    assertThat(((GeneratedNetwork) study.network().origin()).generator())
                            .isEqualTo(generator);
                    assertThat(study.network().network()).isEqualTo(generator.generate(5));
                    assertThat(Study.parse(study.toYaml())).isEqualTo(study);
                })));
        return tests;
    }

    @Test
    void aConnectomeLikeAnother() {
        Study study = Study.parse(generator("family: synthetic_connectome, like: worm, edges: 3000"));
        SyntheticConnectome worm = SyntheticConnectome.worm();
        assertThat(((GeneratedNetwork) study.network().origin()).generator())
                .isEqualTo(new SyntheticConnectome(
                        worm.size(),
                        3000,
                        worm.inSpread(),
                        worm.outSpread(),
                        worm.correlation(),
                        worm.withoutInput(),
                        worm.withoutOutput(),
                        worm.synapsesPerEdge(),
                        worm.synapseSpread()));
        assertThat(Study.parse(study.toYaml())).isEqualTo(study);
        assertThatThrownBy(() -> Study.parse(generator("family: synthetic_connectome, like: bee")))
                .hasMessageContaining("network.generator.like must be one of worm, fly, found 'bee'");
    }

    /** What a command tells about a family is what a study file holds. */
    @Test
    void theTableOfFamilies() {
        Map<String, List<String>> told = new LinkedHashMap<>();
        NetworkFamily.all()
                .forEach(family -> told.put(
                        family.name(),
                        family.parameters().stream()
                                .map(NetworkFamily.Parameter::name)
                                .toList()));
        assertThat(told).hasSize(10);
        assertThat(told.get("rank_one")).containsExactly("neurons", "gain", "output", "parameters");
        families().keySet().forEach(text -> {
            Map<String, ?> written = GeneratorFamilies.written(
                    (GeneratedNetwork) Study.parse(generator(text)).network().origin());
            List<String> keys = new ArrayList<>(List.of("family"));
            keys.addAll(told.get(written.get("family")));
            keys.add("seed");
            assertThat(written.keySet()).containsExactlyElementsOf(keys);
        });
    }

    @Test
    void graphons() {
        Study dense =
                Study.parse(generator("family: graphon, neurons: 25, kernel: 'a*min(x, y) - y', parameters: {a: 2},"
                        + " degree: all, bound: 2, places: random"));
        // x is the place of the neuron that receives
        assertThat(dense.network().network())
                .isEqualTo(KernelNetwork.dense(25, (x, y) -> 2 * Math.min(x, y) - y)
                        .atRandomPlaces()
                        .generate(5));
        assertThat(Study.parse(dense.toYaml())).isEqualTo(dense);
        Study sparse = Study.parse(generator("family: graphon, neurons: 50, kernel: 'x*x', parameters: {}, degree: 6,"
                + " bound: 1, places: midpoints"));
        assertThat(sparse.network().network())
                .isEqualTo(KernelNetwork.sparse(50, (x, y) -> x * x, 6, 1).generate(5));
        assertThat(Study.parse(sparse.toYaml())).isEqualTo(sparse);
        assertThatThrownBy(() -> new Graphon(10, FormulaKernel.of("1/(x-0.05)", Map.of()), 0, 1, false).generate(1))
                .hasMessageContaining("'1/(x-0.05)' is")
                .hasMessageContaining("must be finite on the unit square");
    }

    @Test
    void rankOne() {
        Study study = Study.parse(
                generator("family: rank_one, neurons: 8, gain: '1 + g*x', output: 'exp(-x)', parameters: {g: 3}"));
        double[] a = new double[8];
        double[] b = new double[8];
        for (int i = 0; i < 8; i++) {
            double x = (i + 0.5) / 8;
            a[i] = 1 + 3 * x;
            b[i] = Math.exp(-x) / 8;
        }
        SynapticNetwork expected = RankOne.network(a, b);
        SynapticNetwork made = study.network().network();
        assertThat(made.edges()).isEqualTo(56);
        for (int e = 0; e < 56; e++) {
            assertThat(made.weight(e)).isCloseTo(expected.weight(e), within(1e-7));
        }
        assertThat(Study.parse(study.toYaml())).isEqualTo(study);
    }

    @TestFactory
    List<DynamicTest> lawsReadBack() {
        Map<String, InitialLaw> laws = new LinkedHashMap<>();
        laws.put(
                "{family: mixture, weights: [1, 3], laws: [{family: point, at: 0.5}, {family: mixture, weights: [1, 1],"
                        + " laws: [{family: uniform, low: -1, high: 0}, {family: normal, mean: 1, deviation: 0.1}]}]}",
                new Mixture(
                        List.of(0.25, 0.75),
                        List.of(
                                new PointMass(0.5),
                                new Mixture(List.of(0.5, 0.5), List.of(new UniformLaw(-1, 0), Normal.of(1, 0.1))))));
        laws.put("{family: point, at: -2}", new PointMass(-2));
        List<DynamicTest> tests = new ArrayList<>();
        laws.forEach((text, law) -> tests.add(DynamicTest.dynamicTest(text, () -> {
            Study study = Study.parse(SmallStudy.yaml().replace(LAW, "initial_law: " + text));
            assertThat(study.law()).isEqualTo(law);
            assertThat(Study.parse(study.toYaml())).isEqualTo(study);
        })));
        return tests;
    }

    @Test
    void shuffleAndSplitting() {
        Study study = Study.parse(network("shuffle: {swaps: 10, seed: 2}", "split: 3")
                .replace("scaling: {measure: none}", "scaling: {measure: mean_row_sum, value: 0.5}"));
        assertThat(Study.parse(study.toYaml())).isEqualTo(study);
        SynapticNetwork plain = new ErdosRenyi(40, 8, 0.3).generate(5);
        SynapticNetwork made = study.network().network();
        assertThat(made.size()).isEqualTo(120);
        assertThat(made.edges()).isEqualTo(9 * plain.edges());
        assertThat(Arrays.stream(made.absoluteRowSums()).average().orElseThrow())
                .isCloseTo(0.5, within(1e-6));
        // in-degrees are those of the plain network, and yet it is another one
        Study unsplit = Study.parse(network("shuffle: {swaps: 10, seed: 2}"));
        SynapticNetwork shuffled = unsplit.network().network();
        assertThat(shuffled).isNotEqualTo(plain);
        for (int i = 0; i < 40; i++) {
            assertThat(shuffled.rowStart(i)).isEqualTo(plain.rowStart(i));
        }
        assertThat(Study.parse(network("split: 2")).network().network()).isEqualTo(new Split(plain, 2).generate(0));
    }

    private static final String BY_TYPE = SmallStudy.yaml()
            .replace(GENERATOR, "generator: {" + BLOCKS + ", seed: 5}")
            .replace(
                    "  kick_factor: 1",
                    "  kick_factor: 1\n  types:\n    block 1: {noise: 0, reset: -3, intensity: {family: constant, rate: 7},"
                            + " drift: {family: quadratic, input: 1, curvature: 0.5, centre: 0.2}}")
            .replace(LAW, "initial_law: {family: point, at: 0.25, types: {block 1: {family: point, at: 4}}}");

    @Test
    void neuronsAndLawsByType() {
        Study study = Study.parse(BY_TYPE);
        assertThat(Study.parse(study.toYaml())).isEqualTo(study);
        assertThat(study.types().neurons().get("block 1").drift()).isEqualTo(new QuadraticDrift(1, 0.5, 0.2));
        assertThat(study.neuron().drift()).isEqualTo(new LinearLeak(1, 1));
        assertThat(study.types().neurons().get("block 1").intensity()).isEqualTo(new ConstantIntensity(7));
        SynapticNetwork network = study.network().network();
        Potentials potentials = new Potentials(20);
        EnsembleResult result =
                study.ensemble(network).replicas(2).observing(potentials).run(Times.of(0));
        for (int i = 0; i < 20; i++) {
            assertThat(result.observed(potentials, i).at(0).mean()).isEqualTo(i < 12 ? 0.25 : 4);
        }
        // ν(0.25) of the sigmoid for 12 neurons, 7 for 8
        double sigmoid = 4 / (1 + Math.exp(0.75 / 0.2));
        assertThat(result.rate().at(0).mean()).isCloseTo((12 * sigmoid + 8 * 7) / 20, within(1e-12));
        assertThatThrownBy(() -> study.split(List.of(1, 2, 4), StudyListener.silent(), 1))
                .hasMessageStartingWith("neuron.types:");
        Study laws = Study.parse(SmallStudy.yaml()
                .replace(GENERATOR, "generator: {" + BLOCKS + ", seed: 5}")
                .replace(LAW, "initial_law: {family: point, at: 0, types: {block 0: {family: point, at: 4}}}"));
        StudyResult started = laws.run();
        assertThat(started.outcome().isCompleted()).isTrue();
        // 12 of 20 start at 4, where the sigmoid is 4 within 1e-6
        double mean = (12 * 4 + 8 * 4 / (1 + Math.exp(1 / 0.2))) / 20;
        assertThat(started.meanField().orElseThrow().rate()[0]).isCloseTo(mean, within(0.02));
        assertThat(started.simulation().orElseThrow().rate().at(0).mean()).isCloseTo(mean, within(1e-6));
        assertThatThrownBy(() -> laws.split(List.of(1, 2, 4), StudyListener.silent(), 1))
                .hasMessageStartingWith("initial_law.types:");
        assertThat(Forecast.of(laws, network).items())
                .extracting(Forecast.Item::stage)
                .containsExactly(
                        "network", "mean-field equation", "hierarchy", "typed, 8 classes, order 3", "simulation");
        // two colours of neurons have more trees
        int order = study.hierarchy().maxOrder();
        assertThat(HierarchyStudy.trees(2, order)).isGreaterThan(HierarchyStudy.trees(1, order));
        assertThat(started.hierarchy().orElseThrow().densities().colours()).isEqualTo(2);
    }

    private static final String SIMULATION = "simulation: {replicas: 40, time_step: 0.02, seed: 3}";

    private static String simulation(String more) {
        return SmallStudy.yaml().replace(SIMULATION, SIMULATION.replace("}", ", " + more + "}"));
    }

    @Test
    void driverAndRefractoryTimeReadBack() {
        for (String more : List.of(
                "driver: time_stepped",
                "driver: event_driven",
                "refractory: 0.125",
                "refractory: 0",
                "threshold: 1.5",
                "driver: time_stepped, refractory: 0.1, threshold: 0.25",
                "driver: event_driven, refractory: 3")) {
            Study study = Study.parse(simulation(more));
            assertThat(Study.parse(study.toYaml())).as(more).isEqualTo(study);
            assertThat(study.withSeed(4).withReplicas(7).simulation())
                    .isEqualTo(new SimulationPlan(
                            7,
                            0.02,
                            4,
                            study.simulation().driver(),
                            study.simulation().refractory(),
                            study.simulation().threshold()));
        }
        assertThat(Study.parse(simulation("refractory: 0"))).isEqualTo(SmallStudy.study());
        assertThat(SmallStudy.study().toYaml()).doesNotContain("driver", "refractory", "threshold");
        assertThat(Study.parse(simulation("driver: event_driven, refractory: 3"))
                        .simulation())
                .isEqualTo(
                        new SimulationPlan(40, 0.02, 3, Optional.of(Driver.EVENT_DRIVEN), 3, OptionalDouble.empty()));
        assertThat(Study.parse(simulation("threshold: 1.5")).simulation().threshold())
                .hasValue(1.5);
    }

    @Test
    void theDriverOfTheStudySimulates() {
        Study exact = Study.parse(simulation("driver: event_driven"));
        Study stepped = Study.parse(simulation("driver: time_stepped"));
        SynapticNetwork network = exact.network().network();
        Ensemble plain = Ensemble.of(exact.neuron(), network, exact.law())
                .replicas(40)
                .seed(3)
                .timeStep(0.02);
        StudyResult result = exact.run();
        double[] events =
                plain.driver(Driver.EVENT_DRIVEN).run(result.times()).rate().means();
        assertThat(result.simulation().orElseThrow().rate().means()).isEqualTo(events);
        assertThat(result.simulation().orElseThrow().bias()).isEmpty();
        assertThat(result.comparison().orElseThrow().rows())
                .hasSize(14)
                .allSatisfy(row -> assertThat(row.budget().timeStep()).isZero());
        StudyResult inSteps = stepped.run();
        assertThat(inSteps.simulation().orElseThrow().rate().means())
                .isEqualTo(plain.run(result.times()).rate().means())
                .isNotEqualTo(events);
        assertThat(inSteps.comparison()).isEqualTo(SmallStudy.study().run().comparison());
        assertThat(inSteps.simulation().orElseThrow().bias()).isPresent();
        // splittings: the study's word counts, without it exact where it can be
        List<Integer> copies = List.of(1, 2, 4);
        assertThat(stepped.split(copies, StudyListener.silent(), 2).exact()).isFalse();
        SplittingStudy split = exact.split(copies, StudyListener.silent(), 2);
        assertThat(split.exact()).isTrue();
        assertThat(SmallStudy.study().split(copies, StudyListener.silent(), 2)).isEqualTo(split);
    }

    /** A neuron with constant intensity λ that has fired once in [0, t], t below the refractory time, fires no more. */
    @Test
    void refractoryNeuronsDoNotFire() {
        for (String driver : List.of("time_stepped", "event_driven")) {
            Study study = Study.parse(simulation("refractory: 5, driver: " + driver)
                    .replace("{family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}", "{family: constant, rate: 2}"));
            SynapticNetwork network = study.network().network();
            assertThat(study.system(network).refractory()).isEqualTo(5);
            Series rate = study.ensemble(network).run(Times.of(0.25, 0.5)).rate();
            for (int k = 0; k < 2; k++) {
                // each of 1600 neurons is free with probability exp(−λt), independently. 4.5 standard errors, four
                // comparisons: fails with probability 3e-5 for one seed; this seed is fixed. Steps of 0.02 shift less
                // than
                // 2 (λh)²
                double free = Math.exp(-2 * 0.25 * (k + 1));
                double error = 2 * Math.sqrt(free * (1 - free) / 1600);
                assertThat(rate.at(k).mean()).isCloseTo(2 * free, within(4.5 * error + 3.2e-3));
            }
        }
    }

    /**
     * V' = 2 − V from 0 is at 1 at ln 2, that is in the step that ends at 0.7, where all neurons fire together and so lose
     * each other's kicks; then once more at 1.4, unless they rest in between.
     */
    @Test
    void neuronsFireAtTheThreshold() {
        for (double refractory : new double[] {0, 0.5}) {
            Study study = Study.parse(simulation("threshold: 1, refractory: " + refractory)
                    .replace("input: 1, rate: 1", "input: 2, rate: 1")
                    .replace("noise: 0.4", "noise: 0")
                    .replace(LAW, "initial_law: {family: point, at: 0}"));
            SynapticNetwork network = study.network().network();
            EnsembleResult result = study.ensemble(network).run(Times.of(0.68, 0.72, 1.38, 1.42));
            assertThat(result.spikes().means()).containsExactly(0, 1, 0, refractory > 0 ? 0 : 1);
            // counted over 0.04 of time
            assertThat(result.rate().means())
                    .containsExactly(new double[] {0, 25, 0, refractory > 0 ? 0 : 25}, within(1e-9));
        }
    }

    @Test
    void theMeanFieldAtAThresholdNeedsNoiseAndALawBelowIt() {
        Study study = Study.parse(simulation("threshold: 1.5, refractory: 1"));
        String reason =
                "simulation.threshold = 1.5: the mean field is about neurons that start below the threshold, above"
                        + " which initial_law has mass 3.167124183311998E-5; 'espalier simulate' runs the simulation alone, or"
                        + " change the key";
        assertThat(study.refusal()).contains(reason);
        assertThatThrownBy(study::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
        assertThatThrownBy(() -> study.split(List.of(1, 2, 4), StudyListener.silent(), 1))
                .hasMessage(reason);
        assertThat(Forecast.of(study, study.network().network()).items())
                .extracting(Forecast.Item::stage)
                .containsExactly("network", "simulation");
        assertThat(Study.parse(simulation("threshold: 1.5").replace("noise: 0.4", "noise: 0"))
                        .refusal()
                        .orElseThrow())
                .contains("noise > 0");
        assertThat(Study.parse(simulation("threshold: 1.5").replace(LAW, "initial_law: {family: point, at: 0}"))
                        .refusal())
                .isEmpty();
        assertThat(Study.parse(simulation("driver: event_driven")).refusal()).isEmpty();
    }

    @Test
    void typesThatTheNetworkDoesNotHave() {
        Study other = Study.parse(BY_TYPE.replace("block 1: {noise", "block 2: {noise"));
        SynapticNetwork network = other.network().network();
        assertThatThrownBy(() -> other.ensemble(network))
                .hasMessage("neuron.types: no neuron is of type 'block 2'; the types are block 0, block 1");
        Study untyped = Study.parse(SmallStudy.yaml()
                .replace(LAW, "initial_law: {family: point, at: 0, types: {a: {family: point, at: 4}}}"));
        SynapticNetwork plain = untyped.network().network();
        assertThatThrownBy(() -> untyped.ensemble(plain))
                .hasMessage("initial_law.types: no neuron is of type 'a'; the network has no types, give them with"
                        + " network.types");
    }

    @Test
    void typesFromATable(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("edges.csv"), "source,target,weight\na,b,2\nb,c,4\nc,a,1\n");
        Files.writeString(folder.resolve("cells.csv"), "name,class\na,motor\nb,sensory\nc,motor\n");
        Path file = Files.writeString(
                folder.resolve("s.yaml"),
                SmallStudy.yaml()
                        .replace(
                                GENERATOR,
                                "file: edges.csv\n  format: auto\n  self_loops: drop\n  duplicates: sum\n"
                                        + "  types: {file: cells.csv, neuron: name, type: class}"));
        Study study = Study.load(file);
        SynapticNetwork network = study.network().network();
        assertThat(network.types()).containsExactly("motor", "sensory");
        assertThat(network.type(1)).isEqualTo(1);
        Study resolved = study.resolved();
        assertThat(Study.parse(resolved.toYaml())).isEqualTo(resolved);
        assertThat(resolved.network().network()).isEqualTo(network);
        Files.writeString(folder.resolve("cells.csv"), "name,class\na,motor\nb,motor\nc,motor\n");
        assertThatThrownBy(() -> resolved.network().network())
                .hasMessageContaining("cells.csv: its SHA-256 is")
                .hasMessageContaining("remove the key network.types.sha256");
    }

    @TestFactory
    List<DynamicTest> everyWrongValueIsNamedWithItsPlace() {
        String small = "family: small_world, neurons: 30, neighbours: 4, rewiring: 0.25, coupling: 0.7";
        String graphon =
                "family: graphon, neurons: 25, kernel: 'x*y', parameters: {}, degree: all, bound: 2, places: random";
        String planted =
                "family: planted, sizes: [10, 6], inputs: [[3, 2], [1, 0]], synapses: [[9, -4], [1, 0]], scale: 1";
        String rank = "family: rank_one, neurons: 8, gain: 'x', output: 'x', parameters: {}";
        String[][] cases = {
            {
                generator(BLOCKS.replace("[12, 8]", "[12, 0]")),
                "network.generator.sizes: 0.0 must be a whole number from 1"
            },
            {generator(BLOCKS.replace("[12, 8]", "[12, 8.5]")), "network.generator.sizes: 8.5 must be a whole number"},
            {generator(BLOCKS.replace("[12, 8]", "12")), "network.generator.sizes must be a list of numbers"},
            {generator(BLOCKS.replace("[12, 8]", "[12]")), "network.generator: block network: 1 blocks, 2 rows"},
            {
                generator(BLOCKS.replace("[[0.5, 0.25], [1, 0]]", "[[0.5, 0.25], [1]]")),
                "network.generator.probabilities: row 2 has 1 numbers, the first has 2"
            },
            {
                generator(BLOCKS.replace("[[0.5, 0.25], [1, 0]]", "[0.5, 0.25]")),
                "network.generator.probabilities must be a list of rows such as"
            },
            {
                generator(BLOCKS.replace("[[0.5, 0.25], [1, 0]]", "[[0.5, x], [1, 0]]")),
                "network.generator.probabilities must be a finite number, found 'x'"
            },
            {generator(BLOCKS.replace("[[0.5, 0.25]", "[[1.5, 0.25]")), "probability 0,0 = 1.5"},
            {generator(planted.replace("[[3, 2]", "[[3.5, 2]")), "inputs: 3.5 must be a whole number"},
            {
                generator(planted.replace("[[3, 2]", "[[30, 2]")),
                "number of edges from class 0 to a neuron of class 0 = 30"
            },
            {generator(planted.replace("scale: 1", "scale: big")), "network.generator.scale must be a finite number"},
            {
                generator("family: power_law, neurons: 200, exponent: 0.5, mean_degree: 6, coupling: 1"),
                "network.generator: power law: exponent = 0.5"
            },
            {generator("family: regular, neurons: 30, degree: 30, coupling: 1"), "degree = 30"},
            {
                generator("family: regular, neurons: 30, degree: 0, coupling: 1"),
                "network.generator.degree = 0 must lie between 1"
            },
            {
                generator("family: regular, neurons: 30, degrees: 3, coupling: 1"),
                "unknown key 'network.generator.degrees'; did you mean 'degree'?"
            },
            {generator(small.replace("neighbours: 4", "neighbours: 3")), "3 neighbours, an even number"},
            {generator(small.replace("rewiring: 0.25", "rewiring: 2")), "rewiring = 2.0"},
            {generator(small.replace(", rewiring: 0.25", "")), "missing key 'network.generator.rewiring'"},
            {generator(graphon.replace("'x*y'", "'x*z'")), "kernel: the formula 'x*z' cannot be read"},
            {generator(graphon.replace("'x*y'", "'x*z'")), "known names are x, y and the elementary functions"},
            {generator(graphon.replace("{}", "{x: 1}")), "the parameter name 'x' must be a word"},
            {
                generator(graphon.replace("degree: all", "degree: some")),
                "network.generator.degree must be one of all, found 'some'"
            },
            {generator(graphon.replace("degree: all", "degree: 0")), "network.generator.degree = 0.0 must be > 0"},
            {generator(graphon.replace("degree: all", "degree: 3").replace("bound: 2", "bound: 0")), "bound = 0.0"},
            {
                generator(graphon.replace("random", "everywhere")),
                "network.generator.places must be one of midpoints, random, found 'everywhere'"
            },
            {generator(rank.replace("gain: 'x'", "gain: '1/(x-0.0625)'")), "rank one: gain '1/(x-0.0625)' at x = 0.0625"
            },
            {generator(rank.replace("output: 'x'", "output: 'y'")), "rank one: output: the formula 'y' cannot be read"},
            {generator("family: erdos, neurons: 3"), "network.generator.family must be one of synthetic_connectome"},
            {network("split: 0"), "network.split = 0 must lie between 1"},
            {network("split: two"), "network.split must be an integer, found 'two'"},
            {network("shuffle: {swaps: 0, seed: 2}"), "network.shuffle: swaps = 0.0 must be > 0"},
            {network("shuffle: {swaps: 3}"), "missing key 'network.shuffle.seed'"},
            {network("shuffle: 3"), "network.shuffle must be a mapping"},
            {network("shufle: {swaps: 3, seed: 1}"), "unknown key 'network.shufle'; did you mean 'shuffle'?"},
            {network("types: {file: a.csv, neuron: name}"), "missing key 'network.types.type'"},
            {
                network("types: {file: a.csv, neuron: name, kind: x}"),
                "unknown key 'network.types.kind'; known here: file, neuron, type, sha256"
            },
            {
                SmallStudy.yaml()
                        .replace("rule: excitatory", "rule: column, column: a, excitatory: [x], inhibitory: [y]"),
                "network.signs.rule: a generated network has no column"
            },
            {BY_TYPE.replace("noise: 0,", "noise: -1,"), "neuron.types.block 1: neuron: noise σ = -1.0"},
            {
                BY_TYPE.replace("noise: 0,", "nosie: 1,"),
                "unknown key 'neuron.types.block 1.nosie'; did you mean 'noise'?"
            },
            {BY_TYPE.replace("noise: 0,", "kick_factor: 1,"), "unknown key 'neuron.types.block 1.kick_factor'"},
            {
                BY_TYPE.replace("family: constant", "family: constantly"),
                "neuron.types.block 1.intensity.family must be one of sigmoid"
            },
            {
                BY_TYPE.replace("{block 1: {family: point, at: 4}}", "{block 1: 4}"),
                "initial_law.types.block 1 must be a mapping"
            },
            {
                BY_TYPE.replace("{family: point, at: 4}", "{family: point, in: 4}"),
                "unknown key 'initial_law.types.block 1.in'"
            },
            {
                SmallStudy.yaml().replace(LAW, "initial_law: {family: mixture, weights: [1], laws: []}"),
                "initial_law.laws must be a list of mappings"
            },
            {
                SmallStudy.yaml()
                        .replace(
                                LAW, "initial_law: {family: mixture, weights: [1, 2], laws: [{family: point, at: 0}]}"),
                "initial_law: mixture: 2 weights for 1 laws"
            },
            {
                SmallStudy.yaml()
                        .replace(LAW, "initial_law: {family: mixture, weights: [0], laws: [{family: point, at: 0}]}"),
                "mixture: weight = 0.0"
            },
            {
                SmallStudy.yaml()
                        .replace(LAW, "initial_law: {family: mixture, weights: [1], laws: [{family: point, on: 0}]}"),
                "unknown key 'initial_law.laws[0].on'; did you mean 'at'?"
            },
            {simulation("driver: exact"), "simulation.driver must be one of time_stepped, event_driven, found 'exact'"},
            {simulation("driver: 3"), "simulation.driver must be one of time_stepped, event_driven, found '3'"},
            {simulation("drivers: event_driven"), "unknown key 'simulation.drivers'; did you mean 'driver'?"},
            {simulation("refractory: -1"), "simulation: refractory = -1.0 must be finite and ≥ 0; 0 is none"},
            {simulation("refractory: .inf"), "simulation.refractory must be a finite number"},
            {simulation("refractory: long"), "simulation.refractory must be a finite number, found 'long'"},
            {simulation("threshold: none"), "simulation.threshold must be a finite number, found 'none'"},
            {simulation("thresold: 1"), "unknown key 'simulation.thresold'; did you mean 'threshold'?"},
            {
                simulation("threshold: 0"),
                "simulation: threshold = 0.0 must be finite and above the reset value 0.0 (neuron.reset)"
            },
            {
                BY_TYPE.replace("seed: 3}", "seed: 3, threshold: 0.5}").replace("reset: -3", "reset: 0.75"),
                "simulation: threshold = 0.5 must be finite and above the reset value 0.75"
            },
            {
                simulation("threshold: 1, driver: event_driven"),
                "simulation: driver = event_driven: neurons fire at simulation.threshold; choose time_stepped"
            },
            {simulation("refractary: 1"), "unknown key 'simulation.refractary'; did you mean 'refractory'?"},
            {
                simulation("driver: event_driven")
                        .replace(
                                "{family: linear, input: 1, rate: 1}",
                                "{family: quadratic, input: 1, curvature: 0.5, centre: 0.2}"),
                "simulation: driver = event_driven: the drift is not linear; choose time_stepped"
            },
            {
                simulation("driver: event_driven")
                        .replace(
                                "{family: sigmoid, maximum: 4, midpoint: 1, width: 0.2}",
                                "{family: rectified_power, gain: 1, threshold: 0, power: 1, maximum: none}"),
                "simulation: driver = event_driven: the intensity has no known maximum; choose time_stepped"
            },
            {
                BY_TYPE.replace("seed: 3}", "seed: 3, driver: event_driven}"),
                "simulation: driver = event_driven: the drift is not linear; choose time_stepped"
            },
        };
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] wrong : cases) {
            tests.add(DynamicTest.dynamicTest(wrong[1], () -> {
                assertThat(wrong[0]).isNotEqualTo(SmallStudy.yaml());
                assertThatThrownBy(() -> Study.parse(wrong[0]))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching("(?s)study, line \\d+: .*")
                        .hasMessageContaining(wrong[1])
                        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
            }));
        }
        return tests;
    }

    @Test
    void theSeedOfANetworkThatIsNotDrawnMayBeLeftOut() {
        Study all = Study.parse(
                SmallStudy.yaml().replace(GENERATOR, "generator: {family: all_to_all, neurons: 5, coupling: 0.5}"));
        assertThat(all.network().network().edges()).isEqualTo(20);
        assertThat(Study.parse(all.toYaml())).isEqualTo(all);
        assertThatThrownBy(() -> Study.parse(SmallStudy.yaml().replace(", seed: 5}", "}")))
                .hasMessageContaining("seed");
    }

    @Test
    void aMessageNamesItsPlaceOnce() {
        assertThatThrownBy(() -> Study.parse(SmallStudy.yaml().replace("noise: 0.4", "noise: -0.4")))
                .hasMessageContaining("neuron: noise")
                .hasMessageNotContaining("neuron: neuron:");
    }

    @Test
    void theForecastOfEventDrivenTrajectoriesDoesNotDependOnTheStep() {
        double[][] seconds = new double[2][2];
        for (int d = 0; d < 2; d++) {
            for (int k = 0; k < 2; k++) {
                String plan = "simulation: {replicas: 40000, time_step: " + (k == 0 ? "0.02" : "0.0002")
                        + (d == 0 ? "" : ", driver: event_driven") + ", seed: 3}";
                Study study = Study.parse(
                        SmallStudy.yaml().replace("simulation: {replicas: 40, time_step: 0.02, seed: 3}", plan));
                List<Forecast.Item> items =
                        Forecast.of(study, study.network().network()).items();
                seconds[d][k] = items.get(items.size() - 1).seconds();
            }
        }
        assertThat(seconds[1][1]).isEqualTo(seconds[1][0]);
        assertThat(seconds[0][1]).isGreaterThan(10 * seconds[0][0]);
        assertThat(seconds[1][0]).isLessThan(seconds[0][0]);
    }
}
