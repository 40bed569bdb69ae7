package org.espalier.study.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * How a value stands in a mapping: the names of its keys, how it is made of a mapping that has them, and the values that it is
 * written with, in the order of the keys.
 *
 * {@snippet :
 * YamlForm<NumericsPlan> form = YamlForm.of(
 *         "cells time_step",
 *         m -> new NumericsPlan(m.count("cells", 1), m.number("time_step")),
 *         plan -> List.of(plan.cells(), plan.timeStep()));
 * }
 *
 * @param <T> type of the value
 */
public final class YamlForm<T> {
    private final List<String> keys;
    private final Function<YamlMap, T> maker;
    private final Function<T, List<?>> values;

    private YamlForm(List<String> keys, Function<YamlMap, T> maker, Function<T, List<?>> values) {
        this.keys = keys;
        this.maker = maker;
        this.values = values;
    }

    /**
     * {@return a form}
     *
     * @param keys names of the keys, with blanks between them
     * @param maker makes a value; what it refuses is told with its place
     * @param values values of the keys; null for a key that is left out, a constant of an enum for its name in lower case
     */
    public static <T> YamlForm<T> of(String keys, Function<YamlMap, T> maker, Function<T, List<?>> values) {
        return new YamlForm<>(keys.isEmpty() ? List.of() : List.of(keys.split(" ")), maker, values);
    }

    /**
     * {@return the form of a record whose components are numbers, texts, rows and matrices of numbers, or numbers by name}
     *
     * @param keys keys of the components in their order, with blanks between them: {@code key>=2} for a whole number from 2 on,
     *     {@code key=16} for one that may be left out, {@code key|none} for a number that may be infinite
     */
    public static <R> YamlForm<R> of(Class<R> type, String keys) {
        RecordForm<R> form = new RecordForm<>(type, keys);
        return of(form.keys(), form::read, form::written);
    }

    /**
     * {@return the value of a mapping}
     *
     * @param besides other keys that it may have
     */
    public T read(YamlMap map, String... besides) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(List.of(besides));
        map.only(all.toArray(String[]::new));
        return make(map);
    }

    /** {@return the value of a mapping that may have any other keys} */
    public T make(YamlMap map) {
        return map.make(() -> maker.apply(map));
    }

    /** {@return the keys and their values} */
    public Map<String, Object> written(T value) {
        Map<String, Object> result = new LinkedHashMap<>();
        List<?> all = values.apply(value);
        for (int k = 0; k < all.size(); k++) {
            Object one = all.get(k);
            if (one != null) {
                result.put(keys.get(k), one instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT) : one);
            }
        }
        return result;
    }

    /**
     * {@return a document}
     *
     * @param root its keys and their values
     * @param flow whether what holds no other collections is written in one line
     */
    public static String document(Map<String, Object> root, boolean flow) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(flow ? FlowStyle.AUTO : FlowStyle.BLOCK)
                .setWidth(4096)
                .build();
        return new Dump(settings).dumpToString(root);
    }
}
