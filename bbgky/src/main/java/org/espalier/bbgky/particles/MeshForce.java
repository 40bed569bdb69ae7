package org.espalier.bbgky.particles;

import java.util.Arrays;
import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.spectral.Fourier;
import org.espalier.bbgky.spectral.Modes;

/**
 * Particle mesh: particles are spread on a grid, convolved with K in Fourier space, and the field is interpolated back (a
 * non-uniform transform in both directions). A singular kernel is split by Ewald, K = (K − K_ℓ) + K_ℓ: the part regularised
 * over ℓ goes to the mesh, the rest is summed over near pairs.
 */
final class MeshForce implements PairForce {
    private final TorusKernel kernel;
    private final int particles;
    private final int d;
    private final int points;
    private final double tolerance;
    private final Window window;
    private final Fourier fourier;
    private final NearPairs near; // null for a kernel that is smooth on the mesh
    private final int[] gridIndex;
    private final double[] symbolReal; // K̂_l(m) / (Π p(m_l))², d entries a mode
    private final double[] symbolImaginary;
    private final double[] self;
    private final double[] re;
    private final double[] im;
    private final double[] re2;
    private final double[] im2;

    MeshForce(TorusKernel kernel, int particles, double tolerance) {
        if (!(tolerance >= 1e-12) || !(tolerance <= 1e-2)) {
            throw new IllegalArgumentException("fast force: tolerance " + tolerance + " must lie in [1e-12, 1e-2]");
        }
        this.kernel = kernel;
        this.particles = particles;
        this.d = kernel.dimension();
        this.tolerance = tolerance;
        MeshPlan plan = MeshPlan.of(kernel, particles, tolerance);
        this.points = plan.points();
        TorusKernel smooth = kernel;
        if (plan.length() > 0) {
            smooth = ((PowerLawKernel) kernel).regularised(plan.length());
            near = new NearPairs((PowerLawKernel) kernel, particles, plan.length(), plan.cutoff());
        } else {
            near = null;
        }
        window = new Window(d, points, plan.width());
        fourier = new Fourier(d, points);
        Modes modes = new Modes(d, plan.reach());
        int size = modes.count();
        gridIndex = new int[size];
        symbolReal = new double[size * d];
        symbolImaginary = new double[size * d];
        self = new double[d];
        double[] transform = new double[2 * plan.reach() + 1];
        Arrays.setAll(transform, m -> window.transform(m - plan.reach()));
        double[][] coefficients = smooth.coefficients(plan.reach());
        for (int n = 0; n < size; n++) {
            gridIndex[n] = modes.onGrid(n, points);
            double scale = 1;
            for (int m : modes.vector(n)) {
                scale *= transform[m + plan.reach()];
            }
            for (int l = 0, k = n * d; l < d; l++, k++) {
                self[l] += coefficients[0][k];
                symbolReal[k] = coefficients[0][k] / (scale * scale);
                symbolImaginary[k] = coefficients[1][k] / (scale * scale);
            }
        }
        re = new double[fourier.size()];
        im = new double[fourier.size()];
        re2 = d > 1 ? new double[fourier.size()] : re;
        im2 = d > 1 ? new double[fourier.size()] : im;
    }

    @Override
    public void apply(double[] positions, double[] force) {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        for (int i = 0; i < particles; i++) {
            window.spread(positions, i, re);
        }
        fourier.forward(re, im);
        double scale = (double) fourier.size() / particles;
        double[] sumRe = new double[gridIndex.length];
        double[] sumIm = new double[gridIndex.length];
        for (int n = 0; n < gridIndex.length; n++) {
            sumRe[n] = re[gridIndex[n]] * scale;
            sumIm[n] = im[gridIndex[n]] * scale;
        }
        // two real components of the field travel in one complex transform
        for (int axis = 0; axis < d; axis += 2) {
            Arrays.fill(re2, 0);
            Arrays.fill(im2, 0);
            for (int n = 0; n < gridIndex.length; n++) {
                int k = n * d + axis;
                double ur = symbolReal[k] * sumRe[n] - symbolImaginary[k] * sumIm[n];
                double ui = symbolReal[k] * sumIm[n] + symbolImaginary[k] * sumRe[n];
                if (axis + 1 < d) {
                    ur -= symbolReal[k + 1] * sumIm[n] + symbolImaginary[k + 1] * sumRe[n];
                    ui += symbolReal[k + 1] * sumRe[n] - symbolImaginary[k + 1] * sumIm[n];
                }
                re2[gridIndex[n]] = ur;
                im2[gridIndex[n]] = ui;
            }
            fourier.backward(re2, im2);
            for (int i = 0; i < particles; i++) {
                window.interpolate(positions, i, re2, im2);
                force[i * d + axis] = window.first() - self[axis] / particles;
                if (axis + 1 < d) {
                    force[i * d + axis + 1] = window.second() - self[axis + 1] / particles;
                }
            }
        }
        if (near != null) {
            near.add(positions, force);
        }
    }

    @Override
    public String description() {
        return "particle mesh, " + points + " points per axis, tolerance " + tolerance
                + (near == null ? "" : ", pairs nearer than " + near.cutoff() + " apart") + ", kernel "
                + kernel.facts().name();
    }
}
