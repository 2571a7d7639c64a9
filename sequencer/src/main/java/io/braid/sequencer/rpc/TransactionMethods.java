package io.braid.sequencer.rpc;

import io.braid.protocol.types.Word;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.ChainTransaction;
import io.braid.sequencer.view.PendingReader;
import java.util.Optional;

/** Transactions and receipts by hash. */
final class TransactionMethods {

  private final ChainReader chain;
  private final PendingReader pending;
  private final ChainJson json;

  TransactionMethods(ChainReader chain, PendingReader pending, ChainJson json) {
    this.chain = chain;
    this.pending = pending;
    this.json = json;
  }

  /**
   * The pending ones are looked at first and last: between the two looks a transaction may pass
   * from there into a block, and must not seem to be gone.
   */
  Answer byHash(Params params) {
    Word hash = params.count(1, 1).hash(0);
    Optional<ChainTransaction> waiting = pending.transaction(hash);
    Optional<ChainTransaction> found =
        Blocks.history(() -> chain.transaction(hash))
            .or(() -> waiting)
            .or(() -> pending.transaction(hash));
    return found.<Answer>map(it -> out -> json.transaction(out, it)).orElse(Answer.NULL);
  }

  Answer receipt(Params params) {
    Word hash = params.count(1, 1).hash(0);
    Optional<ChainReceipt> found = Blocks.history(() -> chain.receipt(hash));
    return found.<Answer>map(it -> out -> json.receipt(out, it)).orElse(Answer.NULL);
  }
}
