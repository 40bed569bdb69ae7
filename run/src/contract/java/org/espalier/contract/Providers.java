package org.espalier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the contract tests of providers have in common, in whichever module: none is left out, and each is a value. */
public final class Providers {
    private static final String ENDING = ".class";

    private Providers() {}

    /**
     * {@return the classes of a module that can be made and implement a contract}
     *
     * @param anchor any class of the module
     */
    public static Set<Class<?>> of(Class<?> contract, Class<?> anchor) {
        try {
            Path place = Path.of(
                    anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return below(place, contract, anchor);
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
                return below(jar.getPath("/"), contract, anchor);
            }
        } catch (URISyntaxException | IOException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static Set<Class<?>> below(Path root, Class<?> contract, Class<?> anchor) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(ENDING) && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ENDING.length())
                            .replace(root.getFileSystem().getSeparator(), "."))
                    .map(name -> load(name, anchor))
                    .filter(type -> contract.isAssignableFrom(type)
                            && !type.isInterface()
                            && !type.isAnonymousClass()
                            && !Modifier.isAbstract(type.getModifiers()))
                    .collect(Collectors.toSet());
        }
    }

    private static Class<?> load(String name, Class<?> anchor) {
        try {
            return Class.forName(name, false, anchor.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every class beside the contract that implements it is among the examples: a new one is added there. */
    public static void checkComplete(Class<?> contract, Collection<?> examples) {
        assertThat(examples.stream().map(Object::getClass).collect(Collectors.toSet()))
                .as("add an example of each class to the contract test")
                .containsAll(of(contract, contract));
        assertThat(of(contract, contract)).as("the scan finds the classes").hasSizeGreaterThan(2);
    }

    /** What is made twice is equal, has one hash and one text that is not that of its place; examples differ from each other. */
    public static <T> void checkValues(List<Supplier<T>> examples) {
        for (Supplier<T> example : examples) {
            T one = example.get();
            T other = example.get();
            assertThat(one).isNotSameAs(other).isEqualTo(other).hasSameHashCodeAs(other);
            assertThat(one).hasToString(other.toString()).isNotEqualTo(null).isNotEqualTo("something else");
            assertThat(one.toString()).doesNotContain(one.getClass().getName() + "@");
            if (!one.getClass().getPackageName().endsWith(".kernel")) { // kernels are called as reports call them
                assertThat(one.toString()).startsWith(one.getClass().getSimpleName());
            }
        }
        assertThat(examples.stream().map(Supplier::get)).doesNotHaveDuplicates();
    }
}
