/**
 * Values that check their own range: addresses, assets, shard counts, 256-bit words.
 *
 * <p>Owns the ranges, and what follows from a value alone. For interfaces and records, where
 * clarity counts; hot paths work on words in arrays. May use words and hashes; a value never
 * changes, and knows no encoding but its own text form.
 */
package io.braid.protocol.types;
