package io.braid.sequencer.rpc;

import io.braid.sequencer.rpc.PlainJson.Kind;
import io.braid.sequencer.rpc.PlainJson.Value;
import java.math.BigInteger;
import java.util.Set;
import java.util.function.Function;

/**
 * What an argument can be, as the execution API and {@code docs/rpc.md} say it and not as the code
 * reads it. Each type finds the codes of all that is wrong with a value; none if the value fits.
 */
enum ArgumentType {
  ADDRESS(quoted("70".repeat(20))),
  HASH(quoted("%064x".formatted(0x7001))),
  DATA("\"0x0102\""),
  QUANTITY("\"0x1\""),
  INTEGER("7"),
  BOOLEAN("false"),
  HASHES_ONLY("false"),
  BLOCK("\"latest\""),
  BLOCK_NUMBER("\"0x2\""),
  STORAGE_KEY("\"0x1\""),
  PERCENTILES("[25,75]"),
  OVERRIDES("{}"),
  CALL("{\"from\":%s,\"to\":%s}".formatted(quoted("a1".repeat(20)), quoted("b2".repeat(20)))),
  FILTER("{\"fromBlock\":\"0x1\"}"),
  NEW_FILTER("{\"fromBlock\":\"0x1\"}"),
  SUBSCRIPTION("\"newPendingTransactions\""),
  ANYTHING("{}");

  static final int INVALID_PARAMS = -32_602;
  private static final int METHOD_NOT_FOUND = -32_601;

  private static final Set<String> TAGS =
      Set.of("latest", "pending", "earliest", "safe", "finalized");

  private final String fitting;

  ArgumentType(String fitting) {
    this.fitting = fitting;
  }

  /** A value that fits, as JSON. */
  String fitting() {
    return fitting;
  }

  /** The codes of what is wrong with the value. */
  Set<Integer> faults(Value value) {
    return switch (this) {
      case CALL -> CallShape.faults(value);
      case SUBSCRIPTION -> subscriptionFaults(value);
      default -> fits(value) ? Set.of() : Set.of(INVALID_PARAMS);
    };
  }

  boolean fits(Value value) {
    return switch (this) {
      case ADDRESS -> isHex(value, 40, 40);
      case HASH -> isHex(value, 64, 64);
      case DATA -> isData(value, Integer.MAX_VALUE);
      case QUANTITY -> isQuantity(value, 16);
      case INTEGER -> isInteger(value) || isQuantity(value, 16);
      case BOOLEAN -> value.kind() == Kind.BOOLEAN;
      case HASHES_ONLY -> value.raw().equals("false");
      case BLOCK -> isBlock(value);
      case BLOCK_NUMBER -> isBlockNumber(value);
      case STORAGE_KEY -> isStorageKey(value);
      case PERCENTILES -> isArrayOf(value, each -> each.kind() == Kind.NUMBER);
      case OVERRIDES -> value.kind() == Kind.OBJECT && value.members().isEmpty();
      case FILTER -> FilterShape.fits(value);
      case NEW_FILTER -> FilterShape.fits(value) && !PlainJson.has(value, "blockHash");
      case CALL, SUBSCRIPTION -> faults(value).isEmpty();
      case ANYTHING -> true;
    };
  }

  /** What stands behind the name of a subscription. */
  static ArgumentType ofSubscription(Value name) {
    return switch (String.valueOf(name.text())) {
      case "logs" -> FILTER;
      case "newPendingTransactions" -> BOOLEAN;
      default -> ANYTHING;
    };
  }

  private static Set<Integer> subscriptionFaults(Value value) {
    if (value.kind() != Kind.STRING) {
      return Set.of(INVALID_PARAMS);
    }
    boolean isKnown = Set.of("newHeads", "logs", "newPendingTransactions").contains(value.text());
    return isKnown ? Set.of() : Set.of(METHOD_NOT_FOUND);
  }

  private static String quoted(String digits) {
    return "\"0x" + digits + "\"";
  }

  private static boolean isHex(Value value, int digitsMin, int digitsMax) {
    return value.kind() == Kind.STRING
        && value.text().matches("0[xX][0-9a-fA-F]*")
        && value.text().length() - 2 >= digitsMin
        && value.text().length() - 2 <= digitsMax;
  }

  static boolean isData(Value value, int bytesMax) {
    return isHex(value, 0, Integer.MAX_VALUE)
        && value.text().length() % 2 == 0
        && (value.text().length() - 2) / 2 <= bytesMax;
  }

  static boolean isQuantity(Value value, int digitsMax) {
    return isHex(value, 1, digitsMax)
        && (value.text().length() == 3 || value.text().charAt(2) != '0');
  }

  /** From 0, of 63 bits. */
  private static boolean isInteger(Value value) {
    if (value.kind() != Kind.NUMBER || !value.raw().matches("-?\\d+")) {
      return false;
    }
    BigInteger number = new BigInteger(value.raw());
    return number.signum() >= 0 && number.bitLength() <= 63;
  }

  static boolean isBlockNumber(Value value) {
    return TAGS.contains(String.valueOf(value.text()))
        || (isQuantity(value, 16)
            && new BigInteger(value.text().substring(2), 16).bitLength() <= 63);
  }

  /** By number, tag, hash or an object of EIP-1898. */
  private static boolean isBlock(Value value) {
    if (value.kind() != Kind.OBJECT) {
      return HASH.fits(value) || isBlockNumber(value);
    }
    boolean byNumber = PlainJson.has(value, "blockNumber");
    return byNumber != PlainJson.has(value, "blockHash")
        && isMemberOf(value, "requireCanonical", BOOLEAN::fits)
        && isMemberOf(value, "blockNumber", ArgumentType::isBlockNumber)
        && isMemberOf(value, "blockHash", HASH::fits);
  }

  private static boolean isStorageKey(Value value) {
    return value.kind() == Kind.STRING && value.text().matches("(0[xX])?[0-9a-fA-F]{1,64}");
  }

  static boolean isArrayOf(Value value, Function<Value, Boolean> fits) {
    return value.kind() == Kind.ARRAY && value.elements().stream().allMatch(fits::apply);
  }

  /** Whether a member fits, which may be absent or null. */
  static boolean isMemberOf(Value object, String name, Function<Value, Boolean> fits) {
    return !PlainJson.has(object, name) || fits.apply(object.members().get(name));
  }
}
