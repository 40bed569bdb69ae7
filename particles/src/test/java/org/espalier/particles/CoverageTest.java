package org.espalier.particles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.neuron.Neuron;
import org.espalier.model.neuron.Normal;
import org.espalier.model.neuron.Sigmoid;
import org.espalier.model.neuron.StepIntensity;
import org.espalier.particles.observable.Observable;
import org.espalier.particles.observable.Potentials;
import org.espalier.particles.observable.TestFunction;
import org.espalier.particles.observable.TreeObservables;
import org.espalier.particles.spiking.Driver;
import org.espalier.particles.spiking.SpikingNetwork;
import org.espalier.particles.spiking.Trajectory;
import org.espalier.run.Progress;
import org.espalier.run.Times;
import org.espalier.run.random.RandomStreams;
import org.espalier.run.sampling.Estimate;
import org.espalier.run.sampling.Moments;
import org.espalier.trees.RootedTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Intervals of a nonlinear model, against a long run of the same; and the same bits on every machine and JDK. */
class CoverageTest {
    private static final Neuron NEURON = Neuron.leak(1, 1).noise(0.4).intensity(Sigmoid.of(4, 1, 0.2));

    private static Ensemble ensemble() {
        return Ensemble.of(NEURON, ConstantIntensity.network(), Normal.of(0.3, 0.3));
    }

    /**
     * Covered ~ Binomial(8000, 0.95): share 0.95 ± 0.00244. Limits 0.9415 to 0.9585, 3.5 deviations: a quantity with intervals
     * that are right leaves them with probability 5e-4, all eleven of this class with 5e-3. One whose true coverage is 93 % is
     * found with probability 0.99995 (its share is 0.93 ± 0.00285), one of 94 % with 0.71.
     */
    private static final int SEEDS = 8000;

    private static void requireNominal(String quantity, int covered) {
        assertThat(covered / (double) SEEDS).as(quantity).isBetween(0.9415, 0.9585);
    }

    @Test
    @Tag("slow")
    void intervalsCoverTheExactMeansAtTheNominalFrequency() {
        // the means of the step 0.05 itself, so that no bias is left; four neurons
        int[] covered = new int[4];
        Potentials potentials = new Potentials(4);
        Ensemble ensemble = Ensemble.of(
                        ConstantIntensity.neuron(ConstantIntensity.bounded(1.5)),
                        ConstantIntensity.network(),
                        ConstantIntensity.LAW)
                .replicas(60)
                .timeStep(0.05)
                .observing(potentials);
        for (int seed = 0; seed < SEEDS; seed++) {
            EnsembleResult result = ensemble.seed(seed).run(Times.of(1.5));
            for (int i = 0; i < 4; i++) {
                Estimate estimate = result.observed(potentials, i).at(0);
                covered[i] += estimate.covers(ConstantIntensity.steppedMean(i, 0.05, 30), 0.95) ? 1 : 0;
            }
        }
        for (int i = 0; i < 4; i++) {
            requireNominal("potential of neuron " + i, covered[i]);
        }
    }

    private static List<Estimate> quantities(EnsembleResult result, TreeObservables edge, TreeObservables path) {
        return List.of(
                result.rate().at(0),
                result.rate().at(1),
                result.spikes().at(1),
                result.observed(edge, 0).at(1),
                result.observed(path, 0).at(1));
    }

    private static TreeObservables tree(TestFunction function, int... levels) {
        return TreeObservables.injective(
                ConstantIntensity.network(), List.of(function), List.of(RootedTree.ofLevels(levels)));
    }

