package io.braid.protocol.reference;

import io.braid.protocol.crypto.Poseidon2Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cells by packed key (only those that are not 0), the header's numbers, and effects of a step. */
final class State {

  static final BigInteger TWO_128 = BigInteger.ONE.shiftLeft(128);
  static final BigInteger TWO_256 = BigInteger.ONE.shiftLeft(256);

  static final int HOLDING = 1;
  static final int ALLOWANCE = 2;
  static final int RESERVES = 3;
  static final int CLOCK = 4;
  static final int PRICE = 5;
  static final int CUMULATIVE = 6;
  static final int COLLECTOR = 7;

  record Message(
      int kind,
      BigInteger origin,
      BigInteger sender,
      BigInteger code,
      BigInteger owner,
      BigInteger payee,
      BigInteger asset1,
      BigInteger amount1,
      BigInteger asset2,
      BigInteger amount2,
      List<BigInteger> words) {}

  record Log(int template, List<BigInteger> operands) {}

  record Withdrawal(BigInteger recipient, BigInteger asset, BigInteger amount) {}

  final TreeMap<BigInteger, BigInteger> cells = new TreeMap<>();

  /** Values of the cells that a record wrote, before it did, in the order of first writes. */
  final List<Map.Entry<BigInteger, BigInteger>> written = new ArrayList<>();

  BigInteger time = BigInteger.ZERO;
  BigInteger baseFee = BigInteger.ZERO;
  BigInteger origin = BigInteger.ZERO;
  BigInteger sender = BigInteger.ZERO;
  final List<Log> logs = new ArrayList<>();
  final List<Withdrawal> withdrawals = new ArrayList<>();
  Message message;

  /** The shard of an address. */
  static int home(BigInteger address, int shardCount) {
    return address.mod(BigInteger.valueOf(shardCount)).intValue();
  }

  static BigInteger key(int kind, int rest, BigInteger owner, BigInteger asset) {
    return BigInteger.valueOf(kind)
        .shiftLeft(248)
        .add(BigInteger.valueOf(rest).shiftLeft(224))
        .add(owner.shiftLeft(64))
        .add(asset);
  }

  static BigInteger allowanceKey(BigInteger owner, BigInteger spender, BigInteger asset) {
    long[] words = new long[16];
    put(owner, words, 0);
    put(spender, words, 4);
    put(asset, words, 8);
    new Poseidon2Hash().digest(words, 0, words, 4, words, 8, words, 12);
    BigInteger digest = BigInteger.ZERO;
    for (int i = 3; i >= 0; i--) {
      digest = digest.shiftLeft(64).add(new BigInteger(Long.toUnsignedString(words[12 + i])));
    }
    return BigInteger.valueOf(ALLOWANCE).shiftLeft(248).add(digest);
  }

  private static void put(BigInteger value, long[] words, int at) {
    for (int i = 0; i < 4; i++) {
      words[at + i] = value.shiftRight(64 * i).longValue();
    }
  }

  BigInteger get(BigInteger key) {
    return cells.getOrDefault(key, BigInteger.ZERO);
  }

  void set(BigInteger key, BigInteger value) {
    if (written.stream().noneMatch(entry -> entry.getKey().equals(key))) {
      written.add(Map.entry(key, get(key)));
    }
    if (value.signum() == 0) {
      cells.remove(key);
    } else {
      cells.put(key, value);
    }
  }

  BigInteger balance(BigInteger owner, BigInteger asset) {
    return get(key(HOLDING, 0, owner, asset)).mod(TWO_128);
  }

  /** Takes an amount; false, and nothing happens, if there is less. */
  boolean debit(BigInteger owner, BigInteger asset, BigInteger amount) {
    if (balance(owner, asset).compareTo(amount) < 0) {
      return false;
    }
    BigInteger key = key(HOLDING, 0, owner, asset);
    set(key, get(key).subtract(amount));
    return true;
  }

  void credit(BigInteger owner, BigInteger asset, BigInteger amount) {
    BigInteger key = key(HOLDING, 0, owner, asset);
    set(key, get(key).add(amount).mod(TWO_256));
  }

  void log(int template, BigInteger... operands) {
    logs.add(new Log(template, List.of(operands)));
  }

  void transferLog(BigInteger asset, BigInteger from, BigInteger to, BigInteger amount) {
    log(1, asset, from, to, amount);
  }

  void withdraw(BigInteger recipient, BigInteger asset, BigInteger amount) {
    if (amount.signum() != 0) {
      withdrawals.add(new Withdrawal(recipient, asset, amount));
    }
  }
}
