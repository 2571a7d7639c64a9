package io.braid.sequencer.rpc;

import java.util.concurrent.CompletableFuture;

/** A method. It may throw {@link RpcException}; it may read a disk, but waits for nobody. */
@FunctionalInterface
public interface RpcMethod {

  /** Begins the call; the future is complete unless the answer depends on others. */
  CompletableFuture<Answer> call(Params params, Caller caller);

  /** A method that has its answer at once, from its arguments alone. */
  static RpcMethod now(Immediate method) {
    return (params, _) -> CompletableFuture.completedFuture(method.call(params));
  }

  /** A method that has its answer at once. */
  @FunctionalInterface
  interface Immediate {
    Answer call(Params params);
  }
}
