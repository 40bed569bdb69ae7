package org.espalier.model.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.espalier.model.observable.Coupling;
import org.espalier.trees.Branch;
import org.espalier.trees.RootedTree;

/**
 * The span of the vectors x_T of a quotient, grown one tree at a time: from trees whose vectors form a basis so far, the
 * next ones hang such a tree under a new root (Wx) or join two at their roots (xy). Vectors that depend on those before are
 * dropped. What is left when no tree is new spans all x_T, so a tree that tells two class distributions apart turns up
 * sooner or later if there is one.
 */
final class TreeSpan {
    /** Part of a normalised vector outside the span, above which it is independent of it. */
    private static final double INDEPENDENT = 1e-7;

    /** A tree with its vector and the same for |w|, which bounds rounding errors. */
    record Element(RootedTree tree, double[] x, double[] size) {}

    private final Coupling quotient;
    private final Coupling absolute;
    private final List<Element> basis = new ArrayList<>();
    private final List<double[]> directions = new ArrayList<>();
    private final PriorityQueue<Element> next =
            new PriorityQueue<>((a, b) -> a.tree().compareTo(b.tree()));

    private TreeSpan(Coupling quotient, Coupling absolute) {
        this.quotient = quotient;
        this.absolute = absolute;
    }

    /** Finds an element of a basis of the span that has a property, trees of small order first. */
    static Optional<Element> first(Coupling quotient, Coupling absolute, Predicate<Element> property) {
        TreeSpan span = new TreeSpan(quotient, absolute);
        double[] ones = new double[quotient.size()];
        Arrays.fill(ones, 1);
        span.next.add(new Element(RootedTree.single(), ones, ones));
        while (!span.next.isEmpty()) {
            Element element = span.next.poll();
            if (property.test(element)) {
                return Optional.of(element);
            }
            if (span.extend(element.x())) {
                span.grow(element);
                if (span.basis.size() == quotient.size()) {
                    // nothing new can come; one of the elements at hand has the property, if any has
                    return span.next.stream().filter(property).findFirst();
                }
            }
        }
        return Optional.empty();
    }

    /** Adds a vector to the span by Gram-Schmidt, twice for accuracy; false if it lies in it or left the range of double. */
    private boolean extend(double[] vector) {
        double norm = norm(vector);
        if (!(norm > 0) || Double.isInfinite(norm)) {
            return false;
        }
        double[] rest = new double[vector.length];
        Arrays.setAll(rest, a -> vector[a] / norm);
        for (int round = 0; round < 2; round++) {
            for (double[] direction : directions) {
                double along = dot(rest, direction);
                for (int a = 0; a < rest.length; a++) {
                    rest[a] -= along * direction[a];
                }
            }
        }
        double left = norm(rest);
        if (left < INDEPENDENT) {
            return false;
        }
        for (int a = 0; a < rest.length; a++) {
            rest[a] /= left;
        }
        directions.add(rest);
        return true;
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int a = 0; a < x.length; a++) {
            sum += x[a] * y[a];
        }
        return sum;
    }

    private static double norm(double[] vector) {
        double largest = 0;
        for (double value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        double sum = 0;
        for (double value : vector) {
            sum += largest == 0 ? 0 : (value / largest) * (value / largest);
        }
        return largest * Math.sqrt(sum);
    }

    private void grow(Element element) {
        basis.add(element);
        double[] planted = new double[element.x().length];
        double[] plantedSize = new double[planted.length];
        quotient.multiply(element.x(), planted);
        absolute.multiply(element.size(), plantedSize);
        next.add(new Element(RootedTree.single().with(new Branch(element.tree(), 1)), planted, plantedSize));
        if (element.tree().order() > 1) {
            for (Element other : basis) {
                if (other.tree().order() > 1) {
                    next.add(new Element(
                            joined(element.tree(), other.tree()),
                            product(element.x(), other.x()),
                            product(element.size(), other.size())));
                }
            }
        }
    }

    /** Two trees joined at their roots. */
    private static RootedTree joined(RootedTree first, RootedTree second) {
        RootedTree tree = first;
        for (Map.Entry<Branch, Integer> branch : second.branches().entrySet()) {
            for (int copy = 0; copy < branch.getValue(); copy++) {
                tree = tree.with(branch.getKey());
            }
        }
        return tree;
    }

    private static double[] product(double[] x, double[] y) {
        double[] result = new double[x.length];
        Arrays.setAll(result, a -> x[a] * y[a]);
        return result;
    }
}
