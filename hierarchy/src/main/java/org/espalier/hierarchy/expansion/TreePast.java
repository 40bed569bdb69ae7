package org.espalier.hierarchy.expansion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.hierarchy.numerics.LateTimes;
import org.espalier.model.system.NetworkSystem;

/**
 * The rates ⟨ν, G_T⟩ of the past that drive trees with a refractory time or delays: a tree whose root is of type a gets back what its own spikes
 * were a time τ_a ago, and is driven by a subtree with a root of type b as that was a time d_ab ago. Between the ends of steps they are cubics
 * through four of them, on one side of a corner; they are 0 before time 0.
 */
final class TreePast {
    private static final int NODES = 3;
    /** Which node, 0, ½ or 1, of a step a stage of the classical method is at. */
    private static final int[] NODE = {0, 1, 1, 2};

    private final Equation61 program;
    private final double[] late;
    private final int[] rests; // by type, index of its refractory time, −1 for none
    private final int[][] kicks; // by types of both ends, index of the delay, −1 for none
    private final double[][][] values; // by late time, node and tree
    private final List<Step> steps = new ArrayList<>();

    private record Step(double time, double[] rates, boolean corner) {}

    private TreePast(Equation61 program, double[] late, int[] rests, int[][] kicks, double[] rates) {
        this.program = program;
        this.late = late;
        this.rests = rests;
        this.kicks = kicks;
        values = new double[late.length][NODES][rates.length];
        steps.add(new Step(0, rates.clone(), true));
    }

    /** Null if nothing of the system comes later; types are those of the neurons, which agree in what comes later. */
    static TreePast of(Equation61 program, NetworkSystem system, int[] types, double... rates) {
        double[] late = LateTimes.of(system).late();
        if (late.length == 0) {
            return null;
        }
        int count = Arrays.stream(types).max().orElse(0) + 1;
        int[] member = new int[count];
        for (int i = types.length - 1; i >= 0; i--) {
            member[types[i]] = i;
        }
        int[] rests = new int[count];
        int[][] kicks = new int[count][count];
        for (int a = 0; a < count; a++) {
            rests[a] = index(late, system.refractoryOf(member[a]));
            for (int b = 0; b < count; b++) {
                kicks[a][b] = index(late, system.delays().of(system.network(), member[a], member[b]));
            }
        }
        return new TreePast(program, late, rests, kicks, rates);
    }

    private static int index(double[] late, double time) {
        return time == 0 ? -1 : Arrays.binarySearch(late, time);
    }

    /** Before a step of length h from t, no longer than any of the times: finds the rates that come back in it. */
    void open(double t, double h) {
        for (int l = 0; l < late.length; l++) {
            double from = t - late[l];
            double until = t + h - late[l];
            if (until <= 1e-9 * (1 + late[l])) {
                for (double[] node : values[l]) {
                    Arrays.fill(node, 0);
                }
            } else {
                interpolate(from, until, values[l]);
            }
        }
        int old = 0;
        double oldest = t - late[late.length - 1];
        while (old + 4 < steps.size() && steps.get(old + 4).time() < oldest) {
            old++;
        }
        // seldom, as what follows moves
        if (old > steps.size() / 2) {
            steps.subList(0, old).clear();
        }
    }

    private void interpolate(double from, double until, double[][] out) {
        double middle = (from + until) / 2;
        int j = steps.size() - 2;
        while (j > 0 && steps.get(j).time() > middle) {
            j--;
        }
        int low = j;
        while (low > 0 && low > j - 2 && !steps.get(low).corner()) {
            low--;
        }
        int high = j + 1;
        while (high < steps.size() - 1 && high < j + 3 && !steps.get(high).corner()) {
            high++;
        }
        int first = Math.max(low, j - 1);
        int last = Math.min(high, first + 3);
        first = Math.max(low, last - 3);
        for (int node = 0; node < NODES; node++) {
            double at = from + node * (until - from) / 2;
            double[] sum = out[node];
            Arrays.fill(sum, 0);
            for (int n = first; n <= last; n++) {
                double weight = 1;
                for (int m = first; m <= last; m++) {
                    if (m != n) {
                        weight *= (at - steps.get(m).time())
                                / (steps.get(n).time() - steps.get(m).time());
                    }
                }
                double[] rates = steps.get(n).rates();
                for (int tree = 0; tree < sum.length; tree++) {
                    sum[tree] += weight * rates[tree];
                }
            }
        }
    }

    /** After a step that ended at a time, perhaps at a corner, with some rates. */
    void close(double t, double[] rates, boolean corner) {
        steps.add(new Step(t, rates.clone(), corner));
    }

    /** What comes back of a tree at a stage, whose rate is now another. */
    double back(int stage, int tree, double now) {
        int rest = rests[program.type(tree)];
        return rest < 0 ? now : values[rest][NODE[stage]][tree];
    }

    /** The rate of a tree as it arrives at a stage at neurons of a type. */
    double arriving(int stage, int type, int tree, double now) {
        int delay = kicks[type][program.type(tree)];
        return delay < 0 ? now : values[delay][NODE[stage]][tree];
    }

    /** Whether the kicks from one type to another arrive at once. */
    boolean isImmediate(int post, int pre) {
        return kicks[post][pre] < 0;
    }
}
