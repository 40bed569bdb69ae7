/** Room particles. */
package org.espalier.particles;
