/**
 * Gauss-Legendre quadrature on panels, the one rule that every integral of this module is computed with.
 *
 * <p>A rule with n nodes is exact for polynomials of degree 2n − 1; a function with kinks is integrated panel by panel,
 * the kinks at the ends of panels.
 */
package org.espalier.estimates.quadrature;
