package org.espalier.bbgky.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;
import org.hipparchus.util.FastMath;

/**
 * A kernel with finitely many Fourier coefficients, so a trigonometric polynomial. Build it with {@link #gradient}
 * (K = −∇W), {@link #stream} (d = 2, K = (−∂_2 ψ, ∂_1 ψ), divergence-free) or {@link #of}.
 */
public final class FourierKernel implements TorusKernel, Fingerprinted {
    /**
     * The pair of coefficients at m and −m: K contains 2 Re( (real + i imaginary) e^{2πi m·x} ).
     *
     * @param mode m, d entries, not all zero
     * @param real real parts of K̂(m), d entries
     * @param imaginary imaginary parts of K̂(m), d entries
     */
    public record Term(List<Integer> mode, List<Double> real, List<Double> imaginary) {
        /** Copies and checks. */
        public Term {
            mode = List.copyOf(mode);
            real = List.copyOf(real);
            imaginary = List.copyOf(imaginary);
            if (mode.size() != real.size() || mode.size() != imaginary.size()) {
                throw new IllegalArgumentException("kernel term: mode " + mode + ", real " + real + " and imaginary "
                        + imaginary + " must have one entry per dimension");
            }
            if (mode.stream().allMatch(entry -> entry == 0)) {
                throw new IllegalArgumentException("kernel term: mode 0 is a constant drift; leave it out");
            }
        }
    }

    private final String name;
    private final List<Term> terms;
    private final int dimension;
    private final int[][] modes;
    private final double[][] real;
    private final double[][] imaginary;
    private final Map<List<Integer>, Integer> index = new LinkedHashMap<>();

    private FourierKernel(String name, List<Term> terms) {
        this.name = Objects.requireNonNull(name, "name");
        this.terms = List.copyOf(terms);
        Arguments.require(!terms.isEmpty(), "kernel ", name, ": at least one Fourier term is needed");
        dimension = terms.get(0).mode().size();
        Check.dimension("kernel " + name, dimension);
        modes = new int[terms.size()][];
        real = new double[terms.size()][];
        imaginary = new double[terms.size()][];
        for (int n = 0; n < modes.length; n++) {
            Term term = terms.get(n);
            if (term.mode().size() != dimension) {
                throw new IllegalArgumentException("kernel " + name + ": term " + n + " has mode " + term.mode()
                        + " but the first has dimension " + dimension);
            }
            modes[n] = term.mode().stream().mapToInt(Integer::intValue).toArray();
            real[n] = term.real().stream().mapToDouble(Double::doubleValue).toArray();
            imaginary[n] =
                    term.imaginary().stream().mapToDouble(Double::doubleValue).toArray();
            List<Integer> opposite = term.mode().stream().map(entry -> -entry).toList();
            if (index.containsKey(opposite) || index.put(term.mode(), n) != null) {
                throw new IllegalArgumentException(
                        "kernel " + name + ": mode " + term.mode() + " or its opposite is given twice");
            }
        }
    }

    /**
     * {@return the kernel with the given coefficients}
     *
     * @param name for reports
     * @param terms one for each pair m, −m
     */
    public static FourierKernel of(String name, List<Term> terms) {
        return new FourierKernel(name, terms);
    }

    /**
     * {@return −∇W for W(x) = 2 Σ_n Ŵ_n cos 2πm_n·x}
     *
     * @param name for reports
     * @param potential Ŵ by mode, one of each pair m, −m
     */
    public static FourierKernel gradient(String name, Map<List<Integer>, Double> potential) {
        return of(
                name,
                potential.entrySet().stream()
                        .map(e -> new Term(
                                e.getKey(),
                                e.getKey().stream().map(m -> 0.0).toList(),
                                e.getKey().stream()
                                        .map(m -> -2 * FastMath.PI * m * e.getValue())
                                        .toList()))
                        .toList());
    }

