package io.braid.protocol.transaction;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The pairs of refusals that no transaction can deserve at the same time, and why. */
final class ImpossiblePairs {

  /** A rule: none of {@code one} stands together with another of {@code other}. */
  record Rule(String because, Set<Refusal> one, Set<Refusal> other) {

    boolean covers(Refusal a, Refusal b) {
      return (one.contains(a) && other.contains(b)) || (one.contains(b) && other.contains(a));
    }
  }

  private static final Set<Refusal> TYPES =
      EnumSet.range(Refusal.BLOB_TRANSACTION, Refusal.UNKNOWN_TYPE);

  private static final Set<Refusal> STRUCTURE =
      EnumSet.range(Refusal.TYPED_TRANSACTION_TOO_SHORT, Refusal.ACCESS_LIST_SHAPE);

  private static final Set<Refusal> LEGACY_ALONE =
      EnumSet.of(Refusal.INVALID_V, Refusal.NOT_REPLAY_PROTECTED);

  private static final Set<Refusal> TYPED_ALONE =
      EnumSet.of(
          Refusal.BLOB_TRANSACTION,
          Refusal.SET_CODE_TRANSACTION,
          Refusal.UNKNOWN_TYPE,
          Refusal.TYPED_TRANSACTION_TOO_SHORT,
          Refusal.ACCESS_LIST_SHAPE,
          Refusal.ACCESS_LIST_ADDRESS_LENGTH,
          Refusal.ACCESS_LIST_KEY_LENGTH,
          Refusal.Y_PARITY_NOT_A_BIT,
          Refusal.PRIORITY_FEE_ABOVE_MAX_FEE);

  private static final Set<Refusal> NO_FAULT_OF_BYTES =
      EnumSet.range(Refusal.RLP_LENGTH_LEADING_ZERO, Refusal.NO_SENDER);

  static final List<Rule> RULES = rules();

  private ImpossiblePairs() {}

  private static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    rules.add(
        new Rule(
            "where there are no bytes, no byte is wrong",
            EnumSet.of(Refusal.EMPTY),
            EnumSet.range(Refusal.OVERSIZED, Refusal.NO_SENDER)));
    Set<Refusal> butTypes = EnumSet.of(Refusal.OVERSIZED);
    butTypes.addAll(NO_FAULT_OF_BYTES);
    rules.add(
        new Rule(
            "a single byte has a type and nothing else",
            EnumSet.of(Refusal.TYPED_TRANSACTION_TOO_SHORT),
            butTypes));
    rules.add(
        new Rule(
            "the first fault of the structure ends the reading, so there is no second one",
            STRUCTURE,
            STRUCTURE));
    rules.add(new Rule("a transaction has one type", TYPES, TYPES));
    rules.add(
        new Rule(
            "legacy transactions have no type byte, access list, yParity or priority fee, and typed"
                + " ones no v",
            LEGACY_ALONE,
            TYPED_ALONE));
    rules.add(oneValue("nonce", Refusal.NONCE_OVER_64_BITS, Refusal.NONCE_MAX));
    rules.add(oneValue("gas limit", Refusal.GAS_LIMIT_OVER_64_BITS, Refusal.INTRINSIC_GAS_TOO_LOW));
    rules.add(oneValue("recipient", Refusal.RECIPIENT_LENGTH, Refusal.CONTRACT_CREATION));
    rules.add(
        oneValue("v", Refusal.INVALID_V, Refusal.NOT_REPLAY_PROTECTED, Refusal.WRONG_CHAIN_ID));
    rules.add(oneValue("r", Refusal.R_ZERO, Refusal.R_NOT_BELOW_ORDER, Refusal.NO_SENDER));
    rules.add(oneValue("s", Refusal.S_ZERO, Refusal.S_NOT_BELOW_ORDER, Refusal.S_HIGH));
    return List.copyOf(rules);
  }

  private static Rule oneValue(String what, Refusal first, Refusal... others) {
    Set<Refusal> all = EnumSet.of(first, others);
    return new Rule("there is one " + what + ", and it is not both", all, all);
  }
}
