package org.espalier.hierarchy.meanfield;

import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.numerics.AnchoredSystem;
import org.espalier.hierarchy.numerics.DriveOperator;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.ExponentialSeries;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.JumpKernel;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.run.Outcome;
import org.espalier.run.threads.Crew;

/**
 * (5.1) on a grid as differential equations for the masses of all populations. What is stiff is the matrix of each population under the
 * drive, with the kicks from outside, of the beginning of a window.
 */
final class PopulationField implements AnchoredSystem.Differentiable, AutoCloseable {
    /** Arithmetic operations for each cell: of a term of the series, about. */
    private static final double OPERATIONS = 12;

    private static final int TERMS = 20;

    private final PopulationColours colours;
    private final Populations coupling;
    private final Grid grid;
    private final NeuronOnGrid[] neurons;
    private final double[] forcing;
    private final RateTrace trace;
    private final int size;
    private final int cells;
    private final double factor;
    private final double[] rates;
    private final double[] drives;
    private final double[] tangentRates;
    private final double[] tangentDrives;
    private final double[] weighted;
    private final DriveOperator[] frozen;
    private final JumpKernel[] frozenJumps; // by kind, null without kicks
    private final Worker[] workers;
    private final Crew crew;
    private double fastest;
    private double anchoredAt;
    private double smallestDrive;
    private double largestDrive;
    private double largestEdge;

    /**
     * Makes the equations of a problem.
     *
     * @param forcing ∂S_i/∂parameter beside the coupling; null for the derivative with respect to a factor of the coupling
     * @param trace what is told of the rates at the ends of windows
     */
    PopulationField(MeanField equation, Grid grid, double[] forcing, RateTrace trace) {
        this.grid = grid;
        this.forcing = forcing;
        this.trace = trace;
        colours = equation.colours;
        coupling = equation.coupling;
        neurons = colours.on(grid);
        size = coupling.size();
        cells = grid.cells();
        factor = neurons[0].neuron().kickFactor();
        rates = new double[size];
        drives = new double[size];
        tangentRates = new double[size];
        tangentDrives = new double[size];
        weighted = new double[size];
        frozen = new DriveOperator[size];
        Scheme scheme = equation.scheme;
        Arrays.setAll(frozen, i -> new DriveOperator(neuron(i), scheme));
        frozenJumps = new JumpKernel[neurons.length];
        crew = Crew.of(equation.threads);
        workers = new Worker[crew.threads()];
        Arrays.setAll(workers, n -> new Worker(scheme));
    }

    private NeuronOnGrid neuron(int i) {
        return neurons[colours.kind(i)];
    }

    /** The masses at time 0. */
    double[] start(MeanField equation) {
        double[] state = new double[dimension()];
        InitialLaw last = null;
        double[] masses = null;
        for (int i = 0; i < size; i++) {
            InitialLaw law = equation.laws.apply(i);
            if (masses == null || !law.equals(last)) {
                masses = grid.masses(law);
                last = law;
            }
            System.arraycopy(masses, 0, state, i * cells, cells);
        }
        watch(0, state);
        return state;
    }

    @Override
    public int dimension() {
        return Math.multiplyExact(size, cells);
    }

    @Override
    public void sizes(double[] sizes) {
        double fire = 1;
        for (NeuronOnGrid neuron : neurons) {
            fire = Math.max(fire, neuron.largestIntensity());
        }
        Arrays.fill(sizes, 1 / (cells * fire));
    }

    double[] rates(double[] y) {
        double[] result = new double[size];
        setRates(y, result);
        return result;
    }

    private void setRates(double[] y, double[] result) {
        for (int i = 0; i < size; i++) {
            result[i] = neuron(i).rate(y, i * cells);
        }
    }

    /** Rates and drives of a state, currents included. */
    private void setDrives(double t, double[] y) {
        setRates(y, rates);
        coupling.drives(rates, drives);
        double[] currents = new double[neurons.length];
        Arrays.setAll(currents, kind -> colours.kinds().get(kind).current(t));
        for (int i = 0; i < size; i++) {
            drives[i] = drives[i] * factor + currents[colours.kind(i)];
        }
    }

    /** Jumps of each kind at a time, less those of another time if it is a number. */
    private JumpKernel[] jumps(double t, double less) {
        JumpKernel[] jumps = new JumpKernel[neurons.length];
        for (int kind = 0; kind < jumps.length; kind++) {
            List<DrivenNeuron.Kicks> kicks = colours.kinds().get(kind).kicks();
            if (!kicks.isEmpty()) {
                jumps[kind] = new JumpKernel(grid);
                for (DrivenNeuron.Kicks source : kicks) {
                    jumps[kind].add(source.size().at(t), source.rate().at(t));
                    if (!Double.isNaN(less)) {
                        jumps[kind].add(source.size().at(less), -source.rate().at(less));
                    }
                }
            }
        }
        return jumps;
    }

    /** What cells add to the variance of the jumps is taken from the noise, of which at least half is left. */
    private double extraDiffusion(int kind, JumpKernel jumps) {
        if (jumps == null) {
            return 0;
        }
        double noise = neurons[kind].neuron().noise();
        return -Math.min(jumps.excessVariance() / 2, noise * noise / 4);
    }

