package org.espalier.run.checkpoint;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * A SHA-256 of all values that a computation depends on, in named parts.
 *
 * <p>Every value goes in with its type, and with its length if it has one, so that no two sequences of values give the same
 * bytes. Of a value class the simple name and all its values go in: numbers, texts, enums, arrays, lists, maps and optionals
 * of such, records of such (component by component), and what a {@link Fingerprinted} adds. <em>Any other object, such as a
 * lambda, is refused</em> by {@link #add(Object)}: what the fingerprint cannot see must not go in unseen. Functions are added with
 * {@link #addFunction}: their values if they say them, and samples in any case, since what a class computes may change.
 */
public final class Fingerprint {
    /** Factor between two scales on which a function is sampled, and their number. */
    private static final int FACTOR = 4;

    private static final int SCALES = 11;
    /** Samples of a function at each scale, of a function that says its values and of one that does not. */
    private static final int FEW = 9;

    private static final int MANY = 513;

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);
    /** Only to see what is known: values that speak for themselves are not asked to. */
    private final boolean dry;

    private String part = "values";
    private boolean begun;

    /** Starts with nothing. */
    public Fingerprint() {
        this(false);
    }

    private Fingerprint(boolean dry) {
        this.dry = dry;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /**
     * Begins a part: what is added from here on belongs to it.
     *
     * @param name what a message calls it, without line breaks and '='
     */
    public Fingerprint part(String name) {
        finish();
        if (parts.containsKey(name) || name.indexOf('\n') >= 0 || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("fingerprint: part '" + name + "' is there already, or is no name");
        }
        part = name;
        begun = true;
        return this;
    }

    private void finish() {
        flush();
        if (begun) {
            parts.put(part, HexFormat.of().formatHex(digest.digest()));
        }
        begun = false;
    }

    /** {@return the parts, a line each: name, '=' and 64 hexadecimal digits} */
    public String text() {
        finish();
        StringBuilder text = new StringBuilder();
        parts.forEach((name, hash) -> text.append(name).append('=').append(hash).append('\n'));
        return text.toString();
    }

    /**
     * {@return the names of the parts in which two texts differ, in alphabetical order; none if they are no such texts}
     *
     * @param one what {@link #text()} gave
     * @param other what it gave another time
     */
    public static List<String> differences(String one, String other) {
        Map<String, String> first = lines(one);
        Map<String, String> second = lines(other);
        TreeSet<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        names.removeIf(name -> first.containsKey(name) && first.get(name).equals(second.get(name)));
        return List.copyOf(names);
    }

    private static Map<String, String> lines(String text) {
        Map<String, String> lines = new LinkedHashMap<>();
        text.lines()
                .filter(line -> line.matches(".*=[0-9a-f]{64}"))
                .forEach(line -> lines.put(line.substring(0, line.length() - 65), line.substring(line.length() - 64)));
        return lines;
    }

    /** Adds an integer. */
    public Fingerprint add(long number) {
        room(9).put((byte) 'l').putLong(number);
        return this;
    }

    /**
     * Adds a number, bit by bit.
     *
     * @param number the number; NaN is like NaN
     */
    public Fingerprint add(double number) {
        room(9).put((byte) 'd').putLong(Double.doubleToLongBits(number));
        return this;
    }

    /** Adds a text. */
    public Fingerprint add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        tag('s', bytes.length);
        flush();
        digest.update(bytes);
        return this;
    }

    /**
     * Adds numbers.
     *
     * @param numbers the numbers, in their order
     */
    public Fingerprint add(double[] numbers) {
        tag('[', numbers.length);
        for (double number : numbers) {
            add(number);
        }
        return this;
    }

    /**
     * Adds numbers.
     *
     * @param numbers the numbers, in their order
     */
    public Fingerprint add(int[] numbers) {
        tag('[', numbers.length);
        for (int number : numbers) {
            add((long) number);
        }
        return this;
    }

    /**
     * Adds a value that says all that it is made of.
     *
     * @param value a number, text, enum, array, list, map or optional; a record of such; or a {@link Fingerprinted}; null too
     * @throws IllegalArgumentException for any other object: it would be left out without notice
     */
    public Fingerprint add(Object value) {
        if (!walk(value)) {
            throw new IllegalArgumentException(
                    "fingerprint: what a " + value.getClass().getName()
                            + " is made of is not known; let it be a record of values, or implement Fingerprinted");
        }
        return this;
    }

    /**
     * {@return whether {@link #add(Object)} takes a value}
     *
     * @param value any object
     */
    public static boolean knows(Object value) {
        return new Fingerprint(true).walk(value);
    }

    /**
     * Adds a function of one variable: the values it is made of if it {@linkplain #knows says them}, and samples. The samples
     * lie around a centre on eleven scales, each four times the one before: the smallest is the given one, the largest 10^6 times
     * as much. A function that does not say its values is sampled more densely: two such functions that differ nowhere on a width of
     * about 1/250 of the scale they are seen on cannot be told apart.
     *
     * @param identity the object that is asked for its values; null for none
     * @param function the function; an exception counts as a value
     * @param centre around which it is used
     * @param scale half the width of where it is used most, positive and finite
     */
    public Fingerprint addFunction(Object identity, DoubleUnaryOperator function, double centre, double scale) {
        boolean known = identity != null && knows(identity);
        add(known ? 1L : 0L);
        if (known) {
            add(identity);
        }
        int count = known ? FEW : MANY;
        double reach = scale;
        for (int k = 0; k < SCALES; k++, reach *= FACTOR) {
            for (int n = 0; n < count; n++) {
                // no lattice: a shift by an irrational part of the distance, another one on each scale
                double shift = (0.6180339887498949 * (k + 1)) % 1;
                addSample(function, centre + reach * (2 * (n + shift) / count - 1));
            }
        }
        return this;
    }

    private void addSample(DoubleUnaryOperator function, double at) {
        double value;
        try {
            value = function.applyAsDouble(at);
        } catch (RuntimeException refused) {
            add("refused");
            return;
        }
        add(value);
    }

    /** Adds a value; false if there is something in it that is not known. */
    private boolean walk(Object value) {
        if (value == null) {
            tag('0', 0);
        } else if (value instanceof Boolean truth) {
            add(truth ? 1L : 0L);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            add(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            add(((Number) value).doubleValue());
        } else if (value instanceof String text) {
            add(text);
        } else if (value instanceof Enum<?> constant) {
            add(constant.getDeclaringClass().getSimpleName()).add(constant.name());
        } else if (value instanceof double[] numbers) {
            add(numbers);
        } else if (value instanceof int[] numbers) {
            add(numbers);
        } else if (value instanceof Object[] elements) {
            return elements(Arrays.asList(elements));
        } else if (value instanceof List<?> list) {
            return elements(list);
        } else if (value instanceof Map<?, ?> map) {
            return entries(map);
        } else if (value instanceof Optional<?> optional) {
            return elements(optional.stream().toList());
        } else if (value instanceof OptionalDouble optional) {
            return elements(optional.stream().boxed().toList());
        } else if (value instanceof OptionalLong optional) {
            return elements(optional.stream().boxed().toList());
        } else {
            return composite(value, value.getClass());
        }
        return true;
    }

    private boolean elements(List<?> elements) {
        tag('[', elements.size());
        return elements.stream().allMatch(this::walk);
    }

    /** The order of the entries of a map may differ from one Java machine to the next. */
    private boolean entries(Map<?, ?> map) {
        List<String> hashes = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Fingerprint own = new Fingerprint(dry);
            if (!own.walk(entry.getKey()) || !own.walk(entry.getValue())) {
                return false;
            }
            hashes.add(own.text());
        }
        hashes.sort(null);
        return elements(hashes);
    }

    /** Name, components and what the value adds itself; the names of lambdas change from one Java machine to the next. */
    private boolean composite(Object value, Class<?> type) {
        boolean says = value instanceof Fingerprinted;
        if (!says && !type.isRecord()) {
            return false;
        }
        add(type.isHidden() || type.isAnonymousClass() ? "" : type.getSimpleName());
        if (type.isRecord() && (!says || new Fingerprint(true).components(value, type)) && !components(value, type)) {
            return false;
        }
        if (says && !dry) {
            ((Fingerprinted) value).addTo(this);
        }
        return true;
    }

    private boolean components(Object value, Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).allMatch(component -> {
            add(component.getName());
            try {
                component.getAccessor().setAccessible(true);
                return walk(component.getAccessor().invoke(value));
            } catch (IllegalAccessException | InaccessibleObjectException closed) {
                return false;
            } catch (InvocationTargetException thrown) {
                throw new IllegalStateException("fingerprint: " + component + " throws", thrown.getCause());
            }
        });
    }

    private void tag(char type, long length) {
        room(9).put((byte) type).putLong(length);
    }

    private ByteBuffer room(int bytes) {
        begun = true;
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() {
        digest.update(buffer.flip());
        buffer.clear();
    }
}
