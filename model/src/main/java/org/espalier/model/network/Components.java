package org.espalier.model.network;

import java.util.Arrays;

/**
 * The weakly and strongly connected components of a network. Edges count whatever their weight. Cost: O(N + edges), without
 * recursion.
 *
 * @param weak number of weakly connected components
 * @param largestWeak number of neurons in the largest of them
 * @param strong number of strongly connected components
 * @param largestStrong number of neurons in the largest of them
 */
public record Components(int weak, int largestWeak, int strong, int largestStrong) {
    /** {@return the numbers and largest sizes of the components} */
    public static Components of(SynapticNetwork network) {
        int[] weak = weak(network);
        int[] strong = strong(network);
        return new Components(count(weak), largest(weak), count(strong), largest(strong));
    }

    private static int count(int... labels) {
        return Arrays.stream(labels).max().orElse(-1) + 1;
    }

    private static int largest(int... labels) {
        int[] sizes = new int[count(labels)];
        for (int label : labels) {
            sizes[label]++;
        }
        return Arrays.stream(sizes).max().orElse(0);
    }

    /** Union by index with path halving, then numbered in order of first appearance. */
    static int[] weak(SynapticNetwork network) {
        int n = network.size();
        int[] parent = new int[n];
        Arrays.setAll(parent, i -> i);
        for (int i = 0; i < n; i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                int a = root(parent, i);
                int b = root(parent, network.column(e));
                parent[Math.max(a, b)] = Math.min(a, b);
            }
        }
        int[] labels = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            int root = root(parent, i);
            labels[i] = root == i ? count++ : labels[root]; // roots are the smallest of their component
        }
        return labels;
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Tarjan's algorithm with explicit stacks. */
    private static int[] strong(SynapticNetwork network) {
        int n = network.size();
        int[] order = new int[n]; // visit number from 1
        int[] low = new int[n];
        int[] label = new int[n];
        int[] next = new int[n]; // next edge to follow
        int[] path = new int[n];
        int[] open = new int[n];
        Arrays.fill(label, -1);
        int visits = 0;
        int opened = 0;
        int count = 0;
        for (int start = 0; start < n; start++) {
            if (order[start] != 0) {
                continue;
            }
            int depth = 0;
            path[0] = start;
            order[start] = low[start] = ++visits;
            next[start] = network.rowStart(start);
            open[opened++] = start;
            while (depth >= 0) {
                int i = path[depth];
                if (next[i] < network.rowStart(i + 1)) {
                    int j = network.column(next[i]++);
                    if (order[j] == 0) {
                        order[j] = low[j] = ++visits;
                        next[j] = network.rowStart(j);
                        open[opened++] = j;
                        path[++depth] = j;
                    } else if (label[j] < 0) {
                        low[i] = Math.min(low[i], order[j]);
                    }
                } else {
                    if (low[i] == order[i]) {
                        int member;
                        do {
                            member = open[--opened];
                            label[member] = count;
                        } while (member != i);
                        count++;
                    }
                    if (--depth >= 0) {
                        low[path[depth]] = Math.min(low[path[depth]], low[i]);
                    }
                }
            }
        }
        return label;
    }
}
