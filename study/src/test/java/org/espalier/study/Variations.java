package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By the name of a field: values that differ in it alone, and the part that the refusal names. */
final class Variations<T> {
    private final Map<String, List<T>> values = new LinkedHashMap<>();
    private final Map<String, String> parts = new HashMap<>();

    @SafeVarargs
    @SuppressWarnings("varargs")
    final Variations<T> of(String field, String part, T... varied) {
        values.put(field, List.of(varied));
        parts.put(field, part);
        return this;
    }

    void areRefused(java.util.function.Consumer<T> resume) {
        values.forEach((field, all) -> {
            for (int k = 0; k < all.size(); k++) {
                T value = all.get(k);
                assertThatThrownBy(() -> resume.accept(value))
                        .as("%s, variation %d", field, k)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching(
                                ".*another (computation|hierarchy).*not the same [^;]*" + parts.get(field) + ".*");
            }
        });
    }

    Set<String> fields() {
        return values.keySet();
    }

    /** The names of the fields of a class that numbers depend on: all but those given. */
    static Set<String> fields(Class<?> type, String... others) {
        Set<String> names = Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(level -> Arrays.stream(level.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String other : others) {
            assertThat(names.remove(other)).as(type + " has no field " + other).isTrue();
        }
        return names;
    }
}
