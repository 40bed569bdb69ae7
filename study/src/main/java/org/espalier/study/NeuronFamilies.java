package org.espalier.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    /** One family: its name, its type, its parameters, how it is made of them and what they are. */
    private record Family<T, F extends T>(
            String name,
            Class<F> type,
            List<String> keys,
            Function<YamlMap, F> maker,
            Function<F, List<?>> parameters) {
        T read(YamlMap map) {
            List<String> all = new ArrayList<>(keys);
            all.add("family");
            map.only(all.toArray(String[]::new));
            return map.make(() -> maker.apply(map));
        }

        Map<String, Object> written(T value) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("family", name);
            List<?> values = parameters.apply(type.cast(value));
            for (int k = 0; k < keys.size(); k++) {
                result.put(keys.get(k), values.get(k));
            }
            return result;
        }
    }

    private static <T, F extends T> Family<T, F> family(
            String name, Class<F> type, String keys, Function<YamlMap, F> maker, Function<F, List<?>> parameters) {
        return new Family<>(name, type, List.of(keys.split(" ")), maker, parameters);
    }

    private static final List<Family<Drift, ?>> DRIFTS = List.of(
            family(
                    "linear",
                    LinearLeak.class,
                    "input rate",
                    m -> new LinearLeak(m.number("input"), m.number("rate")),
                    d -> List.of(d.input(), d.rate())),
            family(
                    "quadratic",
                    QuadraticDrift.class,
                    "input curvature centre",
                    m -> new QuadraticDrift(m.number("input"), m.number("curvature"), m.number("centre")),
                    d -> List.of(d.input(), d.curvature(), d.centre())),
            family(
                    "exponential",
                    ExponentialDrift.class,
                    "input rate threshold sharpness",
                    m -> new ExponentialDrift(
                            m.number("input"), m.number("rate"), m.number("threshold"), m.number("sharpness")),
                    d -> List.of(d.input(), d.rate(), d.threshold(), d.sharpness())),
            family(
                    "formula",
                    FormulaDrift.class,
                    "formula parameters",
                    m -> FormulaDrift.of(m.text("formula"), m.map("parameters").allNumbers()),
                    d -> List.of(d.formula(), d.parameters())));

    private static final List<Family<Intensity, ?>> INTENSITIES = List.of(
            family(
                    "sigmoid",
                    Sigmoid.class,
                    "maximum midpoint width",
                    m -> new Sigmoid(m.number("maximum"), m.number("midpoint"), m.number("width")),
                    i -> List.of(i.maximum(), i.midpoint(), i.width())),
            family(
                    "exponential",
                    ExponentialIntensity.class,
                    "rate threshold width maximum",
                    m -> new ExponentialIntensity(
                            m.number("rate"), m.number("threshold"), m.number("width"), m.numberOrNone("maximum")),
                    i -> List.of(i.rate(), i.threshold(), i.width(), orNone(i.maximum()))),
            family(
                    "rectified_power",
                    RectifiedPower.class,
                    "gain threshold power maximum",
                    m -> new RectifiedPower(
                            m.number("gain"), m.number("threshold"), m.number("power"), m.numberOrNone("maximum")),
                    i -> List.of(i.gain(), i.threshold(), i.power(), orNone(i.maximum()))),
            family(
                    "constant",
                    ConstantIntensity.class,
                    "rate",
                    m -> new ConstantIntensity(m.number("rate")),
                    i -> List.of(i.rate())),
            family(
                    "step",
                    StepIntensity.class,
                    "rate threshold",
                    m -> new StepIntensity(m.number("rate"), m.number("threshold")),
                    i -> List.of(i.rate(), i.threshold())),
            family(
                    "formula",
                    FormulaIntensity.class,
                    "formula parameters maximum",
                    m -> FormulaIntensity.of(
                            m.text("formula"), m.map("parameters").allNumbers(), m.numberOrNone("maximum")),
                    i -> List.of(i.formula(), i.parameters(), orNone(i.maximum()))));

    private static final List<Family<InitialLaw, ?>> LAWS = List.of(
            family(
                    "normal",
                    Normal.class,
                    "mean deviation",
                    m -> new Normal(m.number("mean"), m.number("deviation")),
                    l -> List.of(l.mean(), l.deviation())),
            family(
                    "truncated_normal",
                    TruncatedNormal.class,
                    "location scale low high",
                    m -> new TruncatedNormal(
                            m.number("location"), m.number("scale"), m.number("low"), m.number("high")),
                    l -> List.of(l.location(), l.scale(), l.low(), l.high())),
            family(
                    "uniform",
                    UniformLaw.class,
                    "low high",
                    m -> new UniformLaw(m.number("low"), m.number("high")),
                    l -> List.of(l.low(), l.high())),
            family(
                    "exponential",
                    ExponentialLaw.class,
                    "origin scale",
                    m -> new ExponentialLaw(m.number("origin"), m.number("scale")),
                    l -> List.of(l.origin(), l.scale())),
            family("point", PointMass.class, "at", m -> new PointMass(m.number("at")), l -> List.of(l.at())),
            family(
                    "empirical",
                    Empirical.class,
                    "values",
                    m -> Empirical.of(m.numbers("values").stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()),
                    l -> List.of(Arrays.stream(l.values()).boxed().toList())));

    private NeuronFamilies() {}

    private static Object orNone(double bound) {
        return Double.isInfinite(bound) ? "none" : (Object) bound;
    }

    private static <T> T read(List<Family<T, ?>> families, YamlMap map) {
        String name = map.word("family", families.stream().map(Family::name).toArray(String[]::new));
        for (Family<T, ?> family : families) {
            if (family.name.equals(name)) {
                return family.read(map);
            }
        }
        throw new IllegalStateException("no family " + name);
    }

    private static <T> Map<String, Object> written(List<Family<T, ?>> families, T value, String what) {
        for (Family<T, ?> family : families) {
            if (family.type.isInstance(value)) {
                return family.written(value);
            }
        }
        throw new IllegalArgumentException(
                "study: its " + what + " is not of a named family, so it cannot be written to a study file");
    }

    static Drift drift(YamlMap map) {
        return read(DRIFTS, map);
    }

    static Intensity intensity(YamlMap map) {
        return read(INTENSITIES, map);
    }

    static InitialLaw law(YamlMap map) {
        return read(LAWS, map);
    }

    static Map<String, Object> writtenDrift(Drift drift) {
        return written(DRIFTS, drift, "drift");
    }

    static Map<String, Object> writtenIntensity(Intensity intensity) {
        return written(INTENSITIES, intensity, "intensity");
    }

    static Map<String, Object> writtenLaw(InitialLaw law) {
        return written(LAWS, law, "initial law");
    }
}