    /**
     * {@return (−∂_2 ψ, ∂_1 ψ) for ψ(x) = 2 Σ_n ψ̂_n cos 2πm_n·x, in dimension 2, the divergence-free kernel}
     *
     * @param name for reports
     * @param stream ψ̂ by mode, one of each pair m, −m
     */
    public static FourierKernel stream(String name, Map<List<Integer>, Double> stream) {
        return of(
                name,
                stream.entrySet().stream()
                        .map(e -> {
                            if (e.getKey().size() != 2) {
                                throw new IllegalArgumentException("kernel " + name + ": mode " + e.getKey()
                                        + " is not 2-dimensional; in d = 1 div K = 0 means that K is constant");
                            }
                            double c = 2 * FastMath.PI * e.getValue();
                            return new Term(
                                    e.getKey(),
                                    List.of(0.0, 0.0),
                                    List.of(
                                            -c * e.getKey().get(1),
                                            c * e.getKey().get(0)));
                        })
                        .toList());
    }

    @Override
    public void addTo(Fingerprint print) {
        print.add(name).add(modes).add(real).add((Object) imaginary);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void evaluate(double[] displacement, double[] value) {
        java.util.Arrays.fill(value, 0, dimension, 0.0);
        for (int n = 0; n < modes.length; n++) {
            double phase = 0;
            for (int l = 0; l < dimension; l++) {
                phase += modes[n][l] * displacement[l];
            }
            double cos = FastMath.cos(2 * FastMath.PI * phase);
            double sin = FastMath.sin(2 * FastMath.PI * phase);
            for (int l = 0; l < dimension; l++) {
                value[l] += 2 * (real[n][l] * cos - imaginary[n][l] * sin);
            }
        }
    }

    @Override
    public void coefficient(int[] mode, double[] re, double[] im) {
        List<Integer> key = java.util.Arrays.stream(mode).boxed().toList();
        Integer n = index.get(key);
        double sign = 1;
        if (n == null) {
            n = index.get(key.stream().map(entry -> -entry).toList());
            sign = -1;
        }
        for (int l = 0; l < dimension; l++) {
            re[l] = n == null ? 0 : real[n][l];
            im[l] = n == null ? 0 : sign * imaginary[n][l];
        }
    }

    @Override
    public KernelFacts facts() {
        boolean odd = true;
        boolean gradient = true;
        boolean divergenceFree = true;
        int bandwidth = 0;
        double divergence = 0;
        for (int n = 0; n < modes.length; n++) {
            double along = 0;
            double alongReal = 0;
            double scale = Quadrature.length(imaginary[n]) + Quadrature.length(real[n]);
            double square = 0;
            for (int l = 0; l < dimension; l++) {
                along += modes[n][l] * imaginary[n][l];
                alongReal += modes[n][l] * real[n][l];
                square += (double) modes[n][l] * modes[n][l];
                bandwidth = Math.max(bandwidth, Math.abs(modes[n][l]));
                odd &= real[n][l] == 0;
            }
            divergenceFree &= FastMath.hypot(along, alongReal) <= 1e-14 * scale * FastMath.sqrt(square);
            for (int l = 0; l < dimension; l++) {
                gradient &= FastMath.abs(imaginary[n][l] - along * modes[n][l] / square) <= 1e-14 * scale;
            }
            divergence += 4 * FastMath.PI * FastMath.hypot(along, alongReal);
        }
        double below = divergenceFree ? 0 : divergence;
        return new KernelFacts(
                name, odd, odd && gradient, divergenceFree, below, Double.POSITIVE_INFINITY, 0, bandwidth);
    }

    /** The L² norm is Parseval's; others by quadrature. */
    @Override
    public double norm(double exponent) {
        if (exponent == 2) {
            double sum = 0;
            for (int n = 0; n < modes.length; n++) {
                sum += 2
                        * (FastMath.pow(Quadrature.length(real[n]), 2)
                                + FastMath.pow(Quadrature.length(imaginary[n]), 2));
            }
            return FastMath.sqrt(sum);
        }
        return Quadrature.boundedNorm(this, exponent, 0.25 / facts().bandwidth());
    }

    @Override
    public String toString() {
        return name;
    }

    /** {@inheritDoc} Kernels of the same name and terms are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FourierKernel that && name.equals(that.name) && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, terms);
    }
}
