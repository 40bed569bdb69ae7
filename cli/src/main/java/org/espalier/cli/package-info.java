/**
 * The {@code espalier} command: arguments in, exit codes out. The only place that prints.
 *
 * <p>Data go to standard output, progress and messages to standard error. Exit codes: 0 done, 1 a fault of the program or data that standard output did not take,
 * 2 a mistake in what it was given (one line on standard error says what, the value, where, and the remedy), 3 the
 * computation ended early and what is finished was written, 130 interrupted.
 *
 * <p>A command is a class with {@code @Command}, an example in its footer, the mixins it needs ({@link
 * org.espalier.cli.OutputOptions} for tables) and one line in {@link org.espalier.cli.Main}. It throws
 * {@link java.lang.IllegalArgumentException} or {@link java.io.IOException} for what the user can mend.
 */
package org.espalier.cli;
