package io.braid.protocol.transaction;

import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.fixtures.Signer;
import io.braid.protocol.fixtures.Words;
import io.braid.protocol.transaction.PlainTransaction.Part;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Every way to break a rule of this package that the tests know, in the order of precedence. */
final class Faults {

  /** The chain of {@link #valid}. */
  static final long CHAIN_ID = 8_271;

  static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private static final List<Integer> ALL = List.of(0, 1, 2);
  private static final List<Integer> LEGACY = List.of(0);
  private static final List<Integer> TYPED = List.of(1, 2);
  private static final List<Integer> DYNAMIC_FEE = List.of(2);

  private static final List<Part> INTEGERS =
      List.of(
          Part.CHAIN_ID,
          Part.NONCE,
          Part.MAX_PRIORITY_FEE,
          Part.MAX_FEE,
          Part.GAS_LIMIT,
          Part.VALUE,
          Part.V,
          Part.R,
          Part.S);

  private static final byte[] ADDRESS = filled(20);

  /** Signed once, since signing takes longer than all the rest. */
  private static final List<PlainTransaction> VALID = ALL.stream().map(Faults::signed).toList();

  private final List<Fault> faults = new ArrayList<>();

  private Faults() {}

  static List<Fault> all() {
    Faults all = new Faults();
    all.addBytes();
    all.addStructure();
    all.addForm();
    all.addSignature();
    all.addFields();
    return List.copyOf(all.faults);
  }

  /** A valid transaction of a type on {@link #CHAIN_ID}; a new one each time. */
  static PlainTransaction valid(int type) {
    return VALID.get(type).copy();
  }

  private static PlainTransaction signed(int type) {
    return new PlainTransaction(type)
        .set(Part.CHAIN_ID, CHAIN_ID)
        .set(Part.NONCE, 7)
        .set(Part.MAX_PRIORITY_FEE, 1_000)
        .set(Part.MAX_FEE, 2_000_000_000)
        .set(Part.GAS_LIMIT, 2_000_000)
        .set(Part.TO, ADDRESS)
        .set(Part.VALUE, 1_000_000)
        .set(Part.DATA, filled(68))
        .sign(Signer.of(1, type));
  }

  /** What concerns the bytes as a whole. */
  private void addBytes() {
    add(
        Refusal.EMPTY,
        "no bytes",
        ALL,
        EnumSet.allOf(Part.class),
        t -> t.setEnding(bytes -> new byte[0]));
    add(
        Refusal.OVERSIZED,
        "16,384 bytes of data",
        ALL,
        EnumSet.of(Part.DATA),
        t -> t.set(Part.DATA, filled(16_384)));
    addType(Refusal.BLOB_TRANSACTION, 3);
    addType(Refusal.SET_CODE_TRANSACTION, 4);
    for (int type : new int[] {0, 5, 0x7f}) {
      addType(Refusal.UNKNOWN_TYPE, type);
    }
  }

  private void addType(Refusal refusal, int type) {
    add(refusal, "type " + type, TYPED, EnumSet.of(Part.TYPE), t -> t.setFirstByte(type));
  }

  private void addStructure() {
    add(
        Refusal.TYPED_TRANSACTION_TOO_SHORT,
        "nothing behind the type",
        TYPED,
        EnumSet.complementOf(EnumSet.of(Part.TYPE)),
        t -> t.setEnding(bytes -> Arrays.copyOf(bytes, 1)));
    for (Part item : PlainTransaction.parts(2)) {
      if (item != Part.ACCESS_LIST) {
        addStructure(Refusal.RLP_LENGTH_LEADING_ZERO, item, "b90038");
        addStructure(Refusal.RLP_LENGTH_NOT_SHORTEST, item, "b80180");
        addStructure(Refusal.RLP_ITEM_EXCEEDS_LIST, item, "b9ffff");
        addStructure(Refusal.RLP_BYTE_WITH_HEADER, item, "8101");
        addStructure(Refusal.RLP_EXPECTED_STRING, item, "c0");
        addStructure(Refusal.RLP_EXPECTED_STRING, item, "c3820400");
      }
    }
    addHeader(
        Refusal.RLP_LENGTH_LEADING_ZERO,
        payload ->
            PlainRlp.join(
                new byte[] {(byte) 0xfa, 0},
                new byte[] {(byte) (payload.length >>> 8), (byte) payload.length},
                payload));
    addHeader(Refusal.RLP_ITEM_EXCEEDS_INPUT, Faults::withoutLastByte);
    addHeader(Refusal.RLP_EXPECTED_LIST, PlainRlp::encode);
    addStructure(Refusal.RLP_EXPECTED_LIST, Part.ACCESS_LIST, "80");
    addStructure(Refusal.RLP_EXPECTED_LIST, Part.ACCESS_LIST, "820400");
    add(
        Refusal.RLP_TRAILING_BYTES,
        "a byte behind the list",
        ALL,
        EnumSet.of(Part.END, Part.END_OF_READING),
        t -> t.setEnding(bytes -> Arrays.copyOf(bytes, bytes.length + 1)));
    for (Part item : List.of(Part.V, Part.R, Part.S)) {
      add(
          Refusal.TOO_FEW_FIELDS,
          "without " + item,
          ALL,
          EnumSet.of(item, Part.END_OF_READING),
          t -> t.remove(item));
    }
    add(
        Refusal.TOO_MANY_FIELDS,
        "one more item",
        ALL,
        EnumSet.of(Part.EXTRA_ITEM, Part.END_OF_READING),
        t -> t.set(Part.EXTRA_ITEM, new byte[0]));
    addShapes();
  }

