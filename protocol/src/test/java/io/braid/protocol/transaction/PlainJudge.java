package io.braid.protocol.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.fixtures.PlainRlp;
import io.braid.protocol.transaction.PlainTransaction.Part;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges any bytes by the specification, the plain way: RLP into items, items into numbers.
 *
 * <p>Of bytes whose structure is wrong it says no more than that, since where the reading ends is a
 * matter of the reader.
 */
final class PlainJudge {

  private static final Set<Refusal> STRUCTURE =
      EnumSet.range(Refusal.TYPED_TRANSACTION_TOO_SHORT, Refusal.ACCESS_LIST_SHAPE);

  private static final BigInteger SMALLEST_HIGH_S = Faults.ORDER.shiftRight(1).add(BigInteger.ONE);

  private final int type;
  private final Map<Part, byte[]> strings = new EnumMap<>(Part.class);
  private final List<?> accessList;

  private PlainJudge(int type, List<?> items) {
    this.type = type;
    List<Part> parts = PlainTransaction.parts(type);
    int at = parts.indexOf(Part.ACCESS_LIST);
    accessList = at < 0 ? List.of() : (List<?>) items.get(at);
    for (int i = 0; i < parts.size(); i++) {
      if (i != at) {
        strings.put(parts.get(i), (byte[]) items.get(i));
      }
    }
  }

  /** Checks what decoding and the rules say of bytes; null is no refusal. */
  static void assertAllowed(Refusal refusal, byte[] raw, long chainId) {
    Set<Refusal> allowed = judge(raw, new BigInteger(Long.toUnsignedString(chainId)));
    boolean isAllowed = refusal == null ? allowed.isEmpty() : allowed.contains(refusal);
    assertEquals(
        true,
        isAllowed,
        () -> refusal + " is none of " + allowed + ": " + HexFormat.of().formatHex(raw));
  }

  /** The refusals one of which must be the answer; empty if none may be. */
  private static Set<Refusal> judge(byte[] raw, BigInteger chainId) {
    if (raw.length == 0) {
      return EnumSet.of(Refusal.EMPTY);
    }
    if (raw.length > 16_384) {
      return EnumSet.of(Refusal.OVERSIZED);
    }
    if (raw[0] < 0) {
      return judge(0, raw, chainId);
    }
    return switch (raw[0]) {
      case 1, 2 -> judge(raw[0], Arrays.copyOfRange(raw, 1, raw.length), chainId);
      case 3 -> EnumSet.of(Refusal.BLOB_TRANSACTION);
      case 4 -> EnumSet.of(Refusal.SET_CODE_TRANSACTION);
      default -> EnumSet.of(Refusal.UNKNOWN_TYPE);
    };
  }

  private static Set<Refusal> judge(int type, byte[] rlp, BigInteger chainId) {
    Object decoded;
    try {
      decoded = PlainRlp.decode(rlp);
    } catch (IllegalArgumentException unsound) {
      return STRUCTURE;
    }
    if (!Arrays.equals(rlp, PlainRlp.encode(decoded))
        || !(decoded instanceof List<?> items)
        || !hasShape(items, PlainTransaction.parts(type))) {
      return STRUCTURE;
    }
    EnumSet<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    PlainJudge judge = new PlainJudge(type, items);
    judge.addForm(refusals);
    if (refusals.isEmpty()) {
      judge.addFields(refusals, chainId);
    }
    // An EnumSet is in the order of the enum, which is the precedence.
    return refusals.isEmpty() ? refusals : EnumSet.of(refusals.iterator().next());
  }

