/**
 * The state tree: one commitment to the cells of all shards.
 *
 * <p>Owns the shape of the tree, its update with all that a witness needs of it, its versions,
 * proofs, and its bytes, as in {@code docs/protocol/tree.md}. May import words, hashes, value types
 * and the reading and writing of bytes. Never knows which cells there are or why they change, never
 * hashes one digest where it can hash many at once, and holds no file: where leaves and nodes are
 * kept, and by which kernel they are hashed, is given to it.
 *
 * <p>Elements of digests are in Montgomery form, from 0 to p - 1, wherever they stand in arrays;
 * canonical numbers stand in bytes alone.
 */
package io.braid.protocol.tree;
