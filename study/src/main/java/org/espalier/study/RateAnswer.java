package org.espalier.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.espalier.run.Outcome;
import org.espalier.run.Times;
import org.espalier.run.checkpoint.Transfer;
import org.espalier.study.method.GroupRate;

/**
 * The rates of a study at its output times by one method, with the errors that the method tells: of the population first, then of
 * the groups that are read out.
 *
 * @param outcome how it ended
 * @param times the output times
 * @param rates of the population, called {@link #POPULATION}, and of the groups; at each time NaN where it is not known
 * @param seconds wall-clock time
 */
public record RateAnswer(RateMethod method, Outcome outcome, Times times, List<GroupRate> rates, double seconds) {
    /** The name of all neurons among the groups. */
    public static final String POPULATION = "all";

    /** Copies the list. */
    public RateAnswer {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(times, "times");
        rates = List.copyOf(rates);
    }

    /**
     * {@return an answer without a number}
     *
     * @param outcome why there is none
     */
    public static RateAnswer failed(RateMethod method, Outcome outcome, Times times) {
        double[] unknown = Refinement.unknown(times);
        return new RateAnswer(method, outcome, times, List.of(new GroupRate(POPULATION, unknown, unknown)), 0);
    }

    /** {@return the rate of the population with its told error} */
    public GroupRate population() {
        return rates.get(0);
    }

    /**
     * {@return the rate of a group, NaN where the method does not know it}
     *
     * @param name of the group, {@link #POPULATION} for all neurons
     */
    public GroupRate of(String name) {
        return rates.stream()
                .filter(rate -> rate.group().equals(name))
                .findFirst()
                .orElseGet(() -> new GroupRate(name, Refinement.unknown(times), Refinement.unknown(times)));
    }

    /** Writes what was found into a checkpoint, or returns what was kept there. */
    public RateAnswer pass(Transfer state) throws IOException {
        int kind = state.whole(outcome.kind().ordinal());
        double time = state.number(outcome.time());
        String message = state.text(outcome.message()
                .substring(0, Math.min(10_000, outcome.message().length())));
        int count = state.whole(rates.size());
        List<GroupRate> kept = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            boolean here = g < rates.size();
            String name = state.text(here ? rates.get(g).group() : "");
            double[] rate = here ? rates.get(g).rate() : new double[times.count()];
            double[] error = here ? rates.get(g).error() : new double[times.count()];
            state.numbers(rate);
            state.numbers(error);
            kept.add(new GroupRate(name, rate, error));
        }
        return new RateAnswer(
                method, new Outcome(Outcome.Kind.values()[kind], time, message), times, kept, state.number(seconds));
    }

    /** {@return the sums of two errors, one a time; NaN where neither is known} */
    public static double[] together(double[] one, double[] other) {
        double[] sum = new double[one.length];
        Arrays.setAll(sum, k -> Double.isNaN(one[k]) ? other[k] : Double.isNaN(other[k]) ? one[k] : one[k] + other[k]);
        return sum;
    }
}
