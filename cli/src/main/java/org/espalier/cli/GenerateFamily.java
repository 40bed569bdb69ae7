package org.espalier.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.model.generate.NetworkGenerator;
import org.espalier.study.NetworkFamily;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Makes a network of a family: name, options and help are those of the table from which studies are read too. */
@Command
final class GenerateFamily extends GenerateTarget {
    @Spec
    private CommandSpec command;

    private final NetworkFamily family;

    private GenerateFamily(NetworkFamily family) {
        this.family = family;
    }

    static CommandSpec spec(NetworkFamily family) {
        String name = hyphens(family.name());
        CommandSpec spec =
                CommandSpec.forAnnotatedObject(new GenerateFamily(family)).name(name);
        if (!family.alias().isEmpty()) {
            spec.aliases(family.alias());
        }
        spec.usageMessage().description(escaped(family.about()));
        spec.usageMessage().footer("  espalier generate " + name + " " + escaped(family.example()));
        for (NetworkFamily.Parameter key : family.parameters()) {
            spec.addOption(option(key));
        }
        if (family.name().equals("graphon")) {
            spec.addOption(OptionSpec.builder("--random-places")
                    .description("the same as --places random")
                    .type(boolean.class)
                    .build());
        }
        return spec;
    }

    private static String hyphens(String name) {
        return name.replace('_', '-');
    }

    private static String escaped(String text) {
        return text.replace("%", "%%");
    }

    private static OptionSpec option(NetworkFamily.Parameter key) {
        List<String> names = new ArrayList<>(List.of("--" + hyphens(key.name())));
        if (!key.alias().isEmpty()) {
            names.add("--" + key.alias());
        }
        boolean shown = !key.usual().isEmpty() && key.kind() != NetworkFamily.Kind.NUMBERS;
        OptionSpec.Builder option = OptionSpec.builder(names.toArray(String[]::new))
                .paramLabel(key.label())
                .required(key.required())
                .description(escaped(key.about()) + (shown ? " (default: " + key.usual() + ")" : ""));
        return switch (key.kind()) {
            case COUNT -> option.type(Integer.class).build();
            case NUMBER -> option.type(Double.class).build();
            case NUMBERS ->
                option.type(Map.class)
                        .auxiliaryTypes(String.class, Double.class)
                        .build();
            default -> option.type(String.class).build();
        };
    }

    @Override
    NetworkGenerator generator() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (NetworkFamily.Parameter key : family.parameters()) {
            String option = "--" + hyphens(key.name());
            Object given = command.findOption(option).getValue();
            if (given != null) {
                values.put(key.name(), value(key.kind(), option, given));
            }
        }
        OptionSpec places = command.findOption("--random-places");
        if (places != null && Boolean.TRUE.equals(places.getValue())) {
            values.put("places", "random");
        }
        return family.generator(values);
    }

    private static Object value(NetworkFamily.Kind kind, String option, Object given) {
        return switch (kind) {
            case NUMBER_OR_WORD -> given.toString().matches("[a-z]+") ? given : number(option, given.toString());
            case COUNTS -> row(option, given.toString());
            case MATRIX ->
                Arrays.stream(given.toString().split(";", -1))
                        .map(row -> row(option, row))
                        .toList();
            default -> given;
        };
    }

    private static List<Double> row(String option, String text) {
        return Arrays.stream(text.split(",", -1))
                .map(entry -> number(option, entry))
                .toList();
    }

    private static double number(String option, String entry) {
        try {
            return Double.parseDouble(entry.strip());
        } catch (NumberFormatException failure) {
            throw new IllegalArgumentException(
                    option + ": '" + entry + "' is not a number; separate entries by ',' and rows by ';'", failure);
        }
    }
}
