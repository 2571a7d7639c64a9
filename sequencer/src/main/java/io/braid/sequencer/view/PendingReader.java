package io.braid.sequencer.view;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Transactions that were acknowledged and stand in no block. */
public interface PendingReader {

  /**
   * Complete when everything is known here that was acknowledged before the call, whichever gateway
   * took it. Fails with {@link BehindException} if the logs do not answer in time.
   */
  CompletableFuture<Void> caughtUp();

  /**
   * The lowest nonce that neither a receipt nor an acknowledged transaction has, as far as is known
   * here.
   */
  long nextNonce(Address account);

  /** An acknowledged transaction that has neither receipt nor refusal. */
  Optional<ChainTransaction> transaction(Word hash);

  /** Why an acknowledged transaction was refused; empty if it was not, or if that is long ago. */
  Optional<Rejection> rejection(Word hash);
}
