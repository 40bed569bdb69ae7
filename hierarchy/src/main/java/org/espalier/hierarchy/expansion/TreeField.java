package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.DoubleStream;
import org.espalier.hierarchy.numerics.AnchoredSystem;
import org.espalier.hierarchy.numerics.ColourOperators;
import org.espalier.hierarchy.numerics.ExponentialSeries;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.JumpKernel;
import org.espalier.hierarchy.numerics.VertexOperators;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.run.Outcome;
import org.espalier.run.threads.Crew;

/**
 * The lowered system (6.1) as differential equations, with the mean drives, currents and Poisson kicks of the types, if there are any. What
 * is stiff is A + S̄ D and the jumps of the root's type, S̄ and jumps as they are at the beginning of a window.
 */
final class TreeField implements AnchoredSystem.Differentiable, AutoCloseable {
    private static final double LARGEST_DRIVE = 1e6;

    /** Arithmetic operations for each cell of a tree: of a term of the series, and of the pushes. */
    private static final double OPERATIONS = 12;

    private static final int TERMS = 20;

    private final Equation61 program;
    private final ColourOperators pieces;
    private final double kickFactor;
    private final ClassWeights weights;
    private final List<DrivenNeuron> driven;
    private final Grid grid;
    private final int size;
    private final double[] rates;
    private final double[] tangentRates;
    private final double[] frozen;
    private final JumpKernel[] frozenJumps;
    private final Worker[] workers;
    private final Crew crew;
    private VertexOperators[] operators;
    private double fastest;
    private double anchoredAt;

    /** Weights null without mean drives; what acts on each type empty for nothing; the grid null for operators that were given. */
    TreeField(
            Equation61 program,
            ColourOperators operators,
            double kickFactor,
            ClassWeights weights,
            List<DrivenNeuron> driven,
            Grid grid,
            int threads) {
        this.program = program;
        pieces = operators;
        this.operators = operators.from(0);
        this.kickFactor = kickFactor;
        this.weights = weights;
        this.driven = driven;
        this.grid = grid;
        size = operators.size();
        rates = new double[program.size()];
        tangentRates = new double[program.size()];
        frozen = new double[operators.colours()];
        frozenJumps = new JumpKernel[operators.colours()];
        crew = Crew.of(threads);
        workers = new Worker[threads];
        Arrays.setAll(workers, n -> new Worker());
    }

    /** Times at which operators change or an input jumps, increasing. */
    double[] breaks() {
        return DoubleStream.concat(
                        Arrays.stream(pieces.breaks()),
                        driven.stream().flatMapToDouble(own -> Arrays.stream(own.breaks())))
                .distinct()
                .sorted()
                .toArray();
    }

    /** start[type of the root] for the trees of order 1, 0 for the others. */
    double[] start(double[][] start) {
        double[] state = new double[dimension()];
        for (int n = 0; n < program.end(1); n++) {
            System.arraycopy(start[type(n)], 0, state, n * size, size);
        }
        return state;
    }

    @Override
    public int dimension() {
        return Math.multiplyExact(program.size(), size);
    }

    @Override
    public void sizes(double[] sizes) {
        double fire = 1;
        for (VertexOperators own : operators) {
            fire = Math.max(
                    fire, Arrays.stream(own.intensity()).map(Math::abs).max().orElse(0));
        }
        Arrays.fill(sizes, 1 / (size * fire));
    }

    private int type(int tree) {
        return program.type(tree);
    }

    /** ⟨ν, G_T⟩ of a state. */
    double[] rates(double[] y) {
        double[] result = new double[program.size()];
        setRates(y, result);
        return result;
    }

    private void setRates(double[] y, double[] result) {
        for (int n = 0; n < result.length; n++) {
            result[n] = operators[type(n)].rate(y, n * size);
        }
    }

    /** The mean drives S̄ of a state, without currents. */
    double[] meanDrives(double[] ofRates) {
        return weights == null ? new double[operators.length] : weights.drives(ofRates, kickFactor);
    }

    private double[] drives(double t, double[] ofRates) {
        double[] drives = meanDrives(ofRates);
        for (int a = 0; a < driven.size(); a++) {
            if (!driven.get(a).currents().isEmpty()) {
                drives[a] += driven.get(a).current(t);
            }
        }
        return drives;
    }

    private boolean isKicked(int type) {
        return type < driven.size() && !driven.get(type).kicks().isEmpty();
    }

    /** Adds the kicks at a time, their rates times a sign; returns their total rate. */
    private double addKicks(JumpKernel jumps, int type, double t, double sign) {
        double total = 0;
        for (DrivenNeuron.Kicks source : driven.get(type).kicks()) {
            double rate = source.rate().at(t);
            jumps.add(source.size().at(t), sign * rate);
            total += rate;
        }
        return total;
    }

    @Override
    public double anchor(double t, double[] y) {
        anchoredAt = t;
        operators = pieces.from(t);
        setRates(y, rates);
        System.arraycopy(drives(t, rates), 0, frozen, 0, frozen.length);
        double largestDrive = 0;
        double largestKicks = 0;
        for (int a = 0; a < frozen.length; a++) {
            largestDrive = Math.max(largestDrive, Math.abs(frozen[a]));
            if (isKicked(a)) {
                frozenJumps[a] = new JumpKernel(grid);
                largestKicks = Math.max(largestKicks, addKicks(frozenJumps[a], a, t, 1));
            }
        }
        // transport by central differences adds |S|/width on the imaginary axis
        double transport = largestDrive == 0 ? 0 : 1.1 * largestDrive / grid.width();
        fastest = transport + 2 * largestKicks;
        double free = 0;
        for (VertexOperators own : operators) {
            free = Math.max(free, own.fastest());
        }
        fastest += free;
        return fastest;
    }

