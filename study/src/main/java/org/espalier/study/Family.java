package org.espalier.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.espalier.study.yaml.YamlMap;

/**
 * A named family of values, such as the sigmoid intensities: how one is read from a study file and written back with every
 * parameter.
 *
 * @param name what the key {@code family} says
 * @param type its class
 * @param keys names of its parameters, in the order they are written
 * @param maker makes a value of a mapping
 * @param parameters values of the keys, in their order
 */
record Family<T, F extends T>(
        String name, Class<F> type, List<String> keys, Function<YamlMap, F> maker, Function<F, List<?>> parameters) {

    static <T, F extends T> Family<T, F> of(
            String name, Class<F> type, String keys, Function<YamlMap, F> maker, Function<F, List<?>> parameters) {
        return new Family<>(name, type, List.of(keys.split(" ")), maker, parameters);
    }

    /** Reads a value of whichever family the key {@code family} names; other keys may be allowed besides. */
    static <T> T read(List<Family<T, ?>> families, YamlMap map, String... besides) {
        return read("family", families, map, besides);
    }

    /** Reads a value of whichever family a key names. */
    static <T> T read(String key, List<Family<T, ?>> families, YamlMap map, String... besides) {
        String name = map.word(key, families.stream().map(Family::name).toArray(String[]::new));
        for (Family<T, ?> family : families) {
            if (family.name.equals(name)) {
                List<String> all = new ArrayList<>(family.keys);
                all.add(key);
                all.addAll(List.of(besides));
                map.only(all.toArray(String[]::new));
                return map.make(() -> family.maker.apply(map));
            }
        }
        throw new IllegalStateException("no family " + name);
    }

    /** Writes a value with its family and every parameter. */
    static <T> Map<String, Object> written(List<Family<T, ?>> families, T value, String what) {
        return written("family", families, value, what);
    }

    /** Writes a value with its family under a key, and every parameter that is not null. */
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
        List<?> values = parameters.apply(type.cast(value));
        for (int k = 0; k < keys.size(); k++) {
            if (values.get(k) != null) {
                result.put(keys.get(k), values.get(k));
            }
        }
        return result;
    }
}
