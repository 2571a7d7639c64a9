/**
 * Values that check their own range: addresses, assets, shard counts, 256-bit words.
 *
 * <p>For interfaces and records, where clarity counts; hot paths work on words in arrays.
 * Immutable. May use words and hashes; knows no encoding but its own text form.
 */
package io.braid.protocol.types;
