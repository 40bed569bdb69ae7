package org.espalier.study.states;

import java.util.ArrayList;
import java.util.List;
import org.espalier.report.Table;
import org.espalier.run.Outcome;
import org.espalier.study.ExperimentResult;
import org.espalier.study.Stage;
import org.espalier.study.states.StatesPoint.GroupedState;

/**
 * The states that were found.
 *
 * @param study the question, with everything spelled out
 * @param outcome completed; not converged if there is a point without a state; cancelled if points were not reached
 * @param classes number of classes of neurons
 * @param points in the order of the values
 * @param folds where two states meet and vanish
 * @param stages what was run
 */
public record StatesResult(
        StatesQuestion study,
        Outcome outcome,
        int classes,
        List<StatesPoint> points,
        List<Fold> folds,
        List<Stage> stages)
        implements ExperimentResult {
    /** Copies the lists. */
    public StatesResult {
        points = List.copyOf(points);
        folds = List.copyOf(folds);
        stages = List.copyOf(stages);
    }

    /**
     * Two states that meet.
     *
     * @param value of the varied number
     * @param rate population rate there
     */
    public record Fold(double value, double rate) {}

    private record Row(StatesPoint point, int number) {
        GroupedState state() {
            return point.states().get(number);
        }
    }

    /**
     * {@return a row a state: the varied number, its number by increasing rate, rate, rates of groups, growth and frequency of the leading
     * disturbance, what it is; a point without a state has a row that says so}
     */
    public Table table() {
        List<Row> rows = new ArrayList<>();
        for (StatesPoint point : points) {
            if (point.states().isEmpty()) {
                rows.add(new Row(point, -1));
            }
            for (int n = 0; n < point.states().size(); n++) {
                rows.add(new Row(point, n));
            }
        }
        Table.Rows<Row> table = Table.rows(rows);
        study.axis()
                .ifPresent(axis -> table.column(axis.key(), row -> row.point().value()));
        table.column("state", row -> row.number() < 0 ? null : row.number() + 1)
                .column(
                        "rate",
                        row -> row.number() < 0 ? null : row.state().state().populationRate());
        List<String> groups = study.study().readouts();
        for (int g = 0; g < groups.size(); g++) {
            int group = g;
            table.column(
                    groups.get(g),
                    row -> row.number() < 0 ? null : row.state().groups().get(group));
        }
        return table.column(
                        "growth",
                        row -> row.number() < 0 ? null : row.state().state().growth())
                .column(
                        "frequency",
                        row -> row.number() < 0 ? null : row.state().state().frequency())
                .column(
                        "kind",
                        row -> row.number() >= 0
                                ? row.state().state().words()
                                : row.point().trouble().isEmpty()
                                        ? "no stationary state"
                                        : row.point().trouble())
                .table("states");
    }
}
