package org.espalier.hierarchy.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.espalier.hierarchy.Connectome;
import org.espalier.hierarchy.numerics.Grid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.model.generate.MeasureKernel;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.run.Times;
import org.espalier.trees.RootedTree;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;

/** (5.1) on kernels w(ξ, dζ): the order in the number of points of ξ. */
class KernelCouplingTest {
    private static final Normal LAW = Normal.of(0.3, 0.3);

    /** A density and an atom at ξ² of mass 0.2 + 0.3 ξ: no function of (ξ, ζ). */
    private static final MeasureKernel ATOMIC = new MeasureKernel() {
        @Override
        public double density(double xi, double zeta) {
            return (0.3 + xi) * zeta;
        }

        @Override
        public List<Atom> atoms(double xi) {
            return List.of(new Atom(xi * xi, 0.2 + 0.3 * xi));
        }
    };

    private static double integral(DoubleUnaryOperator f) {
        return new GaussIntegratorFactory().legendre(12, 0, 1).integrate(f::applyAsDouble);
    }

    private static double[] errors(MeasureKernel kernel, RootedTree tree, double exact) {
        Neuron neuron = new Neuron(new LinearLeak(0.8, 0.6), 0.4, v -> 1.5, 0, 1);
        double[] errors = new double[3];
        for (int n = 0; n < 3; n++) {
            double[] found = new double[2];
            for (int k = 0; k < 2; k++) {
                found[k] = MeanField.of(neuron, Populations.ofKernel(kernel, 3 << n))
                        .startingFrom(LAW)
                        .testing(v -> v)
                        .cellWidth(0.05 / (1 << k))
                        .step(0.1)
                        .estimatingError(false)
                        .solve(Times.of(0.7))
                        .observable(tree, 0);
            }
            // without the error of second order of the cells of potential
            errors[n] = (4 * found[1] - found[0]) / 3 - exact;
        }
        return errors;
    }

    /**
     * ν = λ, b = β − κ v: E V(ξ) = A + B s(ξ), s(ξ) = ∫w(ξ, dζ), so that the limit observables of v on both ends of the edge and on the
     * three vertices of a path are integrals of polynomials.
     */
    @Test
    void limitObservablesOfConstantIntensityHaveTheirClosedForm() {
        double c = 0.6 + 1.5;
        double decay = Math.exp(-0.7 * c);
        double a = 0.3 * decay + 0.8 * (1 - decay) / c;
        double b = 1.5 * (1 - decay) / c;
        RootedTree edge = RootedTree.single(1).plus(0, 1, 1).tree();
        RootedTree path = edge.plus(1, 1, 1).tree();

        DoubleUnaryOperator mean = xi -> a + b * (0.3 + xi) / 2;
        double inner = integral(z -> z * mean.applyAsDouble(z));
        double outer = integral(x -> (0.3 + x) * mean.applyAsDouble(x));
        double link = integral(x -> x * (0.3 + x) * mean.applyAsDouble(x));
        double[] first = errors((xi, zeta) -> (0.3 + xi) * zeta, edge, outer * inner);
        double[] second = errors((xi, zeta) -> (0.3 + xi) * zeta, path, outer * link * inner);

        DoubleUnaryOperator jumped = xi -> a + b * ((0.3 + xi) / 2 + 0.2 + 0.3 * xi);
        double mass = integral(z -> z * jumped.applyAsDouble(z));
        double exact = integral(
                x -> jumped.applyAsDouble(x) * ((0.3 + x) * mass + (0.2 + 0.3 * x) * jumped.applyAsDouble(x * x)));
        double[] third = errors(ATOMIC, edge, exact);
        for (double[] errors : List.of(first, second, third)) {
            assertThat(errors[0] / errors[1]).isBetween(3.5, 4.5);
            assertThat(errors[1] / errors[2]).isBetween(3.4, 4.6);
            assertThat((4 * errors[2] - errors[1]) / 3).isCloseTo(0, within(3e-5));
        }
    }

    private static double rate(Populations coupling) {
        return MeanField.of(Connectome.neuron(), coupling)
                .startingFrom(LAW)
                .on(Grid.of(-2, 0.1, 70))
                .step(0.05)
                .estimatingError(false)
                .solve(Times.of(0.8))
                .populationRate()[0];
    }

