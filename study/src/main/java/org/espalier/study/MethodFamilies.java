package org.espalier.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.espalier.study.method.ClassQuadrature;
import org.espalier.study.method.ClassReduction;
import org.espalier.study.method.FiniteSize;
import org.espalier.study.method.HierarchyMethod;
import org.espalier.study.method.TensorPath;
import org.espalier.study.method.TypedCentred;
import org.espalier.study.yaml.YamlDocument;
import org.espalier.study.yaml.YamlMap;

/** The named methods of a hierarchy: each is read by its name, every number of it optional, and written back with all of them. */
final class MethodFamilies {
    private static final List<Family<HierarchyMethod, ?>> METHODS = List.of(
            Family.of("typed", TypedCentred.class, "classes=16 max_order=3"),
            Family.of("quadrature", ClassQuadrature.class, "classes=16 max_order=7 inhibitory=0 starts=8"),
            Family.of(
                    "tensor",
                    TensorPath.class,
                    "closure max_order edge_powers basis cells",
                    m -> TensorPath.of(
                            m.choice("closure", TensorPath.Closing.values()),
                            count(m, "max_order", 3),
                            count(m, "edge_powers", 1),
                            size(m, "basis"),
                            size(m, "cells")),
                    t -> Arrays.asList(
                            t.closing(),
                            t.maxOrder(),
                            t.edgePowers(),
                            t.space() == TensorPath.Space.BASIS ? t.size() : null,
                            t.space() == TensorPath.Space.CELLS ? t.size() : null)),
            Family.of("classes", ClassReduction.class, "classes=16"),
            Family.of("finite", FiniteSize.class, "classes=16"));

    private MethodFamilies() {}

    private static int count(YamlMap map, String key, int usual) {
        return map.has(key) ? map.count(key, 0) : usual;
    }

    private static OptionalInt size(YamlMap map, String key) {
        return map.has(key) ? OptionalInt.of(map.count(key, 1)) : OptionalInt.empty();
    }

    static HierarchyMethod method(YamlMap map) {
        return Family.read("method", METHODS, map);
    }

    static Map<String, Object> written(HierarchyMethod method) {
        return Family.written("method", METHODS, method, "method");
    }

    /** What {@link #parse} reads. */
    static String word(HierarchyMethod method) {
        Map<String, Object> all = written(method);
        String name = String.valueOf(all.remove("method"));
        return all.isEmpty()
                ? name
                : name + ":"
                        + all.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
                                .collect(Collectors.joining(","));
    }

    private static String value(Object value) {
        return value instanceof OptionalInt size ? String.valueOf(size.getAsInt()) : String.valueOf(value);
    }

    /** Reads {@code name} or {@code name:key=value,key=value}. */
    static HierarchyMethod parse(String text) {
        return method(YamlDocument.word("method", text));
    }
}
