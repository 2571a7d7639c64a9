package io.braid.protocol.ledger;

import io.braid.protocol.fixtures.Words;
import java.math.BigInteger;

/** Addresses and assets as numbers. */
final class Addresses {

  private Addresses() {}

  /** An account, one for each number, that lives on a shard. */
  static BigInteger user(int number, int home) {
    return BigInteger.valueOf(0xa11ce_0000L + number).shiftLeft(64).add(BigInteger.valueOf(home));
  }

  /** The L1 address of a token, by its index from 1. */
  static BigInteger token(int index) {
    return BigInteger.valueOf(0x70ce_0000L + index).shiftLeft(96).add(BigInteger.valueOf(index));
  }

  /** The address that names a token in calls: ETH, token 0, has its facade. */
  static BigInteger named(int token) {
    return token == 0 ? facade() : token(token);
  }

  static BigInteger pool(long token0, long token1) {
    long[] word = new long[4];
    SystemAddress.pool(token0, token1, word, 0);
    return Words.get(word, 0);
  }

  static BigInteger feeAccount(int shard) {
    long[] word = new long[4];
    SystemAddress.feeAccount(shard, word, 0);
    return Words.get(word, 0);
  }

  static BigInteger router() {
    long[] word = new long[4];
    SystemAddress.router(word, 0);
    return Words.get(word, 0);
  }

  static BigInteger bridge() {
    long[] word = new long[4];
    SystemAddress.bridge(word, 0);
    return Words.get(word, 0);
  }

  static BigInteger facade() {
    long[] word = new long[4];
    SystemAddress.facade(word, 0);
    return Words.get(word, 0);
  }

  /** The asset of a token, or of ETH, token 0. */
  static BigInteger asset(int token) {
    return BigInteger.valueOf(token).shiftLeft(32);
  }

  /** The shares of the pool of two tokens. */
  static BigInteger shares(int token0, int token1) {
    return asset(token0).add(BigInteger.valueOf(token1));
  }
}
