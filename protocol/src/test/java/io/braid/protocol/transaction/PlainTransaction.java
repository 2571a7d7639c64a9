package io.braid.protocol.transaction;

import io.braid.protocol.crypto.Keccak256;
import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Signer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A transaction as its items, whose bytes and hashes are computed in the plainest way.
 *
 * <p>An item is what {@link PlainRlp} encodes, or a {@link String}: the hexadecimal digits of an
 * item as it stands in the bytes, for items that no encoder would write.
 */
final class PlainTransaction {

  /** The items in the order of type 2, then the other places where a transaction can be wrong. */
  enum Part {
    CHAIN_ID,
    NONCE,
    MAX_PRIORITY_FEE,
    MAX_FEE,
    GAS_LIMIT,
    TO,
    VALUE,
    DATA,
    ACCESS_LIST,
    V,
    R,
    S,
    /** The first byte of a typed transaction. */
    TYPE,
    /** The header of the list of all items. */
    HEADER,
    /** An item behind the last. */
    EXTRA_ITEM,
    /** What stands behind the list. */
    END,
    /** An entry of the access list, added for its address. */
    ENTRY_ADDRESS,
    /** An entry of the access list, added for its keys. */
    ENTRY_KEY,
    /** The one place where a fault of the structure ends the reading. */
    END_OF_READING
  }

  private static final List<Part> LEGACY =
      List.of(
          Part.NONCE,
          Part.MAX_FEE,
          Part.GAS_LIMIT,
          Part.TO,
          Part.VALUE,
          Part.DATA,
          Part.V,
          Part.R,
          Part.S);

  private static final List<Part> WITH_ACCESS_LIST =
      List.of(
          Part.CHAIN_ID,
          Part.NONCE,
          Part.MAX_FEE,
          Part.GAS_LIMIT,
          Part.TO,
          Part.VALUE,
          Part.DATA,
          Part.ACCESS_LIST,
          Part.V,
          Part.R,
          Part.S);

  private static final List<Part> WITH_PRIORITY_FEE =
      List.of(
          Part.CHAIN_ID,
          Part.NONCE,
          Part.MAX_PRIORITY_FEE,
          Part.MAX_FEE,
          Part.GAS_LIMIT,
          Part.TO,
          Part.VALUE,
          Part.DATA,
          Part.ACCESS_LIST,
          Part.V,
          Part.R,
          Part.S);

  private static final List<Part> SIGNATURE = List.of(Part.V, Part.R, Part.S);

  private final Map<Part, Object> items = new EnumMap<>(Part.class);

  /** The access list, unless {@link #set} has put another item in its place. */
  private final List<Object> entries = new ArrayList<>();

  private final int type;
  private int firstByte;
  private UnaryOperator<byte[]> header = PlainRlp::list;
  private UnaryOperator<byte[]> ending = UnaryOperator.identity();

  /** A transaction of type 0, 1 or 2 with all items zero or empty. */
  PlainTransaction(int type) {
    this.type = type;
    firstByte = type;
    WITH_PRIORITY_FEE.stream()
        .filter(part -> part != Part.ACCESS_LIST)
        .forEach(part -> items.put(part, new byte[0]));
  }

  /** Another transaction with the same items. */
  PlainTransaction copy() {
    PlainTransaction copy = new PlainTransaction(type);
    copy.items.clear();
    copy.items.putAll(items);
    copy.entries.addAll(entries);
    copy.firstByte = firstByte;
    copy.header = header;
    copy.ending = ending;
    return copy;
  }

  /** The items of a type in their order. */
  static List<Part> parts(int type) {
    return switch (type) {
      case 0 -> LEGACY;
      case 1 -> WITH_ACCESS_LIST;
      case 2 -> WITH_PRIORITY_FEE;
      default -> throw new IllegalArgumentException("no such type: " + type);
    };
  }

  int type() {
    return type;
  }

  PlainTransaction set(Part part, Object item) {
    items.put(part, item);
    return this;
  }

  PlainTransaction set(Part part, BigInteger number) {
    return set(part, PlainRlp.integer(number));
  }

