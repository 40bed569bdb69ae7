/**
 * How do the rates of a network depend on a number of its study? One or two keys of the study file run through values, every point
 * is solved by every method that is asked for, and what the points have in common is computed once.
 *
 * <p>Points are independent tasks, received in their order: no number depends on how many threads there are, and what is finished can
 * be kept in a file to go on from. A point that cannot be solved says why, and the others stand.
 *
 * {@snippet :
 * Sweep sweep = Sweep.of(Study.load(file), List.of(Axis.parse("network.scaling.value=0.1:0.5:5")));
 * SweepResult found = sweep.run(StudyListener.silent(), RunOptions.threads(2));
 * }
 */
package org.espalier.study.sweep;
