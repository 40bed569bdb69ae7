/** Room bbgky. */
package org.espalier.bbgky;
