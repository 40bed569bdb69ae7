package org.espalier.hierarchy.equation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.espalier.model.neuron.ConstantIntensity;
import org.espalier.model.neuron.Drift;
import org.espalier.model.neuron.ExponentialDrift;
import org.espalier.model.neuron.ExponentialIntensity;
import org.espalier.model.neuron.FormulaDrift;
import org.espalier.model.neuron.FormulaIntensity;
import org.espalier.model.neuron.Intensity;
import org.espalier.model.neuron.LinearLeak;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.QuadraticDrift;
import org.espalier.model.neuron.RectifiedPower;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.neuron.StepIntensity;
import org.espalier.model.system.DrivenNeuron;
import org.espalier.model.system.Signal;

/** Writes what the symbols b, ν, σ, v_r and α of the equations stand for. A drift or intensity without a known form is left a symbol. */
final class NeuronPrinter {
    private final Notation to;

    NeuronPrinter(Notation notation) {
        this.to = notation;
    }

    String print(List<NamedColour> colours) {
        List<String> equations = new ArrayList<>();
        for (NamedColour colour : colours) {
            Neuron neuron = colour.driven().neuron();
            String name = colours.size() > 1 ? colour.name() : "";
            if (!name.isEmpty() && colour.neurons() > 0) {
                equations.add(to.equation(symbol("N", name), List.of(to.number(Integer.toString(colour.neurons())))));
            }
            drift(neuron.drift()).ifPresent(b -> equations.add(of("b", name, v(), b)));
            inputs(colour.driven(), name, equations);
            intensity(neuron.intensity()).ifPresent(nu -> equations.add(of("ν", name, v(), nu)));
            equations.add(to.equation(symbol("σ", name), List.of(number(neuron.noise()))));
            equations.add(to.equation(resetValue(to, name), List.of(number(neuron.reset()))));
        }
        double kickFactor = colours.get(0).driven().neuron().kickFactor();
        equations.add(to.equation(to.name("α"), List.of(number(kickFactor))));
        return to.document(equations);
    }

    /** Currents, whose sum acts, and the kicks of each source. */
    private void inputs(DrivenNeuron driven, String name, List<String> equations) {
        List<String> currents = driven.currents().stream()
                .map(signal -> to.label(signal.describe()))
                .toList();
        if (!currents.isEmpty()) {
            String sum = currents.get(0);
            for (String more : currents.subList(1, currents.size())) {
                sum = to.write("# + #", sum, more);
            }
            equations.add(of("I", name, to.name("t"), sum));
        }
        int source = 0;
        for (DrivenNeuron.Kicks kicks : driven.kicks()) {
            source++;
            String number = driven.kicks().size() > 1 ? Integer.toString(source) : "";
            equations.add(ofSource("λ", name, number, kicks.rate()));
            equations.add(ofSource("u", name, number, kicks.size()));
        }
    }

    private String ofSource(String function, String name, String number, Signal signal) {
        String symbol = symbol(function, name);
        if (!number.isEmpty()) {
            symbol = name.isEmpty()
                    ? to.sub(to.name(function), to.number(number))
                    : to.sub(to.name(function), to.row(to.label(name), to.sign(","), to.number(number)));
        }
        return to.equation(to.row(symbol, bracketed(to.name("t"))), List.of(to.label(signal.describe())));
    }

    /** v_r, of a colour if it has a name. */
    static String resetValue(Notation to, String name) {
        return name.isEmpty()
                ? to.write("v_r")
                : to.sub(to.name("v"), to.row(to.name("r"), to.sign(","), to.label(name)));
    }

    private String symbol(String symbol, String name) {
        return name.isEmpty() ? to.name(symbol) : to.sub(to.name(symbol), to.label(name));
    }

    private String of(String function, String name, String variable, String value) {
        return to.equation(to.row(symbol(function, name), bracketed(variable)), List.of(value));
    }

