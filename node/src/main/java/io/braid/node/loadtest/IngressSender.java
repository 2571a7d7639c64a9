package io.braid.node.loadtest;

import io.braid.log.IngressWriter;
import io.braid.node.loadtest.outcome.Observations;
import io.braid.node.loadtest.rpc.TransactionSender;
import io.braid.node.loadtest.workload.Schedule;
import io.braid.node.loadtest.workload.SignedTransactions;
import io.braid.protocol.record.IngressAnswer;
import io.braid.protocol.record.IngressBundle;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.types.Bytes;
import java.util.function.LongSupplier;

/** Writes transactions into the ingress, each with its signer's public key. */
final class IngressSender implements TransactionSender {

  private final IngressWriter writer;
  private final Schedule schedule;
  private final SignedTransactions signed;
  private final Observations observations;
  private final LongSupplier nanos;

  /**
   * A sender that is connected.
   *
   * @param nanos the time from the start
   */
  IngressSender(
      ChainAddress chain,
      Schedule schedule,
      SignedTransactions signed,
      Observations observations,
      LongSupplier nanos) {
    writer =
        new IngressWriter(
            chain.kafka().orElseThrow(), chain.topics(), chain.shards(), CpuMeter.THREADS);
    this.schedule = schedule;
    this.signed = signed;
    this.observations = observations;
    this.nanos = nanos;
  }

  /** Waits while more is unanswered than the writer takes; the wait counts. */
  @Override
  public void send(int from, int end) {
    for (int i = schedule.first(from); i < schedule.end(end - 1); i++) {
      int transaction = i;
      IngressBundle.Entry entry =
          new IngressBundle.Entry(Bytes.wrap(signed.raw(i)), Bytes.wrap(signed.publicKey(i)));
      try {
        var _ =
            writer
                .write(signed.signer(i), entry)
                .whenComplete((answer, failed) -> note(transaction, answer, failed));
      } catch (IllegalStateException ended) {
        observations.unanswered(i, ended.getMessage());
      }
    }
  }

  private void note(int transaction, IngressAnswer.Entry answer, Throwable failed) {
    if (failed != null) {
      observations.unanswered(transaction, failed.getMessage());
      return;
    }
    switch (answer.status()) {
      case ACKNOWLEDGED -> observations.acknowledged(transaction, nanos.getAsLong());
      case REFUSED -> observations.refusedAtOnce(transaction, Refusal.of(answer.reason()).name());
      case TRY_LATER ->
          observations.refusedAtOnce(transaction, "try later: the account has or sends too many");
      case FAILED -> observations.unanswered(transaction, "the node failed on it");
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
