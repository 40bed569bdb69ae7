package org.espalier.hierarchy.equation;

import java.util.List;
import java.util.Map;
import org.espalier.trees.RootedTree;

/** Plain text in Unicode: indices and exponents become small letters where such letters exist. */
final class UnicodeNotation implements Notation {
    private static final String LETTERS = "0123456789ijmnrt";
    private static final String LOW = "₀₁₂₃₄₅₆₇₈₉ᵢⱼₘₙᵣₜ";
    private static final Map<String, String> HIGH = Map.of("2", "²", "3", "³");

    @Override
    public String name(String name) {
        return name;
    }

    @Override
    public String word(String word) {
        return word;
    }

    @Override
    public String number(String text) {
        return text;
    }

    @Override
    public String sign(String sign) {
        return switch (sign) {
            case "=", "+", "−", ":=" -> " " + sign + " ";
            case "," -> ", ";
            default -> sign;
        };
    }

    @Override
    public String gap() {
        return " ";
    }

    @Override
    public String row(String... parts) {
        return String.join("", parts);
    }

    @Override
    public String sub(String base, String index) {
        StringBuilder low = new StringBuilder();
        for (char letter : index.toCharArray()) {
            int known = LETTERS.indexOf(letter);
            if (known < 0) {
                return base + "_" + (index.chars().allMatch(UnicodeNotation::isSafe) ? index : "{" + index + "}");
            }
            low.append(LOW.charAt(known));
        }
        return base + low;
    }

    /** Letters and brackets that cannot be read as the next factor. */
    private static boolean isSafe(int letter) {
        return Character.isLetter(letter) || "[]•".indexOf(letter) >= 0 || LOW.indexOf(letter) >= 0;
    }

    @Override
    public String sup(String base, String exponent) {
        return base + HIGH.getOrDefault(exponent, "^" + exponent);
    }

    @Override
    public String fraction(String above, String below) {
        return above + "/" + below;
    }

    @Override
    public String sum(String below, String above) {
        String from = below.replace(" ", "");
        return "Σ_"
                + (above.isEmpty() ? (from.length() == 1 ? from : "{" + from + "}") : "{" + from + ".." + above + "}")
                + " ";
    }

    @Override
    public String tree(RootedTree tree) {
        return EquationPrinter.name(tree);
    }

    @Override
    public String equation(String left, List<String> right) {
        String indent = "\n" + " ".repeat(left.codePointCount(0, left.length()));
        return left + " = " + String.join(indent, right);
    }

    @Override
    public String document(List<String> equations) {
        return String.join("\n\n", equations) + "\n";
    }
}
