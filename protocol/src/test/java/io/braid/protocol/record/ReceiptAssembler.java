package io.braid.protocol.record;

import io.braid.protocol.types.Address;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Folds the outcomes of all shards into receipts. Diffs of one shard come in the order of its log,
 * and a diff before those that consume its messages, as in canonical order.
 *
 * <p>Outcomes of L1 events (their sender is 0) make no receipt.
 */
public final class ReceiptAssembler {

  /**
   * What names a transaction. Its signing hash does not: others may have signed the same fields.
   */
  private record Chain(Word signing, Address sender) {}

  private record Pending(Outcome.Ran first, List<Withdrawal> withdrawals, List<LogEntry> logs) {}

  private final Map<Chain, Pending> pending = new HashMap<>();
  private final Consumer<Receipt> receipts;

  /** Receipts go to the consumer as they become complete. */
  public ReceiptAssembler(Consumer<Receipt> receipts) {
    this.receipts = receipts;
  }

  /** Transactions whose last step has not been seen. */
  public int pendingCount() {
    return pending.size();
  }

  /** Takes in the next diff. */
  public void accept(Diff diff) {
    for (int place = 0; place < diff.outcomes().size(); place++) {
      switch (diff.outcomes().get(place)) {
        case Outcome.Ran ran -> accept(diff, place, ran);
        case Outcome.Stepped stepped -> accept(diff, place, stepped);
        case Outcome.Refused _, Outcome.Queued _ -> {}
      }
    }
  }

  private void accept(Diff diff, int place, Outcome.Ran ran) {
    Pending begun =
        new Pending(ran, new ArrayList<>(ran.withdrawals()), new ArrayList<>(ran.logs()));
    if (ran.code() == null) {
      pending.put(new Chain(ran.signing(), ran.sender()), begun);
    } else {
      complete(diff, place, begun, ran.code());
    }
  }

  private void accept(Diff diff, int place, Outcome.Stepped stepped) {
    Chain chain = new Chain(stepped.origin(), stepped.sender());
    Pending begun = pending.get(chain);
    if (begun == null) {
      return;
    }
    begun.withdrawals().addAll(stepped.withdrawals());
    begun.logs().addAll(stepped.logs());
    if (stepped.code() != null) {
      pending.remove(chain);
      complete(diff, place, begun, stepped.code());
    }
  }

  private void complete(Diff diff, int place, Pending begun, int code) {
    Outcome.Ran first = begun.first();
    receipts.accept(
        new Receipt(
            first.transaction(),
            first.signing(),
            first.sender(),
            first.nonce(),
            first.gas(),
            first.price(),
            code,
            diff.block(),
            diff.shard(),
            diff.offset(),
            place,
            begun.withdrawals(),
            code == 0 ? begun.logs() : List.of()));
  }
}
