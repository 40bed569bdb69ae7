package org.espalier.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.espalier.hierarchy.numerics.DriveRange;
import org.espalier.model.generate.AllToAll;
import org.espalier.model.network.Scaling;
import org.espalier.model.network.Signs;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.observable.TreeDensities;
import org.espalier.model.observable.TreeDensity;
import org.espalier.model.system.NetworkSystem;
import org.espalier.run.Progress;
import org.espalier.trees.RootedTree;

/**
 * What several studies have in common, computed once: the network before scaling, its tree densities, t(T) ∝ s^(|T|−1) under a
 * factor s of the weights, and, where the studies differ in that factor alone, the elementary densities F_T, which do not know the
 * network, on a grid that covers all of their drives. Several threads may ask at once; who comes first computes.
 */
public final class SharedWork {
    /** A study without what nothing shared depends on: how strong the weights are, and how it is simulated. */
    private record Kin(Map<String, Object> unscaled, String rest) {}

    private final Map<Map<String, Object>, Integer> askers = new HashMap<>();
    private final Map<Kin, List<Study>> kin = new HashMap<>();
    private final Map<Map<String, Object>, SynapticNetwork> networks = new ConcurrentHashMap<>();
    private final Map<Kin, TreeDensities> densities = new ConcurrentHashMap<>();
    private final Map<Kin, HierarchyStudy.Elementary> elementary = new ConcurrentHashMap<>();

    /**
     * Prepares for studies.
     *
     * @param studies all that will be asked about
     */
    public SharedWork(List<Study> studies) {
        for (Study study : studies) {
            Kin of = kin(study);
            askers.merge(of.unscaled, 1, Integer::sum);
            kin.computeIfAbsent(of, fresh -> new ArrayList<>()).add(study);
        }
    }

    private static Kin kin(Study study) {
        Map<String, Object> network = StudyForm.writtenNetwork(study.network());
        network.remove("scaling");
        network.remove("split");
        NetworkPlan none =
                new NetworkPlan(new GeneratedNetwork(new AllToAll(2, 1), 1), Signs.asGiven(), Scaling.none());
        Study rest = new Study(
                "",
                none,
                study.neuron(),
                study.time(),
                study.law(),
                study.hierarchy(),
                study.numerics(),
                study.simulation().withSeed(0).withReplicas(2),
                study.types(),
                study.system());
        return new Kin(network, StudyForm.written(rest));
    }

    /**
     * {@return the network of a study, read or generated once for all studies that differ in what is done to it afterwards}
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public SynapticNetwork network(Study study) {
        return study.network().scaled(unscaled(kin(study).unscaled, study));
    }

    private SynapticNetwork unscaled(Map<String, Object> key, Study study) {
        if (askers.getOrDefault(key, 0) < 2) {
            return study.network().unscaled();
        }
        return networks.computeIfAbsent(key, absent -> study.network().unscaled());
    }

    /** The elementary orders of a study. */
    HierarchyStudy hierarchy(Study study, SynapticNetwork network, int threads, Progress progress) {
        Kin of = kin(study);
        List<Study> all = kin.getOrDefault(of, List.of());
        NetworkSystem system = study.problem(network);
        if (all.size() < 2
                || study.network().copies() > 1
                || !study.system().isEmpty()
                || system.colouring().count() > 1) {
            return HierarchyStudy.solve(
                    study, system, Forecast.drives(study, network), study.time().outputs(), threads, progress);
        }
        SynapticNetwork unscaled = unscaled(of.unscaled, study);
        TreeDensities once = densities.computeIfAbsent(
                of, absent -> HierarchyStudy.densities(study, study.problem(unscaled), threads));
        return elementary
                .computeIfAbsent(
                        of,
                        absent -> HierarchyStudy.elementary(
                                study,
                                system,
                                drives(all, unscaled),
                                study.time().outputs(),
                                threads,
                                progress))
                .on(scaled(once, factor(unscaled, network)), List.of(), system);
    }

    private static DriveRange drives(List<Study> all, SynapticNetwork unscaled) {
        double least = 0;
        double most = 0;
        for (Study each : all) {
            DriveRange one =
                    Forecast.drives(each, unscaled.scaledTo(each.network().scaling()));
            least = Math.min(least, one.smallest());
            most = Math.max(most, one.largest());
        }
        return DriveRange.of(least, most);
    }

    /** By what the weights were multiplied, from the largest one. */
    private static double factor(SynapticNetwork before, SynapticNetwork after) {
        int largest = -1;
        for (int e = 0; e < before.edges(); e++) {
            if (largest < 0 || Math.abs(before.weight(e)) > Math.abs(before.weight(largest))) {
                largest = e;
            }
        }
        return largest < 0 || before.weight(largest) == 0 ? 1 : after.weight(largest) / before.weight(largest);
    }

    private static TreeDensities scaled(TreeDensities densities, double factor) {
        Map<RootedTree, Double> values = new HashMap<>();
        StreamSupport.stream(densities.spliterator(), false)
                .map(TreeDensity::tree)
                .forEach(tree -> values.put(tree, densities.of(tree) * Math.pow(factor, tree.order() - 1.0)));
        return TreeDensities.of(values);
    }
}
