package org.espalier.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

/**
 * A named family of values, such as the sigmoid intensities: how one is read from a study file and written back with every
 * parameter.
 *
 * @param name what the key {@code family} says
 * @param type its class
 * @param form its parameters
 */
record Family<T, F extends T>(String name, Class<F> type, YamlForm<F> form) {

    static <T, F extends T> Family<T, F> of(
            String name, Class<F> type, String keys, Function<YamlMap, F> maker, Function<F, List<?>> parameters) {
        return new Family<>(name, type, YamlForm.of(keys, maker, parameters));
    }

    /** A family of records, see {@link YamlForm#of(Class, String)}. */
    static <T, F extends T> Family<T, F> of(String name, Class<F> type, String keys) {
        return new Family<>(name, type, YamlForm.of(type, keys));
    }

    /** Reads a value of whichever family a key names; other keys may be allowed besides. */
    static <T> T read(String key, List<Family<T, ?>> families, YamlMap map, String... besides) {
        String name = map.word(key, families.stream().map(Family::name).toArray(String[]::new));
        String[] all = Arrays.copyOf(besides, besides.length + 1);
        all[besides.length] = key;
        return families.stream()
                .filter(family -> family.name.equals(name))
                .findFirst()
                .orElseThrow()
                .form
                .read(map, all);
    }

    /** Writes a value with its family under a key, and every parameter. */
    static <T> Map<String, Object> written(String key, List<Family<T, ?>> families, T value, String what) {
        for (Family<T, ?> family : families) {
            if (family.type.isInstance(value)) {
                return family.written(key, value);
            }
        }
        throw new IllegalArgumentException(
                "study: its " + what + " is not of a named family, so it cannot be written to a study file");
    }

    private Map<String, Object> written(String key, T value) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(key, name);
        result.putAll(form.written(type.cast(value)));
        return result;
    }
}
