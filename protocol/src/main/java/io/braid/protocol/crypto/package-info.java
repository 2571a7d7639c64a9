/**
 * Hashes and the signature scheme.
 *
 * <p>Owns Keccak-256, Poseidon2 with its field and the hash of keys, and ECDSA over secp256k1 with
 * recovery of the sender. May import the limits, {@code math} and, alone in this module, Bouncy
 * Castle. It works on bytes and words and knows nothing of what is hashed or signed; it never draws
 * randomness, holds no private key, and answers bad input with a fault, not an exception.
 */
package io.braid.protocol.crypto;
