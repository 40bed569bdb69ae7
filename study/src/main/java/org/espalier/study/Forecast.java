package org.espalier.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.meanfield.Populations;
import org.espalier.hierarchy.meanfield.ThresholdMeanField;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Integrator;
import org.espalier.hierarchy.numerics.LateTimes;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.run.Times;
import org.espalier.study.method.HierarchyMethod;
import org.espalier.study.method.MethodCost;
import org.espalier.study.method.MethodProblem;

/**
 * What a run costs, known before it is paid.
 *
 * @param items one for each stage
 * @param available bytes that the Java heap can hold
 */
public record Forecast(List<Item> items, long available) {
    /**
     * The cost of a stage.
     *
     * @param stage name of the stage
     * @param unknowns number of values that are advanced in time
     * @param bytes memory
     * @param seconds rough time with two threads; within a factor of three on a machine of 2020 to 2026
     * @param remedy what to lower if it does not fit
     */
    public record Item(String stage, double unknowns, double bytes, double seconds, String remedy) {
        Item(String stage, double unknowns, double bytes, double seconds) {
            this(stage, unknowns, bytes, seconds, "lower hierarchy.max_order or numerics.cells");
        }
    }

    /** Seconds a cell and step of (5.1), a cell, tree and step of (6.1), a synapse and spike. */
    private static final double CELL_STEP = 12e-9;

    private static final double TREE_CELL_STEP = 6e-9;
    private static final double DAY = 86_400;

    /** Values of the histogram of a report at a time, and the most replicas that are held at once: means need no more. */
    private static final double HISTOGRAM = 64;

    private static final double OPEN_REPLICAS = 64;
    private static final double DELIVERY = 3e-9;

    /** Copies the items. */
    public Forecast {
        items = List.copyOf(items);
    }

    /**
     * Forecasts a run. Cost: that of one mean-field density.
     *
     * @return cost by stage
     * @throws IllegalArgumentException if the potentials of the network need too many cells, or a method does not fit the network
     */
    public static Forecast of(Study study, SynapticNetwork network) {
        Times times = study.time().all();
        double horizon = times.last();
        study.ensemble(network).forecast(times).requireTime(2);
        requireTime(study, network, horizon);
        double width = MeanFieldStudy.cellWidth(study);
        double rate = rate(study, network, width);
        DriveRange drives = drives(study, network, rate);
        int cells = Grid.covering(study.neuron(), study.law(), drives, horizon, width)
                .cells();
        double n = network.size();
        LateTimes late = LateTimes.of(study.problem(network));
        double step = study.numerics().timeStep();
        late.requireNotFarBelow("mean-field equation", step);
        double steps = Math.ceil(horizon / Math.min(step, late.shortest() / 4));
        List<Item> items = new ArrayList<>();
        items.add(new Item("network", network.edges(), 13.0 * network.edges() + 100 * n, 0.2 + 2e-7 * network.edges()));
        double replicas = study.simulation().replicas();
        // coupled pairs for the bias of the step cost about six tenths of the replicas more
        Item simulation = new Item(
                "simulation",
                n * replicas,
                study.ensemble(network).forecast(times).bytes()
                        + 8.0 * times.count() * HISTOGRAM * (3 + 2 * Math.min(OPEN_REPLICAS, replicas)),
                (study.simulation().isEventDriven() ? 1 : 1.6)
                        * (study.ensemble(network).forecast(times).seconds()
                                + replicas * DELIVERY * rate * horizon * network.edges())
                        / 2,
                "lower simulation.replicas or the number of time.outputs");
        if (study.refusal().isPresent()) {
            // what the theory is not about is simulated, and no more
            items.add(simulation);
            return new Forecast(items, Runtime.getRuntime().maxMemory());
        }
        // the grid is solved four times: coarse, fine, coarse cells, coarse step
        items.add(new Item(
                "mean-field equation",
                n * cells,
                8.0 * n * (3.0 * cells + times.count() + 2 * Math.min(steps, steps / horizon * late.longest())),
                2.25 * CELL_STEP * n * cells * steps / 2));
        NetworkSystem system = study.problem(network);
        if (HierarchyStudy.reasonToLeaveOut(system).isEmpty()) {
            requirePresent(study, system);
            double trees = HierarchyStudy.trees(system.colouring().count(), HierarchyStudy.largestOrder(study, system));
            double noise = system.neurons().distinct().stream()
                    .mapToDouble(Neuron::noise)
                    .max()
                    .orElseThrow();
            double stable = Math.max(steps, horizon * noise * noise / (width * width));
            items.add(new Item(
                    "hierarchy",
                    trees * cells,
                    8.0
                            * trees
                            * cells
                            * (times.count()
                                    + (double) study.numerics().integrator().arrays())
                            * 1.25,
                    1.25
                            * TREE_CELL_STEP
                            * trees
                            * cells
                            * stable
                            * 4
                            * study.numerics().integrator().timesAsLong()));
        }
        MethodProblem problem = new MethodProblem(
                system,
                drives,
                width,
                study.numerics().timeStep(),
                study.numerics().integrator(),
                1,
                times);
        for (HierarchyMethod method : study.closures(system)) {
            if (method.reasonToLeaveOut(system).isPresent()) {
                continue;
            }
            MethodCost cost = method.cost(problem);
            items.add(new Item(method.name(), cost.unknowns(), cost.bytes(), cost.seconds(), cost.remedy()));
        }
        items.add(simulation);
        return new Forecast(items, Runtime.getRuntime().maxMemory());
    }

