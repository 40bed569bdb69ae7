/**
 * How often do the neurons of a network fire, by its trees, in the mean-field limit and in simulation, and how far is each answer
 * to be trusted? One file names everything, one call runs it.
 *
 * <p>{@link org.espalier.study.Study} is the file as a value: every key is checked, with its line, and it can be written
 * back so that the run is repeated bit for bit. {@link org.espalier.study.Study#run()} goes through the stages
 *
 * <ol>
 *   <li>network: read or generated, signs, scaling, profile;
 *   <li>mean-field equation (5.1), one density for each neuron, Fitted scheme, on two grids and with two steps;
 *   <li>tree densities t(T) and the hierarchy at every order by elementary densities (6.1), Split scheme, on two grids;
 *   <li>direct simulation, with intervals and the bias of its time step;
 *   <li>comparison at the output times, with an error budget,
 * </ol>
 *
 * <p>and ends in a {@link org.espalier.study.StudyResult}, also when it is stopped: what is finished is there and the
 * outcome says so. Particles on the torus ({@code study.torus}) are run by the same {@link org.espalier.study.Stages}. {@link org.espalier.study.Forecast} tells the cost beforehand; what does not fit in memory is refused.
 *
 * {@snippet :
 * StudyResult result = Study.builtIn().withSeed(7).run();
 * double[] limit = result.meanField().orElseThrow().rate();
 * }
 */
package org.espalier.study;
