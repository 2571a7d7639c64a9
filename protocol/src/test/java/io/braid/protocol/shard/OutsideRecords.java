package io.braid.protocol.shard;

import io.braid.protocol.record.RecordType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What stands in the logs of a simulation and comes from outside of the shards, block by block: for
 * those whose shards send their messages themselves. A header goes to all logs before the next one
 * goes to any, or messages of a block too high would reach a shard.
 */
public final class OutsideRecords {

  private final List<Iterator<byte[]>> logs = new ArrayList<>();
  private long block;

  /** The records of the logs. */
  public OutsideRecords(RandomLogs from) {
    for (int shard = 0; shard < from.genesis().shards().count(); shard++) {
      logs.add(
          from.log(shard).stream()
              .filter(record -> RecordType.of(record) != RecordType.MESSAGES)
              .iterator());
    }
  }

  /** Whether anything is left. */
  public boolean hasNext() {
    return logs.stream().anyMatch(Iterator::hasNext);
  }

  /** By shard, what stands behind the last block up to the header that begins the next. */
  public List<List<byte[]>> nextBlock() {
    block++;
    return logs.stream().map(this::upToHeader).toList();
  }

  private List<byte[]> upToHeader(Iterator<byte[]> log) {
    List<byte[]> records = new ArrayList<>();
    boolean isHeader = false;
    while (log.hasNext() && !isHeader) {
      byte[] record = log.next();
      records.add(record);
      // A header may stand there again.
      isHeader =
          RecordType.of(record) == RecordType.HEADER
              && RecordType.HEADER.blockOf(record).equals(OptionalLong.of(block));
    }
    return records;
  }
}
