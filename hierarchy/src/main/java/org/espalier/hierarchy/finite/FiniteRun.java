package org.espalier.hierarchy.finite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Propagator;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.system.Colour;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.espalier.run.threads.Crew;

/**
 * One integration of (13.1) on classes: on one grid and mesh, with some of the effects. A step applies the exponential of the operator of
 * (8.1) under the mean rates of the step, predicted and corrected, between two halves of the sources.
 */
final class FiniteRun {
    static final double LARGEST_EDGE_MASS = 1e-8;

    /** A spike this long ago is forgotten once what it adds is below this part of the most that any adds. */
    private static final double FORGOTTEN = 1e-4;

    private final List<Colour> colours; // by class
    private final List<Grid> grids; // by class
    private final NeuronOnGrid[] neurons;
    private final Mesh mesh;
    private final LoopSums sums;
    private final KickBins bins;
    private final boolean memory;
    private final boolean echo;
    private final boolean triangles;
    private final int count;
    private final double[][] mass;
    private final double[][] sources;
    private final double[][] bases;
    private final List<double[]> rates = new ArrayList<>();
    private final List<List<double[]>> responses = new ArrayList<>(); // U_a(t, s) by class, from node `first`
    private final List<List<double[]>> returns = new ArrayList<>(); // Z_a(t, s)
    private final Lags chi = new Lags();
    private final Lags resting = new Lags(); // R_a(t, s)
    private double[] added; // by each moment of the window to the sources, at most
    private double[] newest;
    private double largestEdge;
    private int first;

    /**
     * @param colours of each class
     * @param grids of each class, all of one width
     * @param bins null for kicks as a drift
     */
    FiniteRun(List<Colour> colours, List<Grid> grids, Mesh mesh, LoopSums sums, KickBins bins, Set<Effect> effects) {
        this.colours = colours;
        this.grids = grids;
        this.mesh = mesh;
        this.sums = sums;
        this.bins = bins;
        memory = effects.contains(Effect.MEMORY);
        echo = effects.contains(Effect.ECHO);
        triangles = effects.contains(Effect.TRIANGLES) && sums.triangles() != null;
        count = colours.size();
        neurons = new NeuronOnGrid[count];
        mass = new double[count][];
        sources = new double[count][];
        bases = new double[count][];
        for (int a = 0; a < count; a++) {
            Grid grid = grids.get(a);
            neurons[a] = NeuronOnGrid.of(colours.get(a).driven().neuron(), grid);
            mass[a] = grid.masses(colours.get(a).law());
            sources[a] = new double[grid.cells()];
            bases[a] = new double[grid.cells()];
            responses.add(new ArrayList<>());
            returns.add(new ArrayList<>());
        }
    }

    /** The rates of the classes at the nodes reached, the largest mass at an edge, and how it ended. */
    record Rates(double[][] byNode, double edge, Outcome outcome) {}

    Rates solve(int threads, Progress progress) {
        rates.add(ratesOf(mass));
        if (withSources()) {
            remember(true);
        }
        try (Crew crew = Crew.of(threads)) {
            List<Propagator[]> workers =
                    Stream.generate(this::propagators).limit(crew.threads()).toList();
            for (int step = 0; step < mesh.steps(); step++) {
                double t = mesh.nodes()[step];
                if (!progress.goOn((double) step / mesh.steps())) {
                    return ended(Outcome.cancelled(t));
                }
                step(step, crew, workers);
                double most = 0;
                for (int a = 0; a < count; a++) {
                    if (!Double.isFinite(rates.get(step + 1)[a])) {
                        return ended(new Outcome(
                                Outcome.Kind.BLEW_UP, t, "finite network: rates are no longer finite after time " + t));
                    }
                    double edge = edge(mass[a]);
                    largestEdge = Math.max(largestEdge, edge);
                    if (edge > LARGEST_EDGE_MASS) {
                        return ended(Outcome.of(
                                Outcome.Kind.LEFT_GRID,
                                t,
                                "finite network: mass %.3g > %.0e at the edge of the grid [%.4g, %.4g] at time %.4g",
                                edge,
                                LARGEST_EDGE_MASS,
                                grids.get(a).left(),
                                grids.get(a).right(),
                                t));
                    }
                }
            }
        }
        return ended(Outcome.completed(mesh.nodes()[mesh.steps()]));
    }