    /** Refuses a refractory time or delays where an integrator that does not look back in time is asked for. */
    private static void requirePresent(Study study, NetworkSystem system) {
        Integrator integrator = study.numerics().integrator();
        if (!integrator.isFixed()) {
            system.refuseUnless(
                    "hierarchy by " + integrator, Feature.TYPES, Feature.LAWS, Feature.CURRENTS, Feature.POISSON_KICKS);
        }
    }

    /**
     * Forecasts some methods of a study.
     *
     * @param methods which
     * @return the cost of each, in their order
     * @throws IllegalArgumentException as {@link #of(Study, SynapticNetwork)}
     */
    public static Forecast of(Study study, SynapticNetwork network, List<RateMethod> methods) {
        Forecast all = of(
                study.withMethods(methods.stream()
                        .flatMap(each -> each.closure().stream())
                        .toList()),
                network);
        return new Forecast(
                methods.stream()
                        .flatMap(each ->
                                all.items.stream().filter(item -> item.stage().equals(each.stage())))
                        .toList(),
                all.available);
    }

    /** Refuses what takes more than a year, before any of it is done. */
    private static void requireTime(Study study, SynapticNetwork network, double horizon) {
        double steps = horizon / study.numerics().timeStep();
        double years = CELL_STEP * steps * network.size() * study.numerics().cells() / (365 * DAY);
        // the forecast itself solves for one density
        if (years > 1 || steps > 1e7) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "mean-field equation: %.3g steps to time %s take too long; lower the last of time.outputs or take a longer"
                            + " numerics.time_step",
                    steps,
                    horizon));
        }
    }

    /**
     * Returns the time of all stages as a text, if somebody should think twice: more than a day.
     *
     * @return for example "about 3.2 days"; empty for less than a day
     */
    public Optional<String> longTime() {
        double days = seconds() / DAY;
        return days > 1 ? Optional.of(String.format(Locale.ROOT, "about %.3g days", days)) : Optional.empty();
    }

    /** The drives that are expected on a network, from below and above. */
    static DriveRange drives(Study study, SynapticNetwork network) {
        return drives(study, network, rate(study, network, MeanFieldStudy.cellWidth(study)));
    }

    private static DriveRange drives(Study study, SynapticNetwork network, double rate) {
        double least = 0;
        double most = 0;
        for (double sum : network.rowSums()) {
            double drive = 1.2 * study.neuron().kickFactor() * rate * sum;
            least = Math.min(least, drive);
            most = Math.max(most, drive);
        }
        return DriveRange.of(least, most);
    }

    /** What a closure is given on a network whose mean field is not known. */
    static MethodProblem problem(Study study, SynapticNetwork network, Times times, int threads) {
        return new MethodProblem(
                study.problem(network),
                drives(study, network),
                MeanFieldStudy.cellWidth(study),
                study.numerics().timeStep(),
                study.numerics().integrator(),
                threads,
                times);
    }

    /** The largest rate of one density driven by the mean row sum. */
    private static double rate(Study study, SynapticNetwork network, double width) {
        double mean = 0;
        for (double sum : network.rowSums()) {
            mean += sum / network.size();
        }
        Populations one = Populations.ofClasses(new double[] {1}, new double[][] {{mean}});
        double step = 2 * study.numerics().timeStep();
        Times times = study.time().all();
        double rate = 0;
        if (study.simulation().threshold().isPresent()) {
            if (study.refusal().isPresent()) {
                return 1 / times.last();
            }
            HardThreshold hard =
                    new HardThreshold(study.simulation().threshold().getAsDouble());
            MeanFieldSolution alone = ThresholdMeanField.of(study.neuron().intensity(hard), one)
                    .startingFrom(study.law())
                    .cellWidth(2 * width)
                    .step(step)
                    .estimatingError(false)
                    .solve(times);
            for (int k = 0; k < alone.reached(); k++) {
                rate = Math.max(rate, times.at(k) > 0 ? alone.countedRate(-1)[k] : 0);
            }
            return rate;
        }
        MeanFieldSolution alone = MeanField.of(study.neuron(), one)
                .startingFrom(study.law())
                .cellWidth(2 * width)
                .step(step)
                .estimatingError(false)
                .solve(times);
        for (int k = 0; k < alone.reached(); k++) {
            rate = Math.max(rate, alone.populationRate()[k]);
        }
        return rate;
    }

    /** {@return the largest memory of a stage, bytes} */
    public double bytes() {
        return items.stream().mapToDouble(Item::bytes).max().orElse(0);
    }

    /** {@return the time of all stages, rough seconds} */
    public double seconds() {
        return items.stream().mapToDouble(Item::seconds).sum();
    }

    /**
     * Refuses what does not fit in memory.
     *
     * @throws IllegalArgumentException with the stage, its unknowns and its memory
     */
    public void requireMemory() {
        for (Item item : items) {
            if (item.bytes() > 0.7 * available) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s: %.3g unknowns need %.3g GB, this Java heap holds %.3g GB; %s, or start with"
                                + " JAVA_TOOL_OPTIONS=-Xmx%.0fg",
                        item.stage(),
                        item.unknowns(),
                        item.bytes() / 1e9,
                        available / 1e9,
                        item.remedy(),
                        Math.ceil(item.bytes() / 0.6e9)));
            }
        }
    }
}
