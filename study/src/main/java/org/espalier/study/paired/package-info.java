/**
 * Did it change? Two conditions of a study by every method, the simulation with common random numbers: replica r of both has the same
 * noise, and what differs between the two trajectories is the condition. The mean difference of the pairs has an interval of its own, which
 * is narrower than that of two independent simulations by the gain of pairing.
 *
 * {@snippet :
 * PairedStudies.of(before, after).run(StudyListener.silent(), 2).rows().forEach(System.out::println);
 * }
 */
package org.espalier.study.paired;
