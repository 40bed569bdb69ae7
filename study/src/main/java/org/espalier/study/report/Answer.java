package org.espalier.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.espalier.estimates.bridge.Row;
import org.espalier.hierarchy.states.StationaryState;
import org.espalier.report.Column;
import org.espalier.report.Digits;
import org.espalier.report.Table;
import org.espalier.run.sampling.Caution;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Series;
import org.espalier.study.HierarchyStudy;
import org.espalier.study.MeanFieldStudy;
import org.espalier.study.SimulationStudy;
import org.espalier.study.StudyResult;
import org.espalier.study.method.MethodSolution;

/**
 * The short answer of a run: the population rate at the output times by every method, how they disagree, and where errors
 * come from.
 *
 * @param result what was found
 */
public record Answer(StudyResult result) {
    /** Checks that there is a result. */
    public Answer {
        Objects.requireNonNull(result, "result");
    }

    /**
     * The population rate at one time, spikes per neuron and unit of time.
     *
     * @param time t
     * @param byOrder rate of the hierarchy by order from 1, NaN if unknown
     * @param bestOrder order whose estimated error is smallest, 0 if unknown
     * @param improves whether higher orders still improve
     * @param byMethod rate by each of the other methods that were reached, NaN if unknown
     * @param meanField rate of the mean-field equation, NaN if unknown
     * @param simulated mean over replicas, NaN if unknown
     * @param halfWidth half of its 95 % interval at this time alone
     * @param limit mean field against simulation, if both are known
     */
    public record Rate(
            double time,
            List<Double> byOrder,
            int bestOrder,
            boolean improves,
            List<Double> byMethod,
            double meanField,
            double simulated,
            double halfWidth,
            Optional<Row> limit) {
        /** Copies the rates. */
        public Rate {
            byOrder = List.copyOf(byOrder);
            byMethod = List.copyOf(byMethod);
        }

        /** {@return the rate of the hierarchy at its best order, a rate, NaN if unknown} */
        public double best() {
            return bestOrder == 0 ? Double.NaN : byOrder.get(bestOrder - 1);
        }

        private double compared(ToDoubleFunction<Row> what) {
            return limit.map(what::applyAsDouble).orElse(Double.NaN);
        }
    }

    private List<Row> compared(String prediction) {
        return result.comparison().map(found -> found.of(prediction)).orElse(List.of());
    }

    /** A number for each time, NaN where it is not known. */
    private double[] known(Optional<double[]> values) {
        return values.orElseGet(() -> {
            double[] unknown = new double[result.times().count()];
            Arrays.fill(unknown, Double.NaN);
            return unknown;
        });
    }

    /**
     * {@return the other methods one after the other, each at the output times: rate, what it leaves out as it estimates itself,
     * error of its grid or basis, difference from the mean field, and the verdict against the simulation in words}
     */
    public Table closed() {
        List<Integer> outputs = result.outputs();
        List<MethodSolution> methods = result.methods();
        double[] limit = known(result.meanField().map(MeanFieldStudy::rate));
        List<List<Row>> rows =
                methods.stream().map(m -> compared(m.method().name())).toList();
        List<double[]> rates = methods.stream().map(MethodSolution::rate).toList();
        List<double[]> leftOut = methods.stream().map(MethodSolution::leftOut).toList();
        List<double[]> grid =
                methods.stream().map(MethodSolution::discretisation).toList();
        return Table.over(methods.size(), outputs.size())
                .column("method", at -> methods.get(at[0]).method().name())
                .column("time", at -> result.times().at(outputs.get(at[1])))
                .digits(Column.PLAIN)
                .column("rate", at -> rates.get(at[0])[outputs.get(at[1])])
                .digits(5)
                .column("left_out", at -> leftOut.get(at[0])[outputs.get(at[1])])
                .column("discretisation", at -> grid.get(at[0])[outputs.get(at[1])])
                .column("from_mean_field", at -> {
                    int k = outputs.get(at[1]);
                    return rates.get(at[0])[k] - limit[k];
                })
                .column(
                        "from_simulation",
                        at -> rows.get(at[0]).isEmpty()
                                ? "–"
                                : words(rows.get(at[0]).get(at[1])))
                .table("Population rate by method, " + perUnit())
                .digits(2);
    }