    private static double edge(double[] m) {
        return Math.abs(m[0]) + Math.abs(m[1]) + Math.abs(m[m.length - 2]) + Math.abs(m[m.length - 1]);
    }

    private Rates ended(Outcome outcome) {
        return new Rates(rates.toArray(double[][]::new), largestEdge, outcome);
    }

    private Propagator[] propagators() {
        return Stream.of(neurons)
                .map(neuron -> new Propagator(neuron, Scheme.FITTED))
                .toArray(Propagator[]::new);
    }

    private boolean withSources() {
        return memory || echo || triangles;
    }

    private double[] ratesOf(double[][] masses) {
        double[] result = new double[count];
        for (int a = 0; a < count; a++) {
            result[a] = neurons[a].rate(masses[a], 0);
        }
        return result;
    }

    private void step(int step, Crew crew, List<Propagator[]> workers) {
        double from = mesh.nodes()[step];
        double until = mesh.nodes()[step + 1];
        double h = until - from;
        double[] now = rates.get(step);
        double[] predicted = now.clone();
        if (step > 0 && !mesh.isBreak(step)) {
            double ratio = h / (from - mesh.nodes()[step - 1]);
            for (int a = 0; a < count; a++) {
                predicted[a] += ratio * (now[a] - rates.get(step - 1)[a]);
            }
        }
        double[] mean = new double[count];
        for (int round = 0; round < 2; round++) {
            boolean last = round == 1;
            for (int a = 0; a < count; a++) {
                mean[a] = (now[a] + predicted[a]) / 2;
            }
            double vectors = last && withSources() ? 2.0 * (step + 1 - first) : 1;
            crew.share(count, count * vectors * mass[0].length * 400, (a, worker) -> {
                Propagator propagator = workers.get(worker)[a];
                prepare(propagator, a, mean, from, until);
                for (int k = 0; k < mass[a].length; k++) {
                    bases[a][k] = mass[a][k] + h / 2 * sources[a][k];
                }
                propagator.apply(bases[a]);
                if (last && withSources()) {
                    prepareMeans(propagator, a, mean, from, until);
                    responses.get(a).forEach(propagator::apply);
                    returns.get(a).forEach(propagator::apply);
                }
            });
            for (int a = 0; a < count; a++) {
                predicted[a] = neurons[a].rate(bases[a], 0) + h / 2 * neurons[a].rate(sources[a], 0);
            }
        }
        if (withSources()) {
            addSources(h);
            remember(true);
            setSources(step + 1);
            addSources(h);
            remember(false);
            setSources(step + 1);
            forget();
        }
        addSources(h);
        rates.add(newest);
    }

    /** The operator of a class over a step. */
    private void prepare(Propagator propagator, int a, double[] mean, double from, double until) {
        DrivenNeuron driven = colours.get(a).driven();
        double drive = driven.meanCurrent(from, until);
        propagator.clearJumps();
        for (DrivenNeuron.Kicks outer : driven.kicks()) {
            propagator.addJump(outer.size().mean(from, until), outer.meanRate(from, until));
        }
        double variance = propagator.excessVariance();
        if (bins == null) {
            for (int b = 0; b < count; b++) {
                drive += sums.means()[a][b] * mean[b];
            }
        } else {
            variance += bins.addTo(propagator, a, mean);
        }
        double noise = driven.neuron().noise();
        // what the cells add to the variance of the jumps is taken from the noise, of which at least half is left
        propagator.prepare(drive, -Math.min(variance / 2, noise * noise / 4), until - from);
    }

    /** The same for U and Z, which have the size of a kick already: with the mean and the variance of the kicks only. */
    private void prepareMeans(Propagator propagator, int a, double[] mean, double from, double until) {
        DrivenNeuron driven = colours.get(a).driven();
        double drive = driven.meanCurrent(from, until);
        double variance = 0;
        propagator.clearJumps();
        for (DrivenNeuron.Kicks outer : driven.kicks()) {
            double rate = outer.meanRate(from, until);
            double size = outer.size().mean(from, until);
            drive += rate * size;
            variance += rate * size * size;
        }
        for (int b = 0; b < count; b++) {
            drive += sums.means()[a][b] * mean[b];
            variance += sums.squares()[a][b] * Math.max(0, mean[b]);
        }
        propagator.prepare(drive, variance / 2, until - from);
    }

