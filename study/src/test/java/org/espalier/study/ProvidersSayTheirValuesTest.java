package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.bbgky.kernel.FourierKernel;
import org.espalier.bbgky.kernel.KernelFacts;
import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.bbgky.kernel.SmoothBump;
import org.espalier.bbgky.kernel.TorusFormula;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.FourierLaw;
import org.espalier.bbgky.law.SpectralLaw;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.law.VonMises;
import org.espalier.contract.Providers;
import org.espalier.estimates.remainders.RemainderObservable;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.Drift;
import org.espalier.model.neuron.Empirical;
import org.espalier.model.neuron.ExponentialDrift;
import org.espalier.model.neuron.ExponentialIntensity;
import org.espalier.model.neuron.ExponentialLaw;
import org.espalier.model.neuron.FormulaDrift;
import org.espalier.model.neuron.FormulaIntensity;
import org.espalier.model.neuron.HardThreshold;
import org.espalier.model.neuron.InitialLaw;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Mixture;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.PointMass;
import org.espalier.model.neuron.QuadraticDrift;
import org.espalier.model.neuron.RectifiedPower;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.neuron.StepIntensity;
import org.espalier.model.neuron.TruncatedNormal;
import org.espalier.model.neuron.UniformLaw;
import org.espalier.model.system.NeuronGroup;
import org.espalier.model.system.Signal;
import org.espalier.particles.observable.EdgeHistogram;
import org.espalier.particles.observable.GroupRates;
import org.espalier.particles.observable.NeuronRates;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.PotentialHistogram;
import org.espalier.particles.observable.PotentialProducts;
import org.espalier.particles.observable.Potentials;
import org.espalier.particles.observable.TestFunction;
import org.espalier.particles.observable.TreeObservables;
import org.espalier.particles.observable.TypeRates;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Test;

/** What checkpoints must be told apart by: every class that implements an interface of the library says what it is made of. */
class ProvidersSayTheirValuesTest {
    private static final Times TIMES = Times.of(0.1, 0.2);
    private static final RootedTree EDGE = RootedTree.ofLevels(0, 1);

    private static SynapticNetwork network(double weight) {
        return SynapticNetwork.ofMatrix(new double[][] {{0, 0.2}, {weight, 0}});
    }

