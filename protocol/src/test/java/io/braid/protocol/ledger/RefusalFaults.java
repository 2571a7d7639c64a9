package io.braid.protocol.ledger;

import io.braid.protocol.transaction.Refusal;
import java.util.List;

/** The ways a transaction can be refused by a shard machine, in the order of precedence. */
final class RefusalFaults {

  /**
   * Those that one transaction can be refused for when it comes, first to last: the rules of calls,
   * then nonce and queue, then what it costs.
   */
  static final List<Refusal> PRECEDENCE =
      List.of(
          Refusal.SENDER_IS_SYSTEM_ADDRESS,
          Refusal.WRONG_SHARD,
          Refusal.NO_PROGRAM_AT_ADDRESS,
          Refusal.UNKNOWN_FUNCTION,
          Refusal.MALFORMED_CALL_DATA,
          Refusal.VALUE_NOT_ACCEPTED,
          Refusal.UNSUPPORTED_PATH,
          Refusal.UNKNOWN_TOKEN,
          Refusal.IDENTICAL_TOKENS,
          Refusal.RECIPIENT_IS_PROGRAM,
          Refusal.LIQUIDITY_FOR_ANOTHER,
          Refusal.OPERATION_GAS_TOO_LOW,
          Refusal.NONCE_TOO_LOW,
          Refusal.NONCE_TOO_HIGH,
          Refusal.REPLACEMENT_UNDERPRICED,
          Refusal.FEE_CAP_BELOW_BASE_FEE,
          Refusal.INSUFFICIENT_FUNDS_FOR_FEE);

  /** Two refusals that no transaction can earn at once, and the rule that makes it so. */
  record Exclusive(Refusal first, Refusal second, String because) {}

  private static final String ONE_NONCE = "a nonce is below, in or above what the queue may hold";
  private static final String NO_ACCOUNT =
      "a system address has sent nothing: its nonce is 0 and it has nothing in a queue";
  private static final String OTHER_FUNCTION = "no function has both a path and a depositor";

  static final List<Exclusive> EXCLUSIVE =
      List.of(
          new Exclusive(Refusal.SENDER_IS_SYSTEM_ADDRESS, Refusal.NONCE_TOO_LOW, NO_ACCOUNT),
          new Exclusive(
              Refusal.SENDER_IS_SYSTEM_ADDRESS, Refusal.REPLACEMENT_UNDERPRICED, NO_ACCOUNT),
          new Exclusive(Refusal.UNSUPPORTED_PATH, Refusal.LIQUIDITY_FOR_ANOTHER, OTHER_FUNCTION),
          new Exclusive(
              Refusal.RECIPIENT_IS_PROGRAM,
              Refusal.LIQUIDITY_FOR_ANOTHER,
              "who adds liquidity is paid himself, so the recipient is not judged twice"),
          new Exclusive(Refusal.NONCE_TOO_LOW, Refusal.NONCE_TOO_HIGH, ONE_NONCE),
          new Exclusive(Refusal.NONCE_TOO_LOW, Refusal.REPLACEMENT_UNDERPRICED, ONE_NONCE),
          new Exclusive(Refusal.NONCE_TOO_HIGH, Refusal.REPLACEMENT_UNDERPRICED, ONE_NONCE));

  private RefusalFaults() {}

  static boolean areExclusive(Refusal first, Refusal second) {
    return EXCLUSIVE.stream().anyMatch(e -> e.first() == first && e.second() == second);
  }

  /** Whether a call of this function can be refused for this reason. */
  static boolean concerns(LedgerFunction function, Refusal refusal) {
    boolean paysSender = function.operation == Operation.ADD_LIQUIDITY;
    return switch (refusal) {
      case VALUE_NOT_ACCEPTED -> !function.isPayable();
      case UNSUPPORTED_PATH -> function.operation == Operation.SWAP;
      case UNKNOWN_TOKEN -> function.tokenAt >= 0;
      case IDENTICAL_TOKENS -> function.isOfPair();
      case RECIPIENT_IS_PROGRAM -> function.receiverAt >= 0 && !paysSender;
      case LIQUIDITY_FOR_ANOTHER -> paysSender;
      default -> true;
    };
  }

  /** Whether a call of this function can earn both, the first of which comes first. */
  static boolean concerns(LedgerFunction function, Refusal first, Refusal second) {
    // Of two tokens of which one is ETH none is unknown when they are the same.
    boolean fixesOneToken = function.isOfPair() && function.otherTokenAt < 0;
    boolean both = first == Refusal.UNKNOWN_TOKEN && second == Refusal.IDENTICAL_TOKENS;
    return concerns(function, first)
        && concerns(function, second)
        && !(both && fixesOneToken)
        && !areExclusive(first, second);
  }
}
