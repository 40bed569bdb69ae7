/** Drawings of rooted trees. */
package org.espalier.trees.draw;
