package org.espalier.run.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CrewTest {
    /** Enough operations to be shared. */
    private static final double MANY = 1e9;

    private static void spin(int nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    /** Rounds of all sizes, quick and slow, one right after the other or after a pause: each piece once, by one worker at a time. */
    @Test
    void everyPieceIsDoneOnce() {
        Random random = new Random(1);
        for (int threads = 1; threads <= 4; threads++) {
            try (Crew crew = Crew.of(threads)) {
                AtomicIntegerArray busy = new AtomicIntegerArray(threads);
                for (int round = 0; round < 3000; round++) {
                    int count = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(200);
                    int length = random.nextInt(20) == 0 ? 20_000 : 100;
                    int[] done = new int[count];
                    Crew.Work work = (piece, worker) -> {
                        assertThat(busy.incrementAndGet(worker)).isEqualTo(1);
                        spin(piece % 7 == 0 ? length : 0);
                        done[piece]++;
                        busy.decrementAndGet(worker);
                    };
                    if (round % 3 == 0) {
                        crew.begin(count, work);
                        spin(random.nextInt(2000));
                        crew.finish();
                    } else {
                        crew.share(count, MANY, work);
                    }
                    assertThat(done).containsOnly(count == 0 ? new int[0] : new int[] {1});
                    if (round % 500 == 0) {
                        spin(5_000_000); // helpers fall asleep
                    }
                }
            }
        }
    }

    @Test
    void helpersTakePart() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Set<Integer> workers = ConcurrentHashMap.newKeySet();
        try (Crew crew = Crew.of(3)) {
            assertThat(crew.threads()).isEqualTo(3);
            for (int round = 0; round < 1000 && workers.size() < 3; round++) {
                crew.share(30, MANY, (piece, worker) -> {
                    spin(20_000);
                    seen.add(Thread.currentThread());
                    workers.add(worker);
                });
            }
            assertThat(workers).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(seen).hasSize(3).contains(Thread.currentThread());
        }
        // and are gone
        seen.remove(Thread.currentThread());
        assertThat(seen).noneMatch(Thread::isAlive);
    }

    @Test
    void aSmallRoundIsTheCallersOwn() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        int before = Thread.activeCount();
        try (Crew crew = Crew.of(4)) {
            crew.share(1000, 1000, (piece, worker) -> seen.add(Thread.currentThread()));
            crew.share(1, MANY, (piece, worker) -> seen.add(Thread.currentThread()));
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(before);
        }
        assertThat(seen).containsExactly(Thread.currentThread());
    }

    /** The very exception, whoever meets it; errors too; and the next round is as any other. */
    @Test
    void exceptionsReachTheCaller() {
        for (int threads = 1; threads <= 3; threads++) {
            try (Crew crew = Crew.of(threads)) {
                for (Throwable thrown : new Throwable[] {
                    new IllegalArgumentException("no"), new OutOfMemoryError("full"), new AssertionError("wrong")
                }) {
                    for (int bad : new int[] {0, 40, 99}) {
                        int[] done = new int[100];
                        assertThatThrownBy(() -> crew.share(100, MANY, (piece, worker) -> {
                                    if (piece == bad) {
                                        CrewTest.<RuntimeException>raise(thrown);
                                    }
                                    done[piece]++;
                                }))
                                .isSameAs(thrown);
                        assertThat(done[bad]).isZero();
                        int[] again = new int[100];
                        crew.share(100, MANY, (piece, worker) -> again[piece]++);
                        assertThat(again).containsOnly(1);
                    }
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** A caller that is interrupted finishes its round and stays interrupted; closing does not forget it either. */
    @Test
    void interruptionIsKept() {
        Crew crew = Crew.of(3);
        int[] done = new int[300];
        Thread.currentThread().interrupt();
        crew.share(300, MANY, (piece, worker) -> {
            spin(10_000);
            done[piece]++;
        });
        assertThat(done).containsOnly(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        crew.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Closed in the middle of a round that was begun, as when the caller throws: nobody is left. */
    @Test
    void closingEndsARoundThatWasBegun() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Crew crew = Crew.of(3);
        crew.begin(1_000_000, (piece, worker) -> {
            seen.add(Thread.currentThread());
            spin(100_000);
        });
        while (seen.isEmpty()) {
            Thread.onSpinWait();
        }
        crew.close();
        assertThat(seen).noneMatch(Thread::isAlive);
        assertThatThrownBy(() -> Crew.of(0)).hasMessageContaining("threads 0 must be between 1 and 1024");
    }
}
