package org.espalier.hierarchy.equation;

import java.util.List;
import org.espalier.trees.RootedTree;

/** Presentation MathML, one block element an equation; long right-hand sides are rows of a table. */
final class MathMlNotation implements Notation {
    @Override
    public String name(String name) {
        return switch (name) {
            case "∫" -> "<mo>∫</mo>";
            case "∂", "•" -> "<mi mathvariant=\"normal\">" + name + "</mi>";
            default -> "<mi>" + name + "</mi>";
        };
    }

    @Override
    public String word(String word) {
        return "<mtext>" + word + "</mtext>";
    }

    @Override
    public String label(String label) {
        return word(label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    @Override
    public String number(String text) {
        return "<mn>" + text + "</mn>";
    }

    @Override
    public String sign(String sign) {
        return switch (sign) {
            case "(", ")", "[", "]", "⟨", "⟩", "|" -> "<mo stretchy=\"false\">" + sign + "</mo>";
            default -> "<mo>" + sign + "</mo>";
        };
    }

    @Override
    public String gap() {
        return "<mspace width=\"0.2em\"/>";
    }

    @Override
    public String row(String... parts) {
        return "<mrow>" + String.join("", parts) + "</mrow>";
    }

    @Override
    public String sub(String base, String index) {
        return "<msub>" + base + index + "</msub>";
    }

    @Override
    public String sup(String base, String exponent) {
        return "<msup>" + base + exponent + "</msup>";
    }

    @Override
    public String fraction(String above, String below) {
        return "<mfrac>" + above + below + "</mfrac>";
    }

    @Override
    public String sum(String below, String above) {
        return above.isEmpty()
                ? "<munder><mo>∑</mo>" + below + "</munder>"
                : "<munderover><mo>∑</mo>" + below + above + "</munderover>";
    }

    @Override
    public String tree(RootedTree tree) {
        return "<mtext>" + EquationPrinter.name(tree) + "</mtext>";
    }

    @Override
    public String equation(String left, List<String> right) {
        StringBuilder text = new StringBuilder(
                "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><mtable displaystyle=\"true\">");
        for (int line = 0; line < right.size(); line++) {
            text.append("<mtr><mtd style=\"text-align:right\">")
                    .append(line == 0 ? left : "<mrow/>")
                    .append("</mtd><mtd style=\"text-align:left\">")
                    .append(line == 0 ? row(sign("="), right.get(0)) : right.get(line))
                    .append("</mtd></mtr>");
        }
        return text.append("</mtable></math>").toString();
    }

    @Override
    public String document(List<String> equations) {
        return String.join("\n", equations) + "\n";
    }
}
