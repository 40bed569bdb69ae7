/** Room hierarchy. */
package org.espalier.hierarchy;
