/**
 * Arithmetic on unsigned 256-bit words.
 *
 * <p>Owns the word layout that all of Braid shares (four {@code long}s of an array, least
 * significant first) and the kernels on it: sums, differences, order, bytes, and multiply-divide
 * through a 512-bit product. May import nothing but {@code java.lang}; never allocates on the way
 * to a result, and no word has a meaning here: limits, units and errors of what is counted are
 * decided above.
 */
package io.braid.protocol.math;
