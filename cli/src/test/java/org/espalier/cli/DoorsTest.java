package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What modules export is meant to be relied on, and described; {@link ArchitectureTest} asks that it is complete. */
class DoorsTest {
    private static final Path ROOT = Path.of(System.getProperty("espalier.root", ".."));

    /** Programs of this repository that nothing can depend on; the kernel of notebooks shares a package with a library. */
    private static final Set<String> WITHOUT_DOORS = Set.of("benchmarks", "notebooks");

    private static final Pattern COMMENT = Pattern.compile("\\A\\s*/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    @Test
    void everyModuleSaysWhatItExports() throws IOException {
        Map<String, Path> modules = modules();
        assertThat(modules).hasSizeGreaterThan(9);
        for (Map.Entry<String, Path> module : modules.entrySet()) {
            boolean described = Files.exists(module.getValue().resolve("module-info.java"));
            assertThat(described).as(module.getKey()).isEqualTo(!WITHOUT_DOORS.contains(module.getKey()));
        }
    }

    @Test
    void exportedPackagesAreDescribed() throws IOException {
        Map<String, Path> modules = modules();
        Set<String> exported = exported();
        assertThat(exported).hasSizeGreaterThan(20);
        for (String name : exported) {
            Path page = modules.get(name.split("\\.")[2])
                    .resolve(name.replace('.', '/'))
                    .resolve("package-info.java");
            assertThat(page).exists();
            Matcher comment = COMMENT.matcher(Files.readString(page));
            assertThat(comment.find()).as("%s has no description", name).isTrue();
            assertThat(comment.group(1)).as(name).contains("@since");
            assertThat(comment.group(1).replaceAll("[\\s*]+", " ").strip())
                    .as("description of %s", name)
                    .hasSizeGreaterThan(60);
        }
    }

    /** What an optional module provides is found on the module path as on the class path. */
    @Test
    void providersStandInBothLists() throws IOException {
        Path formats = ROOT.resolve("formats/src/main");
        Matcher provided = Pattern.compile("provides\\s+(\\S+)\\s+with\\s+([^;]+);")
                .matcher(Files.readString(formats.resolve("java/module-info.java")));
        assertThat(provided.find()).isTrue();
        assertThat(Stream.of(provided.group(2).split(",")).map(String::strip))
                .containsExactlyElementsOf(Files.readAllLines(
                        formats.resolve("resources/META-INF/services").resolve(provided.group(1))));
    }

    /** Packages that are exported to everybody. */
    static Set<String> exported() throws IOException {
        Set<String> packages = new TreeSet<>();
        try (Stream<Path> folders = Files.list(ROOT)) {
            for (Path compiled : folders.map(folder -> folder.resolve("target/classes/module-info.class"))
                    .filter(Files::exists)
                    .toList()) {
                try (var stream = Files.newInputStream(compiled)) {
                    ModuleDescriptor.read(stream).exports().stream()
                            .filter(export -> !export.isQualified())
                            .map(ModuleDescriptor.Exports::source)
                            .forEach(packages::add);
                }
            }
        }
        return packages;
    }

    /** Folders of sources by module. */
    private static Map<String, Path> modules() throws IOException {
        Map<String, Path> modules = new TreeMap<>();
        try (Stream<Path> folders = Files.list(ROOT)) {
            folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .forEach(folder -> modules.put(folder.getFileName().toString(), folder.resolve("src/main/java")));
        }
        return modules;
    }
}
