package io.braid.node.loadtest.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.node.loadtest.workload.Accounts;
import io.braid.node.loadtest.workload.Mix;
import io.braid.node.loadtest.workload.Plan;
import io.braid.node.loadtest.workload.SignedTransactions;
import io.braid.node.loadtest.workload.SigningKey;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.Disposition;
import io.braid.protocol.record.Outcome;
import io.braid.protocol.transaction.Refusal;
import io.braid.protocol.transaction.SenderRecovery;
import io.braid.protocol.transaction.TransactionFields;
import io.braid.protocol.transaction.TransactionReader;
import io.braid.protocol.types.Address;
import io.braid.protocol.types.ShardCount;
import io.braid.protocol.types.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiffObserverTest {

  private static final long CHAIN_ID = 4242;
  private static final int COUNT = 6;
  private static final ShardCount SHARDS = new ShardCount(2);

  private final SignedTransactions signed = sign();
  private final Observations seen = new Observations(COUNT);
  private final DiffObserver observer =
      new DiffObserver(signed, new HashIndex(signed.hashes()), seen);

  private static SignedTransactions sign() {
    Accounts accounts = Accounts.derive(3, 8, SHARDS, SigningKey.of(1, 1));
    Plan plan = Plan.draw(new Mix(3, COUNT, 0, 0.5, 0, 0), accounts, SHARDS, new long[9]);
    return SignedTransactions.sign(
        plan, accounts, new SignedTransactions.Terms(CHAIN_ID, 1, new Address(Word.of(5))));
  }

  private void observe(long nanos, Outcome... outcomes) {
    observer.observe(
        new Diff(0, 0, 1, 0, Disposition.APPLIED, null, List.of(outcomes), List.of(), List.of()),
        nanos);
  }

  private record Named(Word hash, Word signing, Address sender) {}

  /** As the shards name a transaction: read from its bytes. */
  private Named name(int transaction) {
    byte[] raw = signed.raw(transaction);
    TransactionFields fields = new TransactionFields();
    Refusal refusal = new TransactionReader(CHAIN_ID).read(raw, 0, raw.length, fields);
    byte[] sender = new byte[Address.BYTES];
    assertEquals(null, refusal);
    assertEquals(null, new SenderRecovery().recover(fields, sender, 0));
    return new Named(
        Word.of(fields.words(), TransactionFields.TRANSACTION_HASH),
        Word.of(fields.words(), TransactionFields.SIGNING_HASH),
        Address.of(sender));
  }

  private Outcome ran(int transaction, Integer code) {
    Named named = name(transaction);
    return new Outcome.Ran(
        named.hash, named.signing, named.sender, 0, 21_000, Word.of(1), code, List.of(), List.of());
  }

  private Outcome stepped(Word origin, Address sender, Integer code) {
    return new Outcome.Stepped(origin, sender, code, List.of(), List.of());
  }

  @Test
  void aTransactionOfOneStepBeginsAndEnds() {
    observe(7, ran(1, 0));
    assertEquals(7, seen.seenNanos(Stage.EXECUTED, 1));
    seen.receipt(1, true);
    assertEquals(Fate.SUCCEEDED, seen.fate(1));
  }

  @Test
  void ofSeveralStepsTheLastOneEndsIt() {
    Named named = name(2);
    observe(7, ran(2, null));
    assertEquals(Observations.NEVER, seen.seenNanos(Stage.EXECUTED, 2));
    observe(8, stepped(named.signing, named.sender, null));
    assertEquals(Observations.NEVER, seen.seenNanos(Stage.EXECUTED, 2));
    observe(9, stepped(named.signing, named.sender, 3));
    assertEquals(9, seen.seenNanos(Stage.EXECUTED, 2));
    observe(10, stepped(named.signing, named.sender, 0));
    assertEquals(Fate.DUPLICATED, seen.fate(2));
    assertEquals("ended twice", seen.reason(2));
  }

  @Test
  void whoRunsTwiceIsSeenTwice() {
    observe(7, ran(3, null), ran(3, null));
    assertEquals("began twice", seen.reason(3));
  }

  @Test
  void theQueueAndItsRefusals() {
    Named named = name(4);
    seen.acknowledged(4, 1);
    observe(7, new Outcome.Queued(named.hash, named.sender, 5));
    assertEquals(Fate.QUEUED, seen.fate(4));
    observe(8, new Outcome.Refused(named.hash, named.sender, Refusal.QUEUE_EXPIRED.code()));
    assertEquals(Fate.REFUSED_LATER, seen.fate(4));
    assertEquals("QUEUE_EXPIRED", seen.reason(4));
  }

  @Test
  void othersTransactionsAreNotCounted() {
    Named named = name(5);
    Word other = Word.of(12_345);
    observe(
        7,
        new Outcome.Queued(other, named.sender, 5),
        new Outcome.Refused(other, named.sender, Refusal.REPLACED.code()),
        stepped(named.signing, new Address(Word.of(77)), 0),
        stepped(other, named.sender, 0));
    assertEquals(0, seen.events());
  }
}
