package org.espalier.run.threads;

import java.util.function.Predicate;
import org.espalier.run.Progress;

/**
 * Carries out independent numbered tasks, somewhere: on threads of this machine, or on others. A task depends on its number alone,
 * never on where or when it is done, and results are received one by one in the order of the numbers; so whatever is made of them
 * has the same bits wherever they came from.
 *
 * <pre>{@code
 * TaskExecutor.local(4).run(0, 100, (r, progress) -> simulate(r), tally::add, Progress.silent());
 * }</pre>
 */
public interface TaskExecutor {
    /**
     * A task for every number.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    interface Task<T> {
        /**
         * {@return the result of one task} Called by several threads at once, for different numbers.
         *
         * @param number which
         * @param progress to be told the share of this task that is done; false means stop: the result is not wanted any more, and
         *     whatever is returned is let go if results before it are missing
         */
        T run(int number, Progress progress);
    }

    /**
     * Carries out tasks until all are done, or the receiver has enough, or the listener says stop, or the calling thread is
     * interrupted. A task that throws ends it when its turn to be received has come: the caller gets the exception, as it is.
     *
     * @param from number of the first task
     * @param until one past the number of the last
     * @param task the tasks
     * @param receiver gets the results in the order of their numbers and without gaps, on the calling thread; false for enough
     * @param progress hears now and then, on the calling thread, the share of all tasks that is done; may stop them
     * @param <T> what a task results in
     * @return one past the number of the last task whose result was received; what is finished at a stop is received still
     */
    <T> int run(int from, int until, Task<? extends T> task, Predicate<? super T> receiver, Progress progress);

    /**
     * {@return the executor on threads of this machine; tasks are begun in increasing order, and no thread is left when the last one
     * ends}
     *
     * @param threads how many, 1 to 1024
     */
    static TaskExecutor local(int threads) {
        return new LocalTasks(threads);
    }
}
