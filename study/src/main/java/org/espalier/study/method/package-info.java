/**
 * What is the population rate ∫ν τ(•) of one network, one neuron and one initial law by another closure or another expansion than
 * the elementary densities that every run solves, and how much does it leave out? A report holds each answer against (5.1) and a
 * simulation.
 *
 * <p>There are {@link org.espalier.study.method.TypedCentred} (6.5), {@link org.espalier.study.method.ClassQuadrature} (6.6),
 * {@link org.espalier.study.method.TensorPath} (closures of section 6.3 with a variable for each vertex), {@link
 * org.espalier.study.method.ClassReduction} ((5.1) on classes of neurons) and {@link org.espalier.study.method.FiniteSize} (what the finite
 * network adds to its limit). Each knows its name, what it cannot be applied to, its
 * cost and its solver; nothing else tells them apart.
 *
 * <p>The numbers are those of the library called with the same grid, step and order, for any number of threads.
 * What does not fit the network or the memory is refused before work starts. Times that a run did not reach are NaN.
 *
 * {@snippet :
 * Times times = Times.of(0.5, 1, 2);
 * MethodProblem problem = new MethodProblem(neuron, law, network, limit.driveRange(), 0.02, 0.01, 2, times);
 * MethodSolution typed = new TypedCentred(16, 3).solve(problem, Progress.silent());
 * double[] rate = typed.rate();
 * double[] leftOut = typed.leftOut();
 * }
 */
package org.espalier.study.method;