    /** The unit of rates. */
    String perUnit() {
        return "spikes per neuron and " + result.study().time().unit();
    }

    /** {@return the population rate at the output times, one entry an output time} */
    public List<Rate> rates() {
        List<Rate> rates = new ArrayList<>();
        List<Integer> outputs = result.outputs();
        List<double[]> orders = result.hierarchy()
                .map(h -> h.orders().stream().map(h::rate).toList())
                .orElse(List.of());
        List<double[]> methods =
                result.methods().stream().map(MethodSolution::rate).toList();
        double[] limit = known(result.meanField().map(MeanFieldStudy::rate));
        List<Row> rows = compared(StudyResult.meanFieldName());
        Optional<Series> simulation =
                result.simulation().filter(SimulationStudy::hasInterval).map(SimulationStudy::rate);
        int finished = result.hierarchy().map(HierarchyStudy::reached).orElse(0);
        for (int j = 0; j < outputs.size(); j++) {
            int k = outputs.get(j);
            boolean ordered = k < finished;
            rates.add(new Rate(
                    result.times().at(k),
                    orders.stream().map(rate -> rate[k]).toList(),
                    ordered ? result.hierarchy().get().expansion().bestOrder(k) : 0,
                    !ordered || result.hierarchy().get().improves(k),
                    methods.stream().map(rate -> rate[k]).toList(),
                    limit[k],
                    simulation.map(found -> found.at(k).mean()).orElse(Double.NaN),
                    simulation.map(found -> found.at(k).halfWidth(0.95)).orElse(Double.NaN),
                    rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(j))));
        }
        return rates;
    }

    /**
     * {@return the sizes of the errors of the population rate at the output times, NaN where one is unknown: what the best order
     * leaves out, as the other orders say; the mean field on two grids and with two steps; the bias of the simulation's step, from
     * coupled pairs; what is left of the difference between mean field and simulation; half of the simulation's interval that
     * holds at all output times together}
     */
    public Table errors() {
        List<Integer> outputs = result.outputs();
        List<Rate> rates = rates();
        double[] grid = known(result.meanField().map(MeanFieldStudy::gridError));
        double[] step = known(result.meanField().map(MeanFieldStudy::stepError));
        return Table.over(rates.size())
                .column("time", at -> rates.get(at[0]).time())
                .digits(Column.PLAIN)
                .column("orders_left_out", at -> {
                    int best = rates.get(at[0]).bestOrder();
                    return best == 0
                            ? Double.NaN
                            : result.hierarchy().get().expansion().errorEstimate(best, outputs.get(at[0]));
                })
                .column("grid", at -> grid[outputs.get(at[0])])
                .column("time_step", at -> step[outputs.get(at[0])])
                .column(
                        "simulation_step",
                        at -> rates.get(at[0]).compared(row -> row.budget().timeStep()))
                .column(
                        "finite_network",
                        at -> rates.get(at[0]).compared(row -> row.budget().unexplained()))
                .column("sampling", at -> rates.get(at[0]).compared(Row::halfWidth))
                .table("Error budget by output time")
                .digits(2);
    }

    /**
     * Returns the largest disagreement between a prediction and the simulation in units of its standard error.
     *
     * @return the row of the mean field and of the hierarchy at its best order that is worst; empty without simulation
     */
    public Optional<Row> largestDisagreement() {
        if (result.comparison().isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<Row>> compared =
                result.comparison().get().rows().stream().collect(Collectors.groupingBy(Row::prediction));
        Row worst = null;
        List<Rate> rates = rates();
        for (int j = 0; j < rates.size(); j++) {
            List<String> names = new ArrayList<>(List.of(StudyResult.meanFieldName()));
            if (rates.get(j).bestOrder() > 0) {
                names.add(StudyResult.orderName(rates.get(j).bestOrder()));
            }
            for (String name : names) {
                List<Row> rows = compared.getOrDefault(name, List.of());
                if (!rows.isEmpty()
                        && Double.isFinite(rows.get(j).standardErrors())
                        && (worst == null || rows.get(j).standardErrors() > worst.standardErrors())) {
                    worst = rows.get(j);
                }
            }
        }
        return Optional.ofNullable(worst);
    }

    /**
     * Returns the answer in sentences: the rate to believe at the last output time with its interval and reason, what to distrust, where
     * orders are beyond the radius among it, and the largest disagreement.
     *
     * @return sentences, the first one the most important
     */
    public List<String> sentences() {
        String unit = result.study().time().unit();
        List<String> sentences = new ArrayList<>();
        List<Rate> rates = rates();
        if (!result.outcome().isCompleted()) {
            sentences.add("The run ended early ("
                    + result.outcome().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "): "
                    + result.outcome().message() + ".");
        }
        Optional<Recommendation> recommended = Recommendation.of(result);
        recommended.ifPresent(best -> {
            sentences.add(best.sentence(unit));
            String distrust = best.distrust(result);
            if (!distrust.isEmpty()) {
                sentences.add("Distrust " + distrust + ".");
            }
        });
        otherStates().ifPresent(sentences::add);
        largestDisagreement()
                .ifPresent(row -> sentences.add("Largest disagreement with the simulation: "
                        + row.prediction() + " at t = " + Digits.plain(row.time()) + ", "
                        + Digits.of(row.standardErrors(), 2) + " standard errors; verdict: " + words(row) + "."));
        return sentences;
    }

    /** What is said where the long run may end elsewhere. */
    private Optional<String> otherStates() {
        List<StationaryState> stable =
                result.states().stream().filter(StationaryState::isStable).toList();
        if (stable.size() < 2) {
            return Optional.empty();
        }
        double last = rates().get(rates().size() - 1).meanField();
        StationaryState near = stable.stream()
                .min(Comparator.comparingDouble(state -> Math.abs(state.populationRate() - last)))
                .orElseThrow();
        return Optional.of(
                "Another state exists: beside " + Digits.of(near.populationRate(), 3)
                        + ", which the mean field of this run is nearest to, "
                        + stable.stream()
                                .filter(state -> state != near)
                                .map(state -> Digits.of(state.populationRate(), 3))
                                .collect(Collectors.joining(", "))
                        + (stable.size() == 2 ? " is" : " are")
                        + " stable as well; another initial law, or a chance of the finite network, may end there ('espalier states').");
    }

    /**
     * {@return what must be known beside the numbers, sentences: orders whose density of the potential is negative somewhere, with
     * more than a thousandth of its mass below zero at an output time, and intervals of the simulation that may cover less than they
     * say}
     */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        List<HierarchyStudy.LostPositivity> lost = result.hierarchy()
                .map(hierarchy -> hierarchy.lostPositivity(result.outputs()))
                .orElse(List.of());
        lost.stream()
                .max(Comparator.comparingDouble(HierarchyStudy.LostPositivity::mass))
                .ifPresent(worst -> {
                    String orders = lost.stream()
                            .map(each -> String.valueOf(each.order()))
                            .collect(Collectors.joining(", "));
                    double from = lost.stream()
                            .mapToDouble(HierarchyStudy.LostPositivity::from)
                            .min()
                            .orElseThrow();
                    remarks.add((lost.size() == 1
                                    ? "Order " + orders + " is no probability density"
                                    : "Orders " + orders + " are no probability densities")
                            + " from t = " + Digits.plain(from) + " on: mass " + Digits.of(worst.mass(), 2)
                            + " lies below zero at t = " + Digits.plain(worst.time())
                            + (lost.size() == 1 ? "" : " in order " + worst.order()) + " (told above "
                            + Digits.plain(HierarchyStudy.NEGATIVE_MASS) + ").");
                });
        Caution.of(sampled()).forEach(caution -> remarks.add("Simulation: " + caution + "."));
        return remarks;
    }

    /** All that the simulation is asked for at the output times. */
    private List<Estimate> sampled() {
        List<Estimate> shown = new ArrayList<>();
        result.simulation().ifPresent(found -> {
            for (int k : result.outputs()) {
                shown.add(found.rate().at(k));
                result.study()
                        .readouts()
                        .forEach(group -> shown.add(found.rate(group).at(k)));
            }
        });
        result.trees()
                .ifPresent(found -> found.parts()
                        .forEach(part -> part.comparison().rows().stream()
                                .map(Row::sampled)
                                .distinct()
                                .forEach(shown::add)));
        return shown;
    }

    /** The verdict of a row in words, with a minus sign. */
    static String words(Row row) {
        return row.inWords().replace(" -", " −");
    }
}
