package org.espalier.hierarchy;

import java.util.List;
import org.espalier.hierarchy.closure.Closure;
import org.espalier.hierarchy.equation.Notation;
import org.espalier.hierarchy.equation.TreeSystem;
import org.espalier.hierarchy.tensor.TensorHierarchy;
import org.espalier.model.neuron.Neuron;
import org.espalier.trees.RootedTree;

/**
 * The hierarchy of a neuron model up to an order, in the words of the papers: it prints itself and tells which trees are
 * missing. Immutable.
 */
public final class Hierarchy {
    private final TreeSystem system;

    private Hierarchy(TreeSystem system) {
        this.system = system;
    }

    /** {@return the hierarchy of a neuron, of order 1} */
    public static Hierarchy of(Neuron neuron) {
        return new Hierarchy(TreeSystem.of(neuron, 1));
    }

    /**
     * {@return the hierarchy up to an order, one equation for each tree of at most that order, without remainders}
     *
     * @param order largest |T|, at least 1
     */
    public Hierarchy upTo(int order) {
        TreeSystem larger = TreeSystem.of(system.neuron(), order);
        return new Hierarchy(system.isExact() ? larger.withRemainders() : larger);
    }

    /** {@return the hierarchy with the remainders of section 4, (4.1), exact for every finite network} */
    public Hierarchy withRemainders() {
        return new Hierarchy(system.withRemainders());
    }

    /** {@return the equations as symbols} */
    public TreeSystem system() {
        return system;
    }

    /** {@return the trees that the equations ask for and that have no equation, the trees a closure must stand for} */
    public List<RootedTree> missing() {
        return system.missing();
    }

    /**
     * {@return the hierarchy closed, with a variable for each vertex, to be solved}
     *
     * @param closure what stands for the missing trees
     */
    public TensorHierarchy closedBy(Closure closure) {
        return TensorHierarchy.of(system, closure);
    }

    /** {@return the equations as LaTeX: display mathematics for amsmath} */
    public String toLatex() {
        return system.print(Notation.latex());
    }

    /** {@return the equations as plain text in Unicode} */
    public String toUnicode() {
        return system.print(Notation.unicode());
    }

    /** {@return the equations as MathML, one {@code math} element an equation, for a page that needs no script} */
    public String toMathML() {
        return system.print(Notation.mathMl());
    }

    @Override
    public String toString() {
        return toUnicode();
    }
}
