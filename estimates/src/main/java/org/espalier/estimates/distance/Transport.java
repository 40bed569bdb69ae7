package org.espalier.estimates.distance;

import java.util.Arrays;

/**
 * Optimal transport between two finite laws by successive shortest paths: the linear program min Σ c_AB π_AB over
 * couplings π of p and q. Cost about (K + K') K K' operations; exact to rounding.
 */
final class Transport {
    private final double[][] cost;
    private final double[][] flow;
    private final double[] supply;
    private final double[] demand;
    private final double[] left;
    private final double[] right;

    private Transport(double[][] cost, double[] p, double[] q) {
        this.cost = cost;
        flow = new double[p.length][q.length];
        supply = p.clone();
        demand = q.clone();
        left = new double[p.length];
        right = new double[q.length];
    }

    /** An optimal coupling, [A][B]. */
    static double[][] solve(double[][] cost, double[] p, double[] q) {
        Transport transport = new Transport(cost, p, q);
        // potentials that make every reduced cost c − u − v ≥ 0
        for (int a = 0; a < p.length; a++) {
            transport.left[a] = Arrays.stream(cost[a]).min().orElseThrow();
        }
        while (transport.augment()) {
            // each pass empties a source, fills a sink or empties an edge of the coupling
        }
        return transport.flow;
    }

    private boolean augment() {
        int k = supply.length;
        int m = demand.length;
        double[] dist = new double[k + m];
        int[] from = new int[k + m];
        boolean[] done = new boolean[k + m];
        Arrays.fill(dist, Double.POSITIVE_INFINITY);
        Arrays.fill(from, -1);
        boolean any = false;
        for (int a = 0; a < k; a++) {
            if (supply[a] > TINY) {
                dist[a] = 0;
                any = true;
            }
        }
        if (!any) {
            return false;
        }
        int end = -1;
        while (true) {
            int at = -1;
            for (int node = 0; node < k + m; node++) {
                if (!done[node] && dist[node] < Double.POSITIVE_INFINITY && (at < 0 || dist[node] < dist[at])) {
                    at = node;
                }
            }
            if (at < 0) {
                return false;
            }
            done[at] = true;
            if (at >= k && demand[at - k] > TINY) {
                end = at;
                break;
            }
            if (at < k) {
                for (int b = 0; b < m; b++) {
                    double next = dist[at] + Math.max(0, cost[at][b] - left[at] - right[b]);
                    if (!done[k + b] && next < dist[k + b]) {
                        dist[k + b] = next;
                        from[k + b] = at;
                    }
                }
            } else {
                for (int a = 0; a < k; a++) {
                    double next = dist[at] + Math.max(0, left[a] + right[at - k] - cost[a][at - k]);
                    if (!done[a] && flow[a][at - k] > TINY && next < dist[a]) {
                        dist[a] = next;
                        from[a] = at;
                    }
                }
            }
        }
        double reach = dist[end];
        for (int a = 0; a < k; a++) {
            left[a] += Math.max(0, reach - dist[a]);
        }
        for (int b = 0; b < m; b++) {
            right[b] -= Math.max(0, reach - dist[k + b]);
        }
        double amount = demand[end - k];
        int node = end;
        while (from[node] >= 0) {
            int before = from[node];
            if (before >= k) {
                amount = Math.min(amount, flow[node][before - k]);
            }
            node = before;
        }
        amount = Math.min(amount, supply[node]);
        supply[node] -= amount;
        demand[end - k] -= amount;
        node = end;
        while (from[node] >= 0) {
            int before = from[node];
            if (before < k) {
                flow[before][node - k] += amount;
            } else {
                flow[node][before - k] -= amount;
            }
            node = before;
        }
        return true;
    }

    /** Masses below this are rounding. */
    private static final double TINY = 1e-15;
}
