package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExportsTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Whatever others may use is described: every public or protected type, method, constructor and field of an exported
 * package has a comment with a main sentence ({@code {@return …}} and {@code {@inheritDoc}} count), and no tag is empty or
 * only repeats a name. Methods that override have the description of what they override.
 */
class DocumentationTest {
    private static final Path ROOT = Path.of(System.getProperty("espalier.root", ".."));

    private static final String ARTICLE = "(?i)^(the|a|an|this|its) ";

    /** "the equation", "a bridge", "result": an article and one word are no description of what is returned; a symbol is. */
    private static final String ONE_WORD = "\\p{L}{2,}\\.?";

    @Test
    void whatOthersMayUseIsDescribed() throws IOException {
        List<Path> modules;
        try (Stream<Path> folders = Files.list(ROOT)) {
            modules = folders.map(folder -> folder.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
        assertThat(modules).hasSizeGreaterThan(9);
        List<String> problems = new ArrayList<>();
        int units = 0;
        for (Path sources : modules) {
            List<JavaFileObject> files;
            try (Stream<Path> all = Files.walk(sources)) {
                files = all.filter(file -> file.toString().endsWith(".java"))
                        .map(file -> (JavaFileObject)
                                new Source(ROOT.relativize(file).toString(), read(file)))
                        .toList();
            }
            units += files.size();
            problems.addAll(problems(files));
        }
        assertThat(units).isGreaterThan(500);
        assertThat(problems).isEmpty();
    }

    @Test
    void everyFaultIsFound() {
        Source source = new Source("org/espalier/A.java", """
                package org.espalier;

                public class A {
                    /** A field. */
                    protected int described;

                    public int bare;

                    /***/
                    public A() {}

                    /** {@return a number} */
                    public int one() { return 1; }

                    /** @return a number that is not 1 */
                    public int two() { return 2; }

                    /**
                     * Counts.
                     *
                     * @return the number
                     */
                    public int three() { return 3; }

                    /**
                     * Adds.
                     *
                     * @param a
                     * @param b the b
                     * @param c number to add, positive
                     */
                    public void add(int a, int b, int c) {}

                    @Override
                    public String toString() { return ""; }

                    int four() { return 4; }

                    private class Hidden { public void nobody() {} }

                    /** A record. */
                    public record R(int x) {}

                    /** An interface. */
                    public interface I { void bareToo(); }

                    /** A choice. */
                    public enum E { /** This. */ THIS, THAT }
                }
                """);
        assertThat(problems(List.of(source)))
                .containsExactly(
                        "org/espalier/A.java:3: A has no comment",
                        "org/espalier/A.java:7: bare has no comment",
                        "org/espalier/A.java:10: <init> has no comment with a main sentence",
                        "org/espalier/A.java:16: two has no comment with a main sentence",
                        "org/espalier/A.java:23: three: \"@return the number\" says nothing",
                        "org/espalier/A.java:32: add: \"@param a\" says nothing",
                        "org/espalier/A.java:32: add: \"@param b the b\" says nothing",
                        "org/espalier/A.java:45: bareToo has no comment",
                        "org/espalier/A.java:48: THAT has no comment");
    }

    /** Only exported packages count, in a module that says which. */
    @Test
    void internalPackagesAreFree() {
        String bare = "; public class %s {}";
        List<JavaFileObject> files = List.of(
                new Source("module-info.java", "module m { exports p.open; exports p.friends to n; }"),
                new Source("p/open/A.java", "package p.open" + bare.formatted("A")),
                new Source("p/friends/B.java", "package p.friends" + bare.formatted("B")),
                new Source("p/closed/C.java", "package p.closed" + bare.formatted("C")));
        assertThat(problems(files))
                .containsExactly("p/friends/B.java:1: B has no comment", "p/open/A.java:1: A has no comment");
        assertThat(problems(files.subList(3, 4))).containsExactly("p/closed/C.java:1: C has no comment");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String content;

        Source(String name, String content) {
            super(URI.create("string:///" + name), Kind.SOURCE);
            this.content = content;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }

    private static List<String> problems(List<JavaFileObject> files) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK is needed");
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, files);
        List<CompilationUnitTree> units = new ArrayList<>();
        try {
            task.parse().forEach(units::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> exported = new HashSet<>();
        boolean all = true;
        for (CompilationUnitTree unit : units) {
            if (unit.getModule() != null) {
                all = false;
                unit.getModule().getDirectives().stream()
                        .filter(ExportsTree.class::isInstance)
                        .forEach(directive -> exported.add(
                                ((ExportsTree) directive).getPackageName().toString()));
            }
        }
        List<String> problems = new ArrayList<>();
        for (CompilationUnitTree unit : units) {
            if (unit.getPackage() != null
                    && (all
                            || exported.contains(
                                    unit.getPackage().getPackageName().toString()))) {
                new Scanner(unit, DocTrees.instance(task), problems).scan(unit, null);
            }
        }
        return problems.stream().sorted(DocumentationTest::byPlace).toList();
    }

    private static int byPlace(String one, String other) {
        String[] a = one.split(":", 3);
        String[] b = other.split(":", 3);
        int files = a[0].compareTo(b[0]);
        return files != 0 ? files : Integer.compare(Integer.parseInt(a[1]), Integer.parseInt(b[1]));
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final DocTrees trees;
        private final List<String> problems;
        private final SourcePositions positions;

        Scanner(CompilationUnitTree unit, DocTrees trees, List<String> problems) {
            this.unit = unit;
            this.trees = trees;
            this.problems = problems;
            positions = trees.getSourcePositions();
        }

        @Override
        public Void visitPackage(PackageTree node, Void nothing) {
            if (unit.getSourceFile().getName().endsWith("package-info.java")) {
                check(node, node.getPackageName().toString());
            }
            return null;
        }

        @Override
        public Void visitClass(ClassTree node, Void nothing) {
            if (isOpen(node.getModifiers())) {
                check(node, node.getSimpleName().toString());
                super.visitClass(node, nothing);
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree node, Void nothing) {
            boolean overrides = node.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            // what has no place in the source was put in by the compiler
            if (!overrides
                    && isOpen(node.getModifiers())
                    && positions.getEndPosition(unit, node) > positions.getStartPosition(unit, node)) {
                check(node, node.getName().toString());
            }
            return null;
        }

        @Override
        public Void visitBlock(BlockTree node, Void nothing) {
            return null;
        }

        @Override
        public Void visitVariable(VariableTree node, Void nothing) {
            ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            boolean component = owner.getKind() == Tree.Kind.RECORD
                    && !node.getModifiers().getFlags().contains(Modifier.STATIC);
            if (!component && isOpen(node.getModifiers())) {
                check(node, node.getName().toString());
            }
            return null;
        }

        /** Public or protected, or a member of an interface that is not private. */
        private boolean isOpen(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            TreePath owner = getCurrentPath().getParentPath();
            boolean inInterface = owner.getLeaf().getKind() == Tree.Kind.INTERFACE
                    || owner.getLeaf().getKind() == Tree.Kind.ANNOTATION_TYPE;
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || inInterface && !flags.contains(Modifier.PRIVATE);
        }

        private void check(Tree node, String name) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment == null) {
                problem(node, name + " has no comment");
                return;
            }
            if (words(comment.getFirstSentence()).isEmpty()) {
                problem(node, name + " has no comment with a main sentence");
            }
            for (DocTree tag : comment.getBlockTags()) {
                if (saysNothing(tag)) {
                    problem(node, name + ": \"" + tag.toString().strip() + "\" says nothing");
                }
            }
        }

        private static boolean saysNothing(DocTree tag) {
            if (tag instanceof ReturnTree found) {
                String said = words(found.getDescription()).replaceFirst(ARTICLE, "");
                return said.isEmpty() || said.matches(ONE_WORD);
            }
            if (tag instanceof ParamTree found) {
                String said = words(found.getDescription()).replaceFirst(ARTICLE, "");
                return said.isEmpty() || said.equalsIgnoreCase(found.getName().toString());
            }
            return tag instanceof ThrowsTree found
                    && words(found.getDescription()).isEmpty();
        }

        private static String words(List<? extends DocTree> text) {
            return text.stream()
                    .map(DocTree::toString)
                    .collect(Collectors.joining())
                    .strip();
        }

        private void problem(Tree node, String text) {
            long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, node));
            problems.add(unit.getSourceFile().getName().replaceFirst("^/", "") + ":" + line + ": " + text);
        }
    }
}