    /** The mass at the end of a step, with the sources known so far. */
    private void addSources(double h) {
        for (int a = 0; a < count; a++) {
            for (int k = 0; k < mass[a].length; k++) {
                mass[a][k] = bases[a][k] + h / 2 * sources[a][k];
            }
        }
        newest = ratesOf(mass);
    }

    /** Begins U, Z, χ and R of this moment, or begins them anew from a better mass. */
    private void remember(boolean anew) {
        double[][] response = new double[count][];
        double[][] rest = new double[count][];
        for (int a = 0; a < count; a++) {
            List<double[]> us = responses.get(a);
            List<double[]> zs = returns.get(a);
            if (!anew) {
                us.remove(us.size() - 1);
                zs.remove(zs.size() - 1);
            }
            us.add(derivative(mass[a]));
            double[] z = new double[mass[a].length];
            for (int k = 0; k < z.length; k++) {
                z[k] = -mass[a][k];
            }
            z[neurons[a].resetCell()] += 1 - neurons[a].resetShare();
            z[neurons[a].resetCell() + 1] += neurons[a].resetShare();
            zs.add(z);
            response[a] = new double[us.size()];
            rest[a] = new double[us.size()];
            for (int s = 0; s < us.size(); s++) {
                response[a][s] = -neurons[a].rate(us.get(s), 0);
                rest[a][s] = neurons[a].rate(zs.get(s), 0);
            }
        }
        if (anew) {
            chi.add(first, response);
            resting.add(first, rest);
        } else {
            chi.replace(response);
            resting.replace(rest);
        }
    }

    /** ∂_v of masses of cells: central, nothing crosses the edges. */
    private double[] derivative(double[] m) {
        double half = 1 / (2 * grids.get(0).width());
        int cells = m.length;
        double[] d = new double[cells];
        d[0] = half * (m[0] + m[1]);
        for (int k = 1; k < cells - 1; k++) {
            d[k] = half * (m[k + 1] - m[k - 1]);
        }
        d[cells - 1] = -half * (m[cells - 2] + m[cells - 1]);
        return d;
    }

    /** Sources of (13.1) at node t: ∂_v ∫K U ds − ∂_v ∫E r Z ds by the trapezoidal rule. */
    private void setSources(int t) {
        PairMemory pairs = new PairMemory(this, t);
        double[][] k = pairs.noise(memory, triangles);
        double[][] e = echo ? pairs.echo(triangles) : new double[count][t + 1 - first];
        added = new double[t + 1 - first];
        for (int a = 0; a < count; a++) {
            double[] flux = new double[mass[a].length];
            for (int s = first; s <= t; s++) {
                int lag = s - first;
                double[] u = responses.get(a).get(lag);
                double[] z = returns.get(a).get(lag);
                double sent = e[a][lag] * rate(s, a);
                add(pairs.weight(s) * k[a][lag], u, flux);
                add(-pairs.weight(s) * sent, z, flux);
                added[lag] = Math.max(added[lag], Math.abs(k[a][lag]) * size(u) + Math.abs(sent) * size(z));
            }
            sources[a] = derivative(flux);
        }
    }

    private static void add(double factor, double[] vector, double[] to) {
        for (int k = 0; k < to.length; k++) {
            to[k] += factor * vector[k];
        }
    }

    /** Lets go of the oldest spikes once they add nothing. */
    private void forget() {
        double most = Arrays.stream(added).max().orElse(0);
        int gone = 0;
        while (gone < added.length - 2 && added[gone] < FORGOTTEN * most) {
            chi.forget(first + gone);
            resting.forget(first + gone);
            gone++;
        }
        for (int a = 0; a < count && gone > 0; a++) {
            responses.get(a).subList(0, gone).clear();
            returns.get(a).subList(0, gone).clear();
        }
        first += gone;
    }

    private static double size(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += Math.abs(value);
        }
        return sum;
    }

    int first() {
        return first;
    }

    int count() {
        return count;
    }

    double time(int node) {
        return mesh.nodes()[node];
    }

    LoopSums sums() {
        return sums;
    }

    /** r_a(s); the newest is that of the mass as it stands. */
    double rate(int node, int a) {
        return node < rates.size() ? rates.get(node)[a] : newest[a];
    }

    /** χ_a(t, s). */
    double chi(int a, int t, int s) {
        return chi.at(a, t, s);
    }

    /** R_a(t, s). */
    double resting(int a, int t, int s) {
        return resting.at(a, t, s);
    }
}
