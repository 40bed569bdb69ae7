package org.espalier.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.Drift;
import org.espalier.model.neuron.Empirical;
import org.espalier.model.neuron.ExponentialDrift;
import org.espalier.model.neuron.ExponentialIntensity;
import org.espalier.model.neuron.ExponentialLaw;
import org.espalier.model.neuron.FormulaDrift;
import org.espalier.model.neuron.FormulaIntensity;
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
import org.espalier.study.yaml.YamlMap;

/** The named families of drifts, intensities and laws: each is read by its name and written back with every parameter. */
final class NeuronFamilies {
    private static final List<Family<Drift, ?>> DRIFTS = List.of(
            Family.of(
                    "linear",
                    LinearLeak.class,
                    "input rate",
                    m -> new LinearLeak(m.number("input"), m.number("rate")),
                    d -> List.of(d.input(), d.rate())),
            Family.of(
                    "quadratic",
                    QuadraticDrift.class,
                    "input curvature centre",
                    m -> new QuadraticDrift(m.number("input"), m.number("curvature"), m.number("centre")),
                    d -> List.of(d.input(), d.curvature(), d.centre())),
            Family.of(
                    "exponential",
                    ExponentialDrift.class,
                    "input rate threshold sharpness",
                    m -> new ExponentialDrift(
                            m.number("input"), m.number("rate"), m.number("threshold"), m.number("sharpness")),
                    d -> List.of(d.input(), d.rate(), d.threshold(), d.sharpness())),
            Family.of(
                    "formula",
                    FormulaDrift.class,
                    "formula parameters",
                    m -> FormulaDrift.of(m.text("formula"), m.map("parameters").allNumbers()),
                    d -> List.of(d.formula(), d.parameters())));

    private static final List<Family<Intensity, ?>> INTENSITIES = List.of(
            Family.of(
                    "sigmoid",
                    Sigmoid.class,
                    "maximum midpoint width",
                    m -> new Sigmoid(m.number("maximum"), m.number("midpoint"), m.number("width")),
                    i -> List.of(i.maximum(), i.midpoint(), i.width())),
            Family.of(
                    "exponential",
                    ExponentialIntensity.class,
                    "rate threshold width maximum",
                    m -> new ExponentialIntensity(
                            m.number("rate"), m.number("threshold"), m.number("width"), m.numberOrNone("maximum")),
                    i -> List.of(i.rate(), i.threshold(), i.width(), orNone(i.maximum()))),
            Family.of(
                    "rectified_power",
                    RectifiedPower.class,
                    "gain threshold power maximum",
                    m -> new RectifiedPower(
                            m.number("gain"), m.number("threshold"), m.number("power"), m.numberOrNone("maximum")),
                    i -> List.of(i.gain(), i.threshold(), i.power(), orNone(i.maximum()))),
            Family.of(
                    "constant",
                    ConstantIntensity.class,
                    "rate",
                    m -> new ConstantIntensity(m.number("rate")),
                    i -> List.of(i.rate())),
            Family.of(
                    "step",
                    StepIntensity.class,
                    "rate threshold",
                    m -> new StepIntensity(m.number("rate"), m.number("threshold")),
                    i -> List.of(i.rate(), i.threshold())),
            Family.of(
                    "formula",
                    FormulaIntensity.class,
                    "formula parameters maximum",
                    m -> FormulaIntensity.of(
                            m.text("formula"), m.map("parameters").allNumbers(), m.numberOrNone("maximum")),
                    i -> List.of(i.formula(), i.parameters(), orNone(i.maximum()))));

    private static final List<Family<InitialLaw, ?>> LAWS = List.of(
            Family.of(
                    "normal",
                    Normal.class,
                    "mean deviation",
                    m -> new Normal(m.number("mean"), m.number("deviation")),
                    l -> List.of(l.mean(), l.deviation())),
            Family.of(
                    "truncated_normal",
                    TruncatedNormal.class,
                    "location scale low high",
                    m -> new TruncatedNormal(
                            m.number("location"), m.number("scale"), m.number("low"), m.number("high")),
                    l -> List.of(l.location(), l.scale(), l.low(), l.high())),
            Family.of(
                    "uniform",
                    UniformLaw.class,
                    "low high",
                    m -> new UniformLaw(m.number("low"), m.number("high")),
                    l -> List.of(l.low(), l.high())),
            Family.of(
                    "exponential",
                    ExponentialLaw.class,
                    "origin scale",
                    m -> new ExponentialLaw(m.number("origin"), m.number("scale")),
                    l -> List.of(l.origin(), l.scale())),
            Family.of("point", PointMass.class, "at", m -> new PointMass(m.number("at")), l -> List.of(l.at())),
            Family.of(
                    "empirical",
                    Empirical.class,
                    "values",
                    m -> Empirical.of(m.numbers("values").stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()),
                    l -> List.of(Arrays.stream(l.values()).boxed().toList())),
            Family.of(
                    "mixture",
                    Mixture.class,
                    "weights laws",
                    m -> new Mixture(
                            m.numbers("weights"),
                            m.maps("laws").stream().map(part -> law(part)).toList()),
                    l -> List.of(
                            l.weights(),
                            l.laws().stream().map(NeuronFamilies::writtenLaw).toList())));

    private NeuronFamilies() {}

    private static Object orNone(double bound) {
        return Double.isInfinite(bound) ? "none" : (Object) bound;
    }

    static Drift drift(YamlMap map) {
        return Family.read("family", DRIFTS, map);
    }

    static Intensity intensity(YamlMap map) {
        return Family.read("family", INTENSITIES, map);
    }

    static InitialLaw law(YamlMap map, String... besides) {
        return Family.read("family", LAWS, map, besides);
    }

    static Map<String, Object> writtenDrift(Drift drift) {
        return Family.written("family", DRIFTS, drift, "drift");
    }

    static Map<String, Object> writtenIntensity(Intensity intensity) {
        return Family.written("family", INTENSITIES, intensity, "intensity");
    }

    static Map<String, Object> writtenLaw(InitialLaw law) {
        return Family.written("family", LAWS, law, "initial law");
    }
}
