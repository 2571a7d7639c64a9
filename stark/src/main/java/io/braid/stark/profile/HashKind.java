package io.braid.stark.profile;

/** What trees and transcript are hashed with. */
public enum HashKind {
  /** Keccak-256, cheap for Ethereum. */
  KECCAK,
  /** Poseidon2 over KoalaBear, cheap in a proof about proofs. */
  POSEIDON2
}
