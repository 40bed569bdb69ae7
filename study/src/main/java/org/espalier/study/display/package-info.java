/**
 * How the values of the toolkit show themselves in a notebook: trees and growth graphs as drawings, equations as MathML,
 * plots as SVG, everything tabular as a table.
 *
 * <p>A kernel that knows {@link org.espalier.study.display.Display#html} shows the last expression of a cell by itself; in
 * any other Java kernel {@code Display.show(value)} does it from within the cell.
 */
package org.espalier.study.display;
