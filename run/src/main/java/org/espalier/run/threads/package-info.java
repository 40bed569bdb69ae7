/**
 * Who computes: threads that share the rounds of a computation, and executors that carry out long independent tasks, here or
 * elsewhere.
 *
 * <p>Two things are asked of work in parallel. Its result must not depend on who did what: so work comes in pieces that write to
 * places of their own, or hand over results that are received in the order of their numbers. And handing it out must cost less than it
 * brings: a round of a mean field takes tens of microseconds, as long as waking a thread.
 *
 * <ul>
 *   <li>A {@link org.espalier.run.threads.Crew} shares short rounds, one after the other. Its helpers look out for the next round
 *       before they sleep, a round too small to pay is done by the caller alone, and nothing is allocated.
 *   <li>A {@link org.espalier.run.threads.TaskExecutor} carries out numbered tasks that take milliseconds to hours, and may be
 *       stopped. What is computed never knows where: an executor on other machines is another implementation.
 * </ul>
 *
 * <p>Both hand a task's exception to the caller as it was thrown, errors too, and leave no thread behind when they are done.
 *
 * <pre>{@code
 * try (Crew crew = Crew.of(4)) {
 *     for (int step = 0; step < steps; step++) {
 *         crew.share(populations, 30L * populations * cells, (i, worker) -> advance(i, space[worker]));
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.run.threads;
