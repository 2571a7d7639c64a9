package io.braid.sequencer.view;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.Optional;

/** Transactions that were acknowledged and stand in no block. */
public interface PendingReader {

  /**
   * The lowest nonce that neither a receipt nor an acknowledged transaction has. It counts a
   * transaction from the moment its submission is answered, whichever gateway took it.
   */
  long nextNonce(Address account);

  /** An acknowledged transaction that has neither receipt nor refusal. */
  Optional<ChainTransaction> transaction(Word hash);

  /** Why an acknowledged transaction was refused; empty if it was not, or if that is long ago. */
  Optional<Rejection> rejection(Word hash);
}
