package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the page on the library are compiled and run as modules, and print what the page shows. */
class LibraryPageTest {
    private static final Path ROOT = Path.of(System.getProperty("espalier.root", ".."));
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

    private static List<MatchResult> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(ROOT.resolve("docs/library.md")))
                .results()
                .toList();
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .filter(place -> !place.endsWith("test-classes"))
                .toList();
    }

    @Test
    void programsPrintWhatThePageShows(@TempDir Path folder) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("demo"));
        List<String> programs = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (MatchResult block : blocks()) {
            String text = block.group(2);
            if (block.group(1).equals("java")) {
                Matcher named = CLASS.matcher(text);
                if (named.find()) {
                    programs.add(named.group(1));
                    Files.writeString(sources.resolve(named.group(1) + ".java"), text);
                } else {
                    Files.writeString(folder.resolve("module-info.java"), text);
                }
            } else if (block.group(1).equals("text") && !text.startsWith("jshell>")) {
                shown.add(text);
            }
        }
        assertThat(programs).containsExactly("Start", "OwnDrift", "OwnClosure", "OwnKernel", "OwnNorm");
        Module demo = module(compiled(folder));
        List<String> printed = new ArrayList<>();
        for (String program : programs) {
            printed.add(printed(demo.getClassLoader().loadClass("demo." + program)));
        }
        assertThat(printed).containsExactlyElementsOf(shown);
    }

    /** Compiled against doors alone: on the module path only exported packages are seen. */
    private static Path compiled(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = folder.resolve("classes");
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> sources = Files.walk(folder)) {
            List<Path> units =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "--module-path",
                    String.join(
                            File.pathSeparator,
                            classPath().stream().map(Path::toString).toList()),
                    "-Xlint:all",
                    "-Werror");
            boolean success = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(units))
                    .call();
            assertThat(success).as(said.toString()).isTrue();
        }
        return classes;
    }

    private static Module module(Path classes) {
        List<Path> places = new ArrayList<>(classPath());
        places.add(classes);
        Configuration modules = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(places.toArray(Path[]::new)), ModuleFinder.of(), Set.of("demo"));
        ModuleLayer.Controller layers = ModuleLayer.defineModulesWithOneLoader(
                modules, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader());
        Module demo = layers.layer().findModule("demo").orElseThrow();
        layers.addOpens(demo, "demo", LibraryPageTest.class.getModule());
        return demo;
    }

    private static String printed(Class<?> type) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            type.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void jshellAnswersWhatThePageShows() throws IOException {
        String session = blocks().stream()
                .map(block -> block.group(2))
                .filter(text -> text.startsWith("jshell>"))
                .findFirst()
                .orElseThrow();
        StringBuilder answered = new StringBuilder();
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            classPath().forEach(place -> shell.addToClasspath(place.toString()));
            for (String line : session.split("\n")) {
                if (line.startsWith("jshell> ")) {
                    answered.append(line).append('\n');
                    for (SnippetEvent event : shell.eval(line.substring(8) + ";")) {
                        assertThat(event.status()).as(line).isEqualTo(Snippet.Status.VALID);
                        if (event.value() != null && !event.value().isEmpty()) {
                            answered.append('$')
                                    .append(event.snippet().id())
                                    .append(" ==> ")
                                    .append(event.value())
                                    .append('\n');
                        }
                    }
                }
            }
        }
        assertThat(answered.toString()).isEqualTo(session);
    }

    @Test
    void theProjectOfThePageStandsOnThisVersion() throws IOException {
        Pattern version = Pattern.compile("<artifactId>espalier</artifactId>\\s*<version>([^<]+)</version>");
        Matcher ours = version.matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(ours.find()).isTrue();
        String page = Files.readString(ROOT.resolve("docs/library.md"));
        assertThat(page).contains("`org.espalier:espalier-MODULE:" + ours.group(1) + "`");
        String project = blocks().stream()
                .filter(block -> block.group(1).equals("xml"))
                .map(block -> block.group(2))
                .findFirst()
                .orElseThrow();
        assertThat(Pattern.compile("<artifactId>espalier-estimates</artifactId>\\s*<version>([^<]+)</version>")
                        .matcher(project)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly(ours.group(1));
        long plugins = Pattern.compile("<plugin>").matcher(project).results().count();
        assertThat(Pattern.compile("(?s)<plugin>((?!</plugin>).)*<version>\\d")
                        .matcher(project)
                        .results())
                .hasSize((int) plugins);
    }
}
