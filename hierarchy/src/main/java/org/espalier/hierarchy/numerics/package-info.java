/**
 * How does the operator of a neuron, A u = −(b u)' + σ²/2 u'' − ν u + δ_{v_r} ∫ν u of section 4, with the transport −S ∂_v by a drive S,
 * become a small matrix that conserves mass exactly? By finite volumes on a grid of potentials.
 *
 * <p><b>Formula.</b> Finite volumes on uniform cells: d m_k/dt = up_{k−1} m_{k−1} + down_{k+1} m_{k+1} − (up_k + down_k +
 * ν_k) m_k + δ_k Σ_l ν_l m_l, with m_k the mass of cell k and δ the reset, split over the two cells around v_r. The
 * {@link org.espalier.hierarchy.numerics.Scheme} gives up and down.
 *
 * <p><b>Guarantees.</b> Mass is conserved to round-off; second order in the cell width for σ &gt; 0 (first order for σ =
 * 0); {@link org.espalier.hierarchy.numerics.Scheme#FITTED} keeps masses non-negative for every drive and step.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * Grid grid = Grid.covering(neuron, law, DriveRange.of(0, 1), 2.0, 0.02);
 * NeuronOnGrid cells = NeuronOnGrid.of(neuron, grid);
 * double[] mass = grid.masses(law);
 * new Propagator(cells, Scheme.FITTED).advance(mass, 0, 0.5, 0.01); // drive 0.5, step 0.01
 * }</pre>
 *
 * @since 0.1
 */
package org.espalier.hierarchy.numerics;
