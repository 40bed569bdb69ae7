package org.espalier.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.model.system.Signal;
import org.espalier.study.yaml.YamlMap;

/**
 * A function of time as a study has it.
 *
 * @param signal the function
 * @param written its family and parameters
 */
record SignalPlan(Signal signal, Map<String, Object> written) {
    private static final Map<String, List<String>> FAMILIES = families();

    private static Map<String, List<String>> families() {
        Map<String, List<String>> families = new LinkedHashMap<>();
        families.put("constant", List.of("value"));
        families.put("pulse", List.of("from", "until", "height"));
        families.put("ramp", List.of("from", "until", "start", "end"));
        families.put("sinusoid", List.of("mean", "amplitude", "frequency", "phase"));
        families.put("table", List.of("times", "values", "file", "interpolation"));
        families.put("formula", List.of("formula", "parameters"));
        return families;
    }

    /** Files are relative to a folder. */
    static SignalPlan read(YamlMap map, Path folder) {
        String family = map.word("family", FAMILIES.keySet().toArray(String[]::new));
        List<String> keys = FAMILIES.get(family);
        String[] all = new String[keys.size() + 1];
        all[0] = "family";
        for (int k = 0; k < keys.size(); k++) {
            all[k + 1] = keys.get(k);
        }
        map.only(all);
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("family", family);
        if (family.equals("formula")) {
            written.put("formula", map.text("formula"));
            written.put("parameters", map.map("parameters").allNumbers());
            return new SignalPlan(
                    map.make(() -> Signal.formula(
                            map.text("formula"), map.map("parameters").allNumbers())),
                    written);
        }
        if (family.equals("table")) {
            return map.make(() -> {
                SignalTable table = SignalTable.read(map, folder);
                written.put("times", table.listed(table.times()));
                written.put("values", table.listed(table.values()));
                return new SignalPlan(Signal.table(table.times(), table.values()), written);
            });
        }
        double[] x = keys.stream().mapToDouble(map::number).toArray();
        for (int k = 0; k < x.length; k++) {
            written.put(keys.get(k), x[k]);
        }
        return new SignalPlan(
                map.make(() -> switch (family) {
                    case "constant" -> Signal.constant(x[0]);
                    case "pulse" -> Signal.pulse(x[0], x[1], x[2]);
                    case "ramp" -> Signal.ramp(x[0], x[1], x[2], x[3]);
                    default -> Signal.sinusoid(x[0], x[1], x[2], x[3]);
                }),
                written);
    }

    private static double[] array(YamlMap map, String key) {
        return map.numbers(key).stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** When it begins to change, if all of its changes are at named times. */
    boolean changesOnlyFrom(double time) {
        double[] breaks = signal.breaks();
        return breaks.length > 0 && breaks[0] >= time && signal.at(0) == 0;
    }
}
