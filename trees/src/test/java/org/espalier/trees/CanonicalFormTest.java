package org.espalier.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jgrapht.Graph;
import org.jgrapht.alg.isomorphism.AHURootedTreeIsomorphismInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.junit.jupiter.api.Test;

/** The canonical form against brute force over all orders of siblings, and against JGraphT's isomorphism test. */
class CanonicalFormTest {
    @Test
    void isTheLargestSequenceOverAllOrdersOfSiblings() {
        Random random = new Random(1);
        for (int trial = 0; trial < 3000; trial++) {
            int n = 1 + random.nextInt(7);
            int[] parents = randomParents(n, random);
            int[] types = random.ints(n, 0, 2).toArray();
            int[] powers = random.ints(n, 1, 3).toArray();
            powers[0] = 1;
            boolean plain = random.nextBoolean();
            if (plain) {
                Arrays.fill(types, 0);
                Arrays.fill(powers, 1);
            }
            List<long[]> all = new ArrayList<>();
            preorders(parents, types, powers, 0, 0).forEach(all::add);
            long[] largest = Collections.max(all, Arrays::compare);
            RootedTree tree = Relabelled.ofDecorated(parents, types, powers).tree();
            assertThat(letters(tree)).isEqualTo(largest);
        }
    }

    @Test
    void doesNotDependOnTheNumberingAndTheRelabellingIsAnIsomorphism() {
        Random random = new Random(2);
        for (int trial = 0; trial < 3000; trial++) {
            int n = 1 + random.nextInt(60);
            int[] parents = randomParents(n, random);
            int[] types = random.ints(n, 0, 3).toArray();
            int[] powers = random.ints(n, 1, 4).toArray();
            powers[0] = 1;
            int[] shuffle = shuffle(n, random);
            int[] parents2 = new int[n];
            int[] types2 = new int[n];
            int[] powers2 = new int[n];
            for (int v = 0; v < n; v++) {
                parents2[shuffle[v]] = parents[v] < 0 ? -1 : shuffle[parents[v]];
                types2[shuffle[v]] = types[v];
                powers2[shuffle[v]] = powers[v];
            }
            Relabelled one = Relabelled.ofDecorated(parents, types, powers);
            Relabelled two = Relabelled.ofDecorated(parents2, types2, powers2);
            assertThat(two.tree()).isEqualTo(one.tree()).hasSameHashCodeAs(one.tree());
            assertThat(two.tree()).isEqualByComparingTo(one.tree());
            Relabelling map = two.relabelling();
            for (int v = 0; v < n; v++) {
                int image = map.of(v);
                assertThat(two.tree().parent(image)).isEqualTo(parents2[v] < 0 ? -1 : map.of(parents2[v]));
                assertThat(two.tree().type(image)).isEqualTo(types2[v]);
                assertThat(two.tree().power(image)).isEqualTo(powers2[v]);
            }
            assertThat(map.then(map.inverse())).isEqualTo(Relabelling.identity(n));
        }
    }

    @Test
    void equalityIsIsomorphism() {
        Random random = new Random(3);
        int equal = 0;
        for (int trial = 0; trial < 3000; trial++) {
            int n = 2 + random.nextInt(7);
            RootedTree one = RootedTree.ofParents(randomParents(n, random));
            RootedTree two = RootedTree.ofParents(randomParents(n, random));
            boolean isomorphic =
                    new AHURootedTreeIsomorphismInspector<>(one.toGraph(), 0, two.toGraph(), 0).isomorphismExists();
            assertThat(one.equals(two)).isEqualTo(isomorphic);
            assertThat(one.compareTo(two) == 0).isEqualTo(isomorphic);
            equal += isomorphic ? 1 : 0;
        }
        assertThat(equal).isBetween(100, 2900);
    }

