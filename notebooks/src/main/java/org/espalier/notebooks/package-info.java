/** The Java kernel that executes the notebooks. */
package org.espalier.notebooks;