    private Optional<String> drift(Drift drift) {
        if (drift instanceof LinearLeak leak) {
            return Optional.of(linear(leak.input(), leak.rate()));
        }
        if (drift instanceof QuadraticDrift quadratic) {
            String square = quadratic.centre() == 0 ? v() : bracketed(shifted(quadratic.centre()));
            return Optional.of(sum(quadratic.input(), quadratic.curvature(), to.sup(square, to.number("2"))));
        }
        if (drift instanceof ExponentialDrift upstroke) {
            return Optional.of(to.row(
                    linear(upstroke.input(), upstroke.rate()),
                    to.sign("+"),
                    times(
                            upstroke.rate() * upstroke.sharpness(),
                            exponential(upstroke.threshold(), upstroke.sharpness()))));
        }
        return drift instanceof FormulaDrift formula ? Optional.of(to.word(formula.formula())) : Optional.empty();
    }

    private Optional<String> intensity(Intensity intensity) {
        if (intensity instanceof ConstantIntensity constant) {
            return Optional.of(number(constant.rate()));
        }
        if (intensity instanceof Sigmoid sigmoid) {
            String below = to.write(
                    "1 + # #", to.word("exp"), bracketed(to.row(minus(), scaled(sigmoid.midpoint(), sigmoid.width()))));
            return Optional.of(to.fraction(number(sigmoid.maximum()), bracketed(below)));
        }
        if (intensity instanceof StepIntensity step) {
            return Optional.of(times(step.rate(), to.write("1_#", to.write("v > #", number(step.threshold())))));
        }
        if (intensity instanceof RectifiedPower power) {
            String positive = to.write("# #", to.word("max"), bracketed(to.write("# , 0", shifted(power.threshold()))));
            String raised = power.power() == 1 ? positive : to.sup(positive, number(power.power()));
            return Optional.of(bounded(times(power.gain(), raised), power.maximum()));
        }
        if (intensity instanceof ExponentialIntensity escape) {
            return Optional.of(
                    bounded(times(escape.rate(), exponential(escape.threshold(), escape.width())), escape.maximum()));
        }
        return intensity instanceof FormulaIntensity formula
                ? Optional.of(to.word(formula.formula()))
                : Optional.empty();
    }

    /** β − κ v. */
    private String linear(double input, double rate) {
        return sum(input, -rate, v());
    }

    /** constant + factor · what. */
    private String sum(double constant, double factor, String what) {
        if (factor == 0) {
            return number(constant);
        }
        String product = times(Math.abs(factor), what);
        if (constant == 0) {
            return factor < 0 ? to.row(minus(), product) : product;
        }
        return to.row(number(constant), to.sign(factor < 0 ? "−" : "+"), product);
    }

    private String times(double factor, String what) {
        return factor == 1 ? what : to.write("# ~ #", number(factor), what);
    }

    /** exp((v − θ)/Δ). */
    private String exponential(double threshold, double width) {
        return to.row(to.word("exp"), bracketed(scaled(threshold, width)));
    }

    /** (v − θ)/Δ. */
    private String scaled(double threshold, double width) {
        String above = threshold == 0 ? v() : bracketed(shifted(threshold));
        return width == 1 ? above : to.fraction(above, number(width));
    }

    /** v − θ. */
    private String shifted(double threshold) {
        return threshold == 0 ? v() : to.row(v(), to.sign(threshold > 0 ? "−" : "+"), number(Math.abs(threshold)));
    }

    private String bounded(String value, double maximum) {
        return maximum == Double.POSITIVE_INFINITY
                ? value
                : to.row(to.word("min"), bracketed(to.write("# , #", value, number(maximum))));
    }

    private String bracketed(String inside) {
        return to.write("( # )", inside);
    }

    private String v() {
        return to.name("v");
    }

    /** In front of a number or a factor, where the text of Unicode has no blanks. */
    private String minus() {
        return to instanceof UnicodeNotation ? "−" : to.sign("−");
    }

    private String number(double value) {
        String digits = to.number(new BigDecimal(Double.toString(Math.abs(value)))
                .stripTrailingZeros()
                .toPlainString());
        return value < 0 ? to.row(minus(), digits) : digits;
    }
}
