package io.braid.sequencer.kafka;

import io.braid.protocol.record.RecordType;
import io.braid.protocol.record.TransactionBundleReader;
import io.braid.protocol.transaction.SenderRecovery;
import io.braid.protocol.types.Address;
import io.braid.sequencer.admission.Candidate;
import io.braid.sequencer.admission.TransactionExaminer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Tells the bundles of other gateways from our own when they are read from the shards' logs. All
 * but {@link #sent} is for the follower's thread.
 */
final class ForeignBundles {

  /** By shard, our own bundles that were not read back yet, in the order of the log. */
  private final List<Queue<byte[]>> own = new ArrayList<>();

  private final TransactionBundleReader reader = new TransactionBundleReader();
  private final TransactionExaminer examiner;

  ForeignBundles(int shardCount, long chainId) {
    for (int shard = 0; shard < shardCount; shard++) {
      own.add(new ConcurrentLinkedQueue<>());
    }
    examiner = new TransactionExaminer(chainId, new SenderRecovery());
  }

  /** We append a bundle. For any thread, in the order of the log. */
  void sent(int shard, byte[] bundle) {
    own.get(shard).add(bundle);
  }

  /** A transaction that stands in a log, whose sender whoever put it there has checked. */
  Candidate known(byte[] raw, Address sender) {
    return examiner.known(raw, sender);
  }

  /** A record of a shard's log was read; gives the transactions that others have put there. */
  List<Candidate> read(int shard, byte[] record) {
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
    boolean isNext = Arrays.equals(expected.peek(), record);
    if (isNext) {
      expected.remove();
    }
    return isNext;
  }
}
