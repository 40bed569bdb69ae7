package org.espalier.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.espalier.model.generate.NetworkGenerator;
import org.espalier.study.yaml.YamlDocument;
import org.espalier.study.yaml.YamlMap;

/**
 * A family of random networks: its name in a study file, which with hyphens is that of its command, and its parameters. All of
 * them stand in one table, {@code networks.yaml}.
 *
 * @param name words joined by underscores
 * @param alias another name of its command; empty for none
 * @param about what it is, in a sentence
 * @param example options of its command, for its help
 * @param parameters its parameters, the seed apart
 */
public record NetworkFamily(String name, String alias, String about, String example, List<Parameter> parameters) {
    /** What stands for a parameter. */
    public enum Kind {
        /** A whole number. */
        COUNT,
        /** A number. */
        NUMBER,
        /** A number or a word. */
        NUMBER_OR_WORD,
        /** A word or a formula. */
        TEXT,
        /** Whole numbers. */
        COUNTS,
        /** Rows of numbers. */
        MATRIX,
        /** Numbers by name. */
        NUMBERS
    }

    /**
     * A parameter.
     *
     * @param name its key in a study file; with hyphens its option
     * @param kind what stands for it
     * @param label one letter or word that stands for it in help
     * @param about what it is, in a few words
     * @param required whether a command must be given it
     * @param usual what a command takes when it is not given; empty if there is nothing usual
     * @param alias another name of its option; empty for none
     */
    public record Parameter(
            String name, Kind kind, String label, String about, boolean required, String usual, String alias) {
        private static Parameter of(String name, YamlMap map) {
            map.only("kind", "label", "about", "required", "usual", "alias");
            return new Parameter(
                    name,
                    map.choice("kind", Kind.values()),
                    map.text("label"),
                    map.text("about"),
                    !map.has("required") && !map.has("usual"),
                    map.text("usual", ""),
                    map.text("alias", ""));
        }
    }

    /** Copies the parameters. */
    public NetworkFamily {
        parameters = List.copyOf(parameters);
    }

    private static NetworkFamily of(String name, YamlMap map) {
        map.only("alias", "about", "example", "parameters");
        List<Parameter> parameters = new ArrayList<>();
        map.map("parameters").allMaps().forEach((key, one) -> parameters.add(Parameter.of(key, one)));
        return new NetworkFamily(name, map.text("alias", ""), map.text("about"), map.text("example"), parameters);
    }

    /** {@return all families} */
    public static List<NetworkFamily> all() {
        List<NetworkFamily> all = new ArrayList<>();
        YamlDocument.parse(Study.resource("networks.yaml"), "networks.yaml")
                .allMaps()
                .forEach((name, map) -> all.add(of(name, map)));
        return all;
    }

    /**
     * {@return a generator of this family, with what is usual for parameters that are not given}
     *
     * @param values numbers, texts, lists of numbers, lists of such lists and maps of numbers by the names of the parameters
     * @throws IllegalArgumentException if one is missing or wrong
     */
    public NetworkGenerator generator(Map<String, ?> values) {
        String source = "generate " + name.replace('_', '-');
        List<String> usual = parameters.stream()
                .filter(parameter -> !parameter.usual.isEmpty())
                .map(parameter -> parameter.name + ": " + parameter.usual)
                .toList();
        return GeneratorFamilies.generator(
                name,
                YamlDocument.of(values, source)
                        .orElse(YamlDocument.inline("{" + String.join(", ", usual) + "}", source)));
    }
}
