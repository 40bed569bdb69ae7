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
import org.espalier.study.yaml.YamlMap;

/** The named families of drifts, intensities and laws: each is read by its name and written back with every parameter. */
final class NeuronFamilies {
    private static final List<Family<Drift, ?>> DRIFTS = List.of(
            Family.of("linear", LinearLeak.class, "input rate"),
            Family.of("quadratic", QuadraticDrift.class, "input curvature centre"),
            Family.of("exponential", ExponentialDrift.class, "input rate threshold sharpness"),
            Family.of(
                    "formula",
                    FormulaDrift.class,
                    "formula parameters",
                    m -> FormulaDrift.of(m.text("formula"), m.map("parameters").allNumbers()),
                    d -> List.of(d.formula(), d.parameters())));

    private static final List<Family<Intensity, ?>> INTENSITIES = List.of(
            Family.of("sigmoid", Sigmoid.class, "maximum midpoint width"),
            Family.of("exponential", ExponentialIntensity.class, "rate threshold width maximum|none"),
            Family.of("rectified_power", RectifiedPower.class, "gain threshold power maximum|none"),
            Family.of("constant", ConstantIntensity.class, "rate"),
            Family.of("step", StepIntensity.class, "rate threshold"),
            Family.of("threshold", HardThreshold.class, "threshold"),
            Family.of(
                    "formula",
                    FormulaIntensity.class,
                    "formula parameters maximum",
                    m -> FormulaIntensity.of(
                            m.text("formula"), m.map("parameters").allNumbers(), m.numberOrNone("maximum")),
                    i -> List.of(i.formula(), i.parameters(), orNone(i.maximum()))));

    private static final List<Family<InitialLaw, ?>> LAWS = List.of(
            Family.of("normal", Normal.class, "mean deviation"),
            Family.of("truncated_normal", TruncatedNormal.class, "location scale low high"),
            Family.of("uniform", UniformLaw.class, "low high"),
            Family.of("exponential", ExponentialLaw.class, "origin scale"),
            Family.of("point", PointMass.class, "at"),
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
