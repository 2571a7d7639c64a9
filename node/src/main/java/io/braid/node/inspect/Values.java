package io.braid.node.inspect;

import io.braid.protocol.cell.CellKind;
import io.braid.protocol.ledger.Failure;
import io.braid.protocol.ledger.LogTemplate;
import io.braid.protocol.record.LogEntry;
import io.braid.protocol.record.Withdrawal;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Words, codes and cells as people read them. */
final class Values {

  private static final int REST_BITS = 24;
  private static final int HALF_BITS = 128;

  private Values() {}

  /** An unsigned number in decimal digits. */
  static String number(Word word) {
    return new BigInteger(1, word.toBytes()).toString();
  }

  /** A hash, in all its digits. */
  static String hash(Word word) {
    return "0x" + HexFormat.of().formatHex(word.toBytes());
  }

  static String unsigned(long number) {
    return Long.toUnsignedString(number);
  }

  /** The name of a refusal. */
  static String refusal(int code) {
    Refusal refusal = Refusal.of(code);
    return refusal == null ? Integer.toString(code) : refusal.name();
  }

  /** How an operation ended. */
  static String end(Integer code) {
    if (code == null) {
      return "GOES_ON";
    }
    if (code == 0) {
      return "SUCCESS";
    }
    Failure failure = Failure.of(code);
    return failure == null ? Integer.toString(code) : failure.name();
  }

  static Shown withdrawal(Withdrawal withdrawal) {
    return Shown.of(
        "withdrawal",
        "recipient",
        withdrawal.recipient().toString(),
        "asset",
        unsigned(withdrawal.asset()),
        "amount",
        number(withdrawal.amount()));
  }

  static Shown log(LogEntry log) {
    String event =
        Arrays.stream(LogTemplate.values())
            .filter(template -> template.code() == log.template())
            .map(LogTemplate::name)
            .findFirst()
            .orElse(Integer.toString(log.template()));
    return Shown.of(
        "log",
        "event",
        event,
        "operands",
        log.operands().stream().map(Values::number).collect(Collectors.joining(",")));
  }

  /** A cell and its value. */
  static Shown cell(Word key, Word value) {
    int code = (int) (key.high() >>> 56);
    CellKind kind = CellKind.of(code);
    if (kind == null) {
      return Shown.of("cell", "key", hash(key), "value", hash(value));
    }
    if (kind.hashed()) {
      return Shown.of("cell", "kind", kind.name(), "key", hash(key), "value", number(value));
    }
    int rest = (int) (key.high() >>> 32) & ((1 << REST_BITS) - 1);
    BigInteger whole = new BigInteger(1, value.toBytes());
    boolean isEther = kind == CellKind.HOLDING && key.low() == 0;
    BigInteger low = whole.mod(BigInteger.ONE.shiftLeft(HALF_BITS));
    return Shown.of(
        "cell",
        "kind",
        kind.name(),
        "owner",
        owner(key).toString(),
        "asset",
        unsigned(key.low()),
        "rest",
        rest == 0 ? null : rest,
        "value",
        isEther ? low.toString() : whole.toString(),
        "nonce",
        isEther ? whole.shiftRight(HALF_BITS).toString() : null);
  }

  /** The owner in a packed key: 160 bits from bit 64 on. */
  private static Address owner(Word key) {
    byte[] bytes = key.toBytes();
    return Address.of(Arrays.copyOfRange(bytes, 4, 4 + Address.BYTES));
  }
}
