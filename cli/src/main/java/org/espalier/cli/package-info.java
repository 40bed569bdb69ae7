/** Room cli. */
package org.espalier.cli;
