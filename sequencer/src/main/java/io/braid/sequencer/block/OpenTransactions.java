package io.braid.sequencer.block;

import io.braid.protocol.record.LogEntry;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.record.Withdrawal;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.Bytes;
import io.braid.protocol.types.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Transactions that have begun and not ended: those that wait for earlier nonces, by their bytes,
 * and those of which a later step is to come. The shards bound the first, and what is in flight the
 * second.
 */
final class OpenTransactions {

  /** A transaction in a nonce queue: others may claim the same bytes as theirs. */
  record Name(Word transaction, Address sender) implements Comparable<Name> {
    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::transaction).thenComparing(Name::sender);

    @Override
    public int compareTo(Name other) {
      return ORDER.compare(this, other);
    }
  }

  /** What names a transaction in its later steps; others may have signed the same fields. */
  record Chain(Word signing, Address sender) implements Comparable<Chain> {
    private static final Comparator<Chain> ORDER =
        Comparator.comparing(Chain::signing).thenComparing(Chain::sender);

    @Override
    public int compareTo(Chain other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A transaction that ran its first step.
   *
   * @param withdrawals of its steps so far
   * @param logs of its steps so far
   */
  record Begun(Bytes raw, Outcome.Ran first, List<Withdrawal> withdrawals, List<LogEntry> logs) {

    static Begun of(Bytes raw, Outcome.Ran first) {
      return new Begun(
          raw, first, new ArrayList<>(first.withdrawals()), new ArrayList<>(first.logs()));
    }
  }

  final Map<Name, Bytes> queued = new HashMap<>();
  final Map<Chain, Begun> pending = new HashMap<>();

  /** Takes note of the first step of a transaction that goes on. */
  void begin(Begun begun) {
    pending.put(new Chain(begun.first().signing(), begun.first().sender()), begun);
  }

  /**
   * Takes note of a later step.
   *
   * @return the transaction, which is forgotten if it ends here; null if none of these began it
   */
  Begun step(Outcome.Stepped step) {
    Chain chain = new Chain(step.origin(), step.sender());
    Begun begun = step.code() == null ? pending.get(chain) : pending.remove(chain);
    if (begun != null) {
      begun.withdrawals().addAll(step.withdrawals());
      begun.logs().addAll(step.logs());
    }
    return begun;
  }
}
