package org.espalier.trees.algebra;

import java.math.BigInteger;

/**
 * An exact fraction in lowest terms.
 *
 * @param numerator the numerator
 * @param denominator the denominator, positive
 */
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
    /** The number 0. */
    public static final Rational ZERO = of(0);

    /** The number 1. */
    public static final Rational ONE = of(1);

    /**
     * Reduces to lowest terms.
     *
     * @throws IllegalArgumentException if the denominator is 0
     */
    public Rational {
        if (denominator.signum() == 0) {
            throw new IllegalArgumentException("denominator 0 under " + numerator);
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
    }

    /**
     * {@return an integer, value/1}
     *
     * @param value the integer
     */
    public static Rational of(long value) {
        return of(BigInteger.valueOf(value));
    }

    /**
     * {@return an integer, value/1}
     *
     * @param value the integer
     */
    public static Rational of(BigInteger value) {
        return new Rational(value, BigInteger.ONE);
    }

    /**
     * {@return the sum with another fraction, this + other}
     *
     * @param other a fraction
     */
    public Rational plus(Rational other) {
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /**
     * {@return the product with another fraction, this · other}
     *
     * @param other a fraction
     */
    public Rational times(Rational other) {
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** {@return the negative, −this} */
    public Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    /**
     * {@return the reciprocal, 1/this}
     *
     * @throws IllegalArgumentException if this is 0
     */
    public Rational reciprocal() {
        return new Rational(denominator, numerator);
    }

    /** {@return the sign, −1, 0 or 1} */
    public int signum() {
        return numerator.signum();
    }

    @Override
    public int compareTo(Rational other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
