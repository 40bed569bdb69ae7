package org.espalier.hierarchy.numerics;

/**
 * How the rate of one neuron follows a slowly changing drive S(t), to first order in its speed:
 *
 * <pre>  r(t) = Φ(S) − Φ'(S) τ(S) S' + … ,   G(S) g = ∂_S m ,  Σg = 0 ,   τ = −⟨ν, g⟩/Φ' ,</pre>
 *
 * <p>m the stationary law under S and Φ its rate: f = m + S' g + …. The derivatives in S are central differences.
 *
 * @param rate Φ(S), spikes per unit of time
 * @param gain Φ'(S), spikes per unit of potential
 * @param delay τ(S), the time by which the rate lags behind; NaN where Φ' = 0
 */
public record StationaryResponse(double rate, double gain, double delay) {
    private static final double RELATIVE_STEP = 1e-4;

    /**
     * {@return rate, gain and delay at a drive, by the Fitted scheme}
     *
     * @param neuron the neuron on its grid
     * @param drive S
     */
    public static StationaryResponse of(NeuronOnGrid neuron, double drive) {
        int cells = neuron.grid().cells();
        double h = RELATIVE_STEP * (1 + Math.abs(drive));
        StationaryLaw above = StationaryLaw.of(neuron, drive + h);
        StationaryLaw below = StationaryLaw.of(neuron, drive - h);
        double rate = StationaryLaw.of(neuron, drive).rate();
        double gain = (above.rate() - below.rate()) / (2 * h);
        double[] change = new double[cells];
        for (int k = 0; k < cells; k++) {
            change[k] = (above.mass(k) - below.mass(k)) / (2 * h);
        }
        // G = T + δ ν', ν' = −1' T: the solutions of T g + δ ρ = q, ρ = ⟨ν, g⟩, with Σg = 0 have ρ = −Φ Σ T⁻¹q
        double sum = 0;
        for (double value : StationaryLaw.solve(neuron, drive, change)) {
            sum += value;
        }
        return new StationaryResponse(rate, gain, gain == 0 ? Double.NaN : -rate * sum / gain);
    }
}
