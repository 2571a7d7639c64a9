package io.braid.protocol.program;

import io.braid.protocol.math.Word256;

/**
 * The inputs that a program can ask for, and the fields of a message it emits.
 *
 * <p>{@link #ORIGIN} and {@link #SENDER} together name a chain: every message of it carries both.
 * The signing hash alone does not, since two senders may sign the same fields.
 */
public enum Field {
  /** Signing hash of the transaction, or index of the L1 event, that began the chain. */
  ORIGIN(0, Use.ANY),
  /** Time of the header, in seconds. */
  TIME(1, Use.ANY),
  /** Base fee of the header, in wei for a unit of gas. */
  BASE_FEE(2, Use.ANY),
  /** Who signed the transaction that began the chain; 0 if an L1 event did. */
  SENDER(3, Use.ANY),
  NONCE(4, Use.TRANSACTION),
  GAS_LIMIT(5, Use.TRANSACTION),
  MAX_PRIORITY_FEE(6, Use.TRANSACTION),
  MAX_FEE(7, Use.TRANSACTION),
  /** ETH sent along, in wei. */
  VALUE(8, Use.TRANSACTION),
  /** The fee account of the sender's shard. */
  FEE_ACCOUNT(9, Use.TRANSACTION),
  ARGUMENT_0(10, Use.TRANSACTION),
  ARGUMENT_1(11, Use.TRANSACTION),
  ARGUMENT_2(12, Use.TRANSACTION),
  ARGUMENT_3(13, Use.TRANSACTION),
  ARGUMENT_4(14, Use.TRANSACTION),
  ARGUMENT_5(15, Use.TRANSACTION),
  ARGUMENT_6(16, Use.TRANSACTION),
  ARGUMENT_7(17, Use.TRANSACTION),
  ARGUMENT_8(18, Use.TRANSACTION),
  /** What the chain has failed with so far, or 0. */
  CODE(19, Use.MESSAGE),
  /** Whose shard runs the step. */
  OWNER(20, Use.MESSAGE_OR_EVENT),
  /** Who is paid the amounts in flight after a freeze. */
  PAYEE(21, Use.MESSAGE),
  ASSET_1(22, Use.MESSAGE_OR_EVENT),
  AMOUNT_1(23, Use.MESSAGE_OR_EVENT),
  ASSET_2(24, Use.MESSAGE),
  AMOUNT_2(25, Use.MESSAGE),
  WORD_0(26, Use.MESSAGE_OR_EVENT),
  WORD_1(27, Use.MESSAGE_OR_EVENT),
  WORD_2(28, Use.MESSAGE_OR_EVENT),
  WORD_3(29, Use.MESSAGE_OR_EVENT),
  WORD_4(30, Use.MESSAGE_OR_EVENT),
  WORD_5(31, Use.MESSAGE_OR_EVENT);

  private enum Use {
    ANY,
    TRANSACTION,
    MESSAGE,
    MESSAGE_OR_EVENT
  }

  private static final Field[] FIELDS = values();

  /** How many fields there are. */
  public static final int COUNT = FIELDS.length;

  private final Use use;
  private final int code;

  Field(int code, Use use) {
    this.code = code;
    this.use = use;
  }

  /** The byte in program bytes: the place in the order above, from 0. */
  public int code() {
    return code;
  }

  /** Where the field's word stands in an array of all fields. */
  public int at() {
    return code * Word256.LONGS;
  }

  /** Whether a program of this source has the field. */
  boolean isInputOf(Source source) {
    return switch (use) {
      case ANY -> true;
      case TRANSACTION -> source == Source.TRANSACTION;
      case MESSAGE -> source == Source.MESSAGE;
      case MESSAGE_OR_EVENT -> source != Source.TRANSACTION;
    };
  }

  /** Whether a program may set the field in a message it emits. */
  boolean isEmitted() {
    return use == Use.MESSAGE || use == Use.MESSAGE_OR_EVENT;
  }

  /** The field with this byte, or null if there is none. */
  static Field of(int code) {
    return code < COUNT ? FIELDS[code] : null;
  }
}