    /**
     * Every class of this project that implements one of these, with two examples for each value that it is made of: the second differs
     * from the first in it alone.
     */
    private static Map<Class<?>, List<Object>> examples() {
        SynapticNetwork network = network(0.5);
        SynapticNetwork other = network(0.51);
        PotentialHistogram bins = PotentialHistogram.between(0, 1, 3);
        List<TestFunction> one = List.of(TestFunction.one());
        List<RootedTree> edge = List.of(EDGE);
        KernelFacts facts = new KernelFacts("own", false, true, false, 3, Double.POSITIVE_INFINITY, 0, -1);
        List<Object> all = List.of(
                new LinearLeak(1, 1),
                new LinearLeak(2, 1),
                new LinearLeak(1, 2),
                new QuadraticDrift(1, 1, 1),
                new QuadraticDrift(2, 1, 1),
                new QuadraticDrift(1, 2, 1),
                new QuadraticDrift(1, 1, 2),
                new ExponentialDrift(1, 1, 1, 1),
                new ExponentialDrift(2, 1, 1, 1),
                new ExponentialDrift(1, 2, 1, 1),
                new ExponentialDrift(1, 1, 2, 1),
                new ExponentialDrift(1, 1, 1, 2),
                FormulaDrift.of("a - v", Map.of("a", 1.0)),
                FormulaDrift.of("a - 2*v", Map.of("a", 1.0)),
                FormulaDrift.of("a - v", Map.of("a", 2.0)),
                new ConstantIntensity(1),
                new ConstantIntensity(2),
                new HardThreshold(1),
                new HardThreshold(2),
                new Sigmoid(1, 1, 1),
                new Sigmoid(2, 1, 1),
                new Sigmoid(1, 2, 1),
                new Sigmoid(1, 1, 2),
                new StepIntensity(1, 1),
                new StepIntensity(2, 1),
                new StepIntensity(1, 2),
                new RectifiedPower(1, 1, 1, 9),
                new RectifiedPower(2, 1, 1, 9),
                new RectifiedPower(1, 2, 1, 9),
                new RectifiedPower(1, 1, 2, 9),
                new RectifiedPower(1, 1, 1, 8),
                new ExponentialIntensity(1, 1, 1, 9),
                new ExponentialIntensity(2, 1, 1, 9),
                new ExponentialIntensity(1, 2, 1, 9),
                new ExponentialIntensity(1, 1, 2, 9),
                new ExponentialIntensity(1, 1, 1, 8),
                FormulaIntensity.of("a*v^2", Map.of("a", 1.0), 9),
                FormulaIntensity.of("a*v^4", Map.of("a", 1.0), 9),
                FormulaIntensity.of("a*v^2", Map.of("a", 2.0), 9),
                FormulaIntensity.of("a*v^2", Map.of("a", 1.0), 8),
                Normal.of(0, 1),
                Normal.of(1, 1),
                Normal.of(0, 2),
                new PointMass(0),
                new PointMass(1),
                new UniformLaw(0, 1),
                new UniformLaw(-1, 1),
                new UniformLaw(0, 2),
                new ExponentialLaw(0, 1),
                new ExponentialLaw(1, 1),
                new ExponentialLaw(0, 2),
                new TruncatedNormal(0, 1, -1, 1),
                new TruncatedNormal(1, 1, -1, 1),
                new TruncatedNormal(0, 2, -1, 1),
                new TruncatedNormal(0, 1, -2, 1),
                new TruncatedNormal(0, 1, -1, 2),
                Empirical.of(1, 2, 3),
                Empirical.of(1, 2, 4),
                new Mixture(List.of(1.0, 1.0), List.of(Normal.of(0, 1), Normal.of(1, 1))),
                new Mixture(List.of(1.0, 2.0), List.of(Normal.of(0, 1), Normal.of(1, 1))),
                new Mixture(List.of(1.0, 1.0), List.of(Normal.of(0, 1), Normal.of(2, 1))),
                new Potentials(3),
                new Potentials(4),
                new PotentialProducts(3),
                new PotentialProducts(4),
                bins,
                PotentialHistogram.between(0, 1, 4),
                TypeRates.of(0, 0, 1),
                TypeRates.of(0, 1, 1),
                GroupRates.of(List.of(new NeuronGroup("a", 0), new NeuronGroup("b", 1))),
                GroupRates.of(List.of(new NeuronGroup("a", 0), new NeuronGroup("b", 0))),
                new NeuronRates(0),
                new NeuronRates(0, 1),
                EdgeHistogram.of(network, bins),
                EdgeHistogram.of(other, bins),
                EdgeHistogram.of(network, PotentialHistogram.between(0, 2, 3)),
                TreeObservables.homomorphism(network, one, edge),
                TreeObservables.homomorphism(other, one, edge),
                TreeObservables.homomorphism(network, List.of(TestFunction.moment(1)), edge),
                TreeObservables.homomorphism(network, one, List.of(RootedTree.single())),
                TreeObservables.injective(network, one, edge),
                new AtTimes(new Potentials(3), TIMES),
                new AtTimes(new Potentials(4), TIMES),
                new AtTimes(new Potentials(3), Times.of(1)),
                Signal.constant(1),
                Signal.constant(2),
                Signal.pulse(1, 2, 3),
                Signal.pulse(0, 2, 3),
                Signal.pulse(1, 4, 3),
                Signal.pulse(1, 2, 4),
                Signal.sinusoid(1, 2, 3, 4),
                Signal.sinusoid(2, 2, 3, 4),
                Signal.sinusoid(1, 3, 3, 4),
                Signal.sinusoid(1, 2, 4, 4),
                Signal.sinusoid(1, 2, 3, 5),
                Signal.ramp(0, 1, 2, 3),
                Signal.ramp(0, 2, 2, 3),
                Signal.ramp(0, 1, 2, 4),
                Signal.formula("a*t", Map.of("a", 1.0)),
                Signal.formula("a*t^2", Map.of("a", 1.0)),
                Signal.formula("a*t", Map.of("a", 2.0)),
                Closure.vanishing(),
                Closure.meanDrive(),
                Closure.conditional(),
                new Sine(1),
                new Sine(2),
                SmoothBump.of(1, 1, 1),
                SmoothBump.of(2, 1, 1),
                SmoothBump.of(1, 2, 1),
                SmoothBump.of(1, 1, 2),
                PowerLawKernel.of(2, 0.5, 1),
                PowerLawKernel.of(3, 0.5, 1),
                PowerLawKernel.of(2, 0.4, 1),
                PowerLawKernel.of(2, 0.5, 2),
                PowerLawKernel.of(2, 0.5, 1).turned(),
                PowerLawKernel.of(2, 0.5, 1).regularised(0.1),
                FourierKernel.gradient("k", Map.of(List.of(23), 0.1)),
                FourierKernel.gradient("l", Map.of(List.of(23), 0.1)),
                FourierKernel.gradient("k", Map.of(List.of(46), 0.1)),
                FourierKernel.gradient("k", Map.of(List.of(23), 0.2)),
                TorusFormula.of(1, (x, value) -> value[0] = x[0] * (0.25 - x[0] * x[0]), facts, 64),
                TorusFormula.of(1, (x, value) -> value[0] = x[0] * (0.26 - x[0] * x[0]), facts, 64),
                TorusFormula.of(1, (x, value) -> value[0] = x[0] * (0.25 - x[0] * x[0]), facts, 65),
                FourierLaw.cosine(0.5, 23),
                FourierLaw.cosine(0.5, 46),
                FourierLaw.cosine(0.4, 23),
                FourierLaw.cosine(0.5, 23, 1),
                VonMises.of(1, 1),
                VonMises.of(2, 1),
                VonMises.of(1, 2),
                new VonMises(1, 1, 0.3),
                SpectralLaw.project(VonMises.of(1, 1), 4),
                SpectralLaw.project(VonMises.of(1, 1), 5),
                SpectralLaw.project(VonMises.of(1, 2), 4));
        Map<Class<?>, List<Object>> byClass = new LinkedHashMap<>();
        all.forEach(value -> byClass.computeIfAbsent(value.getClass(), type -> new ArrayList<>())
                .add(value));
        return byClass;
    }