    @Test
    void enumerationMeetsEveryIsomorphismClassOnce() {
        Random random = new Random(5);
        for (int n = 1; n <= 7; n++) {
            List<RootedTree> listed = RootedTrees.ofOrder(n).toList();
            for (int i = 0; i < listed.size(); i++) {
                for (int j = 0; j < listed.size(); j++) {
                    assertThat(isomorphic(listed.get(i), listed.get(j))).isEqualTo(i == j);
                }
            }
            for (int trial = 0; trial < 50; trial++) {
                // any labelled tree, not through our canonical form
                int[] parents = randomParents(n, random);
                int[] names = shuffle(n, random);
                Graph<Integer, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
                for (int name : names) {
                    graph.addVertex(name);
                }
                for (int v = 1; v < n; v++) {
                    graph.addEdge(names[parents[v]], names[v]);
                }
                long matches = listed.stream()
                        .filter(tree -> new AHURootedTreeIsomorphismInspector<>(graph, names[0], tree.toGraph(), 0)
                                .isomorphismExists())
                        .count();
                assertThat(matches).isEqualTo(1);
                RootedTree own = Relabelled.ofGraph(graph, names[0]).tree();
                assertThat(new AHURootedTreeIsomorphismInspector<>(graph, names[0], own.toGraph(), 0)
                                .isomorphismExists())
                        .isTrue();
            }
        }
    }

    private static boolean isomorphic(RootedTree one, RootedTree two) {
        return new AHURootedTreeIsomorphismInspector<>(one.toGraph(), 0, two.toGraph(), 0).isomorphismExists();
    }

    @Test
    void orderAgreesWithSequencesOnBothSidesOfThePackedOrder() {
        Random random = new Random(4);
        for (int n : new int[] {5, 32, 33, 34, 40}) {
            for (int trial = 0; trial < 200; trial++) {
                RootedTree one = RootedTree.ofParents(randomParents(n, random));
                RootedTree two = RootedTree.ofParents(randomParents(n, random));
                assertThat(Integer.signum(one.compareTo(two)))
                        .isEqualTo(Integer.signum(Arrays.compare(two.levels(), one.levels())));
                assertThat(RootedTree.ofLevels(one.levels())).isEqualTo(one);
                assertThat(RootedTree.ofLevels(one.levels()).levels()).isEqualTo(one.levels());
            }
        }
        RootedTree path =
                RootedTree.ofLevels(java.util.stream.IntStream.range(0, 33).toArray());
        assertThat(path.levels())
                .isEqualTo(java.util.stream.IntStream.range(0, 33).toArray());
        assertThat(path.height()).isEqualTo(32);
    }

    static int[] randomParents(int n, Random random) {
        int[] parents = new int[n];
        parents[0] = -1;
        int reach = 1 + random.nextInt(n);
        for (int v = 1; v < n; v++) {
            parents[v] = Math.max(0, v - 1 - random.nextInt(reach));
        }
        return parents;
    }

    static int[] shuffle(int n, Random random) {
        List<Integer> numbers = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            numbers.add(v);
        }
        Collections.shuffle(numbers, random);
        return numbers.stream().mapToInt(v -> v).toArray();
    }

    private static long[] letters(RootedTree tree) {
        int[] levels = tree.levels();
        long[] letters = new long[levels.length];
        for (int v = 0; v < letters.length; v++) {
            letters[v] = (levels[v] * 100L + tree.type(v)) * 100L + tree.power(v);
        }
        return letters;
    }

    private static List<long[]> preorders(int[] parents, int[] types, int[] powers, int v, int level) {
        List<List<long[]>> children = new ArrayList<>();
        for (int u = 0; u < parents.length; u++) {
            if (parents[u] == v) {
                children.add(preorders(parents, types, powers, u, level + 1));
            }
        }
        List<long[]> tails = new ArrayList<>();
        arrange(children, new boolean[children.size()], 0, new long[0], tails);
        long letter = (level * 100L + types[v]) * 100L + powers[v];
        List<long[]> result = new ArrayList<>();
        tails.forEach(tail -> result.add(concatenate(new long[] {letter}, tail)));
        return result;
    }

    private static void arrange(
            List<List<long[]>> children, boolean[] used, int count, long[] head, List<long[]> into) {
        if (count == children.size()) {
            into.add(head);
        }
        for (int c = 0; c < children.size(); c++) {
            if (!used[c]) {
                used[c] = true;
                for (long[] child : children.get(c)) {
                    arrange(children, used, count + 1, concatenate(head, child), into);
                }
                used[c] = false;
            }
        }
    }

    private static long[] concatenate(long[] a, long[] b) {
        long[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