  /** What an entry of the access list can be instead of an address and a list of keys. */
  private void addShapes() {
    addShape("a string", ADDRESS);
    addShape("empty", List.of());
    addShape("without keys", List.of(ADDRESS));
    addShape("a string for keys", List.of(ADDRESS, filled(32)));
    addShape("a list for the address", List.of(List.of(), List.of()));
    addShape("a list for a key", List.of(ADDRESS, List.of(List.of())));
    addShape("more than both", List.of(ADDRESS, List.of(), new byte[0]));
  }

  private void addShape(String how, Object entry) {
    add(
        Refusal.ACCESS_LIST_SHAPE,
        "an entry " + how,
        TYPED,
        EnumSet.of(Part.END_OF_READING),
        t -> t.addEntry(entry));
  }

  private void addStructure(Refusal refusal, Part item, String encoded) {
    Set<Part> touches = EnumSet.of(item, Part.END_OF_READING);
    if (item == Part.ACCESS_LIST) {
      touches.addAll(List.of(Part.ENTRY_ADDRESS, Part.ENTRY_KEY));
    }
    add(refusal, item + " " + encoded, typesWith(item), touches, t -> t.set(item, encoded));
  }

  private void addHeader(Refusal refusal, UnaryOperator<byte[]> payloadToBytes) {
    add(
        refusal,
        "header of the whole",
        ALL,
        EnumSet.of(Part.HEADER, Part.END_OF_READING),
        t -> t.setHeader(payloadToBytes));
  }

  private void addForm() {
    for (Part item : INTEGERS) {
      addItem(Refusal.INTEGER_LEADING_ZERO, item, new byte[1]);
      addItem(Refusal.INTEGER_LEADING_ZERO, item, new byte[] {0, 1});
      addItem(Refusal.INTEGER_LEADING_ZERO, item, new byte[34]);
    }
    addItem(Refusal.NONCE_OVER_64_BITS, Part.NONCE, power(64));
    addItem(Refusal.NONCE_OVER_64_BITS, Part.NONCE, power(256));
    addItem(Refusal.GAS_LIMIT_OVER_64_BITS, Part.GAS_LIMIT, power(64));
    addItem(Refusal.GAS_LIMIT_OVER_64_BITS, Part.GAS_LIMIT, power(256));
    for (Part item : INTEGERS) {
      if (item != Part.NONCE && item != Part.GAS_LIMIT) {
        addItem(Refusal.INTEGER_OVER_256_BITS, item, power(256));
        addItem(Refusal.INTEGER_OVER_256_BITS, item, filled(100));
      }
    }
    for (int length : new int[] {1, 19, 21, 32, 33}) {
      addItem(Refusal.RECIPIENT_LENGTH, Part.TO, filled(length));
    }
    for (int length : new int[] {0, 1, 19, 21}) {
      add(
          Refusal.ACCESS_LIST_ADDRESS_LENGTH,
          length + " bytes",
          TYPED,
          EnumSet.of(Part.ENTRY_ADDRESS),
          t -> t.addEntry(List.of(filled(length), List.of())));
    }
    for (int length : new int[] {0, 1, 31, 33}) {
      add(
          Refusal.ACCESS_LIST_KEY_LENGTH,
          length + " bytes",
          TYPED,
          EnumSet.of(Part.ENTRY_KEY),
          t -> t.addEntry(List.of(ADDRESS, List.of(filled(32), filled(length)))));
    }
  }

