package io.braid.protocol;

/**
 * Every limit of the protocol, named with its unit. A limit that is not here does not exist: code
 * that needs a bound on bytes, items or depth takes it from this class.
 */
public final class Limits {

  /** Steps of a program. The longest of the ledger has fewer than 200. */
  public static final int PROGRAM_STEPS_MAX = 256;

  /** Registers of a program: an operand is written with two bytes, and scratch space is fixed. */
  public static final int PROGRAM_REGISTERS_MAX = 512;

  /** Operands of a log. A Swap has six. */
  public static final int LOG_OPERANDS_MAX = 8;

  /** Logs that one program writes. */
  public static final int LOGS_IN_STEP_MAX = 16;

  /** Withdrawals that one program makes. An exit of pool shares makes two. */
  public static final int WITHDRAWALS_IN_STEP_MAX = 4;

  /** Shards. */
  public static final int SHARDS_MAX = 256;

  /** Tokens: the highest token index. */
  public static final int TOKENS_MAX = 1 << 20;

  /**
   * Bytes of a signed transaction. The longest call of the ledger has 260 bytes of data; the rest
   * is room for access lists and for calls to come, at a price in memory that a queue of them can
   * pay.
   */
  public static final int TRANSACTION_BYTES_MAX = 16_384;

  /**
   * The largest nonce of a transaction: 2^64 - 2 (EIP-2681), as an unsigned number. The account's
   * nonce after it is then a 64-bit number too.
   */
  public static final long TRANSACTION_NONCE_MAX = -2;

  /**
   * Cells of a shard that are not 0, or that the current record made so: a table of 2^25 slots is
   * half full with them. A shard that would hold more stops.
   */
  public static final int CELLS_IN_SHARD_MAX = 1 << 24;

  /** Transactions of a bundle. */
  public static final int TRANSACTIONS_IN_BUNDLE_MAX = 512;

  /** Transactions of an ingress bundle. */
  public static final int TRANSACTIONS_IN_INGRESS_MAX = 512;

  /**
   * Messages of a bundle: more than one record can emit. A transaction bundle starts at most its
   * own transactions and those queued behind them, a header the messages of its events and of the
   * bundles that waited for it, a message bundle one for each of its own.
   */
  public static final int MESSAGES_IN_BUNDLE_MAX = 1 << 21;

  /** Words of a message or an L1 event. */
  public static final int MESSAGE_WORDS_MAX = 6;

  /** New tokens of a header. */
  public static final int TOKENS_IN_HEADER_MAX = 64;

  /** L1 events of a header. */
  public static final int EVENTS_IN_HEADER_MAX = 256;

  /** Bytes of a token's symbol, in UTF-8. */
  public static final int TOKEN_SYMBOL_BYTES_MAX = 32;

  /** Bytes of a token's name, in UTF-8. */
  public static final int TOKEN_NAME_BYTES_MAX = 64;

  /**
   * How far, in blocks, headers run ahead of what every shard has reported: header b + this is
   * decided only after block b is complete. So no message waits for ever to be consumed.
   */
  public static final int BLOCKS_INCOMPLETE_MAX = 128;

  /** How far a queued transaction's nonce may be above its account's. */
  public static final int NONCE_GAP_MAX = 64;

  /** Transactions in the nonce queue of a shard. */
  public static final int QUEUED_TRANSACTIONS_MAX = 65_536;

  /** Raw bytes of all transactions in the nonce queue of a shard. */
  public static final int QUEUED_BYTES_MAX = 64 << 20;

  /** Transactions that leave the nonce queue at one header because their time is up. */
  public static final int EXPIRIES_IN_HEADER_MAX = 4_096;

  /** How long a transaction may wait in the nonce queue, in seconds of header time. */
  public static final int QUEUE_SECONDS_MAX = 600;

  /** Bytes of a snapshot in one chunk. */
  public static final int SNAPSHOT_CHUNK_BYTES_MAX = 512 << 10;

  /**
   * Chunks of a snapshot. With {@link #SNAPSHOT_CHUNK_BYTES_MAX} they hold what fits into an array,
   * and that is twice what {@link #CELLS_IN_SHARD_MAX} cells take.
   */
  public static final int SNAPSHOT_CHUNKS_MAX = 4_095;

  /** Bytes of a record that stands in a log as one; a longer one stands there in parts so long. */
  public static final int PART_BYTES_MAX = 12 << 20;

  /** Parts of a record. With {@link #PART_BYTES_MAX} they hold what fits into an array. */
  public static final int PARTS_MAX = 170;

  /**
   * Levels of the state tree above its leaves. It has at most 2^40 leaves: a million new ones a
   * second for twelve days, and few enough for an index of five bytes.
   */
  public static final int TREE_LEVELS = 40;

  /** Leaves of the state tree; it never removes one. */
  public static final long TREE_LEAVES_MAX = 1L << TREE_LEVELS;

  /** Keys of one update of the state tree, read or written. */
  public static final int KEYS_IN_TREE_UPDATE_MAX = 1 << 20;

  /** Updates of the state tree that are not settled: what takes them back is kept until then. */
  public static final int TREE_UPDATES_UNSETTLED_MAX = 256;

  private Limits() {}
}
