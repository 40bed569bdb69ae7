package org.espalier.study.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.espalier.report.Digits;
import org.espalier.report.Table;
import org.espalier.run.sampling.Estimate;
import org.espalier.study.HierarchyStudy;
import org.espalier.study.RateAnswer;
import org.espalier.study.SimulationStudy;
import org.espalier.study.Stage;
import org.espalier.study.StudyResult;
import org.espalier.study.method.FiniteSize;
import org.espalier.study.method.MethodSolution;

/**
 * The number to believe of a run: the population rate at the last output time by the method that is nearest to the particles, as far
 * as the run itself can tell.
 *
 * <p>The simulation is of the particles; what keeps it from them is sampling and its time step. What keeps a prediction from them is the
 * error that it tells and the finite network, whose size is how far prediction and simulation lie apart over all output times, root
 * mean square; this holds the sampling too. A prediction is recommended where both together are clearly less than the interval of the
 * simulation, or where there is none. One whose told error is larger than the spread between the methods never is.
 *
 * @param time the last output time that was reached by a method
 * @param best the recommended candidate
 * @param halfWidth half of the interval around it
 * @param candidates all methods with a rate at that time
 */
public record Recommendation(double time, Candidate best, double halfWidth, List<Candidate> candidates) {
    /** A prediction replaces the simulation where its error is below this part of the interval: not by luck alone. */
    private static final double CLEARLY = 0.6;

    /** Copies the list. */
    public Recommendation {
        candidates = List.copyOf(candidates);
    }

    /**
     * A method with its rate.
     *
     * @param name what it is called
     * @param rate spikes per neuron and unit of time
     * @param told the error that it tells: of the simulation half of a 95 % interval and the bias of its step, NaN where it knows none
     * @param fromParticles root mean square difference from the simulation over the output times; NaN without one, 0 for itself
     * @param seconds wall-clock time
     * @param kind what it is of
     */
    public record Candidate(String name, double rate, double told, double fromParticles, double seconds, Kind kind) {
        /** What a method is of, and so what its told error includes. */
        public enum Kind {
            /** The limit: the error that it tells does not include the finite network. */
            LIMIT,
            /** The finite network, by a theory. */
            FINITE,
            /** The particles themselves. */
            SIMULATION
        }

        /** What is known of the distance to the particles; the difference from a simulation includes its sampling. */
        double error() {
            double known = Double.isNaN(told) ? Double.POSITIVE_INFINITY : told;
            if (Double.isNaN(fromParticles)) {
                return known;
            }
            return kind == Kind.FINITE ? Math.max(known, fromParticles) : known + fromParticles;
        }

        boolean simulated() {
            return kind == Kind.SIMULATION;
        }
    }

    /** {@return the recommendation of a run; empty if no method has a rate at an output time} */
    public static Optional<Recommendation> of(StudyResult result) {
        List<Integer> outputs = result.outputs();
        for (int j = outputs.size() - 1; j >= 0; j--) {
            List<Candidate> found = candidates(result, j);
            if (!found.isEmpty()) {
                return Optional.of(among(result.times().at(outputs.get(j)), found));
            }
        }
        return Optional.empty();
    }

    static Recommendation among(double time, List<Candidate> candidates) {
        double low = candidates.stream().mapToDouble(Candidate::rate).min().orElseThrow();
        double high = candidates.stream().mapToDouble(Candidate::rate).max().orElseThrow();
        Optional<Candidate> simulation =
                candidates.stream().filter(Candidate::simulated).findFirst();
        Comparator<Candidate> nearest =
                Comparator.comparingDouble(Candidate::error).thenComparingDouble(Candidate::told);
        List<Candidate> fit = candidates.stream()
                .filter(one -> !one.simulated())
                .filter(one -> candidates.size() == 1 || one.told() <= high - low)
                .toList();
        // what a limit tells without a simulation is no distance to the particles
        Optional<Candidate> prediction = fit.stream()
                .filter(one -> simulation.isPresent() || one.kind() == Candidate.Kind.FINITE)
                .min(nearest)
                .or(() -> fit.stream().min(nearest));
        Candidate best = simulation
                .filter(found -> prediction
                        .filter(other -> other.error() < CLEARLY * found.told())
                        .isEmpty())
                .or(() -> prediction)
                .orElseGet(() -> candidates.stream().min(nearest).orElseThrow());
        return new Recommendation(time, best, best.error(), candidates);
    }

