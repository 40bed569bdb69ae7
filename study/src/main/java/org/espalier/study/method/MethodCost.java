package org.espalier.study.method;

/**
 * What a method costs, known before it is paid.
 *
 * @param unknowns number of values that are advanced in time
 * @param bytes memory
 * @param seconds rough time with two threads
 * @param remedy what to change where it does not fit, such as "take fewer classes or a lower max_order"
 */
public record MethodCost(double unknowns, double bytes, double seconds, String remedy) {}
