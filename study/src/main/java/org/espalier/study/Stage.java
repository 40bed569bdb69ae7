package org.espalier.study;

/**
 * One stage of a run.
 *
 * @param name what it does
 * @param summary what came out, or why it ended early
 * @param seconds wall-clock time
 */
public record Stage(String name, String summary, double seconds) {}
