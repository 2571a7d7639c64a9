package io.braid.protocol.ledger;

import io.braid.protocol.cell.CellKey;
import io.braid.protocol.cell.CellKind;
import io.braid.protocol.cell.CellTable;
import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** Cells by numbers, for tests that set them up and look at them. */
final class Cells {

  static final BigInteger TWO_128 = BigInteger.ONE.shiftLeft(128);

  private Cells() {}

  /** The packed key of a cell. */
  static BigInteger key(CellKind kind, int rest, BigInteger owner, BigInteger asset) {
    long[] key = new long[4];
    CellKey.pack(kind.code(), rest, Words.of(owner), 0, Words.of(asset), 0, key, 0);
    return Words.get(key, 0);
  }

  static BigInteger get(
      CellTable cells, CellKind kind, int rest, BigInteger owner, BigInteger asset) {
    long[] value = new long[4];
    cells.get(Words.of(key(kind, rest, owner, asset)), 0, value, 0);
    return Words.get(value, 0);
  }

  static void put(CellTable cells, BigInteger key, BigInteger value) {
    cells.put(Words.of(key), 0, Words.of(value), 0);
  }

  /** Two numbers below 2^128 in one word. */
  static BigInteger join(BigInteger high, BigInteger low) {
    return high.shiftLeft(128).add(low);
  }

  /** All cells that are not 0, by key. */
  static Map<BigInteger, BigInteger> all(CellTable cells) {
    Map<BigInteger, BigInteger> all = new TreeMap<>();
    cells.forEachNonZeroAscending(
        (key, keyAt, value, valueAt) -> all.put(Words.get(key, keyAt), Words.get(value, valueAt)));
    return all;
  }
}