    /**
     * Rate, spikes and two trees of a nonlinear model. The reference is a run of 4000 times as many replicas: its error is a
     * sixtieth of that of the intervals and takes 0.003 % off their coverage. The values are skewed, by less than 1 a replica,
     * which would take less than 0.1 % off the coverage of a t interval of 150 replicas.
     */
    private static void nonlinear(Driver driver) {
        Times times = Times.of(0.5, 1);
        TreeObservables edge = tree(TestFunction.of(NEURON.intensity()), 0, 1);
        TreeObservables path = tree(TestFunction.moment(1), 0, 1, 2);
        Ensemble ensemble =
                ensemble().driver(driver).timeStep(0.1).replicas(150).observing(edge, path);
        List<Estimate> reference =
                quantities(ensemble.replicas(600_000).threads(2).seed(1_000_000).run(times), edge, path);
        int[] covered = new int[reference.size()];
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Estimate> found = quantities(ensemble.seed(seed).run(times), edge, path);
            for (int q = 0; q < covered.length; q++) {
                covered[q] += found.get(q).covers(reference.get(q).mean(), 0.95) ? 1 : 0;
            }
        }
        String[] names = {"rate at 0.5", "rate at 1", "spikes", "edge", "path of three"};
        for (int q = 0; q < covered.length; q++) {
            requireNominal(names[q], covered[q]);
        }
    }

    @Test
    @Tag("slow")
    void intervalsOfEventDrivenTrajectoriesCoverAtTheNominalFrequency() {
        nonlinear(Driver.EVENT_DRIVEN);
    }

    @Test
    @Tag("slow")
    void intervalsOfTimeSteppedTrajectoriesCoverAtTheNominalFrequency() {
        nonlinear(Driver.TIME_STEPPED);
    }

    /** One value at one time, in many replicas. */
    private static double[] pool(Neuron neuron, SynapticNetwork network, double time, Observable value) {
        SpikingNetwork system = SpikingNetwork.of(neuron, network, Normal.of(0.3, 0.3));
        return IntStream.range(0, 100_000)
                .parallel()
                .mapToDouble(r -> {
                    Trajectory trajectory = system.timeStepped(0.1, RandomStreams.of(7), r);
                    trajectory.advanceTo(time, Progress.silent());
                    double[] found = new double[value.count()];
                    value.measure(trajectory, found, 0);
                    return found[0];
                })
                .toArray();
    }

    /**
     * How many of 2000 intervals cover, of replicas drawn from the pool with replacement, so that the mean is known. Covered ~
     * Binomial(2000, 0.95): mean 1900, deviation 9.75; limits 1866 to 1934, 3.5 deviations.
     */
    private static int covered(int replicas, double[] pool, double event) {
        double truth = Arrays.stream(pool).average().orElseThrow();
        int covered = 0;
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Moments moments = new Moments(1);
            for (int r = 0; r < replicas; r++) {
                moments.add(pool[random.nextInt(pool.length)]);
            }
            covered += moments.estimate(0).ofEvents(event).covers(truth, 0.95) ? 1 : 0;
        }
        return covered;
    }

    private static SynapticNetwork six() {
        double[][] w = {
            {0, .5, -.3, .2, 0, .1},
            {.4, 0, .1, 0, .3, 0},
            {0, .7, 0, -.2, 0, .2},
            {.3, .3, .3, 0, -.4, 0},
            {0, 0, .5, .2, 0, .6},
            {-.3, .2, 0, .4, .1, 0}
        };
        return SynapticNetwork.ofMatrix(w);
    }

    /** The fewest replicas without a remark, six neurons: their rate, and where hardly any of them ever fires. */
    @Test
    @Tag("slow")
    void intervalsOfTheFewestReplicasCover() {
        for (double time : new double[] {0.5, 1}) {
            assertThat(covered(30, pool(NEURON, six(), time, Observable.rate()), 4 / 6.0))
                    .as("rate at %s", time)
                    .isBetween(1866, 1934);
        }
        double[] silent = pool(NEURON.intensity(new StepIntensity(4, 1.6)), six(), 0.5, Observable.rate());
        assertThat(Arrays.stream(silent).average().orElseThrow()).isBetween(0.0003, 0.003);
        for (int replicas : new int[] {30, 200, 1000}) {
            assertThat(covered(replicas, silent, 4 / 6.0))
                    .as("rare, %d replicas", replicas)
                    .isBetween(1866, 2000);
        }
    }

    /**
     * Products of three intensities: few replicas hold most of the sum. At 150 replicas Student's interval covers at 90 %, this one at 92 %; there the
     * remark is made, and the replicas that it asks for do.
     */
    @Test
    @Tag("slow")
    void intervalsOfThreePointTreesCover() {
        double[] values =
                pool(NEURON, ConstantIntensity.network(), 0.5, tree(TestFunction.of(NEURON.intensity()), 0, 1, 2));
        Moments all = new Moments(1);
        Arrays.stream(values).forEach(all::add);
        double skewness = all.skewness(0);
        assertThat(skewness / Math.sqrt(150)).isGreaterThan(0.3);
        int enough = (int) Math.ceil(Math.pow(skewness / 0.3, 2));
        assertThat(covered(150, values, Double.NaN)).isGreaterThan(1810);
        assertThat(covered(enough, values, Double.NaN)).isBetween(1866, 1934);
    }

    /** Neurons that fired in no replica do not end a run: their rate is 0.0024, not 0 ± 0. */
    @Test
    void silenceIsNoCertainty() {
        Ensemble ensemble = Ensemble.of(NEURON.intensity(new StepIntensity(4, 1.9)), six(), Normal.of(0.3, 0.3))
                .timeStep(0.1)
                .replicas(1000)
                .untilWithin(0.005, 0.95);
        EnsembleResult result = ensemble.run(Times.of(0.1));
        assertThat(result.rate().at(0).mean()).isZero();
        // ln 40 · (4/6)/R ≤ 0.005
        assertThat(result.replicas()).isEqualTo(492);
        assertThat(result.rate().at(0).halfWidth(0.95)).isBetween(0.00499, 0.005);
        // nor where no bound is known: then all are run, and no interval is told
        EnsembleResult unknown = Ensemble.of(NEURON.intensity(v -> v > 1.9 ? v : 0), six(), Normal.of(0.3, 0.3))
                .timeStep(0.1)
                .replicas(100)
                .untilWithin(0.005, 0.95)
                .run(Times.of(0.1));
        assertThat(unknown.replicas()).isEqualTo(100);
        assertThat(unknown.rate().at(0).halfWidth(0.95)).isNaN();
        // constant intensity is certain
        Estimate constant = Ensemble.of(
                        ConstantIntensity.neuron(ConstantIntensity.bounded(1.5)),
                        ConstantIntensity.network(),
                        ConstantIntensity.LAW)
                .replicas(30)
                .run(Times.of(0.1))
                .rate()
                .at(0);
        assertThat(constant.halfWidth(0.95)).isZero();
    }

    @Test
    void theSameBitsEverywhere() {
        // recorded from this program: a change means that results of the past can no longer be reproduced
        Times times = Times.of(0.5, 2);
        Estimate stepped = ensemble().replicas(50).run(times).rate().at(1);
        Estimate exact = ensemble()
                .replicas(50)
                .driver(Driver.EVENT_DRIVEN)
                .run(times)
                .rate()
                .at(1);
        Estimate unbounded = Ensemble.of(
                        NEURON.intensity(Sigmoid.of(4, 1, 0.2)::at).drift(v -> v - v * v * v),
                        ConstantIntensity.network(),
                        Normal.of(0.3, 0.3))
                .replicas(50)
                .run(times)
                .rate()
                .at(1);
        assertThat(new double[] {stepped.mean(), stepped.standardError(), exact.mean(), unbounded.mean()})
                .containsExactly(0.9248376519816087, 0.06795746157089486, 0.8128012793420588, 0.3723859652922561);
    }
}