  private static boolean hasShape(List<?> items, List<Part> parts) {
    if (items.size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      Object item = items.get(i);
      if (parts.get(i) == Part.ACCESS_LIST ? !isAccessList(item) : item instanceof List<?>) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAccessList(Object item) {
    return item instanceof List<?> entries
        && entries.stream()
            .allMatch(entry ->
                entry instanceof List<?> both
                    && both.size() == 2
                    && both.get(0) instanceof byte[]
                    && both.get(1) instanceof List<?> keys
                    && keys.stream().allMatch(byte[].class::isInstance));
  }

  private void addForm(Set<Refusal> refusals) {
    strings.forEach((part, string) -> {
      if (part == Part.TO || part == Part.DATA) {
        return;
      }
      if (string.length > 0 && string[0] == 0) {
        refusals.add(Refusal.INTEGER_LEADING_ZERO);
      }
      if (part == Part.NONCE && string.length > 8) {
        refusals.add(Refusal.NONCE_OVER_64_BITS);
      } else if (part == Part.GAS_LIMIT && string.length > 8) {
        refusals.add(Refusal.GAS_LIMIT_OVER_64_BITS);
      } else if (string.length > 32) {
        refusals.add(Refusal.INTEGER_OVER_256_BITS);
      }
    });
    int recipientBytes = strings.get(Part.TO).length;
    addIf(recipientBytes != 0 && recipientBytes != 20, Refusal.RECIPIENT_LENGTH, refusals);
    for (Object entry : accessList) {
      List<?> both = (List<?>) entry;
      addIf(((byte[]) both.get(0)).length != 20, Refusal.ACCESS_LIST_ADDRESS_LENGTH, refusals);
      for (Object key : (List<?>) both.get(1)) {
        addIf(((byte[]) key).length != 32, Refusal.ACCESS_LIST_KEY_LENGTH, refusals);
      }
    }
  }

  private void addFields(Set<Refusal> refusals, BigInteger chainId) {
    addIf(number(Part.NONCE).bitCount() == 64, Refusal.NONCE_MAX, refusals);
    BigInteger v = number(Part.V);
    BigInteger named = type == 0 ? v.subtract(BigInteger.valueOf(35)) : number(Part.CHAIN_ID);
    if (type == 0) {
      boolean isUnprotected = v.intValue() == 27 || v.intValue() == 28;
      addIf(isUnprotected && named.signum() < 0, Refusal.NOT_REPLAY_PROTECTED, refusals);
      addIf(!isUnprotected && named.signum() < 0, Refusal.INVALID_V, refusals);
      named = named.shiftRight(1);
    } else {
      addIf(v.compareTo(BigInteger.ONE) > 0, Refusal.Y_PARITY_NOT_A_BIT, refusals);
    }
    addSignature(refusals);
    addIf(strings.get(Part.TO).length == 0, Refusal.CONTRACT_CREATION, refusals);
    addIf(!named.equals(chainId), Refusal.WRONG_CHAIN_ID, refusals);
    BigInteger maxFee = number(Part.MAX_FEE);
    BigInteger priorityFee = type == 2 ? number(Part.MAX_PRIORITY_FEE) : maxFee;
    addIf(priorityFee.compareTo(maxFee) > 0, Refusal.PRIORITY_FEE_ABOVE_MAX_FEE, refusals);
    BigInteger gasLimit = number(Part.GAS_LIMIT);
    addIf(gasLimit.multiply(maxFee).bitLength() > 256, Refusal.FEE_OVER_256_BITS, refusals);
    BigInteger gas = BigInteger.valueOf(gas());
    addIf(gasLimit.compareTo(gas) < 0, Refusal.INTRINSIC_GAS_TOO_LOW, refusals);
  }

  private void addSignature(Set<Refusal> refusals) {
    BigInteger r = number(Part.R);
    BigInteger s = number(Part.S);
    addIf(r.signum() == 0, Refusal.R_ZERO, refusals);
    addIf(r.compareTo(Faults.ORDER) >= 0, Refusal.R_NOT_BELOW_ORDER, refusals);
    addIf(s.signum() == 0, Refusal.S_ZERO, refusals);
    addIf(s.compareTo(Faults.ORDER) >= 0, Refusal.S_NOT_BELOW_ORDER, refusals);
    addIf(s.compareTo(SMALLEST_HIGH_S) >= 0, Refusal.S_HIGH, refusals);
  }

  /** EIP-2028, EIP-2930, and EIP-7623 with its tokens: one for a zero byte, four for another. */
  private long gas() {
    long tokens = 0;
    for (byte b : strings.get(Part.DATA)) {
      tokens += b == 0 ? 1 : 4;
    }
    long keys = accessList.stream().mapToLong(entry -> keys(entry).size()).sum();
    long intrinsic = 21_000 + 4 * tokens + 2_400L * accessList.size() + 1_900 * keys;
    return Math.max(intrinsic, 21_000 + 10 * tokens);
  }

  private static List<?> keys(Object entry) {
    return (List<?>) ((List<?>) entry).get(1);
  }

  private BigInteger number(Part part) {
    return new BigInteger(1, strings.get(part));
  }

  private static void addIf(boolean condition, Refusal refusal, Set<Refusal> refusals) {
    if (condition) {
      refusals.add(refusal);
    }
  }
}
