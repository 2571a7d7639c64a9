package io.braid.protocol.simulation;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a transaction says, whoever signs it. Immutable. */
public final class Draft {

  private final int type;
  private final long nonce;
  private final BigInteger to;
  private final BigInteger value;
  private final byte[] data;
  private final BigInteger tip;
  private final BigInteger cap;
  private final long gas;

  /**
   * A transaction of type 0, 1 or 2; the first two have no tip. Amounts and fees are in wei.
   *
   * @param cap on the fee of a unit of gas, the tip included
   */
  public Draft(
      int type,
      long nonce,
      BigInteger to,
      BigInteger value,
      byte[] data,
      BigInteger tip,
      BigInteger cap,
      long gas) {
    this.type = type;
    this.nonce = nonce;
    this.to = to;
    this.value = value;
    this.data = data.clone();
    this.tip = tip;
    this.cap = cap;
    this.gas = gas;
  }

  /** The same with other fees. */
  public Draft withFees(BigInteger newTip, BigInteger newCap) {
    return new Draft(type, nonce, to, value, data, newTip, newCap, gas);
  }

  /** The same as a transaction of another type. */
  public Draft ofType(int newType) {
    return new Draft(newType, nonce, to, value, data, tip, cap, gas);
  }

  public int type() {
    return type;
  }

  public BigInteger to() {
    return to;
  }

  public BigInteger value() {
    return value;
  }

  public byte[] data() {
    return data.clone();
  }

  public BigInteger tip() {
    return tip;
  }

  public BigInteger cap() {
    return cap;
  }

  /** What a signature signs. */
  public byte[] signingHash() {
    List<Object> items = items();
    if (type == 0) {
      items.addAll(List.of(PlainRlp.integer(Workload.CHAIN_ID), new byte[0], new byte[0]));
    }
    return Keccak256.hash(typed(items));
  }

  /** The transaction with a signature. */
  public byte[] encode(int yParity, BigInteger r, BigInteger s) {
    List<Object> items = items();
    long v = type == 0 ? 35 + 2 * Workload.CHAIN_ID + yParity : yParity;
    items.addAll(List.of(PlainRlp.integer(v), integer(r), integer(s)));
    return typed(items);
  }

  /** The transaction with a signature that is well formed, but nobody's. */
  public byte[] unsigned() {
    return encode(0, BigInteger.ONE, BigInteger.ONE);
  }

  private List<Object> items() {
    List<Object> items = new ArrayList<>();
    if (type != 0) {
      items.add(PlainRlp.integer(Workload.CHAIN_ID));
    }
    items.add(PlainRlp.integer(nonce));
    if (type == 2) {
      items.add(integer(tip));
    }
    items.add(integer(cap));
    items.add(PlainRlp.integer(gas));
    items.add(Arrays.copyOfRange(Workload.word(to).toBytes(), 12, Word.ZERO.toBytes().length));
    items.add(integer(value));
    items.add(data);
    if (type != 0) {
      items.add(List.of());
    }
    return items;
  }

  private byte[] typed(List<Object> items) {
    byte[] payload = PlainRlp.encode(items);
    return type == 0 ? payload : PlainRlp.join(new byte[] {(byte) type}, payload);
  }

  private static byte[] integer(BigInteger value) {
    return PlainRlp.integer(value);
  }
}
