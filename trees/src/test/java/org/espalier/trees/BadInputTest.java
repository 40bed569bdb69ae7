package org.espalier.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.Pseudograph;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input gets one line that names the offending position. */
class BadInputTest {
    private static Arguments bad(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    static Stream<Arguments> mistakes() {
        RootedTree cherry = RootedTree.ofLevels(0, 1, 1);
        return Stream.of(
                bad("level sequence is empty", () -> RootedTree.ofLevels()),
                bad("level 1 at position 0", () -> RootedTree.ofLevels(1, 2)),
                bad("gap at position 2: level 3 after level 1", () -> RootedTree.ofLevels(0, 1, 3)),
                bad("level 0 at position 3", () -> RootedTree.ofLevels(0, 1, 2, 0, 1)),
                bad("level -1 at position 1", () -> RootedTree.ofLevels(0, -1)),
                bad("parent array is empty", () -> RootedTree.ofParents()),
                bad("two roots: vertices 0 and 2", () -> RootedTree.ofParents(-1, 0, -1)),
                bad("no root", () -> RootedTree.ofParents(1, 0)),
                bad("parent 7 of vertex 1", () -> RootedTree.ofParents(-1, 7)),
                bad("parent -3 of vertex 2", () -> RootedTree.ofParents(-1, 0, -3)),
                bad("cycle in the parent array: vertex 2", () -> RootedTree.ofParents(-1, 0, 3, 2)),
                bad("cycle in the parent array: vertex 1", () -> RootedTree.ofParents(-1, 1)),
                bad("cycle in the parent array: vertex 2", () -> RootedTree.ofParents(-1, 0, 4, 2, 3)),
                bad(
                        "as many types and powers, got 1 and 2",
                        () -> Relabelled.ofDecorated(new int[] {-1, 0}, new int[1], new int[2])),
                bad("type -1 of vertex 1", () -> cherry.decorated(new int[] {0, -1, 0}, new int[] {1, 1, 1})),
                bad("power 0 of the edge below vertex 2", () -> cherry.decorated(new int[3], new int[] {1, 1, 0})),
                bad("power 2 at the root, vertex 0", () -> cherry.decorated(new int[3], new int[] {2, 1, 1})),
                bad("type 32767", () -> RootedTree.single(32767)),
                bad("edge power 0", () -> new Branch(cherry, 0)),
                bad("a second root at position 2", () -> RootedTree.ofBrackets("[][]")),
                bad("']' at position 2", () -> RootedTree.ofBrackets("[]]")),
                bad("')' at position 1", () -> RootedTree.ofBrackets("[)")),
                bad(
                        "the bracket at position 0",
                        () -> RootedTree.ofBrackets("[[]").order()),
                bad("unexpected 'x' at position 1", () -> RootedTree.ofBrackets("[x]")),
                bad("no number at position 3", () -> RootedTree.ofBrackets("[[^]]")),
                bad("no tree in", () -> RootedTree.ofBrackets(" ")),
                bad("order 34 of a word", () -> RootedTree.ofWord(34, 0)),
                bad("longer than the 2 bits", () -> RootedTree.ofWord(2, 0b1010)),
                bad("bit 3 of word 0x3", () -> RootedTree.ofWord(3, 0b0011)),
                bad("ends at level 2", () -> RootedTree.ofWord(3, 0b1101)),
                bad("is not a child subtree", () -> cherry.withoutChild(cherry)),
                bad("vertex 0 is the root", () -> cherry.minus(0)),
                bad(
                        "vertex 1 of [0 1 2] is not a leaf: take one of leaves(), the last is 2",
                        () -> RootedTree.ofLevels(0, 1, 2).minus(1)),
                bad("order 0 must be at least 1", () -> RootedTrees.ofOrder(0)),
                bad("order 0 must be at least 1", () -> RootedTrees.upTo(0)),
                bad("order -2 must be at least 1", () -> RootedTrees.count(-2)),
                bad("order 0 must be at least 1", () -> GrowthGraph.upTo(0)),
                bad("order 0 must be at least 1", () -> RootedTrees.forEachWord(0, word -> {})),
                bad("order 34 does not fit", () -> RootedTrees.forEachWord(34, word -> {})),
                bad("order 60 has 16486885726043465205200778 trees", () -> RootedTrees.ofOrder(60)),
                bad("rank 9 must lie between 0 and 8", () -> RootedTrees.unrank(5, BigInteger.valueOf(9))),
                bad("rank -1", () -> RootedTrees.unrank(5, BigInteger.ONE.negate())),
                bad("has no rank", () -> RootedTrees.rank(RootedTree.single(1))),
                bad("number of types 0", () -> TreeFamily.plain().withTypes(0)),
                bad("largest edge power 0", () -> TreeFamily.plain().withPowersUpTo(0)),
                bad("largest height -1", () -> TreeFamily.plain().withHeightUpTo(-1)),
                bad("largest number of children -1", () -> TreeFamily.plain().withDegreeUpTo(-1)),
                bad(
                        "has no tree of order 4",
                        () -> TreeSampler.of(
                                TreeFamily.plain().withHeightUpTo(1).withDegreeUpTo(2), 4)),
                bad("does not hold [0 1 1]", () -> GrowthGraph.upTo(2).growthsOf(cherry)),
                bad("order -1 of a forest", () -> Forest.ofOrder(-1)),
                bad("vertex 1 is sent to 0", () -> Relabelling.of(0, 0)),
                bad("vertex 0 is sent to 2", () -> Relabelling.of(2, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isNamed(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .satisfies(thrown -> assertThat(thrown.getMessage().lines()).hasSize(1));
    }

    @Test
    void verticesOutOfRangeAreNamed() {
        RootedTree cherry = RootedTree.ofLevels(0, 1, 1);
        for (int vertex : new int[] {-1, 3}) {
            for (ThrowingCallable call : new ThrowingCallable[] {
                () -> cherry.plus(vertex),
                () -> cherry.parent(vertex),
                () -> cherry.children(vertex),
                () -> cherry.subtree(vertex),
                () -> cherry.minus(vertex),
                () -> cherry.type(vertex),
                () -> cherry.power(vertex)
            }) {
                assertThatThrownBy(call)
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessageContaining("vertex " + vertex)
                        .hasMessageContaining("0..2");
            }
        }
        assertThatThrownBy(() -> cherry.minus(1).relabelling().inverse()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void graphsThatAreNotTreesAreNamed() {
        Graph<String, DefaultEdge> triangle = new SimpleGraph<>(DefaultEdge.class);
        Stream.of("a", "b", "c").forEach(triangle::addVertex);
        triangle.addEdge("a", "b");
        assertThatThrownBy(() -> Relabelled.ofGraph(triangle, "a")).hasMessageContaining("vertex c is not connected");
        triangle.addEdge("b", "c");
        assertThat(Relabelled.ofGraph(triangle, "b").tree()).isEqualTo(RootedTree.ofLevels(0, 1, 1));
        assertThat(Relabelled.ofGraph(triangle, "c").relabelling()).isEqualTo(Relabelling.of(2, 1, 0));
        triangle.addEdge("c", "a");
        assertThatThrownBy(() -> Relabelled.ofGraph(triangle, "a")).hasMessageContaining("closes a cycle");
        assertThatThrownBy(() -> Relabelled.ofGraph(triangle, "z")).hasMessageContaining("root z");
        Graph<String, DefaultEdge> doubled = new Pseudograph<>(DefaultEdge.class);
        doubled.addVertex("a");
        doubled.addVertex("b");
        doubled.addEdge("a", "b");
        doubled.addEdge("a", "b");
        assertThatThrownBy(() -> Relabelled.ofGraph(doubled, "a")).hasMessageContaining("closes a cycle");
        Graph<String, DefaultEdge> loop = new Pseudograph<>(DefaultEdge.class);
        loop.addVertex("a");
        loop.addEdge("a", "a");
        assertThatThrownBy(() -> Relabelled.ofGraph(loop, "a")).hasMessageContaining("closes a cycle");
    }

    @Test
    void whatTakesTooMuchIsRefusedWithTheNumber() {
        assertThatThrownBy(() -> RootedTrees.count(5000)).hasMessageContaining("order 5000");
        assertThatThrownBy(() -> GrowthGraph.upTo(30))
                .hasMessageContaining("growth graph up to order 30")
                .hasMessageContaining("GB");
    }
}
