package io.braid.protocol.ledger;

import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.crypto.Poseidon2Hash;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;

/** Where allowances stand. */
final class Allowances {

  private Allowances() {}

  /** The key of what a spender may move of an owner's asset. */
  static BigInteger key(BigInteger owner, BigInteger spender, BigInteger asset) {
    long[] out = new long[4];
    new Poseidon2Hash()
        .digest(Words.of(owner), 0, Words.of(spender), 0, Words.of(asset), 0, out, 0);
    CellKey.packHashed(CellKind.ALLOWANCE.code(), out, 0, out, 0);
    return Words.get(out, 0);
  }
}
