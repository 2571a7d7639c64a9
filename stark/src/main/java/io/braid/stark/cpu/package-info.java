/**
 * What the machine offers to computations: vectors, and threads.
 *
 * <p>Owns the choice between vectors and plain Java, and the threads that work is shared out to;
 * may import nothing. Never computes anything.
 */
package io.braid.stark.cpu;
