package org.espalier.hierarchy.meanfield;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.hierarchy.numerics.NeuronOnGrid;
import org.espalier.hierarchy.numerics.Scheme;
import org.espalier.run.Outcome;
import org.espalier.run.Times;

/** Collects what a run shows at the output times. */
final class MeanFieldRecord {
    private final Times times;
    private final NeuronOnGrid neuron;
    private final Scheme scheme;
    private final Populations coupling;
    private final double[] populationRate;
    private final double[][] rates;
    private final double[][] densities;
    private final double[] mass;
    private final double[] edgeMass;
    private final double[][] tests;
    private final double[][][] tested;
    private int finished;

    MeanFieldRecord(
            Times times,
            NeuronOnGrid neuron,
            Scheme scheme,
            Populations coupling,
            List<DoubleUnaryOperator> functions) {
        this.times = times;
        this.neuron = neuron;
        this.scheme = scheme;
        this.coupling = coupling;
        int count = times.count();
        populationRate = new double[count];
        rates = new double[count][];
        densities = new double[count][];
        mass = new double[count];
        edgeMass = new double[count];
        tests = new double[functions.size()][];
        for (int a = 0; a < tests.length; a++) {
            tests[a] =
                    Arrays.stream(neuron.grid().centres()).map(functions.get(a)).toArray();
        }
        tested = new double[count][tests.length][coupling.size()];
        Arrays.fill(populationRate, Double.NaN);
        Arrays.fill(mass, Double.NaN);
        Arrays.fill(edgeMass, Double.NaN);
    }

    void add(int k, double[][] masses, double[] newRates, double edge) {
        int cells = neuron.grid().cells();
        double[] average = new double[cells];
        double rate = 0;
        double total = 0;
        for (int i = 0; i < masses.length; i++) {
            double share = coupling.share(i);
            double own = 0;
            for (int c = 0; c < cells; c++) {
                average[c] += share * masses[i][c];
                own += masses[i][c];
            }
            for (int a = 0; a < tests.length; a++) {
                double sum = 0;
                for (int c = 0; c < cells; c++) {
                    sum += tests[a][c] * masses[i][c];
                }
                tested[k][a][i] = sum;
            }
            rate += share * newRates[i];
            total += share * own;
        }
        for (int c = 0; c < cells; c++) {
            average[c] /= neuron.grid().width();
        }
        densities[k] = average;
        rates[k] = newRates.clone();
        populationRate[k] = rate;
        mass[k] = total;
        edgeMass[k] = edge;
        finished = k + 1;
    }

    void save(DataOutputStream out) throws IOException {
        out.writeInt(finished);
        for (int k = 0; k < finished; k++) {
            out.writeDouble(populationRate[k]);
            out.writeDouble(mass[k]);
            out.writeDouble(edgeMass[k]);
            Numbers.write(out, rates[k]);
            Numbers.write(out, densities[k]);
            for (double[] integrals : tested[k]) {
                Numbers.write(out, integrals);
            }
        }
    }

    void restore(DataInputStream in) throws IOException {
        finished = in.readInt();
        for (int k = 0; k < finished; k++) {
            populationRate[k] = in.readDouble();
            mass[k] = in.readDouble();
            edgeMass[k] = in.readDouble();
            rates[k] = Numbers.read(in, coupling.size());
            densities[k] = Numbers.read(in, neuron.grid().cells());
            for (int a = 0; a < tests.length; a++) {
                tested[k][a] = Numbers.read(in, coupling.size());
            }
        }
    }

    MeanFieldSolution finish(
            Outcome outcome, double smallestDrive, double largestDrive, double step, long steps, RateTrace trace) {
        return new MeanFieldSolution(
                outcome,
                times,
                neuron.grid(),
                scheme,
                coupling,
                finished,
                populationRate,
                rates,
                densities,
                mass,
                edgeMass,
                DriveRange.of(smallestDrive, largestDrive),
                step,
                steps,
                tested,
                trace,
                null);
    }
}
