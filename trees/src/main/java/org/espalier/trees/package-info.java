/**
 * Rooted trees: isomorphism classes in canonical form, their extensions, enumeration and symmetry; exact arithmetic only.
 */
package org.espalier.trees;