    private static List<Candidate> candidates(StudyResult result, int output) {
        List<Integer> outputs = result.outputs();
        int k = outputs.get(output);
        List<Candidate> found = new ArrayList<>();
        Optional<SimulationStudy> simulation = result.simulation().filter(SimulationStudy::hasInterval);
        simulation.ifPresent(sampled -> {
            Estimate rate = sampled.rate().at(k);
            double bias = sampled.bias()
                    .map(pairs -> Math.abs(pairs.rate().at(output).mean()))
                    .orElse(0.0);
            found.add(new Candidate(
                    "direct simulation",
                    rate.mean(),
                    rate.halfWidth(0.95) + bias,
                    0,
                    seconds(result, "simulation"),
                    Candidate.Kind.SIMULATION));
        });
        result.meanField()
                .ifPresent(limit -> add(
                        found,
                        result,
                        "mean field",
                        limit.rate(),
                        limit.error()[k],
                        k,
                        seconds(result, "mean-field equation"),
                        Candidate.Kind.LIMIT));
        for (MethodSolution solution : result.methods()) {
            add(
                    found,
                    result,
                    solution.method().name(),
                    solution.rate(),
                    RateAnswer.together(solution.leftOut(), solution.discretisation())[k],
                    k,
                    seconds(result, solution.method().name()),
                    solution.method() instanceof FiniteSize ? Candidate.Kind.FINITE : Candidate.Kind.LIMIT);
        }
        result.hierarchy().filter(orders -> k < orders.reached()).ifPresent(orders -> {
            int order = orders.expansion().bestOrder(k);
            add(
                    found,
                    result,
                    "trees up to order " + order,
                    orders.rate(order),
                    told(orders, order, k),
                    k,
                    seconds(result, "hierarchy"),
                    Candidate.Kind.LIMIT);
        });
        return found;
    }

    private static double told(HierarchyStudy orders, int order, int k) {
        double grid = orders.gridError(order)[k];
        return orders.expansion().errorEstimate(order, k) + (Double.isNaN(grid) ? 0 : grid);
    }

    private static void add(
            List<Candidate> found,
            StudyResult result,
            String name,
            double[] rate,
            double told,
            int k,
            double seconds,
            Candidate.Kind kind) {
        if (Double.isFinite(rate[k])) {
            found.add(new Candidate(name, rate[k], told, fromParticles(result, rate), seconds, kind));
        }
    }

    private static double fromParticles(StudyResult result, double... rate) {
        return result.simulation()
                .filter(SimulationStudy::hasInterval)
                .map(sampled -> Math.sqrt(result.outputs().stream()
                        .mapToDouble(k -> rate[k] - sampled.rate().at(k).mean())
                        .filter(Double::isFinite)
                        .map(difference -> difference * difference)
                        .average()
                        .orElse(Double.NaN)))
                .orElse(Double.NaN);
    }

