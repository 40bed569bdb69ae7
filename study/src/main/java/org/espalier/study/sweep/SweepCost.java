package org.espalier.study.sweep;

import java.util.List;
import java.util.Locale;
import org.espalier.study.Forecast;
import org.espalier.study.RateMethod;
import org.espalier.study.SharedWork;
import org.espalier.study.Study;

/**
 * What a sweep costs, from the forecasts of some of its points.
 *
 * @param points how many there are
 * @param seconds rough time of all on the threads at hand
 * @param together how many points are solved at once, so that they fit in memory
 */
record SweepCost(int points, double seconds, int together) {
    private static final int SAMPLE = 6;
    private static final double DAY = 86_400;

    static SweepCost of(List<Study> points, List<RateMethod> methods, SharedWork shared, int threads) {
        int sample = Math.min(SAMPLE, points.size());
        double seconds = 0;
        double bytes = 0;
        int known = 0;
        double available = Runtime.getRuntime().maxMemory();
        for (int k = 0; k < sample; k++) {
            Study point = points.get(sample == 1 ? 0 : k * (points.size() - 1) / (sample - 1));
            Forecast forecast;
            try {
                forecast = Forecast.of(point, shared.network(point), methods);
            } catch (IllegalArgumentException refused) {
                continue; // the point itself will say so
            }
            known++;
            seconds += forecast.seconds();
            bytes = Math.max(bytes, forecast.bytes());
        }
        int together =
                (int) Math.max(1, Math.min(Math.min(threads, points.size()), 0.5 * available / Math.max(1, bytes)));
        // forecasts are for two threads
        return new SweepCost(points.size(), 2 * seconds / Math.max(1, known) * points.size() / threads, together);
    }

    /** What a sweep of more than a day is refused with, unless what is finished is kept. */
    void requireAcceptable(boolean kept) {
        if (seconds > DAY && !kept) {
            throw new IllegalArgumentException("sweep: " + words()
                    + "; vary fewer values, lower simulation.replicas or name fewer methods, or give --checkpoint FILE, so"
                    + " that what is finished is kept, and start again");
        }
    }

    String words() {
        String time = seconds < 120
                ? String.format(Locale.ROOT, "%.2g seconds", seconds)
                : seconds < 7200
                        ? String.format(Locale.ROOT, "%.0f minutes", seconds / 60)
                        : seconds < 2 * DAY
                                ? String.format(Locale.ROOT, "%.0f hours", seconds / 3600)
                                : String.format(Locale.ROOT, "%.3g days", seconds / DAY);
        return String.format(Locale.ROOT, "%,d points take about %s", points, time);
    }
}
