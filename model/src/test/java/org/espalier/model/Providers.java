package org.espalier.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the contract tests of providers have in common: none is left out, and each is a value. */
public final class Providers {
    private Providers() {}

    /** The classes of this module that implement a contract. */
    private static Set<Class<?>> of(Class<?> contract) {
        try {
            Path classes = Path.of(
                    contract.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.walk(classes)) {
                return files.map(file -> classes.relativize(file).toString())
                        .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                        .map(name -> name.substring(0, name.length() - ".class".length())
                                .replace(classes.getFileSystem().getSeparator(), "."))
                        .map(Providers::load)
                        .filter(type -> contract.isAssignableFrom(type)
                                && !type.isInterface()
                                && !Modifier.isAbstract(type.getModifiers()))
                        .collect(Collectors.toSet());
            }
        } catch (URISyntaxException | IOException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Providers.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every class that implements the contract is among the examples: a new one is added there. */
    public static void checkComplete(Class<?> contract, Collection<?> examples) {
        assertThat(examples.stream().map(Object::getClass).collect(Collectors.toSet()))
                .as("add an example of each class to the contract test")
                .containsAll(of(contract));
        assertThat(of(contract)).as("the scan finds the classes").hasSizeGreaterThan(2);
    }

    /** What is made twice is equal, has one hash and one text; examples differ from each other. */
    public static <T> void checkValues(List<Supplier<T>> examples) {
        for (Supplier<T> example : examples) {
            T one = example.get();
            T other = example.get();
            assertThat(one).isNotSameAs(other).isEqualTo(other).hasSameHashCodeAs(other);
            assertThat(one).hasToString(other.toString()).isNotEqualTo(null).isNotEqualTo("something else");
            assertThat(one.toString()).startsWith(one.getClass().getSimpleName());
        }
        assertThat(examples.stream().map(Supplier::get)).doesNotHaveDuplicates();
    }
}