    /** A graphon at midpoints against the same graphon at the nodes of Gauss and Legendre, exact to round-off in ξ. */
    @Test
    void aSmoothGraphonIsOfOrderTwo() {
        MeasureKernel kernel = (xi, zeta) -> 1.5 * Math.exp(-2 * (xi - zeta) * (xi - zeta)) * (0.2 + xi);
        GaussIntegrator nodes = new GaussIntegratorFactory().legendre(16, 0, 1);
        double[] shares = new double[16];
        double[][] values = new double[16][16];
        for (int i = 0; i < 16; i++) {
            shares[i] = nodes.getWeight(i);
            for (int j = 0; j < 16; j++) {
                values[i][j] = kernel.density(nodes.getPoint(i), nodes.getPoint(j)) * nodes.getWeight(j);
            }
        }
        double exact = rate(Populations.ofClasses(shares, values));
        double[] errors = new double[4];
        for (int n = 0; n < 4; n++) {
            errors[n] = rate(Populations.ofKernel(kernel, 4 << n)) - exact;
        }
        for (int n = 0; n < 3; n++) {
            assertThat(errors[n] / errors[n + 1]).isBetween(3.6, 4.4);
        }
        assertThat((4 * errors[3] - errors[2]) / 3).isCloseTo(0, within(4e-7));
    }

    @Test
    void atomsKeepTheOrderAndJumpsLowerItToOne() {
        MeasureKernel jump = (xi, zeta) -> zeta < xi ? 1.2 : -0.4;
        double[][] rates = new double[2][4];
        for (int n = 0; n < 4; n++) {
            rates[0][n] = rate(Populations.ofKernel(ATOMIC, 8 << n));
            rates[1][n] = rate(Populations.ofKernel(jump, 8 << n));
        }
        for (int n = 0; n < 2; n++) {
            double smooth = (rates[0][n] - rates[0][n + 1]) / (rates[0][n + 1] - rates[0][n + 2]);
            double rough = (rates[1][n] - rates[1][n + 1]) / (rates[1][n + 1] - rates[1][n + 2]);
            assertThat(smooth).isBetween(3.3, 4.7);
            assertThat(rough).isBetween(1.7, 2.4);
        }
    }

    /** Without noise the observables come from cells that move: the same mean of v, m' = β + λ s − (κ + λ) m. */
    @Test
    void observablesAlongCharacteristics() {
        Neuron neuron = new Neuron(new LinearLeak(0.8, 0.6), 0, v -> 1.5, 0, 1);
        double decay = Math.exp(-0.7 * 2.1);
        double s = 0.5 * 0.8;
        double exact = 1.2 * decay + (0.8 + 1.5 * s) * (1 - decay) / 2.1;
        double found = MeanField.of(neuron, Populations.ofKernel((xi, zeta) -> (0.3 + xi) * zeta, 40))
                .startingFrom(Normal.of(1.2, 0.15))
                .scheme(Scheme.CHARACTERISTICS)
                .cellWidth(0.01)
                .step(0.005)
                .testing(v -> v * v, v -> v)
                .estimatingError(false)
                .solve(Times.of(0.7))
                .observable(RootedTree.single(2), 0);
        assertThat(found).isCloseTo(exact, within(1e-5));
    }

    @Test
    void badKernelsAreRefused() {
        assertThatThrownBy(() -> Populations.ofKernel((xi, zeta) -> 1, 1)).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> Populations.ofKernel((xi, zeta) -> Double.NaN, 4))
                .hasMessageContaining("finite");
        MeanFieldSolution plain = MeanField.of(
                        new Neuron(new LinearLeak(1, 1), 0.4, Sigmoid.of(4, 1, 0.2), 0, 1),
                        Populations.ofKernel((xi, zeta) -> 1, 4))
                .startingFrom(LAW)
                .estimatingError(false)
                .solve(Times.of(0.1));
        assertThatThrownBy(() -> plain.observable(RootedTree.single(1), 0)).hasMessageContaining("type 1");
    }
}
