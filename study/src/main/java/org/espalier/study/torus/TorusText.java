package org.espalier.study.torus;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.bbgky.kernel.FourierKernel;
import org.espalier.bbgky.kernel.PowerLawKernel;
import org.espalier.bbgky.kernel.Sine;
import org.espalier.bbgky.kernel.SmoothBump;
import org.espalier.bbgky.kernel.TorusKernel;
import org.espalier.bbgky.law.FourierLaw;
import org.espalier.bbgky.law.TorusLaw;
import org.espalier.bbgky.law.VonMises;
import org.espalier.study.yaml.YamlDocument;
import org.espalier.study.yaml.YamlMap;

/** Reads a kernel or a law on the torus from a word such as {@code coulomb:d=2,g=-1,regularised=0.05}. */
public final class TorusText {
    /** The kernels and their keys. */
    public static final String KERNELS = "sine:coupling; bump:d,height,width; power:d,a,g; coulomb:d,g;"
            + " vortices:circulation (the last three also with regularised=LENGTH);"
            + " stream:M/N=COEFFICIENT,… (divergence-free, d = 2); gradient:M=COEFFICIENT,…";
    /** The laws and their keys. */
    public static final String LAWS = "uniform; von-mises:concentration,centre; cosine:a,mode (modes of d = 2 as 1/0)";

    private TorusText() {}

    /**
     * Reads a kernel.
     *
     * @param text NAME:KEY=VALUE,…
     * @throws IllegalArgumentException if it is not known; the message names what is
     */
    public static TorusKernel kernel(String text) {
        YamlMap m = YamlDocument.word("kernel", text);
        String name = m.word("kernel", "sine", "bump", "power", "coulomb", "vortices", "stream", "gradient");
        return m.make(() -> switch (name) {
            case "sine" -> Sine.of(m.only("kernel", "coupling").number("coupling", 1));
            case "bump" -> {
                m.only("kernel", "d", "height", "width");
                yield SmoothBump.of(dimension(m, 1), m.number("height", 1), m.number("width", 0.1));
            }
            case "power" -> {
                m.only("kernel", "d", "a", "g", "regularised");
                yield regularised(m, PowerLawKernel.of(dimension(m, 2), m.number("a", 0.5), m.number("g", 1)));
            }
            case "coulomb" -> {
                m.only("kernel", "d", "g", "regularised");
                yield regularised(m, PowerLawKernel.coulomb(dimension(m, 2), m.number("g", 1)));
            }
            case "vortices" -> {
                m.only("kernel", "circulation", "regularised");
                yield regularised(
                        m,
                        PowerLawKernel.of(2, 1, m.number("circulation", 1) / (2 * Math.PI))
                                .turned());
            }
            case "stream" -> FourierKernel.stream(text, modes(m));
            default -> FourierKernel.gradient(text, modes(m));
        });
    }

    /**
     * Reads a law.
     *
     * @param text NAME:KEY=VALUE,…
     * @param dimension d, that of the kernel
     * @throws IllegalArgumentException if it is not known, or has another dimension
     */
    public static TorusLaw law(String text, int dimension) {
        YamlMap m = YamlDocument.word("law", text);
        String name = m.word("law", "uniform", "von-mises", "cosine");
        TorusLaw law = m.make(() -> switch (name) {
            case "uniform" -> {
                m.only("law");
                yield FourierLaw.uniform(dimension);
            }
            case "von-mises" -> {
                m.only("law", "concentration", "centre");
                yield new VonMises(dimension, m.number("concentration", 1), m.number("centre", 0.5));
            }
            default -> {
                m.only("law", "a", "mode");
                int[] first = new int[dimension];
                first[0] = 1;
                yield FourierLaw.cosine(m.number("a", 0.5), m.has("mode") ? mode(m, m.text("mode")) : first);
            }
        });
        if (law.dimension() != dimension) {
            throw new IllegalArgumentException("law '" + text + "' has dimension " + law.dimension()
                    + ", the kernel has " + dimension + "; give a mode with " + dimension + " entries");
        }
        return law;
    }

    private static PowerLawKernel regularised(YamlMap map, PowerLawKernel kernel) {
        return map.has("regularised") ? kernel.regularised(map.number("regularised")) : kernel;
    }

    private static int dimension(YamlMap map, int usual) {
        return map.has("d") ? map.count("d", 1) : usual;
    }

    private static Map<List<Integer>, Double> modes(YamlMap map) {
        Map<List<Integer>, Double> modes = new LinkedHashMap<>();
        map.allNumbers("kernel")
                .forEach((key, value) ->
                        modes.put(Arrays.stream(mode(map, key)).boxed().toList(), value));
        return modes;
    }

    private static int[] mode(YamlMap map, String entries) {
        try {
            return Arrays.stream(entries.split("/")).mapToInt(Integer::parseInt).toArray();
        } catch (NumberFormatException e) {
            throw map.error(entries, "mode '" + entries + "' must be whole numbers with / between them");
        }
    }
}
