package org.espalier.study.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.espalier.report.Table;
import org.espalier.run.Outcome;
import org.espalier.study.ExperimentResult;
import org.espalier.study.RateAnswer;
import org.espalier.study.RateMethod;
import org.espalier.study.Stage;
import org.espalier.study.method.GroupRate;

/**
 * What a sweep found.
 *
 * @param study the sweep, with everything spelled out
 * @param outcome completed; cancelled if points were not reached; not converged if some have no number
 * @param points those that were reached, the last axis running fastest
 * @param stages what was run
 */
public record SweepResult(Sweep study, Outcome outcome, List<SweepPoint> points, List<Stage> stages)
        implements ExperimentResult {
    /** Copies the lists. */
    public SweepResult {
        points = List.copyOf(points);
        stages = List.copyOf(stages);
    }

    /** One row of the table: a point, a group and a time. */
    private record Cell(SweepPoint point, String group, int time) {
        Double rate(int method) {
            return point.answers().isEmpty() ? null : of(method).rate()[time];
        }

        Double error(int method) {
            return point.answers().isEmpty() ? null : of(method).error()[time];
        }

        private GroupRate of(int method) {
            return point.answers().get(method).of(group);
        }
    }

    /** {@return the groups whose rates are told, that of all neurons first} */
    public List<String> groups() {
        List<String> groups = new ArrayList<>(List.of(RateAnswer.POPULATION));
        groups.addAll(study.study().readouts());
        return groups;
    }

    /**
     * {@return the rates with the errors that the methods tell, one row a point, group and output time: the values of the axes, group,
     * time, two columns a method, and what went wrong}
     */
    public Table table() {
        return table(IntStream.range(0, study.times().count()).boxed().toList());
    }

    /**
     * {@return the rows of {@link #table()} at some times}
     *
     * @param at indices of output times
     */
    public Table table(List<Integer> at) {
        List<Cell> cells = new ArrayList<>();
        for (SweepPoint point : points) {
            for (String group : groups()) {
                at.forEach(time -> cells.add(new Cell(point, group, time)));
            }
        }
        Table.Rows<Cell> rows = Table.rows(cells);
        for (int a = 0; a < study.axes().size(); a++) {
            int axis = a;
            rows.column(study.axes().get(a).key(), cell -> cell.point().values().get(axis));
        }
        if (groups().size() > 1) {
            rows.column("group", Cell::group);
        }
        rows.column("time", cell -> study.times().at(cell.time()));
        for (int m = 0; m < study.methods().size(); m++) {
            int method = m;
            RateMethod of = study.methods().get(m);
            rows.column(of.column(), cell -> cell.rate(method));
            rows.column(of.column() + "_told_error", cell -> cell.error(method));
        }
        return rows.column("trouble", cell -> cell.point().troubles()).table("sweep");
    }

    /**
     * {@return the rates of a group by one method at one time, one a point, NaN where there is none}
     *
     * @param method index of the method
     * @param group its name, {@link RateAnswer#POPULATION} for all neurons
     * @param time index of an output time
     * @param error whether the told errors are wanted in the place of the rates
     */
    public double[] rates(int method, String group, int time, boolean error) {
        return points.stream()
                .mapToDouble(point -> {
                    Cell cell = new Cell(point, group, time);
                    Double value = error ? cell.error(method) : cell.rate(method);
                    return value == null ? Double.NaN : value;
                })
                .toArray();
    }

    /** {@return how many points have trouble, in a sentence with the first one; empty if none has} */
    public String troubles() {
        List<SweepPoint> bad =
                points.stream().filter(point -> !point.troubles().isEmpty()).toList();
        return bad.isEmpty()
                ? ""
                : bad.size() + " of " + points.size() + " points " + (bad.size() == 1 ? "lacks" : "lack")
                        + " a number; the first at " + place(bad.get(0)) + ": "
                        + bad.get(0).troubles();
    }

    /** {@return where a point is, in words} */
    public String place(SweepPoint point) {
        return IntStream.range(0, study.axes().size())
                .mapToObj(
                        a -> study.axes().get(a).key() + " = " + point.values().get(a))
                .collect(Collectors.joining(", "));
    }
}
