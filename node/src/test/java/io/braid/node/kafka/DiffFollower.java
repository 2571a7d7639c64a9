package io.braid.node.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.braid.log.KafkaCluster;
import io.braid.log.LogReader;
import io.braid.log.LogRecord;
import io.braid.log.Topics;
import io.braid.protocol.record.Diff;
import io.braid.protocol.record.DiffCodec;
import io.braid.protocol.record.Disposition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads diffs as every reader must: the next offset is taken, a lower one is a repeat, which must
 * be the same byte for byte, and a higher one would be a gap.
 */
public final class DiffFollower implements AutoCloseable {

  /** Is told of each diff that is no repeat, by the offset of its input. */
  @FunctionalInterface
  public interface Listener {
    void onDiff(int shard, long offset);
  }

  private final LogReader reader;
  private final Listener listener;
  private final List<List<byte[]>> diffs = new ArrayList<>();
  private int repeats;

  DiffFollower(KafkaCluster cluster, Topics topics, int shards) {
    this(cluster, topics, shards, (_, _) -> {});
  }

  /** Follows the diffs of all shards from the first on. */
  public DiffFollower(KafkaCluster cluster, Topics topics, int shards, Listener listener) {
    this.listener = listener;
    Map<Integer, Long> from = new HashMap<>();
    for (int shard = 0; shard < shards; shard++) {
      from.put(shard, 0L);
      diffs.add(new ArrayList<>());
    }
    reader = new LogReader(cluster, "diff-follower", topics.diffs(), from);
  }

  /** Takes in what is there, or waits a little for something. */
  public void follow() {
    for (LogRecord record : reader.poll(Duration.ofMillis(20))) {
      List<byte[]> known = diffs.get(record.partition());
      Diff diff = DiffCodec.decode(record.value(), 0, record.value().length).value();
      assertEquals(record.partition(), diff.shard());
      assertNotEquals(Disposition.GAP, diff.disposition(), () -> "gap before " + diff);
      if (diff.offset() < known.size()) {
        repeats++;
        assertArrayEquals(known.get((int) diff.offset()), record.value(), "a repeat differs");
      } else {
        assertEquals(known.size(), diff.offset(), "a diff is missing");
        known.add(record.value());
        listener.onDiff(record.partition(), diff.offset());
      }
    }
  }

  /** How many records of a shard have their diff. */
  public int count(int shard) {
    return diffs.get(shard).size();
  }

  int count() {
    return diffs.stream().mapToInt(List::size).sum();
  }

  /** How many diffs came again. */
  public int repeats() {
    return repeats;
  }

  /** The diff of a record. */
  public byte[] diff(int shard, int offset) {
    return diffs.get(shard).get(offset);
  }

  @Override
  public void close() {
    reader.close();
  }
}