  private void addSignature() {
    addItem(Refusal.NONCE_MAX, Part.NONCE, power(64).subtract(BigInteger.ONE));
    for (BigInteger v : List.of(number(2), number(27), number(35), power(64), power(255))) {
      add(Refusal.Y_PARITY_NOT_A_BIT, "" + v, TYPED, EnumSet.of(Part.V), t -> t.set(Part.V, v));
    }
    for (long v : new long[] {0, 1, 26, 29, 34}) {
      add(Refusal.INVALID_V, "" + v, LEGACY, EnumSet.of(Part.V), t -> t.set(Part.V, v));
    }
    addItem(Refusal.R_ZERO, Part.R, BigInteger.ZERO);
    addItem(Refusal.R_NOT_BELOW_ORDER, Part.R, ORDER);
    addItem(Refusal.R_NOT_BELOW_ORDER, Part.R, Words.MAX);
    addItem(Refusal.S_ZERO, Part.S, BigInteger.ZERO);
    addItem(Refusal.S_NOT_BELOW_ORDER, Part.S, ORDER);
    addItem(Refusal.S_NOT_BELOW_ORDER, Part.S, Words.MAX);
    addItem(Refusal.S_HIGH, Part.S, ORDER.shiftRight(1).add(BigInteger.ONE));
    addItem(Refusal.S_HIGH, Part.S, ORDER.subtract(BigInteger.ONE));
    addItem(Refusal.CONTRACT_CREATION, Part.TO, BigInteger.ZERO);
    for (long v : new long[] {27, 28}) {
      add(Refusal.NOT_REPLAY_PROTECTED, "" + v, LEGACY, EnumSet.of(Part.V), t -> t.set(Part.V, v));
    }
  }

  private void addFields() {
    BigInteger right = number(CHAIN_ID);
    for (BigInteger wrong :
        List.of(
            BigInteger.ZERO,
            right.add(BigInteger.ONE),
            right.add(power(64)),
            right.add(power(128)),
            right.add(power(192)))) {
      add(
          Refusal.WRONG_CHAIN_ID,
          "" + wrong,
          TYPED,
          EnumSet.of(Part.CHAIN_ID),
          t -> t.set(Part.CHAIN_ID, wrong));
      BigInteger v = wrong.shiftLeft(1).add(number(35));
      add(Refusal.WRONG_CHAIN_ID, "v " + v, LEGACY, EnumSet.of(Part.V), t -> t.set(Part.V, v));
    }
    add(
        Refusal.WRONG_CHAIN_ID,
        "the largest v",
        LEGACY,
        EnumSet.of(Part.V),
        t -> t.set(Part.V, Words.MAX));
    add(
        Refusal.PRIORITY_FEE_ABOVE_MAX_FEE,
        "the largest priority fee",
        DYNAMIC_FEE,
        EnumSet.of(Part.MAX_PRIORITY_FEE),
        t -> t.set(Part.MAX_PRIORITY_FEE, Words.MAX));
    // Enough gas for any product to pass: even 20,999 is.
    addItem(Refusal.FEE_OVER_256_BITS, Part.MAX_FEE, power(255));
    addItem(Refusal.INTRINSIC_GAS_TOO_LOW, Part.GAS_LIMIT, number(20_999));
    // Without data, so that it does not matter what the data costs.
    add(
        Refusal.INTRINSIC_GAS_TOO_LOW,
        "no gas, no data",
        ALL,
        EnumSet.of(Part.GAS_LIMIT, Part.MAX_FEE, Part.DATA),
        t -> t.set(Part.GAS_LIMIT, 0).set(Part.DATA, new byte[0]));
    // The curve has no point whose x coordinate is 5.
    addItem(Refusal.NO_SENDER, Part.R, number(5));
  }

  private void addItem(Refusal refusal, Part item, BigInteger number) {
    addItem(refusal, item, PlainRlp.integer(number));
  }

  private void addItem(Refusal refusal, Part item, byte[] bytes) {
    add(
        refusal,
        item + " of " + bytes.length + " bytes",
        typesWith(item),
        EnumSet.of(item),
        t -> t.set(item, bytes));
  }

  private void add(
      Refusal refusal,
      String how,
      List<Integer> types,
      Set<Part> touches,
      Consumer<PlainTransaction> change) {
    faults.add(new Fault(refusal, how, types, touches, change));
  }

  private static List<Integer> typesWith(Part item) {
    return ALL.stream().filter(type -> PlainTransaction.parts(type).contains(item)).toList();
  }

  /** The list of a payload, but for its last byte. */
  private static byte[] withoutLastByte(byte[] payload) {
    byte[] list = PlainRlp.list(payload);
    return Arrays.copyOf(list, list.length - 1);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0xa5);
    return bytes;
  }

  private static BigInteger power(int exponent) {
    return BigInteger.ONE.shiftLeft(exponent);
  }

  private static BigInteger number(long value) {
    return BigInteger.valueOf(value);
  }
}
