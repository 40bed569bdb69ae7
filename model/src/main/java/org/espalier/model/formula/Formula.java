package org.espalier.model.formula;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.objecthunter.exp4j.Expression;
import net.objecthunter.exp4j.ExpressionBuilder;
import net.objecthunter.exp4j.function.Function;
import net.objecthunter.exp4j.operator.Operator;
import org.hipparchus.util.FastMath;

/**
 * A formula in some variables and named parameters, read by the expression library exp4j: arithmetic and functions only, no
 * code is executed. Elementary functions are those of Hipparchus, so that values agree on all machines; division by zero
 * gives an infinity or NaN. Safe for use by many threads.
 *
 * <p>Operators + − * / % ^, brackets, the constants pi and e, and abs, acos, asin, atan, cbrt, ceil, cos, cosh, exp, expm1,
 * floor, log, log10, log1p, log2, max, min, pow, signum, sin, sinh, sqrt, step (1 for arguments above 0, else 0), tan, tanh.
 */
public final class Formula {
    private static final int MAX_LENGTH = 10_000;
    private static final Set<String> CONSTANTS = Set.of("e", "pi");

    private final String[] variables;
    private final ThreadLocal<Expression> expressions;

    private Formula(String what, String text, Map<String, Double> parameters, String... variables) {
        this.variables = variables.clone();
        List<String> own = List.of(variables);
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    what + ": the formula has " + text.length() + " characters, at most " + MAX_LENGTH + " are read");
        }
        for (Map.Entry<String, Double> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            if (!name.matches("[A-Za-z_][A-Za-z_0-9]*") || CONSTANTS.contains(name) || own.contains(name)) {
                throw new IllegalArgumentException(what + ": the parameter name '" + name
                        + "' must be a word of letters, digits and underscores, and not " + String.join(", ", own)
                        + ", e or pi");
            }
            if (!Double.isFinite(parameter.getValue())) {
                throw new IllegalArgumentException(
                        what + ": parameter " + name + " = " + parameter.getValue() + " must be finite");
            }
        }
        Map<String, Double> values = Map.copyOf(parameters);
        expressions = ThreadLocal.withInitial(() -> expression(text, values));
        try {
            if (text.isBlank()) {
                throw new IllegalArgumentException("it is empty");
            }
            Expression expression = expressions.get();
            own.forEach(variable -> expression.setVariable(variable, 0));
            var validation = expression.validate();
            if (!validation.isValid()) {
                throw new IllegalArgumentException(String.join(", ", validation.getErrors()));
            }
            expression.evaluate();
        } catch (RuntimeException failure) { // the library throws several kinds for texts it cannot read
            String reason = failure.getMessage() == null ? "it is malformed" : failure.getMessage();
            throw new IllegalArgumentException(
                    what + ": the formula '" + text + "' cannot be read (" + reason.replaceAll("\\s+", " ")
                            + "); known names are " + String.join(", ", own) + names(values)
                            + " and the elementary functions",
                    failure);
        }
    }

    /**
     * Reads a formula.
     *
     * @param what what it is for, the beginning of messages
     * @param text the formula
     * @param parameters values of the named parameters, finite
     * @param variables names of the variables, at least one
     * @throws IllegalArgumentException if it cannot be read; the message says why
     */
    public static Formula of(String what, String text, Map<String, Double> parameters, String... variables) {
        return new Formula(what, text, parameters, variables);
    }

    private static String names(Map<String, Double> values) {
        return values.isEmpty() ? "" : ", " + String.join(", ", new TreeSet<>(values.keySet()));
    }

    /**
     * Evaluates.
     *
     * @param values one value a variable, in the order of their names
     * @return the value of the formula
     */
    public double at(double... values) {
        Expression expression = expressions.get();
        for (int k = 0; k < variables.length; k++) {
            expression.setVariable(variables[k], values[k]);
        }
        return expression.evaluate();
    }

    private Expression expression(String text, Map<String, Double> parameters) {
        return new ExpressionBuilder(text)
                .implicitMultiplication(false)
                .functions(
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
                        two("pow", FastMath::pow))
                .operator(
                        binary("^", false, Operator.PRECEDENCE_POWER, FastMath::pow),
                        binary("/", true, Operator.PRECEDENCE_DIVISION, (a, b) -> a / b),
                        binary("%", true, Operator.PRECEDENCE_MODULO, (a, b) -> a % b))
                .variables(variables)
                .variables(parameters.keySet())
                .build()
                .setVariables(parameters);
    }

    private static Function one(String name, java.util.function.DoubleUnaryOperator function) {
        return new Function(name, 1) {
            @Override
            public double apply(double... arguments) {
                return function.applyAsDouble(arguments[0]);
            }
        };
    }

    private static Function two(String name, java.util.function.DoubleBinaryOperator function) {
        return new Function(name, 2) {
            @Override
            public double apply(double... arguments) {
                return function.applyAsDouble(arguments[0], arguments[1]);
            }
        };
    }

    private static Operator binary(
            String symbol, boolean left, int precedence, java.util.function.DoubleBinaryOperator function) {
        return new Operator(symbol, 2, left, precedence) {
            @Override
            public double apply(double... arguments) {
                return function.applyAsDouble(arguments[0], arguments[1]);
            }
        };
    }
}
