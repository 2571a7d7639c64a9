package io.braid.stark.profile;

/** What trees and transcript are hashed with. */
public enum HashKind {
  /** Keccak-256, cheap for Ethereum. */
  KECCAK(0),
  /** Poseidon2 over KoalaBear, cheap in a proof about proofs. */
  POSEIDON2(1);

  private final int number;

  HashKind(int number) {
    this.number = number;
  }

  /** What keys call it. */
  public int number() {
    return number;
  }
}
