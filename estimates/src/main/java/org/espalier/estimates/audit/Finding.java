package org.espalier.estimates.audit;

import java.util.Locale;
import java.util.Objects;

/** What was found out about a hypothesis. */
public sealed interface Finding {
    /**
     * The hypothesis holds.
     *
     * @param margin by how much, in words with its number
     */
    record Satisfied(String margin) implements Finding {
        /** Checks the text. */
        public Satisfied {
            Objects.requireNonNull(margin, "margin");
        }
    }

    /**
     * The hypothesis does not hold.
     *
     * @param witness what shows it, with its number
     */
    record Violated(String witness) implements Finding {
        /** Checks the text. */
        public Violated {
            Objects.requireNonNull(witness, "witness");
        }
    }

    /**
     * The hypothesis was not decided.
     *
     * @param reason why not, and what is known
     */
    record Undecided(String reason) implements Finding {
        /** Checks the text. */
        public Undecided {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * {@return a hypothesis that holds}
     *
     * @param margin by how much, a format
     */
    static Finding satisfied(String margin, Object... numbers) {
        return new Satisfied(String.format(Locale.ROOT, margin, numbers));
    }

    /**
     * {@return a hypothesis that does not hold}
     *
     * @param witness what shows it, a format
     */
    static Finding violated(String witness, Object... numbers) {
        return new Violated(String.format(Locale.ROOT, witness, numbers));
    }

    /**
     * {@return a hypothesis that was not decided}
     *
     * @param reason why not, a format
     */
    static Finding undecided(String reason, Object... numbers) {
        return new Undecided(String.format(Locale.ROOT, reason, numbers));
    }

    /** {@return the verdict as one word, satisfied, violated or undecided} */
    default String verdict() {
        return this instanceof Satisfied ? "satisfied" : this instanceof Violated ? "violated" : "undecided";
    }

    /** {@return what the verdict rests on, margin, witness or reason} */
    default String grounds() {
        if (this instanceof Satisfied satisfied) {
            return satisfied.margin();
        }
        return this instanceof Violated violated ? violated.witness() : ((Undecided) this).reason();
    }
}
