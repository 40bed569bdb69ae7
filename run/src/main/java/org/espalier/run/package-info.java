/**
 * What every computation takes and returns: output {@link org.espalier.run.Times}, a listener for its
 * {@link org.espalier.run.Progress}, and its {@link org.espalier.run.Outcome}.
 */
package org.espalier.run;
