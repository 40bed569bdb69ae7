package org.espalier.hierarchy.states;

import java.util.ArrayList;
import java.util.List;
import org.espalier.hierarchy.numerics.DriveTransfer;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.hipparchus.complex.Complex;
import org.hipparchus.complex.ComplexField;
import org.hipparchus.linear.Array2DRowFieldMatrix;
import org.hipparchus.linear.FieldLUDecomposition;
import org.hipparchus.linear.FieldMatrix;

/**
 * The rightmost eigenvalue of (5.1) linearised around a stationary state, on disturbances without mass that move some rate: the zeros of
 *
 * <pre>  f(s) = det( loop_a(s) δ_ab − push_a(s) α w_ab ) ((s+40)/s)^K ,</pre>
 *
 * <p>{@link DriveTransfer}. f goes to 1 far out, so that its turns along the imaginary axis count the zeros on the right of it. They are
 * searched by secants from the lowest points of |f| on a lattice; those found must be as many as are counted.
 */
final class LeadingEigenvalue {
    /** Moves the zero that makes f go to 1 far to the left of what is searched. */
    private static final double FACTOR = 40;

    private static final double FAR = 4000;
    private static final double FIRST = 1e-3;
    private static final double LARGEST_TURN = 0.35;
    private static final int MOST_HALVINGS = 24;
    private static final int COLUMNS = 17;
    private static final int ROWS = 22;
    private static final int SECANTS = 40;

    private final DriveTransfer[] transfers;
    private final double[][] kernel;

    /** The kernel with the kick factor in it. */
    LeadingEigenvalue(NeuronOnGrid[] neurons, double[] drives, double[][] kernel) {
        this.kernel = kernel;
        transfers = new DriveTransfer[drives.length];
        for (int a = 0; a < drives.length; a++) {
            transfers[a] = DriveTransfer.of(neurons[a], drives[a]);
        }
    }

    Complex characteristic(Complex s) {
        int count = transfers.length;
        FieldMatrix<Complex> matrix = new Array2DRowFieldMatrix<>(ComplexField.getInstance(), count, count);
        for (int a = 0; a < count; a++) {
            double[] answer = transfers[a].at(s.getRealPart(), s.getImaginaryPart());
            Complex loop = new Complex(answer[0], answer[1]);
            Complex push = new Complex(answer[2], answer[3]);
            for (int b = 0; b < count; b++) {
                Complex entry = push.multiply(-kernel[a][b]);
                matrix.setEntry(a, b, a == b ? entry.add(loop) : entry);
            }
        }
        Complex determinant = count == 1 ? matrix.getEntry(0, 0) : new FieldLUDecomposition<>(matrix).getDeterminant();
        return determinant.multiply(s.add(FACTOR).divide(s).pow(count));
    }

    /** How many eigenvalues, pairs counted twice, have a positive real part. */
    int unstable() {
        double turned = 0;
        double at = FIRST;
        Complex value = characteristic(new Complex(0, at));
        turned += value.divide(characteristic(new Complex(at, 0))).getArgument();
        while (at < FAR) {
            double next = Math.min(FAR, 1.25 * at + 0.02);
            Complex there = characteristic(new Complex(0, next));
            for (int halving = 0;
                    halving < MOST_HALVINGS && Math.abs(there.divide(value).getArgument()) > LARGEST_TURN;
                    halving++) {
                next = (at + next) / 2;
                there = characteristic(new Complex(0, next));
            }
            turned += there.divide(value).getArgument();
            at = next;
            value = there;
        }
        // half of the way around, against the clock with the right half-plane to the right: from a real value to 1
        turned -= value.getArgument();
        return (int) Math.round(-turned / Math.PI);
    }

    /** The eigenvalue with the largest real part, imaginary part ≥ 0; NaN if not all that are counted unstable are found, or none. */
    Complex find(int unstable) {
        List<Complex> zeros = new ArrayList<>();
        search(zeros, -8, 4, 24);
        for (double from = 4; from < 100 && right(zeros) < unstable; from *= 2) {
            search(zeros, from, 2 * from, 24);
        }
        if (zeros.isEmpty()) {
            search(zeros, 0.9 * -FACTOR, -8, 60);
        }
        return right(zeros) == unstable
                ? zeros.stream()
                        .reduce((a, b) -> b.getRealPart() > a.getRealPart() ? b : a)
                        .orElse(Complex.NaN)
                : Complex.NaN;
    }

    private static int right(List<Complex> zeros) {
        return zeros.stream()
                .filter(zero -> zero.getRealPart() > 0)
                .mapToInt(zero -> zero.getImaginaryPart() > 0 ? 2 : 1)
                .sum();
    }

    private void search(List<Complex> zeros, double left, double right, double top) {
        Complex[][] points = new Complex[COLUMNS][ROWS];
        double[][] size = new double[COLUMNS][ROWS];
        for (int c = 0; c < COLUMNS; c++) {
            for (int r = 0; r < ROWS; r++) {
                // denser towards the real axis, and never on s = 0
                double share = (double) r / (ROWS - 1);
                points[c][r] = new Complex(
                        left + (right - left) * (c + 0.013) / (COLUMNS - 1), top * share * (0.2 + 0.8 * share));
                size[c][r] = Math.log(characteristic(points[c][r]).norm());
            }
        }
        for (int c = 0; c < COLUMNS; c++) {
            for (int r = 0; r < ROWS; r++) {
                if (isLow(size, c, r)) {
                    Complex step = new Complex((right - left) / COLUMNS / 20, r == 0 ? 0 : 0.01);
                    Complex zero = secant(points[c][r], points[c][r].add(step));
                    if (zero != null
                            && zeros.stream()
                                    .noneMatch(other -> other.subtract(zero).norm() < 1e-5 * (1 + zero.norm()))) {
                        zeros.add(zero);
                    }
                }
            }
        }
    }

    private static boolean isLow(double[][] size, int column, int row) {
        for (int c = Math.max(0, column - 1); c <= Math.min(COLUMNS - 1, column + 1); c++) {
            for (int r = Math.max(0, row - 1); r <= Math.min(ROWS - 1, row + 1); r++) {
                if (size[c][r] < size[column][row]) {
                    return false;
                }
            }
        }
        return true;
    }

    private Complex secant(Complex first, Complex second) {
        Complex a = first;
        Complex b = second;
        Complex fa = characteristic(a);
        Complex fb = characteristic(b);
        for (int n = 0; n < SECANTS; n++) {
            Complex slope = fb.subtract(fa).divide(b.subtract(a));
            Complex step = fb.divide(slope);
            if (step.isNaN() || step.isInfinite()) {
                return null;
            }
            double most = 2;
            step = step.norm() > most ? step.multiply(most / step.norm()) : step;
            a = b;
            fa = fb;
            b = b.subtract(step);
            if (step.norm() < 1e-9 * (1 + b.norm())) {
                Complex zero = Math.abs(b.getImaginaryPart()) < 1e-7 ? new Complex(b.getRealPart(), 0) : b;
                // that of the factor is none
                return zero.add(FACTOR).norm() < 1e-3 ? null : zero.getImaginaryPart() < 0 ? zero.conjugate() : zero;
            }
            fb = characteristic(b);
        }
        return null;
    }
}
