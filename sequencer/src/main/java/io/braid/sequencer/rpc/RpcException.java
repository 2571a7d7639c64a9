package io.braid.sequencer.rpc;

import io.braid.sequencer.view.PrunedException;

/** The answer to a request is an error. It has no stack trace: it is an answer, not a fault. */
public final class RpcException extends RuntimeException {

  /** The bytes are no JSON. */
  public static final int PARSE_ERROR = -32700;

  /** The JSON is no request. */
  public static final int INVALID_REQUEST = -32600;

  /** There is no such method, or not on this transport. */
  public static final int METHOD_NOT_FOUND = -32601;

  /** The arguments do not fit the method. */
  public static final int INVALID_PARAMS = -32602;

  /** A fault of the server. */
  public static final int INTERNAL_ERROR = -32603;

  /** What geth says when it has no better code, refused transactions included. */
  public static final int SERVER_ERROR = -32000;

  /** A limit would be passed, or there is no room now (EIP-1474). */
  public static final int LIMIT_EXCEEDED = -32005;

  /** The operation would fail; the data is that of {@code Error(string)}. */
  public static final int REVERTED = 3;

  /** No receipt within the time of a synchronous send (EIP-7966). */
  public static final int SYNC_TIMEOUT = 4;

  /** What was there is kept no more (EIP-4444). */
  public static final int PRUNED_HISTORY = 4444;

  private final int code;
  private final transient Answer data;

  private RpcException(int code, String message, Answer data) {
    super(message, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.code = code;
    this.data = data;
  }

  /** An error without data. */
  public static RpcException of(int code, String message) {
    return new RpcException(code, message, null);
  }

  /** An error with data. */
  public static RpcException of(int code, String message, Answer data) {
    return new RpcException(code, message, data);
  }

  /** An operation that would fail, with the reason in words and as a contract would give it. */
  static RpcException reverted(String reason) {
    return of(
        REVERTED, "execution reverted: " + reason, Answer.of(AbiWords.error(reason).toString()));
  }

  /** An argument, counted from 0, does not fit. */
  static RpcException argument(int index, String why) {
    return of(INVALID_PARAMS, "invalid argument %d: %s".formatted(index, why));
  }

  /** The state of a block is kept no more. */
  static RpcException prunedState(PrunedException pruned) {
    return of(
        SERVER_ERROR,
        "historical state of block %d is not available: the oldest kept is that of block %d"
            .formatted(pruned.block(), pruned.oldestBlock()),
        oldest(pruned));
  }

  /** A block is kept no more. */
  static RpcException prunedHistory(PrunedException pruned) {
    return of(PRUNED_HISTORY, "pruned history unavailable", oldest(pruned));
  }

  private static Answer oldest(PrunedException pruned) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("oldestBlock", Hex.quantity(pruned.oldestBlock()));
      out.writeEndObject();
    };
  }

  /** The code of the error. */
  public int code() {
    return code;
  }

  /** The data of the error, or null. */
  Answer data() {
    return data;
  }
}
