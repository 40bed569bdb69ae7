/**
 * Some formats of connectomes need libraries that are larger than all of Espalier: Feather and Arrow, Parquet, MATLAB, HDF5.
 * Most people have no such file, so their readers are a module of their own, which the launcher builds when such a file is
 * first opened.
 *
 * <p>Each is a {@link org.espalier.model.io.NetworkFormat} that {@link java.util.ServiceLoader} finds. They know rows, columns
 * and matrices; which of them is the weight, what has a direction and what is refused is decided in {@code model.io}, for all
 * formats alike.
 */
package org.espalier.formats;
