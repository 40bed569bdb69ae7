package org.espalier.run.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.espalier.run.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskExecutorTest {
    private static List<Integer> numbers(int from, int until) {
        return IntStream.range(from, until).boxed().toList();
    }

    @Test
    void resultsArriveInOrder() {
        for (int threads = 1; threads <= 4; threads++) {
            List<Integer> received = new ArrayList<>();
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            int end = TaskExecutor.local(threads)
                    .run(
                            3,
                            80,
                            (number, progress) -> {
                                seen.add(Thread.currentThread());
                                if (number % 5 == 0) {
                                    Thread.yield();
                                }
                                return number;
                            },
                            received::add,
                            Progress.silent());
            assertThat(end).isEqualTo(80);
            assertThat(received).isEqualTo(numbers(3, 80));
            assertThat(seen)
                    .hasSizeBetween(1, threads)
                    .doesNotContain(Thread.currentThread())
                    .noneMatch(Thread::isAlive);
        }
        assertThat(TaskExecutor.local(2).<Integer>run(5, 5, (n, p) -> n, n -> true, Progress.silent()))
                .isEqualTo(5);
    }

    @Test
    void theReceiverMayHaveEnough() {
        List<Integer> received = new ArrayList<>();
        AtomicInteger begun = new AtomicInteger();
        int end = TaskExecutor.local(2)
                .<Integer>run(
                        0,
                        1_000_000,
                        (number, progress) -> {
                            begun.incrementAndGet();
                            return number;
                        },
                        number -> received.add(number) && number < 9,
                        Progress.silent());
        assertThat(end).isEqualTo(10);
        assertThat(received).isEqualTo(numbers(0, 10));
        // no task runs far ahead of what is received
        assertThat(begun.get()).isLessThan(10 + 4 * 2 + 1);
    }

    @Test
    void aTaskIsToldToStop() {
        List<Integer> received = new ArrayList<>();
        int end = TaskExecutor.local(2)
                .run(
                        0,
                        100,
                        (number, progress) -> {
                            while (number >= 4 && progress.goOn(0.5)) {
                                Thread.onSpinWait();
                            }
                            return number;
                        },
                        received::add,
                        share -> share < 0.045);
        assertThat(received).startsWith(0, 1, 2, 3).isEqualTo(numbers(0, end));
        assertThat(end).isLessThan(8);
    }

    /** In its turn, and as it was thrown; what comes after it is stopped and let go. */
    @Test
    void exceptionsArriveInTheirTurn() {
        for (Throwable thrown : new Throwable[] {new IllegalStateException("no"), new OutOfMemoryError("full")}) {
            List<Integer> received = new ArrayList<>();
            assertThatThrownBy(() -> TaskExecutor.local(3)
                            .run(
                                    0,
                                    100,
                                    (number, progress) -> {
                                        if (number >= 7) {
                                            if (thrown instanceof Error error) {
                                                throw error;
                                            }
                                            throw (RuntimeException) thrown;
                                        }
                                        return number;
                                    },
                                    received::add,
                                    Progress.silent()))
                    .isSameAs(thrown);
            assertThat(received).isEqualTo(numbers(0, 7));
        }
        assertThatThrownBy(() -> TaskExecutor.local(0)).hasMessageContaining("threads 0");
    }

    @Test
    void aReceiverThatThrowsLeavesNoThread() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        assertThatThrownBy(() -> TaskExecutor.local(2)
                        .<Integer>run(
                                0,
                                100,
                                (number, progress) -> {
                                    seen.add(Thread.currentThread());
                                    return number;
                                },
                                number -> {
                                    throw new IllegalStateException("disk full");
                                },
                                Progress.silent()))
                .hasMessage("disk full");
        assertThat(seen).noneMatch(Thread::isAlive);
    }

    @Test
    void anInterruptionStopsAndIsKept() {
        List<Integer> received = new ArrayList<>();
        Thread.currentThread().interrupt();
        int end = TaskExecutor.local(2)
                .run(
                        0,
                        1_000_000,
                        (number, progress) -> {
                            Thread.onSpinWait();
                            return number;
                        },
                        received::add,
                        Progress.silent());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(end).isLessThan(1_000_000);
        assertThat(received).isEqualTo(numbers(0, end));
    }
}
