package org.espalier.run.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.junit.jupiter.api.Test;

class ReplicationTest {
    private static List<Double> numbers(int to) {
        return IntStream.range(0, to).mapToObj(k -> (double) k).toList();
    }

    @Test
    void valuesArriveInOrderWhoeverIsFaster() {
        for (int threads = 1; threads <= 4; threads++) {
            List<Double> received = new ArrayList<>();
            Outcome outcome = Replication.of(60)
                    .threads(threads)
                    .run(
                            (r, progress) -> {
                                // the earlier ones take longer
                                long until = System.nanoTime() + (r % 4 == 0 ? 2_000_000 : 0);
                                while (System.nanoTime() < until) {
                                    Thread.onSpinWait();
                                }
                                return Replica.Sample.of(r);
                            },
                            values -> received.add(values[0]),
                            Progress.silent());
            assertThat(outcome.isCompleted()).isTrue();
            assertThat(received).isEqualTo(numbers(60));
        }
    }

    @Test
    void startsWhereToldAndReportsProgress() {
        List<Double> received = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        Replication.of(10)
                .startingAt(7)
                .run(
                        (r, progress) -> {
                            progress.goOn(1);
                            return Replica.Sample.of(r);
                        },
                        values -> received.add(values[0]),
                        share -> {
                            shares.add(share);
                            return true;
                        });
        assertThat(received).containsExactly(7.0, 8.0, 9.0);
        assertThat(shares).isSorted().last().isEqualTo(1.0);
        assertThat(shares).allMatch(s -> s >= 0 && s <= 1);
    }

    @Test
    void aStoppedRunKeepsWhatIsFinished() {
        List<Double> received = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        Outcome outcome = Replication.of(1_000_000)
                .threads(2)
                .run(
                        (r, progress) -> progress.goOn(1)
                                ? Replica.Sample.of(r)
                                : new Replica.Sample(new Outcome(Outcome.Kind.CANCELLED, 0, "stopped")),
                        values -> received.add(values[0]),
                        share -> calls.incrementAndGet() < 50);
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(outcome.message()).contains("of 1000000 replicas");
        assertThat(received).isNotEmpty().hasSizeLessThan(1_000_000);
        assertThat(received).isEqualTo(numbers(received.size()));
    }

    @Test
    void theFirstReplicaThatFailsEndsTheRun() {
        for (int threads = 1; threads <= 3; threads++) {
            List<Double> received = new ArrayList<>();
            Outcome outcome = Replication.of(100)
                    .threads(threads)
                    .run(
                            (r, progress) -> r >= 20
                                    ? new Replica.Sample(new Outcome(Outcome.Kind.BLEW_UP, r, "replica " + r))
                                    : Replica.Sample.of(r),
                            values -> received.add(values[0]),
                            Progress.silent());
            assertThat(outcome).isEqualTo(new Outcome(Outcome.Kind.BLEW_UP, 20, "replica 20"));
            assertThat(received).isEqualTo(numbers(20));
        }
    }

    @Test
    void exceptionsReachTheCaller() {
        Replication replication = Replication.of(8).threads(2);
        assertThatThrownBy(() -> replication.run(
                        (r, progress) -> {
                            throw new IllegalArgumentException("no " + r);
                        },
                        values -> {},
                        Progress.silent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no 0");
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> Replication.of(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> Replication.of(3).threads(0)).hasMessageContaining("threads 0");
        assertThatThrownBy(() -> Replication.of(3).startingAt(4)).hasMessageContaining("4");
    }
}
