package org.espalier.hierarchy.meanfield;

import java.util.function.DoubleUnaryOperator;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Neuron;

/**
 * The density of one population without noise, by cells whose faces move along V' = b(V) + S: faces[0] ≥ … ≥ faces[count] = v_r, cell c
 * between faces c and c + 1. What fires in a step is the mass of a new cell above v_r.
 */
final class CharacteristicCells {
    private static final double NEGLIGIBLE = 1e-16;

    /** Halvings of an interval in which ν jumps. */
    private static final int DEPTH = 12;

    private final Neuron neuron;
    private final double width;
    private double[] faces;
    private double[] mass;
    private double[] intensity;
    private double[] nextFaces;
    private double[] nextMass;
    private int count;

    /** Cells of the given width from v_r to where the law ends. */
    CharacteristicCells(Neuron neuron, InitialLaw law, double width) {
        this.neuron = neuron;
        this.width = width;
        double top = law.quantile(1 - 1e-13);
        count = (int) Math.max(1, Math.ceil((top - neuron.reset()) / width));
        allocate(2 * count + 64);
        for (int c = 0; c <= count; c++) {
            faces[c] = neuron.reset() + (count - c) * width;
        }
        for (int c = 0; c < count; c++) {
            mass[c] = (c == 0 ? 1 : law.cumulative(faces[c])) - (c == count - 1 ? 0 : law.cumulative(faces[c + 1]));
        }
    }

    /** Room for a copy. */
    CharacteristicCells(CharacteristicCells other) {
        neuron = other.neuron;
        width = other.width;
        allocate(other.mass.length);
        copy(other);
    }

    private void allocate(int room) {
        faces = new double[room + 1];
        mass = new double[room];
        intensity = new double[room + 1];
        nextFaces = new double[room + 1];
        nextMass = new double[room];
    }

    /** All arrays have room for that many cells from now on; contents stay. */
    private void reserve(int room) {
        if (room > mass.length) {
            double[] oldFaces = faces;
            double[] oldMass = mass;
            allocate(2 * room);
            System.arraycopy(oldFaces, 0, faces, 0, oldFaces.length);
            System.arraycopy(oldMass, 0, mass, 0, oldMass.length);
        }
    }

    void copy(CharacteristicCells other) {
        reserve(other.count);
        count = other.count;
        System.arraycopy(other.faces, 0, faces, 0, count + 1);
        System.arraycopy(other.mass, 0, mass, 0, count);
    }

    double top() {
        return faces[0];
    }

    double mass() {
        double sum = 0;
        for (int c = 0; c < count; c++) {
            sum += mass[c];
        }
        return sum;
    }

    /** ∫φf by Simpson's rule on evenly filled cells. */
    double integral(DoubleUnaryOperator function) {
        double sum = 0;
        for (int c = 0; c < count; c++) {
            sum += mass[c]
                    / 6
                    * (function.applyAsDouble(faces[c])
                            + 4 * function.applyAsDouble(0.5 * (faces[c] + faces[c + 1]))
                            + function.applyAsDouble(faces[c + 1]));
        }
        return sum;
    }

    /** ∫νf, evenly filled cells. */
    double rate() {
        double sum = 0;
        double above = neuron.intensity().at(faces[0]);
        for (int c = 0; c < count; c++) {
            double below = neuron.intensity().at(faces[c + 1]);
            sum += mass[c] * average(faces[c + 1], faces[c], below, above, DEPTH);
            above = below;
        }
        return sum;
    }

    /** Mean of ν over [x, y] by Simpson's rule, on halves where ν bends sharply: jumps of ν are found by bisection. */
    private double average(double x, double y, double atX, double atY, int depth) {
        double middle = 0.5 * (x + y);
        double atMiddle = neuron.intensity().at(middle);
        double bend = Math.abs(atX - 2 * atMiddle + atY);
        double jump = Math.abs(atX - atMiddle) + Math.abs(atMiddle - atY);
        if (depth == 0 || !(bend > 0.1 * jump) || jump < 0.02 * (atX + atY)) {
            return (atX + 4 * atMiddle + atY) / 6;
        }
        return 0.5 * (average(x, middle, atX, atMiddle, depth - 1) + average(middle, y, atMiddle, atY, depth - 1));
    }

    /** A step of length h under the drive S; the speed at v_r must be positive. */
    void advance(double drive, double h) {
        reserve(count + 1);
        // ∫ν along each face is the mean over its path times h: the speed hardly changes within a step
        for (int c = 0; c <= count; c++) {
            double x = faces[c];
            double middle = x + h / 2 * (neuron.drift().at(x) + drive);
            double end = x + h * (neuron.drift().at(middle) + drive);
            intensity[c] = h
                    * average(
                            x, end, neuron.intensity().at(x), neuron.intensity().at(end), DEPTH);
            faces[c] = end;
        }
        double fired = 0;
        for (int c = 0; c < count; c++) {
            double left = mass[c] * StrictMath.exp(-0.5 * (intensity[c] + intensity[c + 1]));
            fired += mass[c] - left;
            mass[c] = left;
        }
        // whoever fires twice in the step stays in the new cell
        mass[count] = fired;
        faces[count + 1] = neuron.reset();
        count++;
    }

    /** Joins cells that became narrow, halves wide ones, and drops an empty top. */
    void tidy() {
        int first = 0;
        while (first < count - 1 && mass[first] < NEGLIGIBLE) {
            mass[first + 1] += mass[first];
            first++;
        }
        reserve(2 * count);
        int n = 0;
        nextFaces[0] = faces[first];
        for (int c = first; c < count; c++) {
            double from = nextFaces[n];
            double held = mass[c];
            while (c + 1 < count && from - faces[c + 2] < width) {
                c++;
                held += mass[c];
            }
            if (from - faces[c + 1] > 2 * width) {
                nextMass[n] = held / 2;
                nextFaces[++n] = (from + faces[c + 1]) / 2;
                held /= 2;
            }
            nextMass[n] = held;
            nextFaces[++n] = faces[c + 1];
        }
        double[] swap = faces;
        faces = nextFaces;
        nextFaces = swap;
        swap = mass;
        mass = nextMass;
        nextMass = swap;
        count = n;
    }

    /** Adds share times the mass to fixed cells [left + k h, left + (k + 1) h), each cell spread evenly. */
    void addTo(double[] fixed, double left, double h, double share) {
        for (int c = 0; c < count; c++) {
            double low = (faces[c + 1] - left) / h;
            double high = (faces[c] - left) / h;
            int from = (int) Math.min(fixed.length - 1, Math.max(0, Math.floor(low)));
            int until = (int) Math.min(fixed.length - 1, Math.max(0, Math.floor(high)));
            if (!(high - low > 1e-12) || from == until) {
                fixed[from] += share * mass[c];
                continue;
            }
            for (int k = from; k <= until; k++) {
                double inside = Math.min(high, k + 1) - Math.max(low, k);
                fixed[k] += share * mass[c] * inside / (high - low);
            }
        }
    }
}
