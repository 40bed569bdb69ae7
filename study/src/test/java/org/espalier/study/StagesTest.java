package org.espalier.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.espalier.run.Outcome;
import org.espalier.run.Progress;
import org.junit.jupiter.api.Test;

class StagesTest {
    private final AtomicBoolean asked = new AtomicBoolean();

    private final StudyListener listener = new StudyListener() {
        @Override
        public Progress stage(String name) {
            return share -> !asked.get();
        }

        @Override
        public void finished(String name, String summary) {
            // nothing to tell
        }

        @Override
        public Optional<BooleanSupplier> stop() {
            return Optional.of(asked::get);
        }
    };

    @Test
    void aStageThatDoesNotListenIsLeft() {
        Stages stages = new Stages(listener, 2);
        assertThat(stages.run("first", progress -> "done", said -> said)).contains("done");
        CountDownLatch never = new CountDownLatch(1);
        long began = System.nanoTime();
        Optional<String> left = stages.run(
                "second",
                progress -> {
                    asked.set(true);
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return "never";
                },
                said -> said);
        assertThat(left).isEmpty();
        assertThat((System.nanoTime() - began) / 1e9).isBetween(0.55, 5.0);
        assertThat(stages.run("third", progress -> "done", said -> said)).isEmpty();
        assertThat(stages.outcome()).isEqualTo(new Outcome(Outcome.Kind.CANCELLED, 0, "stopped in the second"));
        assertThat(stages.finished()).singleElement().extracting(Stage::name).isEqualTo("first");
    }

    @Test
    void oneThatListensGivesWhatItHas() {
        Stages stages = new Stages(listener, 2);
        Optional<Integer> part = stages.run(
                "sum",
                progress -> {
                    int sum = 0;
                    while (progress.goOn(0.5)) {
                        sum++;
                        asked.set(sum == 3);
                    }
                    return sum;
                },
                sum -> new Outcome(Outcome.Kind.CANCELLED, 1, "stopped after " + sum),
                sum -> "");
        assertThat(part).contains(3);
        assertThat(stages.outcome().message()).isEqualTo("stopped after 3");
    }

    @Test
    void whatAStageThrowsReachesTheCaller() {
        Stages stages = new Stages(listener, 2);
        assertThatThrownBy(() -> stages.run(
                        "first",
                        progress -> {
                            throw new IllegalArgumentException("no such thing");
                        },
                        said -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such thing");
        assertThatThrownBy(() -> stages.run(
                        "second",
                        progress -> {
                            throw new OutOfMemoryError("heap");
                        },
                        said -> ""))
                .isInstanceOf(OutOfMemoryError.class);
    }
}
