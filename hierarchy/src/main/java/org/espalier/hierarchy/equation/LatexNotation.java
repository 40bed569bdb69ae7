package org.espalier.hierarchy.equation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.espalier.trees.RootedTree;

/** LaTeX with amsmath. */
final class LatexNotation implements Notation {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("τ", "\\tau"),
            Map.entry("ν", "\\nu"),
            Map.entry("σ", "\\sigma"),
            Map.entry("λ", "\\lambda"),
            Map.entry("α", "\\alpha"),
            Map.entry("δ", "\\delta"),
            Map.entry("φ", "\\varphi"),
            Map.entry("∂", "\\partial"),
            Map.entry("∫", "\\int"),
            Map.entry("•", "\\bullet"),
            Map.entry("−", "-"),
            Map.entry("…", "\\ldots"),
            Map.entry("⟨", "\\langle"),
            Map.entry("⟩", "\\rangle"),
            Map.entry("∉", "\\notin"),
            Map.entry("≠", "\\neq"));

    @Override
    public String name(String name) {
        return NAMES.getOrDefault(name, name);
    }

    @Override
    public String word(String word) {
        return "\\mathrm{" + word + "}";
    }

    @Override
    public String label(String label) {
        return word(label.replaceAll("([_#$%&{}])", "\\\\$1")
                .replace(" ", "\\ ")
                .replace("≤", "\\leq ")
                .replace("π", "\\pi ")
                .replace("…", "\\ldots "));
    }

    @Override
    public String number(String text) {
        return text;
    }

    @Override
    public String sign(String sign) {
        return NAMES.getOrDefault(sign, sign);
    }

    @Override
    public String gap() {
        return "\\,";
    }

    @Override
    public String row(String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    @Override
    public String sub(String base, String index) {
        return base + "_{" + index + "}";
    }

    @Override
    public String sup(String base, String exponent) {
        return base + "^{" + exponent + "}";
    }

    @Override
    public String fraction(String above, String below) {
        return "\\frac{" + above + "}{" + below + "}";
    }

    @Override
    public String sum(String below, String above) {
        return "\\sum_{" + below + "}" + (above.isEmpty() ? "" : "^{" + above + "}");
    }

    @Override
    public String tree(RootedTree tree) {
        return EquationPrinter.name(tree)
                .replace("•", "\\bullet ")
                .replace("²", "^{2}")
                .strip();
    }

    @Override
    public String equation(String left, List<String> right) {
        return "\\begin{aligned}\n" + left + " &= " + String.join(" \\\\\n &\\quad ", right) + "\n\\end{aligned}";
    }

    @Override
    public String document(List<String> equations) {
        return "\\begin{gather*}\n" + String.join(" \\\\[1ex]\n", equations) + "\n\\end{gather*}\n";
    }
}
