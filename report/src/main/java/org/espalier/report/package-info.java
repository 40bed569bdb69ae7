/**
 * Results reach people and programs in several shapes: aligned text in a terminal, CSV and JSON for programs, arrays for
 * Python, HTML on a page or in a notebook. What is shown is one value, a {@link org.espalier.report.Table} of named columns, and each
 * shape is a way to render it; files keep every digit, people see as many as a column says.
 *
 * {@snippet :
 * Table trees = Table.of("order", "trees").row(1, 1).row(2, 1).row(3, 2);
 * trees.print(out, Table.Format.CSV);
 * trees.arrays().write(Path.of("trees.npz"));
 * }
 */
package org.espalier.report;
