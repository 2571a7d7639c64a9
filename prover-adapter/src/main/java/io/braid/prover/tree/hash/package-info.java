/**
 * The hash of the state tree by the kernels of the proof system, on several threads.
 *
 * <p>Owns the way of many pairs of digests through a kernel. May import the tree's interfaces and,
 * of the proof system, fields, permutations and threads. Never decides what is hashed: it gives,
 * bit for bit, what {@code protocol} gives.
 */
package io.braid.prover.tree.hash;