    @Override
    public double anchor(double t, double[] y) {
        setDrives(t, y);
        System.arraycopy(jumps(t, Double.NaN), 0, frozenJumps, 0, frozenJumps.length);
        anchoredAt = t;
        fastest = 0;
        for (int i = 0; i < size; i++) {
            int kind = colours.kind(i);
            frozen[i].under(drives[i], extraDiffusion(kind, frozenJumps[kind]));
            double jumping = colours.kinds().get(kind).kicks().stream()
                    .mapToDouble(source -> source.rate().at(t))
                    .sum();
            fastest = Math.max(fastest, frozen[i].fastest() + 2 * jumping);
        }
        see(t);
        return fastest;
    }

    /** The drives that occur, mean kicks from outside included. */
    private void see(double t) {
        for (int i = 0; i < size; i++) {
            double kicked = 0;
            for (DrivenNeuron.Kicks source :
                    colours.kinds().get(colours.kind(i)).kicks()) {
                kicked += source.rate().at(t) * source.size().at(t);
            }
            smallestDrive = Math.min(smallestDrive, drives[i] + Math.min(kicked, 0));
            largestDrive = Math.max(largestDrive, drives[i] + Math.max(kicked, 0));
        }
    }

    @Override
    public void propagate(double time, double[] y) {
        crew.share(size, OPERATIONS * TERMS * y.length, (i, worker) -> workers[worker].propagate(i, time, y));
    }

    @Override
    public void rest(double t, double[] y, double[] out) {
        setDrives(t, y);
        JumpKernel[] now = jumps(t, Double.NaN);
        JumpKernel[] changes = jumps(t, anchoredAt);
        crew.share(size, OPERATIONS * y.length, (i, worker) -> workers[worker].rest(i, now, changes, y, out));
    }

    @Override
    public void restOfTangent(double t, double[] y, double[] tangent, double[] out) {
        setDrives(t, y);
        setRates(tangent, tangentRates);
        if (forcing == null) {
            // a factor of the coupling: S = factor · α W r has the derivative α W (∂r + r) at 1
            Arrays.setAll(weighted, i -> tangentRates[i] + rates[i]);
            coupling.drives(weighted, tangentDrives);
            Arrays.setAll(tangentDrives, i -> factor * tangentDrives[i]);
        } else {
            coupling.drives(tangentRates, tangentDrives);
            Arrays.setAll(tangentDrives, i -> factor * tangentDrives[i] + forcing[i]);
        }
        JumpKernel[] now = jumps(t, Double.NaN);
        JumpKernel[] changes = jumps(t, anchoredAt);
        crew.share(size, 2 * OPERATIONS * y.length, (i, worker) -> {
            workers[worker].rest(i, now, changes, tangent, out);
            workers[worker].operators[colours.kind(i)].addDerivative(tangentDrives[i], y, i * cells, out);
        });
    }

    @Override
    public Outcome look(double t, double[] y) {
        setDrives(t, y);
        see(t);
        watch(t, y);
        return largestEdge <= MeanFieldRun.LARGEST_EDGE_MASS
                ? Outcome.completed(t)
                : MeanFieldRun.leftGrid(grid, t, largestEdge, driveRange());
    }

    private void watch(double t, double[] y) {
        for (int i = 0; i < size; i++) {
            int from = i * cells;
            double edge = Math.abs(y[from])
                    + Math.abs(y[from + 1])
                    + Math.abs(y[from + cells - 2])
                    + Math.abs(y[from + cells - 1]);
            largestEdge = Math.max(largestEdge, edge);
        }
        trace.add(t, rates(y), coupling);
    }

    DriveRange driveRange() {
        return DriveRange.of(smallestDrive, largestDrive);
    }

    double largestEdge() {
        return largestEdge;
    }

    @Override
    public void close() {
        crew.close();
    }

    /** Work space of one thread. */
    private final class Worker {
        private final ExponentialSeries series = new ExponentialSeries(cells);
        private final double[] own = new double[cells];
        private final double[] part = new double[cells];
        private final DriveOperator[] operators;

        Worker(Scheme scheme) {
            operators = Arrays.stream(neurons)
                    .map(neuron -> new DriveOperator(neuron, scheme))
                    .toArray(DriveOperator[]::new);
        }

        private void propagate(int i, double time, double[] y) {
            JumpKernel jumps = frozenJumps[colours.kind(i)];
            series.apply(
                    (u, result) -> {
                        frozen[i].multiply(u, result);
                        if (jumps != null) {
                            jumps.addTo(u, result);
                        }
                    },
                    fastest,
                    time,
                    y,
                    i * cells);
        }

        /** What the drive and the jumps of now do to u beyond those that are frozen. */
        private void rest(int i, JumpKernel[] now, JumpKernel[] changes, double[] u, double[] out) {
            int kind = colours.kind(i);
            operators[kind].under(drives[i], extraDiffusion(kind, now[kind]));
            operators[kind].multiplyDifference(frozen[i], u, i * cells, out);
            if (changes[kind] != null) {
                System.arraycopy(u, i * cells, own, 0, cells);
                Arrays.fill(part, 0);
                changes[kind].addTo(own, part);
                for (int k = 0; k < cells; k++) {
                    out[i * cells + k] += part[k];
                }
            }
        }
    }
}
