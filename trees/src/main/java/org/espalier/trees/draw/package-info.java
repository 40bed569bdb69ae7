/**
 * A formula that sums over trees is read with the trees in it. They are drawn as Unicode text for a terminal ({@link
 * org.espalier.trees.draw.TreeText}), as LaTeX, with TikZ or the package forest ({@link org.espalier.trees.draw.TreeLatex}), as DOT
 * and as SVG; posters show all trees up to an order and the growth graph.
 *
 * <p>The root is on top; children stand from left to right in canonical order, leaves in columns of their own, every other
 * vertex half way between its first and its last child, so that edges do not cross. Types and powers are written where they
 * differ from 0 and 1. The same tree always gives the same text, in every locale.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * String text = TreeText.draw(RootedTree.ofBrackets("[[[][]][]]"));
 * String formula = "N(" + TreeLatex.tikz(RootedTree.single()) + ")";
 * String poster = Poster.growth(GrowthGraph.upTo(5));
 * }</pre>
 *
 * <p>The first draws
 *
 * <pre>
 *   •
 *  ╭┴─╮
 *  •  •
 * ╭┴╮
 * • •
 * </pre>
 *
 * @since 0.1
 */
package org.espalier.trees.draw;
