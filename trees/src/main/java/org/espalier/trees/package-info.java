/** Room trees. */
package org.espalier.trees;
