package org.espalier.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.model.network.SynapticNetwork;
import org.espalier.model.system.Delays;
import org.espalier.model.system.NeuronGroup;
import org.espalier.study.yaml.YamlForm;
import org.espalier.study.yaml.YamlMap;

/**
 * How much later the kicks of a spike arrive.
 *
 * @param usual for all synapses, in units of time
 * @param between where it differs, the last one holds
 */
record DelayPlan(double usual, List<Between> between) {
    /**
     * From one group to another.
     *
     * @param from presynaptic neurons
     * @param to postsynaptic neurons
     * @param delay in units of time
     */
    record Between(String from, String to, double delay) {
        Map<String, Object> written() {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("from", from);
            result.put("to", to);
            result.put("delay", delay);
            return result;
        }
    }

    /** Copies the list. */
    DelayPlan {
        between = List.copyOf(between);
    }

    /** Whether kicks arrive at once. */
    boolean isNone() {
        return usual == 0 && between.stream().allMatch(one -> one.delay() == 0);
    }

    /** The form of delays between some groups. */
    static YamlForm<DelayPlan> form(List<String> groups) {
        return YamlForm.of(
                "usual between",
                map -> new DelayPlan(
                        delay(map, "usual"),
                        map.has("between")
                                ? map.maps("between").stream()
                                        .map(one -> between(one, groups))
                                        .toList()
                                : List.of()),
                plan -> Arrays.asList(
                        plan.usual,
                        plan.between.isEmpty()
                                ? null
                                : plan.between.stream().map(Between::written).toList()));
    }

    private static double delay(YamlMap map, String key) {
        double delay = map.number(key);
        if (!(delay >= 0) || Double.isInfinite(delay)) {
            throw map.error(key, "delays: " + key + " = " + delay + " must be finite and ≥ 0");
        }
        return delay;
    }

    private static Between between(YamlMap map, List<String> groups) {
        map.only("from", "to", "delay");
        return new Between(
                SystemPlan.known(map, "from", map.text("from"), groups),
                SystemPlan.known(map, "to", map.text("to"), groups),
                delay(map, "delay"));
    }

    Delays on(SynapticNetwork network, Map<String, NeuronGroup> groups) {
        List<Delays.Between> all = new ArrayList<>();
        between.forEach(one -> all.add(new Delays.Between(groups.get(one.from()), groups.get(one.to()), one.delay())));
        return all.isEmpty() ? Delays.same(usual) : Delays.byGroup(network, usual, all);
    }
}