    @Override
    public void propagate(double time, double[] y) {
        crew.share(program.size(), OPERATIONS * TERMS * y.length, (n, worker) -> workers[worker].propagate(n, time, y));
    }

    @Override
    public void rest(double t, double[] y, double[] out) {
        setRates(y, rates);
        double[] drives = drives(t, rates);
        JumpKernel[] changes = changes(t);
        crew.share(
                program.size(), OPERATIONS * y.length, (n, worker) -> workers[worker].rest(n, drives, changes, y, out));
    }

    /** By how much jumps differ from the frozen ones, by type; null for none. */
    private JumpKernel[] changes(double t) {
        JumpKernel[] changes = new JumpKernel[frozen.length];
        for (int a = 0; a < changes.length; a++) {
            if (isKicked(a)) {
                changes[a] = new JumpKernel(grid);
                addKicks(changes[a], a, t, 1);
                addKicks(changes[a], a, anchoredAt, -1);
            }
        }
        return changes;
    }

    /** With respect to a factor of all weights, at 1: S̄ and every push carry it once. */
    @Override
    public void restOfTangent(double t, double[] y, double[] tangent, double[] out) {
        setRates(y, rates);
        setRates(tangent, tangentRates);
        double[] mean = meanDrives(rates);
        double[] moved = meanDrives(tangentRates);
        Arrays.setAll(moved, a -> moved[a] + mean[a]);
        double[] drives = drives(t, rates);
        JumpKernel[] changes = changes(t);
        crew.share(
                program.size(),
                2 * OPERATIONS * y.length,
                (n, worker) -> workers[worker].tangent(n, drives, moved, changes, y, tangent, out));
    }

    @Override
    public Outcome look(double t, double[] y) {
        setRates(y, rates);
        double largest = Arrays.stream(meanDrives(rates)).map(Math::abs).max().orElse(0);
        return largest < LARGEST_DRIVE ? Outcome.completed(t) : leftRadius(t, largest);
    }

    static Outcome leftRadius(double t, double largest) {
        return new Outcome(
                Outcome.Kind.BLEW_UP,
                t,
                "a mean drive of the expansion reached " + largest + " at time " + t
                        + ": the expansion has left its radius, take more classes or another order");
    }

    @Override
    public void close() {
        crew.close();
    }

    /** Work space of one thread. */
    private final class Worker {
        private final ExponentialSeries series = new ExponentialSeries(size);
        private final double[] pushed = new double[size];
        private final double[] zero = new double[size];
        private final double[] part = new double[size];
        private final double[] own = new double[size];
        private int type;
        /** A u + S̄ D u and the jumps, as they are frozen. */
        private final BiConsumer<double[], double[]> product = (u, result) -> {
            double drive = frozen[type];
            for (int k = 0; k < size; k++) {
                pushed[k] = drive * u[k];
            }
            operators[type].apply(u, 0, operators[type].rate(u, 0), pushed, result);
            if (frozenJumps[type] != null) {
                frozenJumps[type].addTo(u, result);
            }
        };

        private void propagate(int n, double time, double[] y) {
            type = type(n);
            series.apply(product, fastest, time, y, n * size);
        }

        private void rest(int n, double[] drives, JumpKernel[] changes, double[] y, double[] out) {
            int a = type(n);
            double drive = drives[a] - frozen[a];
            for (int k = 0; k < size; k++) {
                pushed[k] = drive * y[n * size + k];
            }
            push(n, rates, y);
            finish(n, changes[a], y, out);
        }

        private void tangent(
                int n,
                double[] drives,
                double[] moved,
                JumpKernel[] changes,
                double[] y,
                double[] tangent,
                double[] out) {
            int a = type(n);
            double drive = drives[a] - frozen[a];
            for (int k = 0; k < size; k++) {
                pushed[k] = drive * tangent[n * size + k] + moved[a] * y[n * size + k];
            }
            push(n, rates, y);
            push(n, tangentRates, y);
            push(n, rates, tangent);
            finish(n, changes[a], tangent, out);
        }

        /** pushed += α Σ_c rate_c u_{T∖c}. */
        private void push(int n, double[] rate, double[] u) {
            int end = program.start(n + 1);
            for (int pair = program.start(n); pair < end; pair++) {
                int rest = program.rest(pair);
                double sum = program.coefficient(pair) * rate[program.child(pair)];
                while (pair + 1 < end && program.rest(pair + 1) == rest) {
                    pair++;
                    sum += program.coefficient(pair) * rate[program.child(pair)];
                }
                double factor = kickFactor * sum;
                int from = rest * size;
                for (int k = 0; k < size; k++) {
                    pushed[k] += factor * u[from + k];
                }
            }
        }

        /** out = D pushed, and what jumps have changed. */
        private void finish(int n, JumpKernel changed, double[] u, double[] out) {
            operators[type(n)].apply(zero, 0, 0, pushed, part);
            if (changed != null) {
                System.arraycopy(u, n * size, own, 0, size);
                changed.addTo(own, part);
            }
            System.arraycopy(part, 0, out, n * size, size);
        }
    }
}