    @Test
    void everyClassOfTheLibrarySaysWhatItIsMadeOf() throws Exception {
        Map<Class<?>, List<Object>> examples = examples();
        List<Class<?>> interfaces = List.of(
                Drift.class,
                Intensity.class,
                InitialLaw.class,
                Signal.class,
                Observable.class,
                Closure.class,
                TorusKernel.class,
                TorusLaw.class);
        List<Class<?>> anchors = List.of(
                Drift.class,
                Observable.class,
                Closure.class,
                TorusKernel.class,
                RemainderObservable.class,
                AtTimes.class);
        Set<Class<?>> found = new HashSet<>();
        for (Class<?> anchor : anchors) {
            interfaces.forEach(contract -> found.addAll(Providers.of(contract, anchor)));
        }
        found.remove(RemainderObservable.class);
        assertThat(examples.keySet())
                .as("give examples of every class, one for each value that it is made of")
                .containsAll(found)
                .hasSizeGreaterThanOrEqualTo(36);
        Set<String> prints = new HashSet<>();
        examples.forEach((type, values) -> {
            if (type.isRecord()) {
                assertThat(values.size())
                        .as("examples of " + type)
                        .isGreaterThanOrEqualTo(1 + type.getRecordComponents().length);
            }
            for (Object value : values) {
                assertThat(Fingerprint.knows(value))
                        .as("what %s is made of", value)
                        .isTrue();
                assertThat(prints.add(new Fingerprint().add(value).text()))
                        .as("%s", value)
                        .isTrue();
            }
        });
    }
}
