/** Room model. */
package org.espalier.model;
