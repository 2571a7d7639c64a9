/**
 * The judge: the shard machine and every operation once more, from {@code docs/protocol} alone, in
 * the plainest Java there is. Uses nothing of the packages cell, program, ledger and shard. What it
 * takes from the code under test is judged elsewhere by published vectors: the refusals of
 * malformed transactions, Keccak-256 and Poseidon2.
 */
package io.braid.protocol.reference;
