package org.espalier.study.yaml;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How the components of a record stand in a mapping, each under the key at its position. */
final class RecordForm<R> {
    private final List<Slot> slots = new ArrayList<>();
    private final Constructor<R> constructor;

    RecordForm(Class<R> type, String keys) {
        RecordComponent[] components = type.getRecordComponents();
        String[] words = keys.split(" ");
        if (words.length != components.length) {
            throw new IllegalArgumentException(type + " has " + components.length + " components, not " + keys);
        }
        for (int k = 0; k < words.length; k++) {
            slots.add(Slot.of(words[k], components[k]));
        }
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    /** The keys, without what is said about their values. */
    String keys() {
        return String.join(" ", slots.stream().map(Slot::key).toList());
    }

    R read(YamlMap map) {
        try {
            return constructor.newInstance(
                    slots.stream().map(slot -> slot.read(map)).toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    List<?> written(R value) {
        return slots.stream().map(slot -> slot.written(value)).toList();
    }

    /** A component: its key, the least value of a count, what is usual where it is not given, whether none is infinity. */
    private record Slot(String key, int least, String usual, boolean orNone, RecordComponent component) {
        static Slot of(String word, RecordComponent component) {
            String[] least = word.split(">=");
            String[] usual = least[0].split("=");
            boolean orNone = usual[0].endsWith("|none");
            String key = usual[0].replace("|none", "");
            return new Slot(
                    key,
                    least.length > 1 ? Integer.parseInt(least[1]) : usual.length > 1 ? 0 : 1,
                    usual.length > 1 ? usual[1] : "",
                    orNone,
                    component);
        }

        Object read(YamlMap map) {
            Class<?> type = component.getType();
            if (type == double.class) {
                return orNone ? map.numberOrNone(key) : map.number(key);
            }
            if (type == int.class) {
                return usual.isEmpty() || map.has(key) ? map.count(key, least) : Integer.valueOf(usual);
            }
            if (type == long.class) {
                return map.integer(key);
            }
            if (type == int[].class) {
                return map.counts(key);
            }
            if (type == double[][].class) {
                return map.matrix(key);
            }
            return type == Map.class ? map.map(key).allNumbers() : map.text(key);
        }

        Object written(Object value) {
            Object one;
            try {
                one = component.getAccessor().invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            if (one instanceof int[] row) {
                return Arrays.stream(row).boxed().toList();
            }
            if (one instanceof double[][] rows) {
                return Arrays.stream(rows)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList();
            }
            return orNone && Double.isInfinite((double) one) ? "none" : one;
        }
    }
}
