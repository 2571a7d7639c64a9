package io.braid.sequencer.rpc;

import io.braid.protocol.Limits;

/** Every limit of JSON-RPC, named with its unit. */
public final class RpcLimits {

  /**
   * Bytes of a request, a batch included. A batch of the largest transactions is cut here first.
   */
  public static final int REQUEST_BYTES_MAX = 5 << 20;

  /** Requests of a batch. */
  public static final int BATCH_REQUESTS_MAX = 1_000;

  /** Bytes of an answer, that to a batch included. */
  public static final int ANSWER_BYTES_MAX = 25 << 20;

  /** Arrays and objects inside of each other. */
  public static final int JSON_DEPTH_MAX = 32;

  /**
   * Values, names and brackets of a request: each becomes an object of its own, many times as large
   * as the two bytes that it may have.
   */
  public static final long JSON_TOKENS_MAX = 250_000;

  /** Characters of a number. */
  public static final int JSON_NUMBER_CHARACTERS_MAX = 100;

  /** Characters of a name in an object. */
  public static final int JSON_NAME_CHARACTERS_MAX = 200;

  /** Characters of a request's id, quotes included. */
  public static final int ID_CHARACTERS_MAX = 256;

  /** Characters of a method's name or of an argument that an error repeats. */
  public static final int ECHO_CHARACTERS_MAX = 100;

  /** Bytes of call data: what fits into a transaction. */
  public static final int CALL_DATA_BYTES_MAX = Limits.TRANSACTION_BYTES_MAX;

  /** Addresses, and storage keys of each, of an access list in a call. */
  public static final int ACCESS_LIST_ENTRIES_MAX = 512;

  /** Blocks that a query for logs may span. */
  public static final long LOG_BLOCKS_MAX = 10_000;

  /** Logs in an answer. */
  public static final int LOGS_IN_ANSWER_MAX = 10_000;

  /** Addresses in a query for logs, and topics in each of its places. */
  public static final int LOG_CHOICES_MAX = 1_000;

  /** Places of topics: as many as a log can have. */
  public static final int LOG_TOPICS_MAX = 4;

  /** Filters at one time, of all clients together. */
  public static final int FILTERS_MAX = 10_000;

  /** How long a filter lives that nobody asks for, in milliseconds. */
  public static final long FILTER_IDLE_MS_MAX = 5 * 60_000;

  /** Pending transactions between two polls of a filter of them; with more it ends. */
  public static final int FILTER_HASHES_MAX = 4_096;

  /** Addresses and topics of all filters together, and again of all subscriptions. */
  public static final int FILTER_CHOICES_MAX = 1_000_000;

  /** Hashes of blocks that one poll of a filter gives; the rest comes with the next. */
  public static final long FILTER_BLOCKS_MAX = 1_024;

  /** Subscriptions of one connection. */
  public static final int SUBSCRIPTIONS_OF_CONNECTION_MAX = 64;

  /** Subscriptions of all connections. */
  public static final int SUBSCRIPTIONS_MAX = 10_000;

  /** Blocks of a fee history; of more, the newest are given. */
  public static final int FEE_HISTORY_BLOCKS_MAX = 1_024;

  /** Blocks of a fee history with rewards, for which each receipt is read. */
  public static final int FEE_HISTORY_REWARD_BLOCKS_MAX = 128;

  /** Percentiles of a fee history. */
  public static final int FEE_HISTORY_PERCENTILES_MAX = 100;

  /** How long a synchronous send waits for its receipt unless it says, in milliseconds. */
  public static final long SYNC_SEND_MS_DEFAULT = 20_000;

  /** How long a synchronous send may wait for its receipt, in milliseconds. */
  public static final long SYNC_SEND_MS_MAX = 60_000;

  /** Synchronous sends that wait at one time. */
  public static final int SYNC_SENDS_MAX = 10_000;

  private RpcLimits() {}
}
