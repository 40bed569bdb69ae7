/**
 * The Java kernel that executes the notebooks: rapaio-jupyter-kernel 3.0.1, started in an order that cannot fail
 * ({@link org.espalier.notebooks.Kernel}), with displays for the values of the toolkit.
 *
 * <p><b>Three classes of the kernel are replaced</b>, in its own packages and before its jar on the class path ({@code
 * notebooks/run}), and the module has no descriptor for that reason. The library leaves no other way: {@code Channels} is final and makes
 * its {@code ControlChannel}, final too, whose thread is a {@code LoopThread}; {@code JavaEngine.Builder.build()} makes the provider that
 * makes the {@code RapaioExecutionControl}; {@code RapaioKernel} builds its engine in its constructor and keeps it private; and {@code
 * MainApp.kernel}, which cells and magic commands call, is a constant. What each replacement mends:
 *
 * <ul>
 *   <li>{@code LoopThread}: marked itself running after it was started, and served messages before handlers were there; one start in ten
 *       hung.
 *   <li>{@code ControlChannel}: answered an interruption in place of the running cell, whose answer was then lost.
 *   <li>{@code RapaioExecutionControl}: its interruption left a busy loop running and let no later cell run.
 * </ul>
 *
 * <p>With another version of the kernel, look whether these are mended there, and remove what is.
 */
package org.espalier.notebooks;
