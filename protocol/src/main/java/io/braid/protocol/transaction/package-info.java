/**
 * Signed Ethereum transactions: from bytes to fields, to a verdict and a sender.
 *
 * <p>Owns the forms of transactions (legacy with EIP-155, EIP-2930, EIP-1559), the rules that need
 * no state, recovery of the sender, and the one list of reasons for which anything refuses a
 * transaction. May use the limits, words, hashes, RLP. It never knows an account, a program or a
 * shard, never throws on bytes, and decodes without allocation.
 */
package io.braid.protocol.transaction;
