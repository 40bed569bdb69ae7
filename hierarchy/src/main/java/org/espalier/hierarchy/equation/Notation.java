package org.espalier.hierarchy.equation;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.espalier.trees.RootedTree;

/** A way to write formulas. All names are given as Unicode letters, e.g. "τ". */
public sealed interface Notation permits LatexNotation, UnicodeNotation, MathMlNotation {
    /** {@return LaTeX, {@code aligned} environments, one an equation, for display mathematics with amsmath} */
    static Notation latex() {
        return new LatexNotation();
    }

    /** {@return plain Unicode text, one line for each group of terms} */
    static Notation unicode() {
        return new UnicodeNotation();
    }

    /** {@return MathML, which browsers draw without a script, one {@code math} element an equation} */
    static Notation mathMl() {
        return new MathMlNotation();
    }

    /**
     * Writes a formula by a template of tokens with blanks between them, for example {@code "∫ ν ( w ) ~ τ_# ( v , w ) ~ d w"}: {@code ~}
     * is a thin space, {@code #} the next of the given expressions, digits are numbers, brackets and operators are signs, and
     * what is left are names. {@code a_b}, {@code a^b} and {@code a/b} are an index, an exponent and a fraction of two tokens.
     *
     * @param template the tokens
     * @param expressions what has been written already
     */
    default String write(String template, String... expressions) {
        Iterator<String> given = List.of(expressions).iterator();
        String[] parts = Arrays.stream(template.split(" "))
                .map(token -> written(token, given))
                .toArray(String[]::new);
        return parts.length == 1 ? parts[0] : row(parts);
    }

    private String written(String token, Iterator<String> given) {
        for (String joint : List.of("/", "_", "^")) {
            int at = token.indexOf(joint);
            if (at > 0) {
                String left = written(token.substring(0, at), given);
                String right = written(token.substring(at + 1), given);
                return switch (joint) {
                    case "/" -> fraction(left, right);
                    case "_" -> sub(left, right);
                    default -> sup(left, right);
                };
            }
        }
        return switch (token) {
            case "~" -> gap();
            case "#" -> given.next();
            case "=", "+", "−", ",", "(", ")", "[", "]", "⟨", "⟩", ":=", "∉", "≠", "|" -> sign(token);
            default -> Character.isDigit(token.charAt(0)) ? number(token) : name(token);
        };
    }

    /** {@return a name of one letter or symbol} */
    String name(String name);

    /** {@return a word in upright letters} */
    String word(String word);

    /** {@return a name that a user gave, in upright letters; what the notation would take for a command is kept from it} */
    default String label(String label) {
        return word(label);
    }

    /** {@return a number, given by its digits} */
    String number(String text);

    /** {@return an operator or a sign, one of = + − , ( ) ⟨ ⟩ := ∉ ≠ |} */
    String sign(String sign);

    /** {@return a thin space} */
    String gap();

    /** {@return expressions one after the other} */
    String row(String... parts);

    /** {@return a base with an index} */
    String sub(String base, String index);

    /** {@return a base with an exponent} */
    String sup(String base, String exponent);

    /** {@return a fraction of numerator and denominator} */
    String fraction(String above, String below);

    /** {@return a sum sign with what is under it and over it, an empty text for nothing} */
    String sum(String below, String above);

    /** {@return the name of a tree: • for the single vertex, [ ] around the subtrees of a root} */
    String tree(RootedTree tree);

    /** {@return an equation, its right-hand side by lines} */
    String equation(String left, List<String> right);

    /** {@return several equations} */
    String document(List<String> equations);
}