  PlainTransaction set(Part part, long number) {
    return set(part, PlainRlp.integer(number));
  }

  PlainTransaction remove(Part part) {
    items.remove(part);
    return this;
  }

  /** Adds an entry to the access list. */
  PlainTransaction addEntry(Object entry) {
    entries.add(entry);
    return this;
  }

  /** Puts another byte in the place of the type. */
  PlainTransaction setFirstByte(int value) {
    firstByte = value;
    return this;
  }

  /** Sets how the list of the items is made from what is inside. */
  PlainTransaction setHeader(UnaryOperator<byte[]> value) {
    header = value;
    return this;
  }

  /** Sets what becomes of the bytes at last. */
  PlainTransaction setEnding(UnaryOperator<byte[]> value) {
    ending = value;
    return this;
  }

  byte[] bytes(Part part) {
    return (byte[]) items.get(part);
  }

  BigInteger number(Part part) {
    return new BigInteger(1, bytes(part));
  }

  /** In types 0 and 1 it is the gas price. */
  BigInteger maxPriorityFee() {
    return number(type == 2 ? Part.MAX_PRIORITY_FEE : Part.MAX_FEE);
  }

  int accessListAddresses() {
    return entries.size();
  }

  int accessListKeys() {
    return entries.stream().mapToInt(entry -> ((List<?>) ((List<?>) entry).get(1)).size()).sum();
  }

  int dataZeroBytes() {
    int count = 0;
    for (byte b : bytes(Part.DATA)) {
      count += b == 0 ? 1 : 0;
    }
    return count;
  }

  /** 0 or 1, from v. */
  int parity() {
    return type == 0
        ? 1 - (bytes(Part.V)[bytes(Part.V).length - 1] & 1)
        : number(Part.V).intValue();
  }

  byte[] raw() {
    List<byte[]> encoded = new ArrayList<>();
    parts(type).stream()
        .filter(part -> item(part) != null)
        .forEach(part -> encoded.add(encode(part)));
    if (items.containsKey(Part.EXTRA_ITEM)) {
      encoded.add(encode(Part.EXTRA_ITEM));
    }
    byte[] list = header.apply(PlainRlp.join(encoded.toArray(byte[][]::new)));
    return ending.apply(type == 0 ? list : PlainRlp.join(new byte[] {(byte) firstByte}, list));
  }

  /** What the sender signs (EIP-155, EIP-2930, EIP-1559). */
  byte[] signingHash() {
    List<byte[]> encoded = new ArrayList<>();
    parts(type).stream()
        .filter(part -> !SIGNATURE.contains(part))
        .forEach(part -> encoded.add(encode(part)));
    if (type == 0) {
      encoded.add(encode(Part.CHAIN_ID));
      encoded.add(PlainRlp.encode(new byte[0]));
      encoded.add(PlainRlp.encode(new byte[0]));
    }
    byte[] list = PlainRlp.list(encoded.toArray(byte[][]::new));
    return type == 0 ? Keccak256.hash(list) : Keccak256.hash(new byte[] {(byte) type}, list);
  }

  PlainTransaction sign(Signer signer) {
    Signer.Signature signature = signer.sign(signingHash());
    BigInteger parity = BigInteger.valueOf(signature.yParity());
    BigInteger protectedV = number(Part.CHAIN_ID).shiftLeft(1).add(BigInteger.valueOf(35));
    return set(Part.V, type == 0 ? protectedV.add(parity) : parity)
        .set(Part.R, signature.r())
        .set(Part.S, signature.s());
  }

  /** The item, or null if it was removed. */
  private Object item(Part part) {
    return part == Part.ACCESS_LIST ? items.getOrDefault(part, entries) : items.get(part);
  }

  private byte[] encode(Part part) {
    return encode(item(part));
  }

  private static byte[] encode(Object item) {
    return switch (item) {
      case String encoded -> HexFormat.of().parseHex(encoded);
      case List<?> inner ->
          PlainRlp.list(inner.stream().map(PlainTransaction::encode).toArray(byte[][]::new));
      default -> PlainRlp.encode(item);
    };
  }
}
