package org.espalier.hierarchy.expansion;

import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.meanfield.MeanField;
import org.espalier.hierarchy.meanfield.MeanFieldSolution;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.JumpKernel;
import org.espalier.hierarchy.numerics.RungeKuttaTableau;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.system.Colour;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Times;

/**
 * What acts from outside on the trees of each root type, at the stages of a step. A current is a drive, Poisson kicks are jumps; both are taken
 * before the end of the step, where they may jump.
 */
final class StageInputs {
    private final List<Colour> colours;
    private final Grid cells;
    private final double[] nodes = RungeKuttaTableau.classical().c();

    /** By type of the root. */
    StageInputs(List<Colour> colours, Grid cells) {
        this.colours = colours;
        this.cells = cells;
    }

    /** The grid that holds the classes of a system under their drives, as (5.1) on them finds these; width 0 for the usual one. */
    static Grid covering(NetworkSystem system, int[] classes, double width, Times times) {
        double cell = width(system, classes, width, times);
        MeanField equation = MeanField.of(system, classes);
        MeanFieldSolution reduced =
                equation.cellWidth(2 * cell).step(0.02).scheme(Scheme.FITTED).solve(times);
        // twice the width for a comparison: the reset of the first colour must fall on a face of both
        return equation.covering(reduced.driveRange().stretched(1.1), times, 2 * cell)
                .refined(2);
    }

    /** The width of the cells, the smallest usual one of a class unless it is given. */
    static double width(NetworkSystem system, int[] classes, double given, Times times) {
        return given > 0
                ? given
                : Arrays.stream(system.colouring().ofClasses(classes))
                        .distinct()
                        .mapToObj(colour -> system.colouring().colour(colour))
                        .mapToDouble(colour -> Grid.usualWidth(colour.driven().neuron(), colour.law(), times.last()))
                        .min()
                        .orElseThrow();
    }

    /** The first time after another at which an input jumps, infinite if there is none. */
    double nextBreak(double time) {
        return colours.stream()
                .flatMapToDouble(colour -> Arrays.stream(colour.driven().breaks()))
                .filter(at -> at > time)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** What acts on each type of root. */
    List<DrivenNeuron> driven() {
        return colours.stream().map(Colour::driven).toList();
    }

    /** Whether nothing acts on any type. */
    boolean areNone() {
        return colours.stream()
                .allMatch(colour -> colour.driven().currents().isEmpty()
                        && colour.driven().kicks().isEmpty());
    }

    /** Adds to the drives of the coming step and sets its jumps. */
    void addTo(TreeStepper stepper, double t, double h) {
        for (int s = 0; s < nodes.length + 1; s++) {
            double inside = Math.min(t + (s == 0 ? 0 : nodes[s - 1]) * h, Math.nextDown(t + h));
            double[] drives = stepper.drives()[s];
            for (int a = 0; a < drives.length; a++) {
                DrivenNeuron driven = colours.get(a).driven();
                if (!driven.currents().isEmpty()) {
                    drives[a] += driven.current(inside);
                }
                if (!driven.kicks().isEmpty()) {
                    JumpKernel jumps = new JumpKernel(cells);
                    for (DrivenNeuron.Kicks source : driven.kicks()) {
                        jumps.add(source.size().at(inside), source.rate().at(inside));
                    }
                    stepper.jumps()[s][a] = jumps;
                }
            }
        }
    }

    double largestCurrent(double t, double end) {
        double largest = 0;
        for (Colour colour : colours) {
            double middle = (t + end) / 2;
            largest = Math.max(largest, Math.abs(colour.driven().current(t)));
            largest = Math.max(largest, Math.abs(colour.driven().current(middle)));
        }
        return largest;
    }

    double kickRate(double t, double end) {
        double largest = 0;
        for (Colour colour : colours) {
            double sum = 0;
            for (DrivenNeuron.Kicks source : colour.driven().kicks()) {
                sum += Math.max(source.rate().at(t), source.rate().at((t + end) / 2));
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }
}
