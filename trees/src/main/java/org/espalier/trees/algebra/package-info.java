/** The algebra of rooted trees. */
package org.espalier.trees.algebra;
