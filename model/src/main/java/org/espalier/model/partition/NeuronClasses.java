package org.espalier.model.partition;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.espalier.run.Arguments;

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
     * {@return a partition given by any labels, classes renumbered by their first members}
     *
     * @param labels neurons with equal labels lie together
     */
    public static NeuronClasses of(int... labels) {
        Arguments.require(labels.length > 0, "classes: at least one neuron is needed");
        Map<Integer, Integer> numbers = new HashMap<>();
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

    /** {@return N, the number of neurons} */
    public int neurons() {
        return classOf.length;
    }

    /** {@return K, the number of classes} */
    public int count() {
        return sizes.length;
    }

    /**
     * {@return the class of a neuron, 0..K−1}
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

    /** {@return the class of every neuron, a copy} */
    public int[] toArray() {
        return classOf.clone();
    }

    /** {@return whether every neuron is alone, K = N, so that the partition reduces nothing} */
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
