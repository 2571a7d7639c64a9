/**
 * Bytes and numbers: big-endian writing and reading, and Ethereum's RLP.
 *
 * <p>Owns exact encodings: every value has one. May import the limits, words and value types; needs
 * no hash and knows nothing of what the bytes mean. Readers never throw on input bytes.
 */
package io.braid.protocol.codec;
