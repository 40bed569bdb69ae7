package org.espalier.model.partition;

import java.util.Arrays;

/**
 * A partition of the neurons of a network into K classes, numbered 0..K−1 in the order of their first members.
 *
 * <p>Immutable; equal if the same neurons lie together.
 */
public final class NeuronClasses {
    private final int[] classOf;
    private final int[] sizes;

    private NeuronClasses(int[] classOf, int[] sizes) {
        this.classOf = classOf;
        this.sizes = sizes;
    }

    /**
     * Takes a partition given by any labels.
     *
     * @param labels neurons with equal labels lie together
     * @return the partition, classes renumbered by their first members
     */
    public static NeuronClasses of(int... labels) {
        if (labels.length == 0) {
            throw new IllegalArgumentException("classes: at least one neuron is needed");
        }
        java.util.Map<Integer, Integer> numbers = new java.util.HashMap<>();
        int[] classOf = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            classOf[i] = numbers.computeIfAbsent(labels[i], label -> numbers.size());
        }
        int[] sizes = new int[numbers.size()];
        for (int a : classOf) {
            sizes[a]++;
        }
        return new NeuronClasses(classOf, sizes);
    }

    /** {@return the number of neurons, N} */
    public int neurons() {
        return classOf.length;
    }

    /** {@return the number of classes, K} */
    public int count() {
        return sizes.length;
    }

    /**
     * {@return the class of a neuron, its class, 0..K−1}
     *
     * @param neuron index
     */
    public int of(int neuron) {
        return classOf[neuron];
    }

    /**
     * {@return how many neurons a class has, at least 1}
     *
     * @param a class
     */
    public int size(int a) {
        return sizes[a];
    }

    /** {@return the class of every neuron, a copy, by neuron} */
    public int[] toArray() {
        return classOf.clone();
    }

    /**
     * Tells whether every neuron is alone, so that the partition reduces nothing.
     *
     * @return true if K = N
     */
    public boolean isDiscrete() {
        return sizes.length == classOf.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NeuronClasses classes && Arrays.equals(classOf, classes.classOf);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(classOf);
    }

    @Override
    public String toString() {
        String text = sizes.length + " classes of " + classOf.length + " neurons";
        return sizes.length <= 20 ? text + ", sizes " + Arrays.toString(sizes) : text;
    }
}
