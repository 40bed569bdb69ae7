package org.espalier.trees.algebra;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A finite linear combination of basis elements with exact rational coefficients; an immutable value. Terms with coefficient
 * 0 do not occur.
 *
 * @param <B> basis elements: trees, forests, tensors of them
 */
public final class FormalSum<B extends Comparable<? super B>> {
    private final TreeMap<B, BigFraction> terms;

    private FormalSum(TreeMap<B, BigFraction> terms) {
        this.terms = terms;
    }

    /**
     * {@return 0, the sum without terms}
     *
     * @param <B> basis elements
     */
    public static <B extends Comparable<? super B>> FormalSum<B> zero() {
        return new FormalSum<>(new TreeMap<B, BigFraction>());
    }

    /**
     * {@return 1 · element, a basis element as a sum}
     *
     * @param <B> basis elements
     */
    public static <B extends Comparable<? super B>> FormalSum<B> of(B element) {
        return of(Map.of(element, BigFraction.ONE));
    }

    /**
     * {@return the sum with given coefficients}
     *
     * @param coefficients element to coefficient
     * @param <B> basis elements
     */
    public static <B extends Comparable<? super B>> FormalSum<B> of(Map<B, BigFraction> coefficients) {
        TreeMap<B, BigFraction> terms = new TreeMap<>();
        coefficients.forEach((element, coefficient) -> add(terms, element, coefficient));
        return new FormalSum<>(terms);
    }

    /**
     * {@return the sum with given integer coefficients}
     *
     * @param multiplicities element to number of times it occurs
     * @param <B> basis elements
     */
    public static <B extends Comparable<? super B>> FormalSum<B> counting(Map<B, Integer> multiplicities) {
        TreeMap<B, BigFraction> terms = new TreeMap<>();
        multiplicities.forEach((element, count) -> add(terms, element, BigFraction.of(count)));
        return new FormalSum<>(terms);
    }

    private static <B> void add(Map<B, BigFraction> terms, B element, BigFraction coefficient) {
        if (coefficient.signum() != 0) {
            BigFraction sum = terms.getOrDefault(element, BigFraction.ZERO).add(coefficient);
            if (sum.signum() == 0) {
                terms.remove(element);
            } else {
                terms.put(element, sum);
            }
        }
    }

    /** {@return the coefficient of an element, 0 if it does not occur} */
    public SortedMap<B, BigFraction> terms() {
        return Collections.unmodifiableSortedMap(terms);
    }

    /**
     * {@return the coefficient of an element, its coefficient, 0 if it does not occur}
     *
     * @param element a basis element
     */
    public BigFraction coefficient(B element) {
        return terms.getOrDefault(element, BigFraction.ZERO);
    }

    /**
     * {@return this + other}
     *
     * @param other a sum
     */
    public FormalSum<B> plus(FormalSum<B> other) {
        TreeMap<B, BigFraction> sum = new TreeMap<>(terms);
        other.terms.forEach((element, coefficient) -> add(sum, element, coefficient));
        return new FormalSum<>(sum);
    }

    /**
     * {@return this − other}
     *
     * @param other a sum
     */
    public FormalSum<B> minus(FormalSum<B> other) {
        return plus(other.times(BigFraction.ONE.negate()));
    }

    /** {@return factor · this} */
    public FormalSum<B> times(BigFraction factor) {
        return map(element -> of(Map.of(element, factor)));
    }

    /**
     * {@return the image of this sum under a linear map given on the basis}
     *
     * @param image image of each basis element
     * @param <C> basis elements of the images
     */
    public <C extends Comparable<? super C>> FormalSum<C> map(Function<? super B, FormalSum<C>> image) {
        TreeMap<C, BigFraction> sum = new TreeMap<>();
        terms.forEach((element, coefficient) ->
                image.apply(element).terms.forEach((result, factor) -> add(sum, result, coefficient.multiply(factor))));
        return new FormalSum<>(sum);
    }

    /**
     * {@return the product with another sum, by a bilinear product given on the bases}
     *
     * @param other the right factor
     * @param product product of two basis elements
     * @param <C> basis elements of the right factor
     * @param <D> basis elements of the products
     */
    public <C extends Comparable<? super C>, D extends Comparable<? super D>> FormalSum<D> times(
            FormalSum<C> other, BiFunction<? super B, ? super C, FormalSum<D>> product) {
        return map(left -> other.map(right -> product.apply(left, right)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormalSum<?> sum && terms.equals(sum.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    /** {@inheritDoc} For example {@code [0 1 2] − 2 [0 1 1]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        terms.forEach((element, coefficient) -> {
            boolean negative = coefficient.signum() < 0;
            text.append(text.isEmpty() ? (negative ? "−" : "") : negative ? " − " : " + ");
            text.append(coefficient.abs().equals(BigFraction.ONE) ? "" : magnitude(coefficient) + " ")
                    .append(element);
        });
        return text.isEmpty() ? "0" : text.toString();
    }

    /** Without a sign: the library may keep it in the denominator. */
    private static String magnitude(BigFraction coefficient) {
        String numerator = coefficient.getNumerator().abs().toString();
        BigInteger denominator = coefficient.getDenominator().abs();
        return denominator.equals(BigInteger.ONE) ? numerator : numerator + "/" + denominator;
    }
}
