/**
 * Merkle trees over matrices of different heights, and openings of their rows.
 *
 * <p>Owns what a root commits to and how rows are shown to belong to it; may import {@code cpu},
 * {@code field}, {@code poly} and {@code hash}. What verifies an opening uses nothing of what built
 * the tree. Never says which rows are opened or what they mean.
 */
package io.braid.stark.commit;
