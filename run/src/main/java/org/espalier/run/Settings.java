package org.espalier.run;

import java.util.function.Consumer;

/**
 * A value with several settings, each changed by a method that returns a new value: {@code MeanField.of(…).step(0.02).threads(4)}. The
 * new value is a copy, field by field, with one field set before anyone else sees it; so whatever a field refers to must be
 * immutable, or be copied by the method that sets it.
 *
 * <pre>{@code
 * final class Solver extends Settings<Solver> {
 *     private double step = 0.01;
 *
 *     Solver step(double step) {
 *         return with(copy -> copy.step = Arguments.positive("solver", "step", step));
 *     }
 * }
 * }</pre>
 *
 * @param <S> the class itself
 */
public abstract class Settings<S extends Settings<S>> implements Cloneable {
    /** The settings that a subclass begins with are the values of its fields. */
    protected Settings() {}

    /**
     * {@return a copy that has been changed}
     *
     * @param change sets fields of the copy
     */
    @SuppressWarnings("unchecked")
    protected final S with(Consumer<? super S> change) {
        try {
            S copy = (S) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
