package org.espalier.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.espalier.model.generate.NetworkGenerator;
import org.espalier.study.yaml.YamlMap;

/**
 * A family of random networks: its name in a study file, which with hyphens is that of its command, and its parameters.
 *
 * @param name words joined by underscores
 * @param alias another name of its command; empty for none
 * @param description what it is, in a sentence
 * @param example options of its command, for its help
 * @param keys its parameters, the seed apart
 */
public record NetworkFamily(String name, String alias, String description, String example, List<Key> keys) {
    /** What stands for a parameter. */
    public enum Kind {
        /** A whole number. */
        COUNT,
        /** A number. */
        NUMBER,
        /** A number or a word. */
        NUMBER_OR_WORD,
        /** A word or a formula. */
        TEXT,
        /** Whole numbers. */
        COUNTS,
        /** Rows of numbers. */
        MATRIX,
        /** Numbers by name. */
        NUMBERS
    }

    /**
     * A parameter.
     *
     * @param name its key in a study file; with hyphens its option
     * @param kind what stands for it
     * @param label one letter or word that stands for it in help
     * @param description what it is, in a few words
     * @param required whether it must be given
     * @param usual what a command takes when it is not given
     * @param alias another name of its option; empty for none
     */
    public record Key(
            String name,
            Kind kind,
            String label,
            String description,
            boolean required,
            Optional<Object> usual,
            String alias) {
        Key(String name, Kind kind, String label, String description) {
            this(name, kind, label, description, true, Optional.empty(), "");
        }

        Key usually(Object value) {
            return new Key(name, kind, label, description, false, Optional.of(value), alias);
        }

        Key optional() {
            return new Key(name, kind, label, description, false, usual, alias);
        }

        Key alias(String other) {
            return new Key(name, kind, label, description, required, usual, other);
        }
    }

    /** Copies the parameters. */
    public NetworkFamily {
        Objects.requireNonNull(name, "name");
        keys = List.copyOf(keys);
    }

    /** {@return all families} */
    public static List<NetworkFamily> all() {
        return GeneratorFamilies.facts();
    }

    /**
     * {@return a generator of this family, with what is usual for parameters that are not given}
     *
     * @param values numbers, texts, lists of numbers, lists of such lists and maps of numbers by the names of the parameters
     * @throws IllegalArgumentException if one is missing or wrong
     */
    public NetworkGenerator generator(Map<String, ?> values) {
        Map<String, Object> usual = new LinkedHashMap<>();
        keys.forEach(key -> key.usual().ifPresent(value -> usual.put(key.name(), value)));
        String source = "generate " + name.replace('_', '-');
        return GeneratorFamilies.generator(name, YamlMap.of(values, source).orElse(usual));
    }
}
