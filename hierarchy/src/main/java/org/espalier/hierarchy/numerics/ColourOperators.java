package org.espalier.hierarchy.numerics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.espalier.model.system.Colour;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.run.Arguments;

/**
 * The operators of the vertices of each colour, constant between the times at which they change: A_a(t), D and ν_a of (12.2) with inputs
 * that are constant piece by piece. Immutable.
 */
public final class ColourOperators {
    private final VertexOperators[][] pieces;
    private final double[] breaks;

    private ColourOperators(VertexOperators[][] pieces, double[] breaks) {
        this.pieces = pieces;
        this.breaks = breaks;
    }

    /**
     * {@return operators that do not change}
     *
     * @param byColour one a colour, all of one size
     */
    public static ColourOperators of(VertexOperators... byColour) {
        Arguments.require(byColour.length > 0, "operators: at least those of one colour are needed");
        return new ColourOperators(
                new VertexOperators[][] {checked(byColour, byColour[0].size(), byColour.length)}, new double[0]);
    }

    /**
     * {@return these operators, from a time on replaced by others, with another A and the same D and ν}
     *
     * @param time when, after the last change
     * @param byColour as many as before, of the same size
     */
    public ColourOperators changing(double time, VertexOperators... byColour) {
        double last = breaks.length == 0 ? 0 : breaks[breaks.length - 1];
        Arguments.require(
                time > last && time < Double.POSITIVE_INFINITY,
                "operators: the change at time " + time + " must come after that at " + last);
        checked(byColour, size(), colours());
        for (int a = 0; a < byColour.length; a++) {
            Arguments.require(
                    Arrays.equals(byColour[a].intensity(), pieces[0][a].intensity())
                            && Arrays.deepEquals(byColour[a].transport(), pieces[0][a].transport()),
                    "operators: those of colour " + a + " from time " + time
                            + " on have another ν or D; inputs change A alone");
        }
        return followedBy(time, byColour);
    }

    private ColourOperators followedBy(double time, VertexOperators... byColour) {
        VertexOperators[][] more = Arrays.copyOf(pieces, pieces.length + 1);
        more[pieces.length] = byColour.clone();
        double[] times = Arrays.copyOf(breaks, breaks.length + 1);
        times[breaks.length] = time;
        return new ColourOperators(more, times);
    }

    /**
     * {@return the finite volumes of neurons with what acts on them from outside: −∂_v(I u) by the transport of the coupling, Poisson kicks
     * by jumps} Inputs that vary between their breaks are replaced by their means over pieces, an error of second order in the length.
     *
     * @param colours the neurons
     * @param cells the grid
     * @param until the last time that matters
     * @param longest largest length of a piece in which an input varies, positive
     */
    public static ColourOperators of(List<Colour> colours, Grid cells, double until, double longest) {
        Arguments.positive("operators", "length of a piece", longest);
        TreeSet<Double> times = new TreeSet<>();
        colours.forEach(colour ->
                Arrays.stream(colour.driven().breaks()).filter(t -> t < until).forEach(times::add));
        times.removeIf(t -> t <= 0);
        List<Double> ends = new ArrayList<>(times);
        ends.add(until);
        VertexOperators[] free = colours.stream()
                .map(colour ->
                        FiniteVolumeMatrices.of(NeuronOnGrid.of(colour.driven().neuron(), cells)))
                .toArray(VertexOperators[]::new);
        ColourOperators result = null;
        double from = 0;
        for (double end : ends) {
            double start = from;
            boolean varies = colours.stream().anyMatch(colour -> varies(colour.driven(), start, end));
            int count = varies ? (int) Math.ceil((end - from) / longest) : 1;
            for (int n = 0; n < count; n++) {
                double left = from + (end - from) * n / count;
                double right = n + 1 == count ? end : from + (end - from) * (n + 1) / count;
                VertexOperators[] own = new VertexOperators[free.length];
                Arrays.setAll(own, a -> driven(free[a], colours.get(a).driven(), cells, left, right));
                result = result == null ? of(own) : result.followedBy(left, own);
            }
            from = end;
        }
        return result;
    }

    /** Whether an input is seen to differ between the ends, the middle and the quarters of an interval without breaks. */
    private static boolean varies(DrivenNeuron driven, double from, double until) {
        double last = Math.nextDown(until);
        for (int n = 1; n <= 4; n++) {
            double at = n == 4 ? last : from + (until - from) * n / 4;
            boolean same = driven.current(at) == driven.current(from);
            for (DrivenNeuron.Kicks kicks : driven.kicks()) {
                same &= kicks.rate().at(at) == kicks.rate().at(from)
                        && kicks.size().at(at) == kicks.size().at(from);
            }
            if (!same) {
                return true;
            }
        }
        return false;
    }

    private static VertexOperators driven(
            VertexOperators free, DrivenNeuron driven, Grid cells, double from, double until) {
        double current = driven.meanCurrent(from, until);
        JumpKernel jumps = new JumpKernel(cells);
        for (DrivenNeuron.Kicks source : driven.kicks()) {
            jumps.add(source.size().mean(from, until), source.meanRate(from, until));
        }
        return current == 0 && jumps.total() == 0
                ? free
                : new DrivenOperators(free, current, jumps, 1.1 * Math.abs(current) / cells.width());
    }

    private static VertexOperators[] checked(VertexOperators[] byColour, int size, int colours) {
        Arguments.require(
                byColour.length == colours, "operators: " + byColour.length + " colours, " + colours + " are needed");
        for (int a = 0; a < colours; a++) {
            Arguments.require(
                    byColour[a].size() == size,
                    "operators: colour " + a + " has " + byColour[a].size() + " unknowns, " + size + " are needed");
        }
        return byColour.clone();
    }

    /** {@return the number of unknowns of one variable, M} */
    public int size() {
        return pieces[0][0].size();
    }

    /** {@return the number of colours} */
    public int colours() {
        return pieces[0].length;
    }

    /** {@return the times at which they change, increasing} */
    public double[] breaks() {
        return breaks.clone();
    }

    /** {@return the first time after another at which they change, infinite if there is none} */
    public double nextBreak(double time) {
        for (double at : breaks) {
            if (at > time) {
                return at;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /**
     * {@return the operators by colour from a time on, up to the next break}
     *
     * @param time ≥ 0
     */
    public VertexOperators[] from(double time) {
        return pieces[pieceAt(time)].clone();
    }

    /** {@return the number of the piece that begins at a time or holds it, from 0} */
    public int pieceAt(double time) {
        int piece = 0;
        while (piece < breaks.length && breaks[piece] <= time) {
            piece++;
        }
        return piece;
    }

    /** Operators with a current and jumps from outside. */
    private record DrivenOperators(VertexOperators free, double current, JumpKernel jumps, double moved)
            implements VertexOperators {
        @Override
        public int size() {
            return free.size();
        }

        @Override
        public void apply(double[] u, int offset, double rate, double[] h, double[] out) {
            int size = free.size();
            double[] pushed = new double[size];
            double[] own = Arrays.copyOfRange(u, offset, offset + size);
            double[] slope = new double[size];
            for (int k = 0; k < size; k++) {
                pushed[k] = h[k] + current * own[k];
            }
            free.apply(own, 0, rate, pushed, slope);
            jumps.addTo(own, slope);
            System.arraycopy(slope, 0, out, offset, size);
        }

        @Override
        public double rate(double[] u, int offset) {
            return free.rate(u, offset);
        }

        @Override
        public double fastest() {
            return free.fastest() + moved + 2 * jumps.total();
        }

        @Override
        public void reset(double[] out) {
            free.reset(out);
        }
    }
}