    private static double seconds(StudyResult result, String stage) {
        return result.stages().stream()
                .filter(one -> one.name().equals(stage))
                .mapToDouble(Stage::seconds)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** {@return the number with its interval, such as 0.866 ± 0.003} */
    public String number() {
        return Digits.withError(best.rate(), halfWidth);
    }

    /** {@return what the interval includes} */
    public String includes() {
        if (best.simulated()) {
            return "sampling (95 %) and time step";
        }
        if (best.kind() == Candidate.Kind.FINITE) {
            return "the error that the method tells, effects of the finite network that it leaves out among them";
        }
        return Double.isNaN(best.fromParticles())
                ? "the error that the method tells, not the finite network"
                : "the error that the method tells, and how far it is from the simulation";
    }

    /** {@return why this method, a sentence without full stop} */
    public String reason() {
        List<Candidate> others = candidates.stream().filter(one -> one != best).toList();
        if (others.isEmpty()) {
            return "the only method that got there";
        }
        if (best.simulated()) {
            Candidate nearest = others.stream()
                    .min(Comparator.comparingDouble(Candidate::error))
                    .orElseThrow();
            return "it is of the network itself; the nearest prediction, " + nearest.name() + ", tells an error of "
                    + Digits.of(nearest.told(), 2) + " and is " + Digits.of(nearest.fromParticles(), 2)
                    + " from it over the output times";
        }
        return candidates.stream().anyMatch(Candidate::simulated)
                ? "its error and its distance from the simulation are less than the interval of the simulation, ± "
                        + Digits.of(
                                candidates.stream()
                                        .filter(Candidate::simulated)
                                        .mapToDouble(Candidate::told)
                                        .findFirst()
                                        .orElseThrow(),
                                2)
                : best.kind() == Candidate.Kind.FINITE
                        ? "there is no simulation, and of the methods it alone knows the finite network"
                        : "there is no simulation, and it tells the smallest error";
    }

    /** {@return what is not to be believed, a sentence without full stop; empty if nothing stands out} */
    public String distrust(StudyResult result) {
        List<String> all = new ArrayList<>();
        double spread = candidates.stream().mapToDouble(Candidate::rate).max().orElseThrow()
                - candidates.stream().mapToDouble(Candidate::rate).min().orElseThrow();
        for (Candidate one : candidates) {
            if (one != best && candidates.size() > 1 && !(one.told() <= spread) && !one.simulated()) {
                all.add(one.name() + " (its error, " + Digits.of(one.told(), 2)
                        + ", is larger than all differences between methods)");
            } else if (one != best && !one.simulated() && differs(result, one)) {
                all.add(one.name() + " (off by " + Digits.of(Math.abs(one.rate() - best.rate()), 2) + ")");
            }
        }
        result.hierarchy().filter(orders -> orders.reached() > 0).ifPresent(orders -> {
            int first = result.outputs().stream()
                    .filter(k -> k < orders.reached() && !orders.improves(k))
                    .findFirst()
                    .orElse(-1);
            if (first >= 0) {
                all.add("orders above " + orders.expansion().bestOrder(first) + " from t = "
                        + Digits.plain(result.times().at(first)) + " on (beyond the radius of the expansion)");
            }
        });
        if (best.kind() == Candidate.Kind.LIMIT && Double.isNaN(best.fromParticles())) {
            all.add("any digit below the size of the finite network's effect, which nothing here measures");
        }
        return String.join("; ", all);
    }

    /** Whether a prediction is off the recommended simulation by more than both errors. */
    private boolean differs(StudyResult result, Candidate one) {
        return best.simulated()
                && result.comparison().isPresent()
                && Math.abs(one.rate() - best.rate()) > halfWidth + (Double.isNaN(one.told()) ? 0 : one.told());
    }

    /** {@return the recommendation in a line: number, interval, method, reason} */
    public String sentence(String unit) {
        return "Believe " + number() + " spikes per neuron and " + unit + " at t = " + Digits.plain(time) + ", by "
                + best.name() + " (± includes " + includes() + "): " + reason() + ".";
    }

    /** {@return all methods on the same two scales: rate, told error, difference from the simulation over the output times, seconds} */
    public Table methods() {
        return Table.rows(candidates)
                .column("method", Candidate::name)
                .column("rate", Candidate::rate)
                .digits(5)
                .column("told_error", Candidate::told)
                .digits(2)
                .column("from_simulation", one -> one.simulated() ? Double.NaN : one.fromParticles())
                .digits(2)
                .column("seconds", Candidate::seconds)
                .digits(2)
                .table("Methods at t = " + Digits.plain(time));
    }
}
