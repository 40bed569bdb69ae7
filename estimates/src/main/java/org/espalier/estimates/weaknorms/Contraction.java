package org.espalier.estimates.weaknorms;

/** Sums of products over the indices of the parts of measures. */
final class Contraction {
    private Contraction() {}

    /** Σ_r c_r Π_l x_l[r], or over all multi-indices Σ c Π_l x_l[r_l] on a grid. */
    static double contract(SignedMeasure.Part part, double[][] values) {
        double[] rest = part.coefficients();
        if (!part.grid()) {
            double sum = 0;
            for (int r = 0; r < rest.length; r++) {
                double product = rest[r];
                for (double[] axis : values) {
                    product *= axis[r];
                }
                sum += product;
            }
            return sum;
        }
        for (int l = values.length - 1; l >= 0; l--) {
            int n = values[l].length;
            double[] next = new double[rest.length / n];
            for (int at = 0; at < next.length; at++) {
                double sum = 0;
                for (int c = 0; c < n; c++) {
                    sum += values[l][c] * rest[at * n + c];
                }
                next[at] = sum;
            }
            rest = next;
        }
        return rest[0];
    }

    /** ⟨p, q⟩ for the kernel Π_l ½e^{−|x_l−y_l|}. */
    static double inner(SignedMeasure.Part p, SignedMeasure.Part q) {
        if (p.grid() && !q.grid()) {
            return inner(q, p);
        }
        int k = p.factors().length;
        if (p.grid()) {
            double[] image = q.coefficients();
            // apply the pair matrix on every axis: the last axis is contracted and becomes the first, k times
            for (int l = k - 1; l >= 0; l--) {
                image = apply(p.factors()[l], q.factors()[l], image);
            }
            double sum = 0;
            for (int at = 0; at < image.length; at++) {
                sum += p.coefficients()[at] * image[at];
            }
            return sum;
        }
        double sum = 0;
        for (int r = 0; r < p.coefficients().length; r++) {
            double[][] values = new double[k][];
            for (int l = 0; l < k; l++) {
                LineMeasure[] others = q.factors()[l];
                values[l] = new double[others.length];
                for (int s = 0; s < others.length; s++) {
                    values[l][s] = inner(p.factors()[l][r], others[s]);
                }
            }
            sum += p.coefficients()[r] * contract(q, values);
        }
        return sum;
    }

    private static double[] apply(LineMeasure[] rows, LineMeasure[] columns, double[] tensor) {
        int m = columns.length;
        int n = rows.length;
        int rest = tensor.length / m;
        double[] result = new double[n * rest];
        for (int i = 0; i < n; i++) {
            double[] line = new double[m];
            for (int j = 0; j < m; j++) {
                line[j] = inner(rows[i], columns[j]);
            }
            for (int at = 0; at < rest; at++) {
                double sum = 0;
                for (int j = 0; j < m; j++) {
                    sum += line[j] * tensor[at * m + j];
                }
                result[i * rest + at] = sum;
            }
        }
        return result;
    }

    /** ½ ∬ e^{−|x−y|} μ(dx) ν(dy). */
    static double inner(LineMeasure mu, LineMeasure nu) {
        if (mu instanceof Dirac atom) {
            return atom.mass() * nu.potential(atom.point());
        }
        if (nu instanceof Dirac atom) {
            return atom.mass() * mu.potential(atom.point());
        }
        if (mu instanceof Uniform a && nu instanceof Uniform b) {
            return a.inner(b);
        }
        if (mu instanceof Gaussian a && nu instanceof Gaussian b) {
            return a.inner(b);
        }
        if (mu instanceof Smooth a) {
            return a.inner(nu);
        }
        if (nu instanceof Smooth b) {
            return b.inner(mu);
        }
        // a cell and a normal law
        Uniform cell = mu instanceof Uniform a ? a : (Uniform) nu;
        LineMeasure other = mu instanceof Uniform ? nu : mu;
        double h = cell.upper() - cell.lower();
        double width = other instanceof Gaussian law ? Math.min(0.5, law.deviation()) : 0.5;
        return Smooth.of(v -> 1 / h, cell.lower(), cell.upper(), width).inner(other);
    }
}
