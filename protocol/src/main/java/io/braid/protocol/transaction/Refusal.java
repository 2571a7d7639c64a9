package io.braid.protocol.transaction;

/**
 * Why a transaction is refused. The order is the precedence: of several reasons, the first is the
 * answer. A refused transaction changes nothing.
 *
 * <p>The codes stand in records and programs and never change; they ascend with the order, and the
 * gaps are for reasons to come. The messages begin as those of geth do, where it has one, since
 * wallets look for those words.
 */
public enum Refusal {
  // The bytes as a whole.
  EMPTY(1, "empty transaction"),
  OVERSIZED(2, "oversized data: more than 16384 bytes"),
  BLOB_TRANSACTION(3, "transaction type not supported: 3, with blobs"),
  SET_CODE_TRANSACTION(4, "transaction type not supported: 4, with code to set"),
  UNKNOWN_TYPE(5, "transaction type not supported"),

  // The structure, read from front to back. The first of these ends the reading, so that there is
  // never a second one.
  TYPED_TRANSACTION_TOO_SHORT(8, "typed transaction too short"),
  RLP_LENGTH_LEADING_ZERO(9, "rlp: non-canonical size information: leading zero byte"),
  RLP_LENGTH_NOT_SHORTEST(10, "rlp: non-canonical size information: long form below 56 bytes"),
  RLP_ITEM_EXCEEDS_INPUT(11, "rlp: value size exceeds available input length"),
  RLP_ITEM_EXCEEDS_LIST(12, "rlp: element is larger than containing list"),
  RLP_BYTE_WITH_HEADER(13, "rlp: non-canonical size information: byte below 0x80 with a header"),
  RLP_EXPECTED_STRING(14, "rlp: expected String or Byte"),
  RLP_EXPECTED_LIST(15, "rlp: expected List"),
  RLP_TRAILING_BYTES(16, "rlp: input contains more than one value"),
  TOO_FEW_FIELDS(17, "rlp: too few elements for a transaction"),
  TOO_MANY_FIELDS(18, "rlp: input list has too many elements for a transaction"),
  ACCESS_LIST_SHAPE(19, "rlp: an access list entry is not an address and a list of keys"),

  // The form of the fields.
  INTEGER_LEADING_ZERO(24, "rlp: non-canonical integer (leading zero bytes)"),
  NONCE_OVER_64_BITS(25, "rlp: uint overflow: nonce over 64 bits"),
  GAS_LIMIT_OVER_64_BITS(26, "rlp: uint overflow: gas limit over 64 bits"),
  INTEGER_OVER_256_BITS(27, "rlp: uint overflow: integer over 256 bits"),
  RECIPIENT_LENGTH(28, "rlp: recipient has not 20 bytes"),
  ACCESS_LIST_ADDRESS_LENGTH(29, "rlp: access list address has not 20 bytes"),
  ACCESS_LIST_KEY_LENGTH(30, "rlp: access list key has not 32 bytes"),

  // The fields, without any context.
  NONCE_MAX(36, "nonce has max value"),
  Y_PARITY_NOT_A_BIT(37, "'yParity' field must be 0 or 1"),
  INVALID_V(38, "invalid transaction v, r, s values: v is neither 27, 28 nor at least 35"),
  R_ZERO(39, "invalid transaction v, r, s values: r is zero"),
  R_NOT_BELOW_ORDER(40, "invalid transaction v, r, s values: r is not below the order"),
  S_ZERO(41, "invalid transaction v, r, s values: s is zero"),
  S_NOT_BELOW_ORDER(42, "invalid transaction v, r, s values: s is not below the order"),
  S_HIGH(43, "invalid transaction v, r, s values: s is above half the order"),
  CONTRACT_CREATION(44, "contract creation not supported"),
  NOT_REPLAY_PROTECTED(45, "only replay-protected (EIP-155) transactions allowed"),

  // The fields on this chain.
  WRONG_CHAIN_ID(52, "invalid chain id for signer"),
  PRIORITY_FEE_ABOVE_MAX_FEE(53, "max priority fee per gas higher than max fee per gas"),
  FEE_OVER_256_BITS(54, "gas limit * max fee per gas over 256 bits"),
  INTRINSIC_GAS_TOO_LOW(55, "intrinsic gas too low"),

  // The sender.
  NO_SENDER(60, "invalid sender: nobody has signed this"),

  // What the transaction asks for.
  SENDER_IS_SYSTEM_ADDRESS(64, "invalid sender: a system address"),
  WRONG_SHARD(65, "transaction sent to a shard that is not its sender's"),
  NO_PROGRAM_AT_ADDRESS(66, "no program at the address, so it takes no data"),
  UNKNOWN_FUNCTION(67, "the program has no function with this selector"),
  MALFORMED_CALL_DATA(68, "call data is not the canonical encoding of the arguments"),
  VALUE_NOT_ACCEPTED(69, "the function is not payable"),
  UNSUPPORTED_PATH(70, "the path of a swap is not of two tokens, or ETH is in the wrong place"),
  UNKNOWN_TOKEN(71, "the token is not known to the bridge"),
  IDENTICAL_TOKENS(72, "both tokens of the pair are the same"),
  RECIPIENT_IS_PROGRAM(73, "the recipient is a program address, which nothing can be paid to"),
  LIQUIDITY_FOR_ANOTHER(74, "liquidity can be added for the sender only"),
  OPERATION_GAS_TOO_LOW(75, "intrinsic gas too low for the operation"),

  // The nonce and the queue.
  NONCE_TOO_LOW(80, "nonce too low"),
  NONCE_TOO_HIGH(81, "nonce too high"),
  REPLACEMENT_UNDERPRICED(82, "replacement transaction underpriced"),
  REPLACED(83, "replaced by a transaction with the same nonce and higher fees"),
  QUEUE_FULL(84, "txpool is full: newer transactions took this one's place"),
  QUEUE_EXPIRED(85, "nonce gap was not filled in time"),

  // The run.
  FEE_CAP_BELOW_BASE_FEE(96, "max fee per gas less than block base fee"),
  INSUFFICIENT_FUNDS_FOR_FEE(97, "insufficient funds for gas * price + value"),
  NONCE_MISMATCH(98, "nonce is not the account's");

  private static final Refusal[] BY_CODE = new Refusal[1 << Byte.SIZE];

  static {
    for (Refusal refusal : values()) {
      BY_CODE[refusal.code] = refusal;
    }
  }

  private final int code;
  private final String message;

  Refusal(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /** The number in records and programs, 1 to 255. */
  public int code() {
    return code;
  }

  /** What the sender is told. */
  public String message() {
    return message;
  }

  /** The refusal of a code, or null if there is none. */
  public static Refusal of(int code) {
    return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
  }

  /** The one of two refusals that takes precedence; null is none. */
  public static Refusal first(Refusal a, Refusal b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.code <= b.code ? a : b;
  }
}
