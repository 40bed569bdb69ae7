/** Room estimates. */
package org.espalier.estimates;
