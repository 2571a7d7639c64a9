/**
 * libsecp256k1 through JNI: the same recovery as {@code protocol}'s, faster.
 *
 * <p>Owns the use of the library. May import {@code protocol.crypto}, {@code protocol.math} and,
 * alone in this module, the library. Never says that a signature is bad by itself: wherever the
 * library is absent, or says no, the plain recovery gives the answer.
 */
package io.braid.sequencer.secp256k1;
