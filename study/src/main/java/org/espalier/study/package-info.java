/** Room study. */
package org.espalier.study;
