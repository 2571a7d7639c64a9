package io.braid.node.loadtest.outcome;

import io.braid.node.loadtest.workload.SignedTransactions;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.transaction.Refusal;

/** Sees in the diffs what the shards do with the transactions of a run. */
public final class DiffObserver {

  private final HashIndex byHash;
  private final HashIndex byOrigin;
  private final Observations observations;

  /**
   * An observer of signed transactions.
   *
   * @param byHash their numbers, as is all that observes the same run
   */
  public DiffObserver(SignedTransactions signed, HashIndex byHash, Observations observations) {
    this.byHash = byHash;
    this.byOrigin = new HashIndex(signed.origins());
    this.observations = observations;
  }

  /** A diff was read, for the first time, at this many nanoseconds from the start. */
  public void observe(Diff diff, long nanos) {
    for (Outcome outcome : diff.outcomes()) {
      switch (outcome) {
        case Outcome.Ran ran -> {
          int transaction = byHash.of(ran.transaction());
          if (transaction != HashIndex.UNKNOWN) {
            observations.begun(transaction);
            end(transaction, ran.code(), nanos);
          }
        }
        case Outcome.Stepped stepped -> {
          int transaction =
              byOrigin.of(SignedTransactions.origin(stepped.origin(), stepped.sender()));
          if (transaction != HashIndex.UNKNOWN) {
            end(transaction, stepped.code(), nanos);
          }
        }
        case Outcome.Queued queued -> {
          int transaction = byHash.of(queued.transaction());
          if (transaction != HashIndex.UNKNOWN) {
            observations.queued(transaction);
          }
        }
        case Outcome.Refused refused -> {
          int transaction = byHash.of(refused.transaction());
          if (transaction != HashIndex.UNKNOWN) {
            observations.refusedLater(transaction, Refusal.of(refused.reason()).name());
          }
        }
      }
    }
  }

  private void end(int transaction, Integer code, long nanos) {
    if (code != null) {
      observations.ended(transaction, nanos);
    }
  }
}
