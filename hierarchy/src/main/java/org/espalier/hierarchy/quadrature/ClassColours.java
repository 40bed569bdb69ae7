package org.espalier.hierarchy.quadrature;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.espalier.model.system.Colour;
import org.espalier.model.system.Colouring;
import org.espalier.model.system.NetworkSystem;
import org.espalier.model.system.NetworkSystem.Feature;
import org.espalier.model.system.NeuronGroup;
import org.espalier.run.Arguments;

/**
 * The colours of fitted classes.
 *
 * @param system whose classes they are
 * @param colouring of its neurons, in which each group that is read out is a union of colours
 * @param ofClasses colour of each class
 */
record ClassColours(NetworkSystem system, Colouring colouring, int[] ofClasses) {
    static ClassColours of(NetworkSystem system, int classes) {
        system.refuseUnless("tree quadrature", Feature.TYPES, Feature.LAWS, Feature.CURRENTS, Feature.POISSON_KICKS);
        Colouring colouring = system.features().isEmpty()
                ? system.colouring()
                : system.colouring().refined(system.readouts());
        int count = colouring.count();
        Arguments.require(
                classes >= count,
                "tree quadrature: " + classes + " classes for " + count
                        + " colours of neurons (models, laws, inputs, groups that are read out); take at least "
                        + count);
        int[] neurons = new int[count];
        for (int colour : colouring.byNeuron()) {
            neurons[colour]++;
        }
        int[] given = new int[count];
        Arrays.fill(given, 1);
        for (int left = classes - count; left > 0; left--) {
            int next = 0;
            for (int a = 1; a < count; a++) {
                // where a class stands for most neurons
                if ((double) neurons[a] / given[a] > (double) neurons[next] / given[next]) {
                    next = a;
                }
            }
            given[next]++;
        }
        int[] of = IntStream.range(0, count)
                .flatMap(a -> IntStream.range(0, given[a]).map(k -> a))
                .toArray();
        return new ClassColours(system, colouring, of);
    }

    /** What each class is. */
    List<Colour> byClass() {
        return IntStream.of(ofClasses).mapToObj(colouring::colour).toList();
    }

    /** How much of each group that is read out a class is, from the shares of the classes. */
    Map<String, double[]> readouts(double[] shares) {
        int[] of = colouring.byNeuron();
        Map<String, double[]> result = new LinkedHashMap<>();
        for (NeuronGroup group : system.readouts()) {
            double[] weights = new double[shares.length];
            double total = 0;
            for (int a = 0; a < weights.length; a++) {
                int colour = ofClasses[a];
                boolean belongs = IntStream.of(group.members()).anyMatch(i -> of[i] == colour);
                weights[a] = belongs ? shares[a] : 0;
                total += weights[a];
            }
            for (int a = 0; a < weights.length; a++) {
                weights[a] /= total;
            }
            result.put(group.name(), weights);
        }
        return result;
    }
}
