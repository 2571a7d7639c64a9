package io.braid.sequencer.view;

import io.braid.protocol.types.Bytes;
import java.util.concurrent.CompletableFuture;

/** Where signed transactions go. */
@FunctionalInterface
public interface Submission {

  /**
   * Submits a signed transaction. Does not block.
   *
   * @param source who sends it, for limits; the network address of a client
   * @return the answer; the future fails only where nobody knows whether the log took the
   *     transaction
   */
  CompletableFuture<SubmitAnswer> submit(Bytes raw, String source);
}
