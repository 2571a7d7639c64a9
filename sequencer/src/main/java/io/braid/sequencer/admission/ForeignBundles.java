package io.braid.sequencer.admission;

import io.braid.protocol.record.RecordType;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.transaction.SenderRecovery;
import io.braid.protocol.types.Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * Tells the bundles of other gateways from our own when they are read from the shards' logs. All
 * but {@link #sent} is for the follower's thread.
 */
public final class ForeignBundles {

  /**
   * By shard, our own bundles that were not read back yet, in the order of the log. Each queue is
   * guarded by itself.
   */
  private final List<Queue<byte[]>> own = new ArrayList<>();

  private final TransactionBundleReader reader = new TransactionBundleReader();
  private final TransactionExaminer examiner;

  /** Nothing was sent yet. */
  public ForeignBundles(int shardCount, long chainId) {
    for (int shard = 0; shard < shardCount; shard++) {
      own.add(new ArrayDeque<>());
    }
    examiner = new TransactionExaminer(chainId, new SenderRecovery());
  }

  /** We append a bundle. For any thread, in the order of the log. */
  public void sent(int shard, byte[] bundle) {
    Queue<byte[]> expected = own.get(shard);
    synchronized (expected) {
      expected.add(bundle);
    }
  }

  /** A transaction that stands in a log, whose sender whoever put it there has checked. */
  public Candidate known(byte[] raw, Address sender) {
    return examiner.known(raw, sender);
  }

  /** A record of a shard's log was read; gives the transactions that others have put there. */
  public List<Candidate> read(int shard, byte[] record) {
    if (RecordType.ofInput(record, 0, record.length) != RecordType.TRANSACTIONS
        || isOwn(shard, record)
        || reader.open(record, 0, record.length) != null) {
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>();
    while (reader.next()) {
      int senderAt = reader.senderAt();
      int rawAt = reader.rawAt();
      candidates.add(
          known(
              Arrays.copyOfRange(record, rawAt, rawAt + reader.rawLength()),
              Address.of(Arrays.copyOfRange(record, senderAt, senderAt + Address.BYTES))));
    }
    return candidates;
  }

  private boolean isOwn(int shard, byte[] record) {
    Queue<byte[]> expected = own.get(shard);
    synchronized (expected) {
      boolean isNext = Arrays.equals(expected.peek(), record);
      if (isNext) {
        expected.remove();
      }
      return isNext;
    }
  }
}
