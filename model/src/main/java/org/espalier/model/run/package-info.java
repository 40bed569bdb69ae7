/**
 * What every computation takes and returns: output {@link org.espalier.model.run.Times}, a listener for its
 * {@link org.espalier.model.run.Progress}, and its {@link org.espalier.model.run.Outcome}.
 */
package org.espalier.model.run;
