package io.braid.node.loadtest.rpc;

/** JSON-RPC answered with an error, or not at all. */
public final class RpcException extends RuntimeException {

  private static final int LIMIT_EXCEEDED = -32005;

  private final int code;

  RpcException(String message, int code) {
    super(message);
    this.code = code;
  }

  RpcException(String message, Throwable cause) {
    super(message, cause);
    this.code = 0;
  }

  /** Whether the same may succeed a moment later. */
  public boolean isRetriable() {
    return code == LIMIT_EXCEEDED;
  }
}
