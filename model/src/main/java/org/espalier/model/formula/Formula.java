package org.espalier.model.formula;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import net.objecthunter.exp4j.Expression;
import net.objecthunter.exp4j.ExpressionBuilder;
import net.objecthunter.exp4j.function.Function;
import net.objecthunter.exp4j.operator.Operator;
import org.espalier.run.Arguments;
import org.espalier.run.checkpoint.Fingerprint;
import org.espalier.run.checkpoint.Fingerprinted;
import org.hipparchus.util.FastMath;

/**
 * A formula in some variables and named parameters, read by the expression library exp4j: arithmetic and functions only, no
 * code is executed. Elementary functions are those of Hipparchus, so that values agree on all machines; division by zero
 * gives an infinity or NaN. Safe for use by many threads.
 *
 * <p>Operators + − * / % ^, brackets, the constants pi and e, and abs, acos, asin, atan, cbrt, ceil, cos, cosh, exp, expm1,
 * floor, log, log10, log1p, log2, max, min, pow, signum, sin, sinh, sqrt, step (1 for arguments above 0, else 0), tan, tanh.
 *
 * <p>A value: equal to another of the same text, parameters and variables.
 */
public final class Formula implements Fingerprinted {
    private static final int MAX_LENGTH = 10_000;
    private static final Set<String> CONSTANTS = Set.of("e", "pi");
    private static final Function[] FUNCTIONS = {
        one("abs", FastMath::abs),
        one("acos", FastMath::acos),
        one("asin", FastMath::asin),
        one("atan", FastMath::atan),
        one("cbrt", FastMath::cbrt),
        one("ceil", FastMath::ceil),
        one("cos", FastMath::cos),
        one("cosh", FastMath::cosh),
        one("exp", FastMath::exp),
        one("expm1", FastMath::expm1),
        one("floor", FastMath::floor),
        one("log", FastMath::log),
        one("log10", FastMath::log10),
        one("log1p", FastMath::log1p),
        one("log2", x -> FastMath.log(x) / FastMath.log(2.0)),
        one("signum", FastMath::signum),
        one("sin", FastMath::sin),
        one("sinh", FastMath::sinh),
        one("sqrt", FastMath::sqrt),
        one("step", x -> x > 0 ? 1 : x <= 0 ? 0 : Double.NaN),
        one("tan", FastMath::tan),
        one("tanh", FastMath::tanh),
        two("max", FastMath::max),
        two("min", FastMath::min),
        two("pow", FastMath::pow)
    };
    private static final Operator[] OPERATORS = {
        binary("^", false, Operator.PRECEDENCE_POWER, FastMath::pow),
        binary("/", true, Operator.PRECEDENCE_DIVISION, (a, b) -> a / b),
        binary("%", true, Operator.PRECEDENCE_MODULO, (a, b) -> a % b)
    };

    private final String text;
    private final Map<String, Double> parameters;
    private final List<String> variables;
    private final ThreadLocal<Expression> expressions = ThreadLocal.withInitial(this::compiled);

    private Formula(String what, String text, Map<String, Double> parameters, List<String> variables) {
        this.text = Objects.requireNonNull(text, what);
        this.parameters = Map.copyOf(parameters);
        this.variables = variables;
        Arguments.require(
                text.length() <= MAX_LENGTH,
                what + ": the formula has " + text.length() + " characters, at most " + MAX_LENGTH + " are read");
        String own = String.join(", ", variables);
        parameters.forEach((name, value) -> {
            boolean free = !CONSTANTS.contains(name) && !variables.contains(name);
            Arguments.require(
                    free && name.matches("[A-Za-z_][A-Za-z_0-9]*"),
                    what + ": the parameter name '" + name
                            + "' must be a word of letters, digits and underscores, and not " + own + ", e or pi");
            Arguments.finite(what, "parameter " + name, value);
        });
        try {
            Arguments.require(!text.isBlank(), "it is empty");
            Expression expression = expressions.get();
            variables.forEach(variable -> expression.setVariable(variable, 0));
            var validation = expression.validate();
            if (!validation.isValid()) {
                throw new IllegalArgumentException(String.join(", ", validation.getErrors()));
            }
            expression.evaluate();
        } catch (RuntimeException failure) { // the library throws several kinds for texts it cannot read
            String reason = failure.getMessage() == null ? "it is malformed" : failure.getMessage();
            String names = parameters.isEmpty() ? "" : ", " + String.join(", ", new TreeMap<>(parameters).keySet());
            throw new IllegalArgumentException(
                    what + ": the formula '" + text + "' cannot be read (" + reason.replaceAll("\\s+", " ")
                            + "); known names are " + own + names + " and the elementary functions",
                    failure);
        }
    }

    /**
     * {@return a formula that was read}
     *
     * @param what what it is for, the beginning of messages
     * @param text the formula
     * @param parameters values of the named parameters, finite
     * @param variables names of the variables, at least one
     * @throws IllegalArgumentException if it cannot be read; the message says why
     */
    public static Formula of(String what, String text, Map<String, Double> parameters, String... variables) {
        return new Formula(what, text, parameters, List.of(variables));
    }

    /** {@return the formula, as it was given} */
    public String text() {
        return text;
    }

    /** {@return the parameters, values by name} */
    public Map<String, Double> parameters() {
        return parameters;
    }

    /**
     * {@return the value of the formula}
     *
     * @param values one value a variable, in the order of their names
     */
    public double at(double... values) {
        Expression expression = expressions.get();
        for (int k = 0; k < values.length; k++) {
            expression.setVariable(variables.get(k), values[k]);
        }
        return expression.evaluate();
    }

    private Expression compiled() {
        return new ExpressionBuilder(text)
                .implicitMultiplication(false)
                .functions(FUNCTIONS)
                .operator(OPERATORS)
                .variables(variables.toArray(String[]::new))
                .variables(parameters.keySet())
                .build()
                .setVariables(parameters);
    }

    private static Function one(String name, DoubleUnaryOperator function) {
        return new Function(name, 1) {
            @Override
            public double apply(double... arguments) {
                return function.applyAsDouble(arguments[0]);
            }
        };
    }

    private static Function two(String name, DoubleBinaryOperator function) {
        return new Function(name, 2) {
            @Override
            public double apply(double... arguments) {
                return function.applyAsDouble(arguments[0], arguments[1]);
            }
        };
    }

    private static Operator binary(String symbol, boolean left, int precedence, DoubleBinaryOperator function) {
        return new Operator(symbol, 2, left, precedence) {
            @Override
            public double apply(double... arguments) {
                return function.applyAsDouble(arguments[0], arguments[1]);
            }
        };
    }

    @Override
    public void addTo(Fingerprint print) {
        print.add(text).add(parameters).add(variables);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula that
                && text.equals(that.text)
                && parameters.equals(that.parameters)
                && variables.equals(that.variables);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, parameters, variables);
    }

    /** {@inheritDoc} The text and the parameters by name: equal formulas in the same variables write the same. */
    @Override
    public String toString() {
        return text + ", " + new TreeMap<>(parameters);
    }
}
