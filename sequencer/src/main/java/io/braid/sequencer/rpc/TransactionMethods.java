package io.braid.sequencer.rpc;

import io.braid.protocol.types.Word;
import io.braid.sequencer.view.ChainReader;
import io.braid.sequencer.view.ChainReceipt;
import io.braid.sequencer.view.ChainTransaction;
import io.braid.sequencer.view.PendingReader;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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

  /** One that another gateway took a moment ago is waited for: it must not seem to be unknown. */
  CompletableFuture<Answer> byHash(Params params) {
    Word hash = params.count(1, 1).hash(0);
    Optional<ChainTransaction> known = find(hash);
    return known.isPresent()
        ? CompletableFuture.completedFuture(answer(known))
        : pending.caughtUp().thenApply(_ -> answer(find(hash)));
  }

  /**
   * The pending ones are looked at first and last: between the two looks a transaction may pass
   * from there into a block, and must not seem to be gone.
   */
  private Optional<ChainTransaction> find(Word hash) {
    Optional<ChainTransaction> waiting = pending.transaction(hash);
    return Blocks.history(() -> chain.transaction(hash))
        .or(() -> waiting)
        .or(() -> pending.transaction(hash));
  }

  private Answer answer(Optional<ChainTransaction> found) {
    return found.<Answer>map(it -> out -> json.transaction(out, it)).orElse(Answer.NULL);
  }

  Answer receipt(Params params) {
    Word hash = params.count(1, 1).hash(0);
    Optional<ChainReceipt> found = Blocks.history(() -> chain.receipt(hash));
    return found.<Answer>map(it -> out -> json.receipt(out, it)).orElse(Answer.NULL);
  }
}
