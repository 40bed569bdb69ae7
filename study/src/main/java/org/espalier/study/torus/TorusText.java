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

/** Reads a kernel or a law on the torus from a word such as {@code coulomb:d=2,g=-1,regularised=0.05}. */
public final class TorusText {
    /** The kernels and their keys. */
    public static final String KERNELS = "sine:coupling; bump:d,height,width; power:d,a,g; coulomb:d,g;"
            + " vortices:circulation (the last three also with regularised=LENGTH);"
            + " stream:M/N=COEFFICIENT,… (divergence-free, d = 2); gradient:M=COEFFICIENT,…";
    /** The laws and their keys. */
    public static final String LAWS = "uniform; von-mises:concentration,centre; cosine:a,mode (modes of d = 2 as 1/0)";

    private final String what;
    private final String text;
    private final Map<String, String> raw = new LinkedHashMap<>();
    private final String name;

    private TorusText(String what, String text) {
        this.what = what;
        this.text = text;
        int colon = text.indexOf(':');
        name = colon < 0 ? text : text.substring(0, colon);
        if (colon >= 0) {
            for (String part : text.substring(colon + 1).split(",")) {
                int equals = part.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException(
                            what + " '" + text + "': '" + part + "' is not KEY=VALUE, as in 'coupling=1'");
                }
                raw.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
    }

    /**
     * Reads a kernel.
     *
     * @param text NAME:KEY=VALUE,…
     * @throws IllegalArgumentException if it is not known; the message names what is
     */
    public static TorusKernel kernel(String text) {
        TorusText parsed = new TorusText("kernel", text);
        TorusKernel kernel =
                switch (parsed.name) {
                    case "sine" -> Sine.of(parsed.number("coupling", 1));
                    case "bump" ->
                        SmoothBump.of(parsed.dimension(), parsed.number("height", 1), parsed.number("width", 0.1));
                    case "power" ->
                        parsed.regularised(
                                PowerLawKernel.of(parsed.dimension(), parsed.number("a", 0.5), parsed.number("g", 1)));
                    case "coulomb" ->
                        parsed.regularised(PowerLawKernel.coulomb(parsed.dimension(), parsed.number("g", 1)));
                    case "vortices" ->
                        parsed.regularised(PowerLawKernel.of(2, 1, parsed.number("circulation", 1) / (2 * Math.PI))
                                .turned());
                    case "stream" -> FourierKernel.stream(text, parsed.modes());
                    case "gradient" -> FourierKernel.gradient(text, parsed.modes());
                    default ->
                        throw new IllegalArgumentException(
                                "kernel '" + parsed.name + "' is not known; known are " + KERNELS);
                };
        parsed.finish();
        return kernel;
    }

    /**
     * Reads a law.
     *
     * @param text NAME:KEY=VALUE,…
     * @param dimension d, that of the kernel
     * @throws IllegalArgumentException if it is not known, or has another dimension
     */
    public static TorusLaw law(String text, int dimension) {
        TorusText parsed = new TorusText("law", text);
        TorusLaw law =
                switch (parsed.name) {
                    case "uniform" -> FourierLaw.uniform(dimension);
                    case "von-mises" ->
                        new VonMises(dimension, parsed.number("concentration", 1), parsed.number("centre", 0.5));
                    case "cosine" -> {
                        double amplitude = parsed.number("a", 0.5);
                        String mode = parsed.raw.remove("mode");
                        int[] first = new int[dimension];
                        first[0] = 1;
                        yield FourierLaw.cosine(amplitude, mode == null ? first : parsed.mode(mode));
                    }
                    default ->
                        throw new IllegalArgumentException("law '" + parsed.name + "' is not known; known are " + LAWS);
                };
        parsed.finish();
        if (law.dimension() != dimension) {
            throw new IllegalArgumentException("law '" + text + "' has dimension " + law.dimension()
                    + ", the kernel has " + dimension + "; give a mode with " + dimension + " entries");
        }
        return law;
    }

    private PowerLawKernel regularised(PowerLawKernel kernel) {
        return raw.containsKey("regularised") ? kernel.regularised(number("regularised", 0)) : kernel;
    }

    private int dimension() {
        double d = number("d", name.equals("bump") ? 1 : 2);
        if (d != Math.rint(d)) {
            throw new IllegalArgumentException(what + " '" + text + "': d = " + d + " must be 1, 2 or 3");
        }
        return (int) d;
    }

    private double number(String key, double otherwise) {
        String value = raw.remove(key);
        return value == null ? otherwise : number(key, value);
    }

    private double number(String key, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    what + " '" + text + "': " + key + " = '" + value + "' is not a number", e);
        }
    }

    private Map<List<Integer>, Double> modes() {
        Map<List<Integer>, Double> modes = new LinkedHashMap<>();
        for (String key : List.copyOf(raw.keySet())) {
            modes.put(Arrays.stream(mode(key)).boxed().toList(), number(key, raw.remove(key)));
        }
        return modes;
    }

    private int[] mode(String entries) {
        try {
            return Arrays.stream(entries.split("/")).mapToInt(Integer::parseInt).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    what + " '" + text + "': mode '" + entries + "' must be whole numbers with / between them", e);
        }
    }

    private void finish() {
        if (!raw.isEmpty()) {
            throw new IllegalArgumentException(what + " '" + text + "': key '"
                    + raw.keySet().iterator().next() + "' is not known; known are "
                    + (what.equals("kernel") ? KERNELS : LAWS));
        }
    }
}
