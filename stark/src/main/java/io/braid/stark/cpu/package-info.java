/**
 * What the virtual machine offers to kernels.
 *
 * <p>Owns the choice between vectors and plain Java; may import nothing. Never computes anything.
 */
package io.braid.stark.cpu;
